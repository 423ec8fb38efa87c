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
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.domain.records import Record
from planner.text import Message

FORMAT, VERSION = "planner-plan", 1


def export_json(plan: Plan, as_of: date, rule: Rule) -> str:
    """Return the whole plan and its status on ``as_of`` as JSON text; see this module for its form."""
    states = assess(plan, as_of, rule)
    whole: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "as_of": as_of.isoformat(),
        "rule": _plain(rule),
        "about": _plain(plan.about),
    }
    whole |= {name: [_plain(record) for record in records] for name, records in _tables(plan)}
    whole["status"] = {goal.id: _plain(states[goal.id]) for goal in plan.in_order()}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _tables(plan: Plan) -> Iterator[tuple[str, list[Any]]]:
    goals = plan.in_order()
    yield "theme", list(plan.themes.values())
    yield "office", list(plan.offices.values())
    yield "document", list(plan.documents.values())
    yield "goal", goals
    owned: dict[str, Any] = {
        "target": plan.targets, "partner": plan.partners, "basis": plan.bases, "milestone": plan.milestones,
        "measurement": {goal.id: tuple(plan.series(goal.id).records(goal.id)) for goal in goals},
        "report": plan.reports, "attachment": plan.attachments,
    }  # fmt: skip
    for name, rows in owned.items():
        found: list[Record] = [row for goal in goals for row in rows.get(goal.id, ())]
        yield name, found
    yield "filter", list(plan.filters.values())


def _plain(value: Any) -> object:
    match value:
        case Message():
            return {"key": value.key, "args": {name: _plain(arg) for name, arg in value.args.items()}}
        case date():
            return value.isoformat()
        case float():
            return value if math.isfinite(value) else None
        case None | bool() | int() | str():
            return value
        case tuple() | list():
            return [_plain(part) for part in value]
        case _:
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
