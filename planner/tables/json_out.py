"""A plan as JSON for other programs: complete, in a fixed order, one file.

The outermost object has, in this order:

``format``, ``version``
    ``"planner-plan"`` and ``1``; the version rises when a field changes its meaning.
``as_of``, ``rule``
    The cut-off date and the light rule that ``status`` speaks of.
``about``
    The plan's card.
``theme``, ``office``, ``document``, ``goal``, ``target``, ``partner``, ``basis``, ``milestone``,
``measurement``, ``report``, ``attachment``, ``filter``
    Lists of records as in :mod:`planner.domain.records`, every field present. Days are ``"2020-09-30"``,
    missing values ``null``. Goals come by theme and position, what hangs on them in the order of the goals.
    Documents and attachments name their content by SHA-256; the content itself is not in the file.
``status``
    For each goal's id its light and figures as in :class:`planner.analysis.values.Status`; the sentences
    are objects with ``key`` (English, with named places) and ``args``.
``foresight``
    For each goal's id its forecast (``null`` without one), the day since when it has its light, and the lights at
    the ends of the last periods, oldest first, as in :class:`planner.analysis.foresight.Foresight`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from planner.analysis.account import foresights
from planner.analysis.status import assess
from planner.analysis.values import Rule, Status
from planner.domain.plan import Plan
from planner.domain.records import Goal, Record
from planner.text import Message

FORMAT, VERSION = "planner-plan", 1


def export_json(plan: Plan, as_of: date, rule: Rule) -> str:
    """Return the whole plan and its status on ``as_of`` as JSON text; see this module for its form."""
    return "".join(json_parts(plan, as_of, rule))


def json_parts(plan: Plan, as_of: date, rule: Rule) -> Iterator[str]:
    """Yield the same text in pieces, one record a line, so that a big plan need not lie in memory twice."""
    states, seen = assess(plan, as_of, rule), foresights(plan, as_of, rule)
    head = {"format": FORMAT, "version": VERSION, "as_of": as_of, "rule": rule, "about": plan.about}
    yield "{\n"
    yield from (f'"{name}": {_line(value)},\n' for name, value in head.items())
    for name, records in _tables(plan):
        yield f'"{name}": ['
        yield from _joined(map(_line, records))
        yield "],\n"
    yield '"status": {'
    yield from _joined(f"{_line(goal.id)}: {_line(states[goal.id])}" for goal in plan.in_order())
    yield '},\n"foresight": {'
    yield from _joined(f"{_line(goal.id)}: {_line(seen[goal.id])}" for goal in plan.in_order())
    yield "}\n}\n"


def _joined(lines: Iterator[str]) -> Iterator[str]:
    mark = "\n"
    for line in lines:
        yield mark + line
        mark = ",\n"


def _tables(plan: Plan) -> Iterator[tuple[str, Iterable[Record]]]:
    goals = plan.in_order()
    yield "theme", plan.themes.values()
    yield "office", plan.offices.values()
    yield "document", plan.documents.values()
    yield "goal", goals
    owned: tuple[tuple[str, Mapping[str, Iterable[Record]]], ...] = (
        ("target", plan.targets), ("partner", plan.partners), ("basis", plan.bases), ("milestone", plan.milestones),
    )  # fmt: skip
    for name, rows in owned:
        yield name, _of_goals(goals, rows)
    yield "measurement", (row for goal in goals for row in plan.series(goal.id).records(goal.id))
    yield "report", _of_goals(goals, plan.reports)
    later: tuple[tuple[str, Mapping[str, Iterable[Record]]], ...] = (
        ("attachment", plan.attachments), ("override", plan.overrides), ("point", plan.points), ("slip", plan.slips),
        ("score", plan.scores),
    )  # fmt: skip
    for name, rows in later:
        yield name, _of_goals(goals, rows)
    yield "filter", plan.filters.values()
    yield "review", plan.reviews.values()
    yield "rate", plan.rates.values()
    yield "dayoff", plan.days_off.values()


def _of_goals(goals: Sequence[Goal], rows: Mapping[str, Iterable[Record]]) -> Iterator[Record]:
    return (row for goal in goals for row in rows.get(goal.id, ()))


def _plain(value: Any) -> object:
    """Return what JSON knows for a value that it does not: days, messages, records."""
    match value:
        case date():
            return value.isoformat()
        case Message():
            return {"key": value.key, "args": {name: _finite(arg) for name, arg in value.args.items()}}
        case Status():
            return {name: _finite(part) for name, part in value.parts().items()}
        case _:
            record: Any = type(value)
            return {name: _finite(getattr(value, name)) for name in _names(record)}


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain)


def _line(value: object) -> str:
    return _ENCODER.encode(value)


@cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record) if field.repr)  # without the tables a rule carries along


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value
