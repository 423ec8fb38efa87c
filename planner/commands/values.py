"""What a person types into a field, turned into the field's value or refused with a sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from planner.analysis.forecast.values import METHODS
from planner.commands.amounts import read_value
from planner.commands.presets import load_rules
from planner.domain.days import read_day
from planner.domain.fields import field_name
from planner.domain.kinds import (
    COMPARATOR_NAMES,
    CURVE_NAMES,
    KIND_NAMES,
    OUTLOOK_NAMES,
    ROLLUP_NAMES,
    SENSE_NAMES,
    Comparator,
    Curve,
    Kind,
    Outlook,
    Rollup,
    Sense,
)
from planner.domain.numbers import read_number
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.codec import field_types, optional_fields
from planner.text import N_

_BARE = frozenset({"bend", "middle", "weight", "points", "factor"})  # figures that are not in the goal's unit
_SHARES = frozenset({"growth"})
_YES = frozenset({"1", "yes", "true", "是", "✓"})
_NO = frozenset({"", "0", "no", "false", "否"})
LISTS: Mapping[type, Mapping[Any, str]] = {
    Kind: KIND_NAMES,
    Comparator: COMPARATOR_NAMES,
    Outlook: OUTLOOK_NAMES,
    Curve: CURVE_NAMES,
    Sense: SENSE_NAMES,
    Rollup: ROLLUP_NAMES,
}
"""The names of the closed lists a person chooses from."""
_LINKS = {"theme": "themes", "lead": "offices", "office": "offices", "parent": "goals", "document": "documents"}


def read_field(
    plan: Plan, table: str, field: str, text: str, *, unit: str = "", translate: Callable[[str], str] = str
) -> object:
    """Return the value of ``text`` for a field.

    ``unit`` is the goal's unit; a number may come in any that converts into it. ``translate`` gives the names of the
    closed lists as the person sees them. Offices, themes, documents and goals are found by name.
    """
    kind = field_types(table)[field]
    text = text.strip()
    if not text and field in optional_fields(table):
        return None
    if kind is date:
        return read_day(text)
    if field in _SHARES:
        return _read_share(text)
    if kind is float:
        return read_number(text) if field in _BARE else read_value(plan, text, unit)
    if kind is int:
        return _read_int(table, field, text)
    if kind is bool:
        return _read_bool(text)
    if issubclass(kind, StrEnum):
        return _read_enum(kind, text, translate)
    if choices := choices_of(table, field):
        return _read_choice(choices, text, translate)
    if field in _LINKS and table != "about":
        return _read_link(plan, "offices" if (table, field) == ("office", "parent") else _LINKS[field], text)
    return text


def choices_of(table: str, field: str) -> Mapping[str, str]:
    """Return the values a text field is chosen from, with their names as message keys; empty for a free text."""
    if field == "forecast":
        return METHODS
    if field == "rule":
        rules = {name: rule.title for name, rule in load_rules().items()}
        return rules if table == "about" else {"": N_("as the whole plan"), **rules}
    return {}


def _read_choice(choices: Mapping[str, str], text: str, translate: Callable[[str], str]) -> str:
    for value, name in choices.items():
        if text in (value, name, translate(name)):
            return value
    told = ", ".join(value for value in choices if value)
    raise PlannerError("“{text}” is not one of: {choices}.", text=text[:40], choices=told)


def _read_share(text: str) -> float:
    """Read ``5%`` or ``0.05``; a bare number above one is more likely a forgotten sign than a growth by hundreds."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.endswith("%"):
        return read_number(plain.removesuffix("%")) / 100
    value = read_number(plain)
    if abs(value) > 1:
        raise PlannerError("“{text}” may be a share or per cent. Write it with its sign, such as 5%.", text=text[:40])
    return value


def _read_int(table: str, field: str, text: str) -> int:
    value = read_number(text)
    if value != int(value):
        raise PlannerError("The {field} must be a whole number.", field=field_name(table, field))
    return int(value)


def _read_bool(text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise PlannerError("“{text}” is neither yes nor no.", text=text[:40])


def _read_enum(kind: type[StrEnum], text: str, translate: Callable[[str], str]) -> StrEnum:
    for member in kind:
        if text in (member.value, LISTS[kind][member], translate(LISTS[kind][member])):
            return member
    choices = ", ".join(translate(name) for name in LISTS[kind].values())
    raise PlannerError("“{text}” is not one of: {choices}.", text=text[:40], choices=choices)


def _read_link(plan: Plan, where: str, text: str) -> str:
    records: Mapping[str, Any] = getattr(plan, where)
    if text in records:
        return text
    found = [id_ for id_, record in records.items() if getattr(record, "name", getattr(record, "title", "")) == text]
    if len(found) == 1:
        return found[0]
    if found:
        raise PlannerError("There are {n} entries named “{text}”. Rename one first.", n=len(found), text=text[:40])
    raise PlannerError("There is no “{text}” in this plan. Add it first.", text=text[:40])
