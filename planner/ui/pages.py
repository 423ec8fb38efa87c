"""The one place that makes the pages and dialogs other rooms of the window hold; imported when first needed.

Charts, documents and sheets bring heavy libraries with them. Nothing here is imported before the window
has been painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from planner.ui.context import Context

if TYPE_CHECKING:
    from planner.ui.details.pane import DetailsPane
    from planner.ui.importing.dialog import ImportDialog
    from planner.ui.judging.card import WhyCard
    from planner.ui.keeping import Keeper
    from planner.ui.overview.dialog import PlanChartsDialog
    from planner.ui.reading.page import ReadingPage
    from planner.ui.slips import SlipsDialog


def details_pane(context: Context) -> DetailsPane:
    """Make the tabs of the selected goal."""
    from planner.ui.details.pane import DetailsPane

    return DetailsPane(context)


def reading_page(context: Context) -> ReadingPage:
    """Make the page documents are read on."""
    from planner.ui.reading.page import ReadingPage

    return ReadingPage(context)


def past_dialog(context: Context, parent: QWidget) -> QDialog:
    """Make the dialog that chooses a day to look back to."""
    from planner.ui.past.dialog import PastDialog

    return PastDialog(context, parent)


def trash_dialog(context: Context, parent: QWidget) -> QDialog:
    """Make the list of what was deleted."""
    from planner.ui.past.trash import TrashDialog

    return TrashDialog(context, parent)


def record_history(context: Context, table: str, id_: str, parent: QWidget) -> QDialog:
    """Make the history of one record."""
    from planner.ui.past.record import RecordHistory

    return RecordHistory(context, (table, id_), parent)


def plan_charts(context: Context, goals: Sequence[str], parent: QWidget) -> PlanChartsDialog:
    """Make the charts of the whole plan."""
    from planner.ui.overview.dialog import PlanChartsDialog

    return PlanChartsDialog(context, goals, parent)


def preview(context: Context, goals: Sequence[str], parent: QWidget, form: str = "target") -> QDialog:
    """Make the preview of a form, target sheets unless another one is asked for."""
    from planner.ui.preview.dialog import PreviewDialog

    return PreviewDialog(context, goals, parent, form)


def slips(context: Context, parent: QWidget) -> SlipsDialog:
    """Make the list of supervision slips the plan asks for."""
    from planner.ui.slips import SlipsDialog

    return SlipsDialog(context, parent)


def goal_form(context: Context, goal: str | None, parent: QWidget) -> QDialog:
    """Make the form of a goal; of a new one when ``None``."""
    from planner.ui.forms import GoalForm

    return GoalForm(context, goal, parent)


def breakdown_dialog(context: Context, goal: str, parent: QWidget) -> QDialog:
    """Make the dialog that breaks a goal into milestones."""
    from planner.ui.forms import BreakdownDialog

    return BreakdownDialog(context, goal, parent)


def record_dialog(context: Context, goal: str, parent: QWidget) -> QDialog:
    """Make the dialog that records progress of a goal."""
    from planner.ui.forms import RecordDialog

    return RecordDialog(context, goal, parent)


def themes_dialog(context: Context, parent: QWidget) -> QDialog:
    """Make the list of themes."""
    from planner.ui.forms import ThemesDialog

    return ThemesDialog(context, parent)


def offices_dialog(context: Context, parent: QWidget) -> QDialog:
    """Make the list of offices."""
    from planner.ui.forms import OfficesDialog

    return OfficesDialog(context, parent)


def import_dialog(context: Context, keeper: Keeper, path: Path, parent: QWidget) -> ImportDialog:
    """Make the dialog that brings a table in."""
    from planner.ui.importing.dialog import ImportDialog

    return ImportDialog(context, keeper, path, parent)


def backups_dialog(context: Context, keeper: Keeper, parent: QWidget) -> QDialog:
    """Make the list of backups with what differs in each."""
    from planner.ui.backups import BackupsDialog

    return BackupsDialog(context, keeper, parent)


def why_card(context: Context, goal: str, parent: QWidget) -> WhyCard:
    """Make the card that explains a goal's light."""
    from planner.ui.judging.card import WhyCard

    return WhyCard(context, goal, parent)


def give_light_dialog(context: Context, goal: str, parent: QWidget) -> QDialog:
    """Make the dialog that gives a goal a light by hand."""
    from planner.ui.judging.give import GiveLightDialog

    return GiveLightDialog(context, goal, parent)


def what_if(context: Context, goal: str, parent: QWidget) -> QDialog:
    """Make the dialog that tries other figures on a goal."""
    from planner.ui.judging.whatif import WhatIf

    return WhatIf(context, goal, parent)


def legend(context: Context, parent: QWidget) -> QDialog:
    """Make the page that says what the colours mean."""
    from planner.ui.judging.legend import Legend

    return Legend(context, parent)


def plan_dialog(context: Context, parent: QWidget) -> QDialog:
    """Make the plan's own card: title, organisation, cut-off date."""
    from planner.ui.forms import PlanDialog

    return PlanDialog(context, parent)
