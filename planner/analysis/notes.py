"""What a reader of a goal's figures has to know beside the light: what was chosen and could not be had."""

from __future__ import annotations

from datetime import date

from planner.analysis.rollup import left_out, uneven
from planner.analysis.trajectory import curve_note
from planner.domain.kinds import Curve, Rollup
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.domain.units import Units
from planner.text import Message

_PLAIN = frozenset({Curve.LINE, Curve.STEP, Curve.POINTS})


def notes_of(plan: Plan, goal: Goal, as_of: date, units: Units) -> tuple[Message, ...]:
    """Return why the line is straight although a curve was chosen, and what the parts leave open."""
    if goal.curve in _PLAIN and goal.rollup is Rollup.NONE:
        return ()
    notes: list[Message | None] = [None if goal.curve in _PLAIN else curve_note(plan, goal, as_of)]
    if goal.rollup not in (Rollup.NONE, Rollup.WORST):
        parts = [part for part in plan.children(goal.id) if not part.archived]
        notes.append(left_out(plan, goal, parts, units, as_of))
        if goal.rollup is Rollup.SUM:
            notes.append(uneven(plan, goal, parts, units, as_of))
    return tuple(note for note in notes if note is not None)
