"""A goal's light explained in lines, and as plain data for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

from planner.analysis import why
from planner.analysis.account import Account
from planner.analysis.facts import FAMILY_NAMES, facts_of
from planner.analysis.values import LIGHT_NAMES, LIGHT_SHAPES, Band, Rule, Status
from planner.cli.layout import plain
from planner.cli.words import record_data, status_data
from planner.domain.plan import Plan
from planner.text import Translator


def explain_lines(say: Translator, plan: Plan, found: Account) -> Iterator[str]:
    """Yield everything behind a goal's light, a fact a line, then its lights so far and what else is to be known."""
    for fact in facts_of(plan, found):
        yield say("{name}: {value}", name=say(fact.name), value=plain(fact.said(say)))
    lights = "  ".join(f"{day:%y-%m} {LIGHT_SHAPES[light]}" for day, light in found.history)
    yield say("{name}: {value}", name=say("last seven periods"), value=lights)
    for note in found.status.notes:
        yield plain(say(note))


def account_data(plan: Plan, found: Account, say: Translator) -> dict[str, object]:
    """Return everything behind a goal's light as JSON values; sentences in the reader's language."""
    rung = found.rung
    return {
        "id": found.goal,
        "name": plan.goals[found.goal].name,
        **status_data(found.status, say),
        "rule": rule_data(found.rule, say),
        **foreseen_data(found, say),
        "missed": found.missed,
        "escalation": {"after": rung.after, "name": say(rung.name), "demand": say(rung.demand)} if rung else None,
        "means": say(found.status.band.means) if found.status.band and found.status.band.means else None,
        "override": record_data(found.given, "id", "goal") if found.given else None,
        "past_record": record_data(found.record) if found.record else None,
    }


def foreseen_data(found: Account, say: Translator) -> dict[str, object]:
    """Return a goal's forecast, the day since when it has its light, and its last lights, as JSON values."""
    forecast = record_data(found.forecast, "basis", "fan") if found.forecast else None
    if forecast is not None and found.forecast is not None:
        forecast["basis"] = say(found.forecast.basis)
    return {
        "since": found.since.isoformat(),
        "history": [{"day": day.isoformat(), "light": light.value} for day, light in found.history],
        "forecast": forecast,
    }


def rule_data(rule: Rule, say: Translator) -> dict[str, object]:
    """Return a light rule as JSON values; an end that is open is ``null``."""
    return {
        "name": rule.name,
        "title": say(rule.title),
        "family": rule.family.value,
        "measures": say(FAMILY_NAMES[rule.family]),
        "bands": [band_data(rule, n, say) for n in range(len(rule.bands))],
        "ladder": [{"after": rung.after, "name": say(rung.name), "demand": say(rung.demand)} for rung in rule.ladder],
        "note": say(rule.note),
        "source": say(rule.source),
    }


def band_data(rule: Rule, place: int, say: Translator) -> dict[str, Any]:
    """Return one light of a rule as JSON values."""
    band: Band = rule.bands[place]
    low, high = rule.range_of(place)
    return {
        "light": band.light.value,
        "name": say(band.word),
        "colour": band.colour or None,
        "means": say(band.means) if band.means else say(LIGHT_NAMES[band.light]),
        "least": low if isfinite(low) else None,
        "below": high if isfinite(high) else None,
        "open": band.open,
        "bounds": say(why.band(rule, place)),
    }


def light_sign(status: Status, say: Translator) -> str:
    """Return a light as shape and word, in the words of its rule; one given by a person is marked."""
    mark = "*" if status.by_rule is not None else ""
    return f"{LIGHT_SHAPES[status.light]} {say(status.word)}{mark}"
