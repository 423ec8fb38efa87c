"""What can be done at once about a plan that was refused as it lies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from platformdirs import user_data_path

from planner.errors import PlannerError
from planner.store.arriving import Visitor, work_on_copy
from planner.store.delivery import made_apart
from planner.store.faults import InUse, TooNew
from planner.store.keys import Key
from planner.store.opening import copy_to_look_at
from planner.store.recovery import new_name
from planner.store.sides import OtherMode, Stranger, converted, set_aside
from planner.text import Translator
from planner.ui.offers import Offer
from planner.ui.startup import now, person


class Opener(Protocol):
    """Opens a plan in place of what is open and tells whether it did."""

    def __call__(self, path: Path, *, readonly: bool = False, key: Key | None = None) -> bool:
        """Open the plan."""
        ...


def ways_in(
    refusal: PlannerError, path: Path, key: Key | None, say: Translator, open_plan: Opener
) -> tuple[Offer, ...]:
    """Return what can be done about a refusal, the nearest first; nothing for most refusals.

    The acts raise ``PlannerError``. ``key`` opens a protected plan and protects its copies.
    """
    match refusal:
        case InUse():
            word = say("working copy")
            return (
                (say("Look at a copy"), partial(_look_at_copy, path, key, open_plan)),
                (say("Work on a copy"), partial(_work_on_copy, path, key, word, open_plan)),
            )
        case OtherMode():
            return ((say("Open a converted copy"), partial(_convert, path, say("converted"), open_plan)),)
        case Stranger():
            return ((say("Move it away and open"), partial(_alone, path, open_plan)),)
        case TooNew():
            return ((say("Look at it without editing"), partial(open_plan, path, readonly=True)),)
        case _:
            return ()


def _look_at_copy(path: Path, key: Key | None, open_plan: Opener) -> None:
    open_plan(copy_to_look_at(path, _folder_for_copies(), key), readonly=True, key=key)


def _work_on_copy(path: Path, key: Key | None, word: str, open_plan: Opener) -> None:
    visitor = Visitor(person(), now(), word, key)
    open_plan(work_on_copy(path.resolve(), _folder_for_copies(), visitor), key=key)


def _folder_for_copies() -> Path:
    folder = user_data_path("policy-planner") / "copies" / f"{now():%Y%m%d-%H%M%S}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _convert(path: Path, word: str, open_plan: Opener) -> None:
    target = new_name(path, word)
    with made_apart(target) as apart:
        converted(path, apart)
    open_plan(target)


def _alone(path: Path, open_plan: Opener) -> None:
    set_aside(path)
    open_plan(path)
