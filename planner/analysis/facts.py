"""What stands behind a light, fact by fact, in the same words for the window, the command line and the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.analysis import shown, why
from planner.analysis.account import Account
from planner.analysis.forecast.values import Forecast, Record
from planner.analysis.rules import Family, Rung
from planner.analysis.values import Status
from planner.domain.numbers import MISSING
from planner.domain.plan import Plan
from planner.domain.records import Goal, Override
from planner.text import N_, Message, Translator, message

FAMILY_NAMES = {
    Family.POINTS: N_("points behind expected progress"),
    Family.PERCENT: N_("per cent of the plan to date"),
    Family.DAYS: N_("days late"),
    Family.GROWTH: N_("growth against last year"),
}
Words = Message | str


class Fact(NamedTuple):
    """One fact: its key in code, its name as a message key, and what it says, in one or several pieces."""

    key: str
    name: str
    pieces: tuple[Words, ...]

    def said(self, say: Translator) -> str:
        """Return what it says in the reader's language."""
        return say("; ").join(say(piece) if isinstance(piece, Message) else piece for piece in self.pieces)


def facts_of(plan: Plan, found: Account) -> list[Fact]:
    """Return the facts behind a goal's light; those that have no meaning for it are left out."""
    goal, status = plan.goals[found.goal], found.status
    told = shown.of_status(goal, status)
    facts = [
        Fact("rule", N_("light rule"), (rule_words(found),)),
        Fact("bounds", N_("bounds"), tuple(why.band(found.rule, n) for n in range(len(found.rule.bands)))),
        Fact("expected", N_("expected"), _known(told["expected"], goal)),
        Fact("actual", N_("actual"), _known(told["actual"], goal)),
        Fact("gap", N_("gap (points)"), () if status.gap is None else (told["gap"],)),
        Fact("completion", N_("completion"), () if status.completion is None else (told["completion"],)),
        Fact("since", N_("since"), (str(found.since),)),
        Fact("escalation", N_("escalation"), escalation_words(found.rung, found.missed)),
        Fact("given", N_("light given by a person"), given_words(found.given)),
        *foreseen_facts(found.forecast, goal),
        Fact("record", N_("past record"), () if found.record is None else (record_words(found.record),)),
        *pace_facts(status, goal),
    ]
    return [fact for fact in facts if fact.pieces]


def rule_words(found: Account) -> Message:
    """Name a rule and where it comes from."""
    return message("{rule} ({source})", rule=message(found.rule.title), source=message(found.rule.source))


def escalation_words(rung: Rung | None, missed: int) -> tuple[Words, ...]:
    """Say which step of the escalation is due, why, and what it demands; nothing when none is."""
    if rung is None:
        return ()
    words = message("{step}, behind for {n} periods in a row", step=message(rung.name), n=missed)
    return (words, message(rung.demand)) if rung.demand else (words,)


def given_words(row: Override | None) -> tuple[Words, ...]:
    """Say who gave a light, from when until when, and why; nothing when nobody did."""
    if row is None:
        return ()
    until = message("until {day}", day=row.until) if row.until else message("until it is taken back")
    return tuple(piece for piece in (row.who, message("from {day}", day=row.day), until, row.reason) if piece)


def record_words(found: Record) -> Message:
    """Say how the method of the forecast has done on this goal before."""
    return message("off by {share} in the median, {n} times looked back from the same distance",
                   share=f"{100 * found.error:.1f}%", n=found.count)  # fmt: skip


def foreseen_facts(found: Forecast | None, goal: Goal) -> Iterator[Fact]:
    """Yield what a forecast says; nothing without one."""
    if found is None:
        return
    told = shown.of_forecast(goal, found)
    median, low, high = (shown.united(told[key], goal) for key in ("forecast", "low", "high"))
    reach = message("{median}, 80 % range {low} – {high}", median=median, low=low, high=high)
    yield Fact("forecast", N_("forecast"), (reach,))
    yield Fact("chance", N_("chance of meeting the target"), (told["chance"],))
    if found.day:
        yield Fact("day", N_("target reached on"), (told["day"],))
    yield Fact("basis", N_("basis of the forecast"), (found.basis,))


def pace_facts(status: Status, goal: Goal) -> Iterator[Fact]:
    """Yield the pace needed from here and the pace so far, as far as they have a meaning."""
    told = shown.of_status(goal, status)
    for key, name in (("needed", N_("needed a month")), ("pace", N_("so far a month"))):
        if told[key] != MISSING:
            yield Fact(key, name, _known(told[key], goal))


def _known(text: str, goal: Goal) -> tuple[Words, ...]:
    """Return a figure with its unit, nothing for a missing one."""
    return () if text == MISSING else (shown.united(text, goal),)
