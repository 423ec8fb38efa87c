"""亮灯: the light of every goal at a cut-off date, with everything that made it.

Goals are gathered into columns, measured and lit as arrays (:mod:`columns`, :mod:`progress`,
:mod:`families`, :mod:`lights`); the sentences are written one by one, once they are read (:mod:`why`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

import numpy as np

from planner.analysis import why
from planner.analysis.columns import Columns, Row, gather
from planner.analysis.families import measures
from planner.analysis.lights import ORDER, bands, light_counts, places, worst
from planner.analysis.notes import notes_of
from planner.analysis.progress import MONTH, Progress, measure
from planner.analysis.reporting import missing_since
from planner.analysis.rollup import worst_parts
from planner.analysis.values import Band, Light, Reason, Rule, Status
from planner.domain.kinds import Outlook
from planner.domain.plan import Plan
from planner.domain.records import Override
from planner.domain.units import Units

__all__ = ["MONTH", "assess", "given_light", "light_counts"]

_OUTLOOK_LIGHTS = {
    Outlook.DONE: Light.DONE,
    Outlook.ON_COURSE: Light.ON_TRACK,
    Outlook.DIFFICULT: Light.BEHIND,
    Outlook.TO_ADJUST: Light.FAR_BEHIND,
    Outlook.IMPOSSIBLE: Light.FAR_BEHIND,
}
_Figures = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class _Lit:
    """One goal's light as its rule gives it: the place of the light and of the band, and what was measured."""

    light: Light
    place: int
    measure: float
    rule: Rule


def assess(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str] | None = None) -> dict[str, Status]:
    """Return the status of the given goals (all when ``None``) by id; ids the plan does not hold are left out.

    ``rule`` is the plan's; a goal that has chosen another one is judged by that. Only what the plan says of the
    days up to ``as_of`` counts, so a later cut-off never changes an earlier light.
    """
    wanted = [plan.goals[id_] for id_ in (plan.goals if goals is None else goals) if id_ in plan.goals]
    if not wanted:
        return {}
    parts = worst_parts(plan, wanted)
    asked = {goal.id for goal in wanted}
    below = [part for part in dict.fromkeys(id_ for ids in parts.values() for id_ in ids) if part not in asked]
    columns = gather(plan, [*wanted, *(plan.goals[id_] for id_ in below)], as_of, rule.units)
    progress = measure(columns)
    lit = _lit(plan, columns, progress, rule)
    found = {
        row.goal.id: _status(plan, as_of, row, light, figures, rule.units)
        for row, light, figures in zip(columns.rows, lit, _figures(columns, progress), strict=True)
    }
    for id_ in plan.overrides.keys() & found.keys():
        found[id_] = _overridden(plan, id_, as_of, found[id_], rule)
    for parent, children in parts.items():
        if found[parent].by_rule is None:
            found[parent] = _of_parts(plan, found[parent], [child for child in children if child in found], found)
    return {goal.id: found[goal.id] for goal in wanted} if below else found


def _lit(plan: Plan, columns: Columns, progress: Progress, rule: Rule) -> Sequence[_Lit]:
    """Judge every goal by its own rule, each rule once for all goals."""
    chosen = [rule.of(row.goal.rule) for row in columns.rows]
    lit: list[_Lit | None] = [None] * len(chosen)
    for one in {id(each): each for each in chosen}.values():
        measured = measures(plan, columns, progress, one.family)
        lights = places(columns, progress, one, measured).tolist()
        among = bands(np.nan_to_num(measured, nan=0.0, posinf=np.inf, neginf=-np.inf), one).tolist()
        for n, each in enumerate(chosen):
            if each is one:
                lit[n] = _Lit(ORDER[lights[n]], among[n], float(measured[n]), one)
    return [light for light in lit if light is not None]


def _figures(columns: Columns, progress: Progress) -> Iterable[_Figures]:
    """Yield each goal's figures in the order in which :func:`_status` takes them, ``None`` where there is none."""
    figures = np.array(
        [columns.actual, columns.actual_day, progress.expected, progress.completion, progress.expected_completion,
         progress.gap, progress.time_progress, progress.pace, progress.required_pace]
    )  # fmt: skip
    known = figures.astype(object)
    known[np.isnan(figures)] = None
    return zip(*known.tolist(), strict=True)


def _status(plan: Plan, as_of: date, row: Row, lit: _Lit, figures: _Figures, units: Units) -> Status:
    actual, ordinal, expected, completion, wanted, gap, elapsed, pace, required = figures
    day = date.fromordinal(int(ordinal)) if ordinal is not None else None
    goal, light, rule = row.goal, lit.light, lit.rule
    late = missing_since(plan, goal, as_of, day, rule.grace) if light is not Light.DONE else None
    by_outlook = light is Light.NO_DATA and goal.outlook is not None and not goal.kind.numeric and not row.overdue
    if late is not None:
        light, reason = Light.NO_DATA, Reason(why.no_report, late, day)
    elif by_outlook and goal.outlook is not None:
        light, reason = _OUTLOOK_LIGHTS[goal.outlook], Reason(why.of_outlook, goal.outlook, goal.outlook_note)
    elif light is Light.NO_DATA:
        steps = len(plan.milestones.get(goal.id, ()))
        reason = Reason(why.no_data, row, as_of, actual, steps, gap)
    else:
        band = rule.bands[lit.place]
        facts = why.Facts(light, actual, day, completion, wanted, gap, expected, lit.measure, lit.place,
                          lowered=band.light is not light and bool(row.overdue))  # fmt: skip
        reason = Reason(why.of_number if goal.kind.numeric else why.of_tasks, row, facts, rule)
    if row.overdue:
        reason = Reason(why.with_overdue, reason, row.overdue, as_of)
    return Status(
        light, reason, actual, day, expected, completion, wanted, gap, elapsed, pace, required, len(row.overdue),
        rule.name, _band(rule, lit, light), lit.measure if isfinite(lit.measure) else None, None,
        notes_of(plan, goal, as_of, units),
    )  # fmt: skip


def _band(rule: Rule, lit: _Lit, light: Light) -> Band | None:
    band = rule.bands[lit.place]
    return band if band.light is light else rule.band_of(light)


# -- lights that do not come from the goal's own figures -----------------------------------------------


def _of_parts(plan: Plan, own: Status, parts: Sequence[str], known: Mapping[str, Status]) -> Status:
    """Give a parent the light of its worst part."""
    light = worst([known[part].light for part in parts])
    if light is None:
        return own
    part = next(part for part in parts if known[part].light is light)
    reason = Reason(why.of_part, plan.goals[part].name, known[part].reason)
    return replace(own, light=light, band=known[part].band, reason=reason, measure=None)


def _overridden(plan: Plan, goal: str, as_of: date, status: Status, rule: Rule) -> Status:
    """Put a person's light in place of the rule's, from its day on."""
    newest = given_light(plan, goal, as_of)
    if newest is None:
        return status
    light = Light(newest.light)
    reason = Reason(why.of_override, newest, status.word, status.reason)
    band = rule.of(plan.goals[goal].rule).band_of(light)
    return replace(status, light=light, reason=reason, band=band, by_rule=status.light)


def given_light(plan: Plan, goal: str, as_of: date) -> Override | None:
    """Return the light a person gave that holds on a day, the newest of several; ``None`` when the rule's does."""
    return plan.override(goal, as_of)
