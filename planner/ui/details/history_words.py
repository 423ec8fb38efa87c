"""What a step did, in words a person can read: names instead of ids, old → new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from planner.commands.edits import find
from planner.domain.fields import field_name, table_name
from planner.domain.kinds import COMPARATOR_NAMES, KIND_NAMES, OUTLOOK_NAMES, Comparator, Kind, Outlook
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.codec import encode, field_types
from planner.store.journal import Cell, Step
from planner.text import N_, Message, Translator, message

_MOST = 5
_LONGEST = 60
_LISTS: dict[type[StrEnum], dict[Any, str]] = {
    Kind: KIND_NAMES,
    Comparator: COMPARATOR_NAMES,
    Outlook: OUTLOOK_NAMES,
}
_LINKS = {"theme": "theme", "lead": "office", "office": "office", "parent": "goal", "document": "document"}
_KINDS = {"undo": N_("Undone: {label}"), "redo": N_("Done again: {label}")}
_UNSEEN = frozenset({"pos", "content"})


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step that touched the goal."""

    step: Step
    cells: tuple[Cell, ...]
    what: str
    details: str

    @property
    def id(self) -> str:
        """The step's number."""
        return str(self.step.n)


def decoded(table: str, column: str, value: object) -> object:
    """Return a journalled native value as the field's own value."""
    kind = field_types(table).get(column)
    if value is None or kind is None:
        return value
    if kind is date:
        return date.fromisoformat(str(value))
    if kind is bool:
        return bool(value)
    if issubclass(kind, StrEnum):
        return kind(str(value))
    return value


def readable(plan: Plan, say: Translator, cell: Cell, value: object) -> str:
    """Write a journalled value for a person."""
    match decoded(cell.table, cell.column, value):
        case None | "":
            return MISSING
        case bool(flag):
            return say("yes") if flag else say("no")
        case float(number) | int(number):
            return show_number(float(number))
        case StrEnum() as member:
            return say(_LISTS[type(member)][member])
        case str(text) if cell.column in _LINKS:
            return _short(_name(plan, _LINKS[cell.column], text) or MISSING)
        case other:
            return _short(str(other))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _name(plan: Plan, table: str, id_: str) -> str:
    """Return what a record is called, the empty string when it is not in the plan any more or has no name."""
    try:
        record = find(plan, table, id_)
    except PlannerError:
        return ""
    match table:
        case "document":
            return str(record.title)
        case "measurement" | "report":
            return str(record.day.isoformat())
        case "theme" | "office" | "goal" | "milestone" | "attachment":
            return str(record.name)
        case _:
            return ""


def history_row(plan: Plan, say: Translator, step: Step, cells: Sequence[Cell], born: Sequence[str]) -> HistoryRow:
    """Return one line of history, translated."""
    label: Message = message(_KINDS[step.kind], label=step.label) if step.kind in _KINDS else step.label
    lines = [say("{table} added × {n}", table=table_name(table), n=n) for table, n in _counted(born)]
    lines += [_cell_line(plan, say, cell) for cell in cells if cell.column not in _UNSEEN]
    if len(lines) > _MOST:
        lines = [*lines[: _MOST - 1], say("and {n} more changes", n=len(lines) - _MOST + 1)]
    return HistoryRow(step, tuple(cells), say(label), "\n".join(lines))


def _counted(tables: Sequence[str]) -> list[tuple[str, int]]:
    return [(table, tables.count(table)) for table in dict.fromkeys(tables)]


def _cell_line(plan: Plan, say: Translator, cell: Cell) -> str:
    name = "" if cell.table in ("goal", "about") else _short(_name(plan, cell.table, cell.row))
    what = say(table_name(cell.table)) + (say(" “{name}”", name=name) if name else "")
    if cell.column == "gone":
        return say("{what} deleted", what=what) if cell.new else say("{what} brought back", what=what)
    old, new = readable(plan, say, cell, cell.old), readable(plan, say, cell, cell.new)
    field = field_name(cell.table, cell.column)
    return say("{what}: {field} {old} → {new}", what=what, field=field, old=old, new=new)


def can_restore(plan: Plan, cell: Cell) -> bool:
    """Return whether the field can be set back to its old value: its row is there and holds something else."""
    if cell.column == "gone" or cell.column in _UNSEEN:
        return False
    try:
        record = find(plan, cell.table, cell.row)
    except PlannerError:
        return False
    return bool(encode(record)[1][cell.column] != cell.old)
