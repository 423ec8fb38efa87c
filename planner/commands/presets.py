"""Settings that ship as data: light rules and units."""

from __future__ import annotations

import json
from functools import cache

from planner.analysis.values import Rule
from planner.domain.units import Unit, Units
from planner.errors import PlannerError
from planner.places import DATA


def load_rule(name: str) -> Rule:
    """Return a light rule by the name of its file in ``data/rules``."""
    path = DATA / "rules" / f"{name}.json"
    if not name.isidentifier() or not path.is_file():
        raise PlannerError("There is no light rule “{name}”.", name=name)
    card = json.loads(path.read_text(encoding="utf-8"))
    return Rule(name, card["ahead"], card["on_track"], card["behind"])


@cache
def load_units() -> Units:
    """Return the units of ``data/units.json``."""
    table = json.loads((DATA / "units.json").read_text(encoding="utf-8"))
    units: list[Unit] = []
    also: dict[str, str] = {}
    for group in table["groups"]:
        digits = group.get("digits", {})
        units += [Unit(name, group["key"], factor, digits.get(name, 0)) for name, factor in group["units"].items()]
        also |= group.get("also", {})
    for counter in table["counters"]:
        units += [Unit(power + counter, counter, factor) for power, factor in table["powers"].items()]
    return Units(units, also)
