"""What the window and the program around it need only after the first picture; imported when first asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.errors import PlannerError
from planner.store.keys import Key
from planner.text import Message, Translator
from planner.ui.context import Context
from planner.ui.looks import Looks
from planner.ui.outer import Outer
from planner.ui.settings import Settings
from planner.ui.startup import now, person

if TYPE_CHECKING:
    from planner.ui.deeds import Deeds
    from planner.ui.newplan import NewPlanDialog
    from planner.ui.offers import Offer
    from planner.ui.parts import Parts
    from planner.ui.proving import IdleProof
    from planner.ui.recovery import RecoveryWindow
    from planner.ui.sealing import Sealing
    from planner.ui.waysin import Opener
    from planner.ui.welcome import WelcomeWindow


def deeds(context: Context, parts: Parts, settings: Settings, outer: Outer) -> Deeds:
    """Make everything that can be done in a plan's window."""
    from planner.ui.deeds import Deeds

    return Deeds(context, parts, settings, outer)


def welcome_window(say: Translator, recent: list[Path], outer: Outer) -> WelcomeWindow:
    """Make the start page."""
    from planner.ui.welcome import WelcomeWindow

    return WelcomeWindow(say, recent, outer)


def recovery_window(say: Translator, path: Path, what: Message, outer: Outer, key: Key | None = None) -> RecoveryWindow:
    """Make the page for a plan that is not to be believed."""
    from planner.ui.recovery import RecoveryWindow

    return RecoveryWindow(say, path, what, outer, key)


def worth_recovering(refusal: PlannerError, path: Path) -> bool:
    """Whether the recovery page may give something back of a file that was refused."""
    from planner.store.recovery import worth_recovering

    return worth_recovering(refusal, path)


def what_happened(refusal: PlannerError, path: Path) -> Message:
    """Return in a sentence what happened to a file that is worth recovering."""
    from planner.store.recovery import what_happened

    return what_happened(refusal, path)


def better_known(refusal: PlannerError, path: Path, key: Key | None) -> PlannerError:
    """Return what a refused file turns out to be: perhaps a protected plan that is damaged."""
    from planner.store.unlocking import better_known

    return better_known(refusal, path, key)


def ways_in(refusal: PlannerError, path: Path, key: Key | None, say: Translator, opener: Opener) -> tuple[Offer, ...]:
    """Return what can be done about a refused plan, in words and as acts."""
    from planner.ui.waysin import ways_in

    return ways_in(refusal, path, key, say, opener)


def idle_proof(context: Context, parent: QObject) -> IdleProof:
    """Make what proves an open plan once nobody has edited it for a while."""
    from planner.ui.proving import IdleProof

    return IdleProof(context, parent)


def new_plan_dialog(say: Translator, today: date, parent: QWidget | None) -> NewPlanDialog:
    """Make the dialog that asks what a new plan needs."""
    from planner.ui.newplan import NewPlanDialog

    return NewPlanDialog(say, today, parent)


def sealing(looks: Looks, parent: QObject) -> Sealing:
    """Make what asks for passwords and rewrites plans under them."""
    from planner.ui.sealing import Sealing

    return Sealing(looks, parent)


def make_plan(path: Path, source: str, title: str | None, as_of: date | None) -> None:
    """Make a plan file; raises ``PlannerError``."""
    from planner.commands.seeding import new_plan

    new_plan(path, source, who=person(), now=now, as_of=as_of, title=title)
