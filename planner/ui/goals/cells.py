"""How one goal's row reads: every text of its cells, its light, its bar and its small curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis import shown
from planner.analysis.foresight import Foresight
from planner.analysis.trajectory import planned
from planner.analysis.values import Light, Rule, Status
from planner.domain.kinds import OUTLOOK_NAMES, Comparator, Kind
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.text import Translator
from planner.ui.goals.arrange import Column

Points = Sequence[tuple[float, float]]
"""Points with both coordinates between 0 and 1, the y axis upwards."""

EDITABLE = frozenset({Column.NAME, Column.TARGET, Column.DEADLINE, Column.LEAD})
_SIGNS = {Comparator.AT_LEAST: "≥ ", Comparator.AT_MOST: "≤ ", Comparator.EQUAL: "", Comparator.RANGE: "",
          Comparator.ABOUT: "≈ "}  # fmt: skip
_FIGURES = {
    Column.ACTUAL: "actual",
    Column.EXPECTED: "expected",
    Column.GAP: "gap",
    Column.COMPLETION: "completion",
    Column.NEEDED: "needed",
    Column.PACE: "pace",
}
_FORESEEN = {Column.FORECAST: "forecast", Column.CHANCE: "chance", Column.REACHED: "day"}


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts of a row by column; ``unit`` follows the target. ``light`` is ``None`` while progress is being read.

    ``completion`` and ``expected`` are shares of the whole way, for the bar. ``why`` is the rule's sentence and
    ``colour`` its own colour of the light, empty where it is the program's. A star marks a light a person gave.
    ``lamps`` are the lights of the last periods, oldest first, each with its rule's colour.
    """

    goal: str
    texts: tuple[str, ...]
    unit: str = ""
    light: Light | None = None
    completion: float | None = None
    expected: float | None = None
    why: str = ""
    archived: bool = False
    late: bool = False
    colour: str = ""
    lamps: Sequence[tuple[Light, str]] = ()
    actual_line: Points = ()
    plan_line: Points = ()


def target_text(target: Target | None) -> str:
    """Write a target's comparator and value without its unit: ``≥ 825``, ``2–3``, ``—`` without a number."""
    if target is None or target.low is None:
        return MISSING
    if target.comparator is Comparator.RANGE and target.high is not None:
        return f"{show_number(target.low)}–{show_number(target.high)}"
    return _SIGNS[target.comparator] + show_number(target.low)


def cells_of(
    plan: Plan, goal: Goal, status: Status | None, say: Translator, rule: Rule, seen: Foresight | None = None
) -> Cells:
    """Return a goal's row; without a status (progress not read yet) its figures are left blank.

    ``rule`` is the goal's own; ``seen`` is what is foreseen of it, once that has been worked out.
    """
    as_of = plan.about.as_of
    target = plan.target(goal.id, as_of)
    texts = [""] * len(Column)
    texts[Column.NAME] = goal.name
    texts[Column.TARGET] = target_text(target)
    texts[Column.DEADLINE] = target.deadline.isoformat() if target and target.deadline else MISSING
    texts[Column.LEAD] = plan.office_name(goal.lead) or MISSING
    texts[Column.OUTLOOK] = say(OUTLOOK_NAMES[goal.outlook]) if goal.outlook else MISSING
    texts[Column.RULE] = say(rule.title) or MISSING
    unit = goal.unit if target and target.low is not None else ""
    if status is None:
        return Cells(goal.id, tuple(texts), unit, archived=goal.archived)
    texts[Column.LIGHT] = say(status.word) + ("*" if status.by_rule is not None else "")
    figures = shown.of_status(goal, status)
    for column, key in _FIGURES.items():
        texts[column] = figures[key]
    lamps = _foreseen(texts, goal, rule, seen) if seen else ()
    actual, plan_line = small_curve(plan, goal)
    deadline = target.deadline if target else None
    return Cells(
        goal.id,
        tuple(texts),
        unit,
        status.light,
        status.completion,
        status.expected_completion,
        say(status.why),
        goal.archived,
        bool(deadline and as_of and deadline < as_of and status.light is not Light.DONE),
        status.colour,
        lamps,
        actual,
        plan_line,
    )


def _foreseen(texts: list[str], goal: Goal, rule: Rule, found: Foresight) -> Sequence[tuple[Light, str]]:
    """Fill the columns that look ahead and back; return the last lights with their rule's colours."""
    figures = shown.of_forecast(goal, found.forecast)
    for column, key in _FORESEEN.items():
        texts[column] = figures[key]
    if found.forecast is None:
        texts[Column.RANGE] = MISSING
    else:
        texts[Column.RANGE] = f"{figures['low']} – {figures['high']}"
    texts[Column.SINCE] = found.since.isoformat()
    bands = {light: rule.band_of(light) for _, light in found.history}
    return [(light, band.colour if (band := bands[light]) else "") for _, light in found.history]


def small_curve(plan: Plan, goal: Goal) -> tuple[Points, Points]:
    """Return actual and planned line of the small curve, over the goal's whole period."""
    line = planned(plan, goal, plan.about.as_of)
    series = plan.series(goal.id)
    count = series.until(plan.about.as_of) if plan.about.as_of else len(series)
    days, values = list(series.days[:count]), list(series.values[:count])
    if goal.kind is Kind.PER_PERIOD:
        values = _running(values)
    if line is None:
        return _scaled(days, values, days, values), ()
    if goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD):
        days, values = [line.days[0], *days], [0.0, *values]
    all_days, all_values = [*line.days, *days], [*line.values, *values]
    return _scaled(days, values, all_days, all_values), _scaled(line.days, line.values, all_days, all_values)


def _running(values: Sequence[float]) -> list[float]:
    total, sums = 0.0, []
    for value in values:
        total += value
        sums.append(total)
    return sums


def _scaled(
    days: Sequence[int], values: Sequence[float], all_days: Sequence[int], all_values: Sequence[float]
) -> Points:
    if len(days) < 2:
        return ()
    left, low = min(all_days), min(all_values)
    wide, high = (max(all_days) - left) or 1, (max(all_values) - low) or 1.0
    return tuple(((day - left) / wide, (value - low) / high) for day, value in zip(days, values, strict=True))


def editable(goal: Goal, column: Column) -> bool:
    """Return whether a cell can be typed into; a task list has no target value."""
    return column in EDITABLE and (column is not Column.TARGET or goal.kind.numeric)


def typed_text(plan: Plan, goal: Goal, column: Column) -> str:
    """Return what an editor starts with."""
    target = plan.target(goal.id, plan.about.as_of)
    match column:
        case Column.NAME:
            return goal.name
        case Column.LEAD:
            return plan.office_name(goal.lead)
        case Column.DEADLINE:
            return target.deadline.isoformat() if target and target.deadline else ""
        case _:
            text = target_text(target)
            return "" if text == MISSING else text
