"""Records to rows and back; the one place that knows how a field is written in the file."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from planner.domain.kinds import Comparator, Curve, Decision, Kind, Outlook, Rollup, Sense
from planner.domain.records import (
    About,
    Attachment,
    Basis,
    DayOff,
    Document,
    ExchangeRate,
    Goal,
    Measurement,
    Milestone,
    Office,
    Override,
    Partner,
    Point,
    Record,
    Report,
    Review,
    SavedFilter,
    Score,
    Slip,
    Target,
    Theme,
)
from planner.store.rubbish import as_written

RECORDS: Mapping[str, type[Record]] = {
    "about": About, "theme": Theme, "office": Office, "document": Document, "goal": Goal, "target": Target,
    "partner": Partner, "basis": Basis, "milestone": Milestone, "measurement": Measurement, "report": Report,
    "attachment": Attachment, "filter": SavedFilter, "review": Review, "override": Override,
    "point": Point, "slip": Slip, "score": Score, "rate": ExchangeRate, "dayoff": DayOff,
}  # fmt: skip
TABLE_OF = {record: table for table, record in RECORDS.items()}

_ENUMS: tuple[type[StrEnum], ...] = (Kind, Comparator, Outlook, Decision, Curve, Sense, Rollup)
_read_day = lru_cache(maxsize=8192)(date.fromisoformat)
_READERS: Mapping[type, Callable[[Any], Any]] = {
    date: _read_day,
    bool: bool,
    **{enum: {member.value: member for member in enum}.__getitem__ for enum in _ENUMS},
}


@cache
def columns(table: str) -> tuple[str, ...]:
    """Return the fields of a table's records, in the order their class takes them."""
    return tuple(field.name for field in dataclasses.fields(RECORDS[table]))


@cache
def field_types(table: str) -> Mapping[str, type]:
    """Return each field's type, without ``None``."""
    hints = typing.get_type_hints(RECORDS[table])
    return {name: _bare(hint) for name, hint in hints.items()}


@cache
def optional_fields(table: str) -> frozenset[str]:
    """Return the fields that may be missing (``None``)."""
    hints = typing.get_type_hints(RECORDS[table])
    return frozenset(name for name, hint in hints.items() if type(None) in typing.get_args(hint))


def _bare(hint: Any) -> type:
    kept = [arg for arg in typing.get_args(hint) if arg is not type(None)]
    return typing.cast("type", kept[0] if kept else hint)


@cache
def _conversions(table: str) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    types = field_types(table)
    return tuple((n, _READERS[types[name]]) for n, name in enumerate(columns(table)) if types[name] in _READERS)


@cache
def _repeating(table: str) -> tuple[int, ...]:
    """Return the places of texts that many rows have alike; a batch of rows keeps one of each."""
    types = field_types(table)
    return tuple(n for n, name in enumerate(columns(table)) if types[name] is str and name != "id")


def decode(table: str, row: Sequence[Any]) -> Any:
    """Make a record from a row with the columns of :func:`columns`."""
    return decode_rows(table, [row])[0]


def decode_rows(table: str, rows: Sequence[Sequence[Any]]) -> list[Any]:
    """Make records from rows with the columns of :func:`columns`; column by column, which is fast."""
    if not rows:
        return []
    values: list[Sequence[Any]] = list(zip(*rows, strict=True))
    with as_written():
        for n, read in _conversions(table):
            values[n] = [None if value is None else read(value) for value in values[n]]
    for n in _repeating(table):
        known: dict[Any, Any] = {}
        values[n] = list(map(known.setdefault, values[n], values[n]))
    return list(map(RECORDS[table], *values))


def encode_value(value: object) -> object:
    """Return the native SQLite value of a field."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, StrEnum):
        return value.value
    return value


def encode(record: Record) -> tuple[str, dict[str, object]]:
    """Return the table of a record and its row."""
    table = TABLE_OF[type(record)]
    return table, {name: encode_value(getattr(record, name)) for name in columns(table)}
