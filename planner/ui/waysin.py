"""What can be done at once about a plan that was refused as it lies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from planner.errors import PlannerError
from planner.store.faults import TooNew
from planner.store.recovery import new_name
from planner.store.sides import OtherMode, Stranger, converted, set_aside
from planner.text import Translator


class Opener(Protocol):
    """Opens a plan in place of what is open and tells whether it did."""

    def __call__(self, path: Path, *, readonly: bool = False) -> bool:
        """Open the plan."""
        ...


def way_in(
    refusal: PlannerError, path: Path, say: Translator, open_plan: Opener
) -> tuple[str, Callable[[], object] | None]:
    """Return the one thing to do about a refusal, in words and as an act; none for most refusals."""
    match refusal:
        case OtherMode():
            return say("Open a converted copy"), partial(_convert, path, say("converted"), open_plan)
        case Stranger():
            return say("Move it away and open"), partial(_alone, path, open_plan)
        case TooNew():
            return say("Look at it without editing"), partial(open_plan, path, readonly=True)
        case _:
            return "", None


def _convert(path: Path, word: str, open_plan: Opener) -> None:
    open_plan(converted(path, new_name(path, word)))


def _alone(path: Path, open_plan: Opener) -> None:
    set_aside(path)
    open_plan(path)
