"""Settings that ship as data: light rules and units."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from planner.analysis.rules import GRACE
from planner.analysis.values import Band, Family, Light, Rule, Rung
from planner.domain.units import Unit, Units
from planner.errors import PlannerError
from planner.places import DATA


def load_rule(name: str) -> Rule:
    """Return a light rule by the name of its file in ``data/rules``; the others are at its side for single goals."""
    rules = load_rules()
    if name not in rules:
        raise PlannerError("There is no light rule “{name}”.", name=name)
    return replace(rules[name], others=rules, units=load_units())


@cache
def load_rules() -> Mapping[str, Rule]:
    """Return every light rule that ships, by name, the program's own first."""
    names = sorted((path.stem for path in (DATA / "rules").glob("*.json")), key=lambda name: (name != "default", name))
    return {name: _read_rule(name, (DATA / "rules" / f"{name}.json").read_text(encoding="utf-8")) for name in names}


def _read_rule(name: str, text: str) -> Rule:
    card = json.loads(text)
    bands = tuple(Band(**{**band, "light": Light(band["light"])}) for band in card["bands"])
    ladder = tuple(Rung(**rung) for rung in card.get("ladder", ()))
    return Rule(
        name, Family(card["family"]), bands, ladder, card["title"], card.get("note", ""), card["source"],
        card.get("grace", GRACE),
    )  # fmt: skip


@cache
def load_units() -> Units:
    """Return the units of ``data/units.json``."""
    table = json.loads((DATA / "units.json").read_text(encoding="utf-8"))
    units: list[Unit] = []
    also: dict[str, str] = {}
    for group in table["groups"]:
        digits = group.get("digits", {})
        units += [
            Unit(name, group["key"], factor, digits.get(name, 0), group.get("money", False))
            for name, factor in group["units"].items()
        ]
        also |= group.get("also", {})
    for counter in table["counters"]:
        units += [Unit(power + counter, counter, factor) for power, factor in table["powers"].items()]
    return Units(units, also)
