"""Settings that ship as data: the light rules."""

from __future__ import annotations

import json

from planner.analysis.values import Rule
from planner.errors import PlannerError
from planner.places import DATA


def load_rule(name: str) -> Rule:
    """Return a light rule by the name of its file in ``data/rules``."""
    path = DATA / "rules" / f"{name}.json"
    if not name.isidentifier() or not path.is_file():
        raise PlannerError("There is no light rule “{name}”.", name=name)
    card = json.loads(path.read_text(encoding="utf-8"))
    return Rule(name, card["ahead"], card["on_track"], card["behind"])
