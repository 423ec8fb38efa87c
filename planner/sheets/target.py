"""目标任务书: what stands on the sheet of one goal, as plain data for the form ``target.typ``.

Everything is already in the reader's words; the form decides only where it stands. The keys are described
in the form itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from planner.analysis import shown as figures
from planner.analysis.aims import aim_of
from planner.analysis.forecast.values import Forecast
from planner.analysis.lighthistory import Lights
from planner.analysis.milestones import overdue_of
from planner.analysis.values import LIGHT_SHAPES, Status
from planner.domain.kinds import KIND_NAMES, Kind
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.domain.records import Basis, Goal, Milestone, Report, Target
from planner.figures.palette import LIGHT
from planner.figures.svg import chart_svg
from planner.figures.trajectory import trajectory_chart
from planner.sheets.fonts import BUNDLED
from planner.sheets.room import BLOCKS, Data, name_size, share_out, shortened
from planner.sheets.wording import breakable, clauses, listed, long_day, target_words, with_unit
from planner.text import Translator

_ENTRIES = 12
_LONG_VALUE = 9
_FEWEST = 6
_SHORT = 28.0


@dataclass(frozen=True, slots=True)
class Subject:
    """One goal with all that its sheet is made from."""

    plan: Plan
    goal: Goal
    number: int  # place in the plan's list of goals, from 1
    status: Status
    as_of: date
    say: Translator
    foreseen: Forecast | None = None
    lights: Lights = ()  # of the last periods, oldest first
    style: str = "official"


def sheet_data(subject: Subject) -> Data:
    """Return the data of one goal's sheet."""
    plan, goal, say = subject.plan, subject.goal, subject.say
    theme = plan.theme_of(goal)
    data: Data = {
        "name": goal.name,
        "name_size": name_size(goal.name),
        "short": shortened(goal.name, _SHORT),
        "number": say("No. {n}", n=subject.number),
        "theme": theme.name if theme else "",
        "facts": [*_facts(subject)],
        "bases": [_basis(plan, basis, say) for basis in plan.bases.get(goal.id, ())],
        "who": _who(subject),
        "light": _light(subject),
        "figures": _figures(subject),
        "numeric": goal.kind.numeric,
        "progress": _progress(subject),
        "milestones": [_milestone(subject, row, late) for row, late in _steps(subject)],
        "valued": any(row.value is not None for row in plan.milestones.get(goal.id, ())),
        "reports": _reports(subject),
    }
    data = breakable(data)
    room = share_out(data, say.language, subject.style)
    return {
        **data,
        "single": room.single,
        "by": asdict(room.by),
        "writing": room.writing,
        "chart": _chart(subject, room.chart),
    }


# -- what is promised ----------------------------------------------------------------------------


def _facts(subject: Subject) -> Iterator[Data]:
    """Yield rows of one or two labelled values."""
    plan, goal, say = subject.plan, subject.goal, subject.say
    target = plan.target(goal.id, subject.as_of)
    deadline = long_day(target.deadline if target else None, say)
    if goal.kind.numeric:
        yield _pair((say("Target value"), target_words(target, goal)), (say("Deadline"), deadline), strong=True)
        baseline = with_unit(goal.baseline, goal)
        if goal.baseline is not None and goal.baseline_day is not None:
            baseline = say("{value} ({day})", value=baseline, day=long_day(goal.baseline_day, say))
        yield _pair((say("Baseline"), baseline), (say("Kind"), say(KIND_NAMES[goal.kind])))
    else:
        yield _pair((say("Deadline"), deadline), (say("Kind"), say(KIND_NAMES[goal.kind])))
    if goal.definition:
        yield _pair((say("Definition"), goal.definition))
    targets = plan.targets.get(goal.id, ())
    if len(targets) > 1:
        revisions = "\n".join(_revision(plan, goal, row, say) for row in targets)
        yield _pair((say("Target revisions"), revisions))


def _pair(*cells: tuple[str, str], strong: bool = False) -> Data:
    return {"cells": [{"label": label, "text": text} for label, text in cells], "strong": strong}


def _revision(plan: Plan, goal: Goal, target: Target, say: Translator) -> str:
    args = {"value": target_words(target, goal), "deadline": long_day(target.deadline, say)}
    if target.since is None:
        line = say("First: {value}, by {deadline}", **args)
    else:
        line = say("From {since}: {value}, by {deadline}", since=long_day(target.since, say), **args)
    document = plan.documents.get(target.document) if target.document else None
    more = clauses([target.reason, _title(document.title, say) if document else ""], say)
    return say("{line} ({reason})", line=line, reason=more) if more else line


def _basis(plan: Plan, basis: Basis, say: Translator) -> Data:
    document = plan.documents.get(basis.document) if basis.document else None
    if document is None:
        return {"quote": basis.quote, "cite": basis.cite}
    parts = [_title(document.title, say), document.number, document.issuer]
    parts.append(long_day(document.day, say) if document.day else "")
    if basis.cite and document.title not in basis.cite:
        parts.append(basis.cite)
    return {"quote": basis.quote, "cite": clauses(parts, say)}


def _title(title: str, say: Translator) -> str:
    return title if title.startswith("《") else say("“{title}”", title=title)


def _who(subject: Subject) -> list[Data]:
    plan, goal, say = subject.plan, subject.goal, subject.say
    partners = [plan.office_name(row.office) for row in plan.partners.get(goal.id, ())]
    return [
        _pair(
            (say("Lead office"), plan.office_name(goal.lead) or MISSING),
            (say("Partner offices"), listed(partners, say) or MISSING),
        ),
        _pair((say("Owner"), goal.owner or MISSING), (say("Leader"), goal.leader or MISSING)),
    ]


# -- where it stands -----------------------------------------------------------------------------


def _light(subject: Subject) -> Data:
    status, say = subject.status, subject.say
    return {
        "shape": LIGHT_SHAPES[status.light],
        "word": say(status.word),
        "colour": status.colour or LIGHT.lights[status.light],
        "why": say(status.why),
        "notes": [*(say(note) for note in status.notes), *_outlook(subject)],
    }


def _outlook(subject: Subject) -> Iterator[str]:
    """Yield what is foreseen, with its range and chance, and the lights of the last periods."""
    goal, say, foreseen = subject.goal, subject.say, subject.foreseen
    if foreseen is not None:
        told = figures.of_forecast(goal, foreseen)
        yield say(
            "Forecast {median}, with a chance of 80 % from {low} to {high}; chance of meeting the target {chance} "
            "({basis})",
            median=figures.united(told["forecast"], goal), low=told["low"], high=told["high"], chance=told["chance"],
            basis=foreseen.basis,
        )  # fmt: skip
    if len(subject.lights) > 1:
        row = "  ".join(f"{day.month}/{day.day} {LIGHT_SHAPES[light]}" for day, light in subject.lights)
        yield say("Lights of the last periods: {lights}", lights=row)


def _figures(subject: Subject) -> list[Data]:
    """Return the figures behind the light, each with a label, a value and a unit."""
    goal, status, say = subject.goal, subject.status, subject.say
    unit = goal.unit if goal.kind.numeric else say("steps")
    told = figures.of_status(goal, status)
    found = [
        (say("Reached so far"), told["actual"], unit),
        (say("Expected by now"), told["expected"], unit),
        (say("Completion"), told["completion"], ""),
        (say("Time progress"), told["time"], ""),
        (say("Gap"), told["gap"], say("points")),
    ]
    if goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD, Kind.LEVEL):
        found.append((say("Needed a month"), told["needed"], unit))
    return [{"label": label, "value": value, "unit": unit if value != MISSING else ""} for label, value, unit in found]


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _chart(subject: Subject, height: float) -> str:
    """Return the trajectory as SVG of a height in points."""
    goal = subject.goal.id
    chart = trajectory_chart(subject.plan, goal, subject.status, subject.as_of, subject.say, subject.foreseen)
    return chart_svg(chart, BLOCKS[subject.style].chart, height, fonts=(BUNDLED,), size=7.5)


def _progress(subject: Subject) -> Data | None:
    """Return the last figures reported up to the cut-off, in bands of columns, or ``None``."""
    goal, say = subject.goal, subject.say
    rows = subject.plan.series(goal.id)
    count = rows.until(subject.as_of)
    if count == 0:
        return None
    first = max(0, count - _ENTRIES)
    days = [date.fromordinal(day) for day in rows.days[first:count]]
    values = [show_number(value, goal.digits) for value in rows.values[first:count]]
    lines = [values]
    if goal.kind is Kind.PER_PERIOD:
        totals = [sum(rows.values[: n + 1]) for n in range(first, count)]
        lines.append([show_number(_rounded(total, goal.digits + 2), goal.digits) for total in totals])
    wide = any(len(text) > _LONG_VALUE for line in lines for text in line)
    per_band = max(_FEWEST, min(len(days), _ENTRIES // 2 if wide else _ENTRIES))
    bands = [
        {"years": _years(days[n : n + per_band], say), "days": [f"{day:%m-%d}" for day in days[n : n + per_band]],
         "lines": [line[n : n + per_band] for line in lines]}
        for n in range(0, len(days), per_band)
    ]  # fmt: skip
    note = rows.notes.get(rows.ids[count - 1], "")
    return {
        "unit": goal.unit,
        "columns": per_band,
        "bands": bands,
        "labels": [say("Of the period"), say("Total")] if len(lines) > 1 else [say("Value")],
        "shown": say("latest {shown} of {n} entries", shown=len(days), n=count) if first else "",
        "source": say("Source of the latest figure: {note}", note=note) if note else "",
    }


def _years(days: Sequence[date], say: Translator) -> list[Data]:
    """Return each year with how many columns it spans."""
    years: dict[int, int] = {}
    for day in days:
        years[day.year] = years.get(day.year, 0) + 1
    return [{"text": say("year {year}", year=year), "span": span} for year, span in years.items()]


# -- steps and words -----------------------------------------------------------------------------


def _steps(subject: Subject) -> Iterator[tuple[Milestone, bool]]:
    """Yield the milestones with whether each is overdue."""
    plan, goal, as_of = subject.plan, subject.goal, subject.as_of
    rows, target = plan.milestones.get(goal.id, ()), plan.target(goal.id, as_of)
    has_aim = goal.kind.numeric and target is not None and target.low is not None
    direction = aim_of(plan, goal, target).direction if has_aim and target else 0
    late = {row.id for row in overdue_of(rows, as_of, subject.status.actual, direction)}
    return ((row, row.id in late) for row in rows)


def _milestone(subject: Subject, row: Milestone, late: bool) -> Data:  # noqa: FBT001 - said by its name
    goal, say, as_of = subject.goal, subject.say, subject.as_of
    mark, state = "", say("not yet due")
    if row.done is not None and row.done <= as_of:
        mark, state = "✔", long_day(row.done, say)
        if row.due is not None and row.done > row.due:
            state = say("{day} ({n} d late)", day=state, n=(row.done - row.due).days)
    elif late and row.due is not None:
        days = (as_of - row.due).days
        mark, state = "▲", say("{n} days overdue", n=days) if days else say("due today, open")
    elif row.due is not None and row.due <= as_of:
        mark, state = "✔", say("value reached")
    elif row.due is None:
        state = say("open")
    return {
        "name": row.name,
        "note": row.note,
        "due": long_day(row.due, say),
        "value": show_number(row.value, goal.digits),
        "office": subject.plan.office_name(row.office) or MISSING,
        "mark": mark,
        "state": state,
    }


def _reports(subject: Subject) -> list[Data]:
    """Return the offices' words of the newest period up to the cut-off; one empty row when there are none."""
    known = [row for row in subject.plan.reports.get(subject.goal.id, ()) if row.day <= subject.as_of]
    newest = max((row.day for row in known), default=None)
    rows = [row for row in known if row.day == newest]
    return [_report(subject, row) for row in rows] or [{"head": "", "texts": ["", "", "", ""]}]


def _report(subject: Subject, row: Report) -> Data:
    parts = [subject.plan.office_name(row.office), long_day(row.day, subject.say)]
    return {
        "head": clauses(parts, subject.say),
        "texts": [row.progress, row.problems, row.next_steps, row.needs],
    }
