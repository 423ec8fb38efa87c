"""A goal's light explained in lines, and as plain data for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

from planner.analysis import why
from planner.analysis.account import Account
from planner.analysis.forecast.values import Forecast
from planner.analysis.values import LIGHT_NAMES, LIGHT_SHAPES, Band, Family, Rule, Status
from planner.cli.layout import plain
from planner.cli.words import record_data, show_interpolated, status_data
from planner.domain.numbers import show_fixed, show_percent
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import N_, Message, Translator, message

FAMILY_NAMES = {
    Family.POINTS: N_("points behind expected progress"),
    Family.PERCENT: N_("per cent of the plan to date"),
    Family.DAYS: N_("days late"),
    Family.GROWTH: N_("growth against last year"),
}


def explain_lines(say: Translator, plan: Plan, found: Account) -> Iterator[str]:
    """Yield everything behind a goal's light, a fact a line; facts that have no meaning are left out."""
    goal, status = plan.goals[found.goal], found.status
    unit = goal.unit
    facts: dict[str, Message | str | None] = {
        N_("light rule"): say("{rule} ({source})", rule=say(found.rule.title), source=say(found.rule.source)),
        N_("bounds"): say("; ").join(say(why.band(found.rule, n)) for n in range(len(found.rule.bands))),
        N_("expected"): _amount(status.expected, goal),
        N_("actual"): _amount(status.actual, goal),
        N_("gap (points)"): None if status.gap is None else show_fixed(100 * status.gap, 1, sign=True),
        N_("since"): str(found.since),
        N_("last seven periods"): " ".join(LIGHT_SHAPES[light] for _, light in found.history),
        N_("escalation"): _rung(say, found),
        N_("light given by a person"): _given(say, found),
        **_foreseen(say, found.forecast, goal),
        N_("past record"): _record(say, found),
        N_("needed a month"): _pace(status.required_pace, goal, unit),
        N_("pace so far"): _pace(status.pace, goal, unit),
    }
    for name, value in facts.items():
        if value:
            yield say(
                "{name}: {value}", name=say(name), value=plain(say(value) if isinstance(value, Message) else value)
            )
    for note in status.notes:
        yield plain(say(note))


def _amount(value: float | None, goal: Goal) -> str | None:
    return None if value is None else show_interpolated(value, goal) + goal.unit


def _pace(value: float | None, goal: Goal, unit: str) -> str | None:
    return None if value is None else show_fixed(value, max(1, goal.digits)) + unit


def _rung(say: Translator, found: Account) -> str | None:
    if found.rung is None:
        return None
    words = say("{step}, behind for {n} periods in a row", step=say(found.rung.name), n=found.missed)
    return words + say("; ") + say(found.rung.demand) if found.rung.demand else words


def _given(say: Translator, found: Account) -> str | None:
    row = found.given
    if row is None:
        return None
    until = say("until {day}", day=row.until) if row.until else say("until it is taken back")
    return say("; ").join(filter(None, (say(found.status.word), row.who, str(row.day), until, row.reason)))


def _foreseen(say: Translator, found: Forecast | None, goal: Goal) -> dict[str, str | None]:
    if found is None:
        return {}
    reach = f"{_amount(found.low, goal)} – {_amount(found.high, goal)}"
    return {
        N_("forecast"): say("{median}, 80 % range {range}", median=_amount(found.median, goal), range=reach),
        N_("chance of meeting the target"): show_chance(found.chance),
        N_("target reached on"): str(found.day) if found.day else None,
        N_("basis of the forecast"): say(found.basis),
    }


def show_chance(chance: float) -> str:
    """Write a chance in whole per cent; none is ever certain."""
    return "<1%" if chance < 0.005 else ">99%" if chance > 0.995 else f"{100 * chance:.0f}%"


def _record(say: Translator, found: Account) -> str | None:
    if found.record is None:
        return None
    return say(record_words(found))


def record_words(found: Account) -> Message:
    """Say how the method of the forecast has done on this goal before."""
    assert found.record is not None, "there is a record to tell"
    return message("off by {share} in the median over the last {n} times, from the same distance",
                   share=show_percent(found.record.error), n=found.record.count)  # fmt: skip


def account_data(plan: Plan, found: Account, say: Translator) -> dict[str, object]:
    """Return everything behind a goal's light as JSON values; sentences in the reader's language."""
    forecast = record_data(found.forecast, "basis", "fan") if found.forecast else None
    if forecast is not None and found.forecast is not None:
        forecast["basis"] = say(found.forecast.basis)
    rung = found.rung
    return {
        "id": found.goal,
        "name": plan.goals[found.goal].name,
        **status_data(found.status, say),
        "rule": rule_data(found.rule, say),
        "since": found.since.isoformat(),
        "history": [{"day": day.isoformat(), "light": light.value} for day, light in found.history],
        "missed": found.missed,
        "escalation": {"after": rung.after, "name": say(rung.name), "demand": say(rung.demand)} if rung else None,
        "means": say(found.status.band.means) if found.status.band and found.status.band.means else None,
        "override": record_data(found.given, "id", "goal") if found.given else None,
        "forecast": forecast,
        "past_record": record_data(found.record) if found.record else None,
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
