"""What the window and the program around it need only after the first picture; imported when first asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.text import Translator
from planner.ui.context import Context
from planner.ui.outer import Outer
from planner.ui.settings import Settings
from planner.ui.startup import now, person

if TYPE_CHECKING:
    from planner.ui.deeds import Deeds
    from planner.ui.newplan import NewPlanDialog
    from planner.ui.parts import Parts
    from planner.ui.welcome import WelcomeWindow


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

    make_plan(path, source, who=person(), now=now, as_of=as_of, title=title).store.close()
