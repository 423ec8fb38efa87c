"""The one place that makes the pages and dialogs other rooms of the window hold; imported when first needed.

Charts, documents and sheets bring heavy libraries with them. Nothing here is imported before the window
has been painted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from planner.commands.session import Command
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.goals.arrange import Column, GroupBy
from planner.ui.outer import Outer
from planner.ui.settings import Settings

if TYPE_CHECKING:
    from planner.ui.deeds import Deeds
    from planner.ui.details.pane import DetailsPane
    from planner.ui.newplan import NewPlanDialog
    from planner.ui.parts import Parts
    from planner.ui.reading.page import ReadingPage
    from planner.ui.welcome import WelcomeWindow


def details_pane(context: Context) -> DetailsPane:
    """Make the tabs of the selected goal."""
    from planner.ui.details.pane import DetailsPane

    return DetailsPane(context)


def reading_page(context: Context) -> ReadingPage:
    """Make the page documents are read on."""
    from planner.ui.reading.page import ReadingPage

    return ReadingPage(context)


def preview(context: Context, goals: Sequence[str], parent: QWidget) -> QDialog:
    """Make the preview of target sheets."""
    from planner.ui.preview.dialog import PreviewDialog

    return PreviewDialog(context, goals, parent)


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


def plan_dialog(context: Context, parent: QWidget) -> QDialog:
    """Make the plan's own card: title, organisation, cut-off date."""
    from planner.ui.forms import PlanDialog

    return PlanDialog(context, parent)


def deeds(context: Context, parts: Parts, settings: Settings, outer: Outer) -> Deeds:
    """Make everything that can be done in a plan's window."""
    from planner.ui.deeds import Deeds

    return Deeds(context, parts, settings, outer)


def welcome_window(say: Translator, recent: list[Path], outer: Outer) -> WelcomeWindow:
    """Make the start page."""
    from planner.ui.welcome import WelcomeWindow

    return WelcomeWindow(say, recent, outer)


def new_plan_dialog(say: Translator, today: date, parent: QWidget | None) -> NewPlanDialog:
    """Make the dialog that asks what a new plan needs."""
    from planner.ui.newplan import NewPlanDialog

    return NewPlanDialog(say, today, parent)


def make_plan(path: Path, source: str, title: str | None, as_of: date | None) -> None:
    """Make a plan file; raises ``PlannerError``."""
    from planner.commands.seeding import make_plan
    from planner.ui.startup import now, person

    make_plan(path, source, who=person(), now=now, as_of=as_of, title=title).store.close()


def typed_command(plan: Plan, goal: Goal, column: Column, text: str) -> Command:
    """Return the command for a text typed into the goal table; raises ``PlannerError``."""
    from planner.ui.goals.typed import typed_command

    return typed_command(plan, goal, column, text)


def goal_moves(goals: Sequence[str], rows: Sequence[str], place: int, group_by: GroupBy) -> Iterator[Command]:
    """Yield the commands that put dragged goals before a row of the table."""
    from planner.ui.goals.moving import moves

    return moves(goals, rows, place, group_by)
