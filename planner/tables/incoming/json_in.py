"""A plan exported as JSON, laid out as the tables it is imported from: goals, milestones, progress."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from planner.tables.incoming.refused import Refused
from planner.tables.incoming.sheet_scan import MOST_ROWS

_FORMAT = "planner-plan"
_GOALS = (
    "Theme", "Indicator", "Comparator", "Target value", "Upper value", "Unit of measure", "Deadline", "Lead office",
    "Partner offices", "Owner", "Leader", "Definition", "Kind", "Baseline", "Baseline date", "Start", "Note",
)  # fmt: skip
_MILESTONES = ("Indicator", "Milestone", "Due", "Value", "Unit of measure", "Responsible office", "Done on", "Note")
_PROGRESS = ("Indicator", "Date", "Value", "Unit of measure", "Note")
Cells = list[object]


def read_json(path: Path) -> Iterator[tuple[str, Sequence[Cells]]]:
    """Yield the tables; raises :class:`Refused` for JSON that is no plan."""
    try:
        held = json.loads(path.read_bytes())
        if not isinstance(held, dict) or held.get("format") != _FORMAT:
            raise Refused("foreign")
        tables = _Tables(held)
        found = [("Goals", _GOALS, tables.goals), ("Milestones", _MILESTONES, tables.milestones),
                 ("Progress", _PROGRESS, tables.progress)]  # fmt: skip
        for name, heads, row_of in found:
            rows = list(row_of())
            if len(rows) > MOST_ROWS:
                raise Refused("far", name)
            yield name, [list(heads), *rows]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("broken") from None


class _Tables:
    """The records of a plan, found by their ids."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self._held = held
        self._goals = {row["id"]: row for row in held["goal"]}
        self._names = {row["id"]: row["name"] for table in ("theme", "office") for row in held[table]}
        self._targets = {row["goal"]: row for row in held["target"]}
        self._partners: dict[str, list[str]] = {}
        for row in held["partner"]:
            self._partners.setdefault(row["goal"], []).append(self._names[row["office"]])

    def goals(self) -> Iterator[Cells]:
        """Yield a row for each goal, with the newest of its targets."""
        for id_, goal in self._goals.items():
            target = self._targets.get(id_, {})
            low = target.get("low")
            yield [
                _text(self._names.get(goal["theme"])), _text(goal["name"]),
                None if low is None else _text(target.get("comparator")), _number(low), _number(target.get("high")),
                _text(goal["unit"]), _day(target.get("deadline")), _text(self._names.get(goal["lead"])),
                _text("、".join(self._partners.get(id_, ()))), _text(goal["owner"]), _text(goal["leader"]),
                _text(goal["definition"]), _text(goal["kind"]), _number(goal["baseline"]),
                _day(goal["baseline_day"]), _day(goal["start"]), _text(goal["note"]),
            ]  # fmt: skip

    def milestones(self) -> Iterator[Cells]:
        """Yield a row for each milestone."""
        for row in self._held["milestone"]:
            goal = self._goals[row["goal"]]
            yield [
                _text(goal["name"]), _text(row["name"]), _day(row["due"]), _number(row["value"]), _text(goal["unit"]),
                _text(self._names.get(row["office"])), _day(row["done"]), _text(row["note"]),
            ]  # fmt: skip

    def progress(self) -> Iterator[Cells]:
        """Yield a row for each progress entry."""
        for row in self._held["measurement"]:
            goal = self._goals[row["goal"]]
            yield [_text(goal["name"]), _day(row["day"]), _number(row["value"]), _text(goal["unit"]),
                   _text(row["note"])]  # fmt: skip


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise TypeError("no text")


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise TypeError("no number")


def _day(value: object) -> list[str] | None:
    text = _text(value)
    return None if text is None else [date.fromisoformat(text).isoformat()]
