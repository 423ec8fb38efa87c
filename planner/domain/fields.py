"""Names of the plan's tables and fields, as a person reads them in a history, a refusal or a heading."""

from __future__ import annotations

from planner.text import N_, Message

TABLES = {
    "about": N_("plan"),
    "theme": N_("theme"),
    "office": N_("office"),
    "document": N_("document"),
    "goal": N_("goal"),
    "target": N_("target"),
    "partner": N_("partner office"),
    "basis": N_("basis"),
    "milestone": N_("milestone"),
    "measurement": N_("progress entry"),
    "report": N_("report"),
    "attachment": N_("attachment"),
    "filter": N_("saved filter"),
    "review": N_("decision on a proposal"),
    "override": N_("light given by a person"),
    "point": N_("point of the trajectory"),
    "slip": N_("supervision slip"),
    "score": N_("score"),
    "rate": N_("exchange rate"),
    "dayoff": N_("day off"),
}

_COMMON = {
    "name": N_("name"),
    "title": N_("title"),
    "note": N_("note"),
    "pos": N_("order"),
    "parent": N_("parent"),
    "theme": N_("theme"),
    "office": N_("office"),
    "document": N_("document"),
    "goal": N_("goal"),
    "value": N_("value"),
    "day": N_("date"),
    "gone": N_("deleted"),
}
_OWN = {
    "about": {
        "office": N_("organisation"),
        "as_of": N_("cut-off date"),
        "demo": N_("demonstration"),
        "rule": N_("light rule"),
        "cycle": N_("months between reports"),
        "letterhead": N_("letterhead"),
        "numbering": N_("form of document numbers"),
    },
    "theme": {"colour": N_("colour")},
    "document": {"issuer": N_("issuer"), "number": N_("document number"), "content": N_("text"), "chars": N_("length")},
    "goal": {
        "name": N_("indicator"),
        "kind": N_("kind"),
        "definition": N_("definition"),
        "unit": N_("unit"),
        "digits": N_("decimals"),
        "baseline": N_("baseline"),
        "baseline_day": N_("baseline date"),
        "start": N_("start"),
        "lead": N_("lead office"),
        "owner": N_("owner"),
        "leader": N_("leader"),
        "outlook": N_("outlook"),
        "outlook_note": N_("reason for the outlook"),
        "archived": N_("archived"),
        "curve": N_("trajectory"),
        "bend": N_("bend of the trajectory"),
        "middle": N_("middle of the trajectory"),
        "rule": N_("light rule"),
        "growth": N_("growth against last year"),
        "forecast": N_("forecasting method"),
        "rollup": N_("roll-up of its parts"),
        "weight": N_("weight"),
        "points": N_("points"),
        "cycle": N_("months between reports"),
    },
    "target": {
        "comparator": N_("comparator"),
        "low": N_("target value"),
        "high": N_("upper target value"),
        "deadline": N_("deadline"),
        "since": N_("effective from"),
        "reason": N_("reason"),
    },
    "basis": {
        "start": N_("first character"),
        "end": N_("last character"),
        "quote": N_("original wording"),
        "cite": N_("source"),
    },
    "milestone": {"due": N_("due date"), "done": N_("date done")},
    "report": {
        "progress": N_("progress made"),
        "problems": N_("problems"),
        "next_steps": N_("next steps"),
        "needs": N_("needs coordination"),
    },
    "measurement": {
        "sense": N_("what the figure is"),
        "since": N_("first day covered"),
        "corrects": N_("corrected entry"),
        "said": N_("as reported"),
    },
    "attachment": {"content": N_("content"), "size": N_("size")},
    "override": {"light": N_("light"), "reason": N_("reason"), "until": N_("until"), "who": N_("who decided")},
    "slip": {
        "number": N_("number"),
        "level": N_("level"),
        "reason": N_("reason"),
        "demand": N_("demand"),
        "due": N_("due date"),
        "answer": N_("answer"),
    },
    "score": {"own": N_("own score"), "given": N_("score given")},
    "rate": {"unit": N_("unit"), "base": N_("in unit"), "factor": N_("exchange rate"), "source": N_("source")},
    "dayoff": {"works": N_("working day")},
    "filter": {"query": N_("condition")},
    "review": {"start": N_("first character"), "end": N_("last character"), "decision": N_("what was decided")},
}


LINKS = {
    ("office", "parent"): "office",
    ("goal", "theme"): "theme",
    ("goal", "parent"): "goal",
    ("goal", "lead"): "office",
    ("target", "goal"): "goal",
    ("target", "document"): "document",
    ("partner", "goal"): "goal",
    ("partner", "office"): "office",
    ("basis", "goal"): "goal",
    ("basis", "document"): "document",
    ("milestone", "goal"): "goal",
    ("milestone", "office"): "office",
    ("measurement", "goal"): "goal",
    ("report", "goal"): "goal",
    ("report", "office"): "office",
    ("attachment", "goal"): "goal",
    ("review", "document"): "document",
    ("review", "goal"): "goal",
    ("measurement", "corrects"): "measurement",
    ("override", "goal"): "goal",
    ("point", "goal"): "goal",
    ("slip", "goal"): "goal",
    ("slip", "office"): "office",
    ("score", "goal"): "goal",
}
"""The fields that hold the id of a record of another table, or of their own."""


def table_name(table: str) -> Message:
    """Return the name of a table's records."""
    return Message(TABLES[table])


def field_name(table: str, field: str) -> Message:
    """Return the name of a field of a table."""
    return Message(_OWN.get(table, {}).get(field) or _COMMON.get(field) or field)
