"""What a reader of a goal's figures has to know beside the light: what was chosen and could not be had."""

from __future__ import annotations

from datetime import date

from planner.analysis.trajectory import curve_note
from planner.domain.kinds import Curve, Rollup
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import Message, message

_PLAIN = frozenset({Curve.LINE, Curve.STEP, Curve.POINTS})


def notes_of(plan: Plan, goal: Goal, as_of: date) -> tuple[Message, ...]:
    """Return why the line is straight although a curve was chosen, and which parts count for nothing."""
    if goal.curve in _PLAIN and goal.rollup is Rollup.NONE:
        return ()
    straight = None if goal.curve in _PLAIN else curve_note(plan, goal, as_of)
    left_out = _left_out(plan, goal)
    return tuple(note for note in (straight, left_out) if note is not None)


def _left_out(plan: Plan, goal: Goal) -> Message | None:
    """Say how many parts are counted in another unit, and so do not count."""
    if goal.rollup in (Rollup.NONE, Rollup.WORST):
        return None
    other = [part.name for part in plan.children(goal.id) if not part.archived and part.unit != goal.unit]
    if not other:
        return None
    return message("{n} parts are counted in another unit than {unit} and are left out: {first}",
                   n=len(other), unit=goal.unit or "—", first=other[0])  # fmt: skip
