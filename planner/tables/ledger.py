"""台账: a plan laid out as tables with the field's own headings, the same for CSV and Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.analysis.account import foresights
from planner.analysis.aims import aim_of
from planner.analysis.foresight import Foresight, misses
from planner.analysis.milestones import is_done, is_reached
from planner.analysis.status import assess
from planner.analysis.values import LIGHT_SHAPES, Light, Rule, Status
from planner.domain.kinds import COMPARATOR_NAMES, KIND_NAMES, OUTLOOK_NAMES
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone, Report, Target
from planner.text import N_, Message, message

Say = Callable[[Message], str]
"""Puts a message into the reader's language."""
Tick = Callable[[int, int], None]
"""Hears how much of a long work is done, and of how much."""
Cell = str | Message | float | int | date | None


def no_tick(done: int, total: int) -> None:
    """Do nothing; for work nobody waits for."""


class Form(StrEnum):
    """What a column holds, which decides how its cells are written."""

    TEXT = "text"
    COUNT = "count"  # a whole number
    FIGURE = "figure"  # a number with its goal's decimals
    SHARE = "share"  # 1.0 is the whole; shown in per cent
    POINTS = "points"  # percentage points
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading (message key) and what stands under it; ``widest`` is in characters of half width."""

    heading: str
    form: Form = Form.TEXT
    widest: int = 40


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; ``digits`` are the decimals of the figures among them."""

    cells: Sequence[Cell]
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook: name (message key), columns and rows.

    The first ``frozen`` columns stay in view; the first ``printed`` go on paper, all when ``None``.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    frozen: int = 1
    printed: int | None = None


def tables_of(plan: Plan, as_of: date, rule: Rule) -> list[Table]:
    """Return all tables of a plan: goals, milestones, progress, reports, target values, sources."""
    states = assess(plan, as_of, rule)
    return [
        goals_table(plan, as_of, rule, states),
        _milestones(plan, as_of, states),
        _progress(plan),
        _reports(plan),
        _targets(plan),
        _sources(plan),
    ]


def heading(plan: Plan, as_of: date) -> list[Message | str]:
    """Return what stands over every table: title, cut-off date, and whether the figures are invented."""
    parts: list[Message | str] = [plan.about.title, message("Cut-off date {day}", day=as_of)]
    if plan.about.demo:
        parts.append(message("Demonstration: the progress is invented"))
    return parts


_GOAL_COLUMNS = (
    Column(N_("No."), Form.COUNT),
    Column(N_("Theme")),
    Column(N_("Indicator")),
    Column(N_("Comparator")),
    Column(N_("Target value"), Form.FIGURE),
    Column(N_("Upper value"), Form.FIGURE),
    Column(N_("Unit of measure")),
    Column(N_("Deadline"), Form.DAY),
    Column(N_("Lead office"), widest=20),
    Column(N_("Partner offices"), widest=24),
    Column(N_("Owner"), widest=20),
    Column(N_("Leader"), widest=20),
    Column(N_("Light")),
    Column(N_("Actual"), Form.FIGURE),
    Column(N_("Expected"), Form.FIGURE),
    Column(N_("Completion"), Form.SHARE),
    Column(N_("Gap (points)"), Form.POINTS),
    Column(N_("Why this light")),
)
_MORE_GOAL_COLUMNS = (
    Column(N_("Reported on"), Form.DAY),
    Column(N_("Time progress"), Form.SHARE),
    Column(N_("Required pace"), Form.FIGURE),
    Column(N_("So far a month"), Form.FIGURE),
    Column(N_("Forecast"), Form.FIGURE),
    Column(N_("Lower end of the forecast"), Form.FIGURE),
    Column(N_("Upper end of the forecast"), Form.FIGURE),
    Column(N_("Chance"), Form.SHARE),
    Column(N_("Target reached on"), Form.DAY),
    Column(N_("Basis of the forecast")),
    Column(N_("Light rule")),
    Column(N_("Light by the rule")),
    Column(N_("Light since"), Form.DAY),
    Column(N_("Last lights"), widest=20),
    Column(N_("Periods behind in a row"), Form.COUNT),
    Column(N_("Overdue milestones"), Form.COUNT),
    Column(N_("Part of")),
    Column(N_("Definition")),
    Column(N_("Kind")),
    Column(N_("Baseline"), Form.FIGURE),
    Column(N_("Baseline date"), Form.DAY),
    Column(N_("Start"), Form.DAY),
    Column(N_("Outlook")),
    Column(N_("Reason for the outlook")),
    Column(N_("Note")),
    Column(N_("Archived")),
)


def goals_table(plan: Plan, as_of: date, rule: Rule, states: Mapping[str, Status]) -> Table:
    """Return the goals with what is promised, who answers for it, and how it stands on ``as_of``."""
    ordered = plan.in_order()
    seen = foresights(plan, as_of, rule)
    rows = [
        _goal_row(plan, goal, n, as_of, (*_state_cells(states[goal.id]),
                  *_pace_cells(states[goal.id], seen[goal.id], rule.of(goal.rule))))
        for n, goal in enumerate(ordered, 1)
    ]  # fmt: skip
    columns = (*_GOAL_COLUMNS, *_MORE_GOAL_COLUMNS)
    return Table(N_("Goals"), columns, rows, frozen=3, printed=len(_GOAL_COLUMNS))


def _goal_row(plan: Plan, goal: Goal, n: int, as_of: date, standing: Sequence[Cell]) -> Row:
    target = plan.target(goal.id, as_of) or Target("", goal.id)
    theme = plan.theme_of(goal)
    parent = plan.goals.get(goal.parent) if goal.parent else None
    partners = "、".join(plan.office_name(row.office) for row in plan.partners.get(goal.id, ()))
    has_value = target.low is not None
    promised: tuple[Cell, ...] = (
        n, theme.name if theme else "", goal.name, Message(COMPARATOR_NAMES[target.comparator]) if has_value else "",
        target.low, target.high, goal.unit, target.deadline, plan.office_name(goal.lead), partners, goal.owner,
        goal.leader,
    )  # fmt: skip
    counted: tuple[Cell, ...] = (
        parent.name if parent else "", goal.definition, Message(KIND_NAMES[goal.kind]), goal.baseline,
        goal.baseline_day, goal.start,
    )  # fmt: skip
    return Row((*promised, *standing, *counted, *_judgement(goal)), goal.digits)


def _state_cells(state: Status) -> tuple[Cell, ...]:
    light = message("{shape} {light}", shape=LIGHT_SHAPES[state.light], light=Message(state.word))
    points = None if state.gap is None else 100 * state.gap
    return light, state.actual, state.expected, state.completion, points, state.why


def _pace_cells(state: Status, seen: Foresight, rule: Rule) -> tuple[Cell, ...]:
    """Return what is foreseen and what was, with the light the rule gives where a person gave another one."""
    found = seen.forecast
    foreseen: tuple[Cell, ...] = (None,) * 6 if found is None else (
        found.median, found.low, found.high, found.chance, found.day, found.basis
    )  # fmt: skip
    by_rule = _light(state.by_rule, rule) if state.by_rule is not None else ""
    past = "".join(LIGHT_SHAPES[light] for _, light in seen.history)
    return (
        state.actual_day, state.time_progress, state.required_pace, state.pace, *foreseen, Message(rule.title),
        by_rule, seen.since, past, misses(seen.history), state.overdue,
    )  # fmt: skip


def _light(light: Light, rule: Rule) -> Message:
    return message("{shape} {light}", shape=LIGHT_SHAPES[light], light=Message(rule.words_of(light)[0]))


def _judgement(goal: Goal) -> tuple[Cell, ...]:
    outlook = Message(OUTLOOK_NAMES[goal.outlook]) if goal.outlook else ""
    return outlook, goal.outlook_note, goal.note, message("yes") if goal.archived else ""


def _milestones(plan: Plan, as_of: date, states: Mapping[str, Status]) -> Table:
    columns = (
        Column(N_("Indicator")),
        Column(N_("Milestone")),
        Column(N_("Due"), Form.DAY),
        Column(N_("Value"), Form.FIGURE),
        Column(N_("Unit of measure")),
        Column(N_("Responsible office")),
        Column(N_("Done on"), Form.DAY),
        Column(N_("State")),
        Column(N_("Note")),
    )
    rows = [
        Row((goal.name, row.name, row.due, row.value, goal.unit, plan.office_name(row.office), row.done,
             _step_state(row, as_of, states[goal.id].actual, direction), row.note), goal.digits)
        for goal in plan.in_order()
        for direction in (_direction(plan, goal, as_of),)
        for row in plan.milestones.get(goal.id, ())
    ]  # fmt: skip
    return Table(N_("Milestones"), columns, rows)


def _direction(plan: Plan, goal: Goal, as_of: date) -> int:
    target = plan.target(goal.id, as_of)
    return aim_of(plan, goal, target).direction if target and target.low is not None and goal.kind.numeric else 1


def _step_state(row: Milestone, as_of: date, actual: float | None, direction: int) -> Message:
    if is_done(row, as_of):
        return message("done late") if row.due and row.done and row.done > row.due else message("done")
    if row.due is None or row.due > as_of:
        return message("open")
    return message("reached") if is_reached(row, as_of, actual, direction) else message("overdue")


def _progress(plan: Plan) -> Table:
    columns = (
        Column(N_("Indicator")),
        Column(N_("Date"), Form.DAY),
        Column(N_("Value"), Form.FIGURE),
        Column(N_("Unit of measure")),
        Column(N_("Note")),
    )
    rows = [
        Row((goal.name, row.day, row.value, goal.unit, row.note), goal.digits)
        for goal in plan.in_order() for row in plan.series(goal.id).records(goal.id)
    ]  # fmt: skip
    return Table(N_("Progress"), columns, rows)


def _reports(plan: Plan) -> Table:
    wide = 60
    columns = (
        Column(N_("Indicator")),
        Column(N_("Period ends on"), Form.DAY),
        Column(N_("Reporting office")),
        Column(N_("Progress made"), widest=wide),
        Column(N_("Problems"), widest=wide),
        Column(N_("Next steps"), widest=wide),
        Column(N_("Needs coordination"), widest=wide),
    )
    rows = [Row((goal.name, *_words(plan, row))) for goal in plan.in_order() for row in plan.reports.get(goal.id, ())]
    return Table(N_("Reports"), columns, rows)


def _words(plan: Plan, row: Report) -> Iterator[Cell]:
    yield from (row.day, plan.office_name(row.office), row.progress, row.problems, row.next_steps, row.needs)


def _targets(plan: Plan) -> Table:
    columns = (
        Column(N_("Indicator")),
        Column(N_("Holds from"), Form.DAY),
        Column(N_("Comparator")),
        Column(N_("Target value"), Form.FIGURE),
        Column(N_("Upper value"), Form.FIGURE),
        Column(N_("Unit of measure")),
        Column(N_("Deadline"), Form.DAY),
        Column(N_("Reason")),
    )
    rows = [
        Row((goal.name, row.since, Message(COMPARATOR_NAMES[row.comparator]) if row.low is not None else "",
             row.low, row.high, goal.unit, row.deadline, row.reason), goal.digits)
        for goal in plan.in_order() for row in plan.targets.get(goal.id, ())
    ]  # fmt: skip
    return Table(N_("Target values"), columns, rows)


def _sources(plan: Plan) -> Table:
    columns = (
        Column(N_("Indicator")),
        Column(N_("Document")),
        Column(N_("Source"), widest=60),
        Column(N_("Original wording"), widest=60),
    )
    rows = [
        Row((goal.name, _title(plan, row.document), row.cite, row.quote))
        for goal in plan.in_order() for row in plan.bases.get(goal.id, ())
    ]  # fmt: skip
    return Table(N_("Sources"), columns, rows)


def _title(plan: Plan, document: str | None) -> str:
    found = plan.documents.get(document) if document else None
    return found.title if found else ""
