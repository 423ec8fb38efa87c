"""New plans: empty, from the zone's published goals, or the demonstration with invented progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from planner.commands.rules import checked
from planner.commands.session import Session
from planner.commands.shipped import shipped_records
from planner.domain.plan import Plan
from planner.domain.records import About
from planner.errors import PlannerError
from planner.store.delivery import made_apart
from planner.store.store import Edit, Store, new_id
from planner.text import Message, message

SOURCES = ("zone", "demo", "empty")


@dataclass(frozen=True, slots=True)
class Seed:
    """Fill a freshly created plan; it is the first step of every plan and cannot be taken back.

    ``as_of`` must be given for an empty plan; the shipped ones have their own cut-off date.
    """

    source: str
    title: str | None = None
    as_of: date | None = None

    def label(self, plan: Plan) -> Message:
        """Name the source."""
        match self.source:
            case "zone":
                return message("Start from the zone's published goals")
            case "demo":
                return message("Start the demonstration plan")
            case _:
                return message("Start an empty plan")

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write the plan's card and the shipped records."""
        if self.source not in SOURCES:
            raise PlannerError("A plan can be made from: {choices}.", choices=", ".join(SOURCES))
        if plan.goals or plan.themes or plan.about.as_of:
            raise PlannerError("This plan already has contents. Make a new one.")
        if self.source == "empty":
            edit.insert(checked(plan, About("plan", self.title or "", as_of=self.as_of)))
        else:
            edit.insert(*shipped_records(self.source, new_id, as_of=self.as_of, title=self.title))


def new_plan(
    path: Path,
    source: str,
    *,
    who: str,
    now: Callable[[], datetime],
    as_of: date | None = None,
    title: str | None = None,
) -> Plan:
    """Make a new plan file wherever a person wants it and return the plan; the file is closed.

    It is made on this computer and brought to its place whole, so that a failure leaves nothing there, and no share
    or stick is worked on in place. For the rest see :func:`make_plan`.
    """
    with made_apart(path) as apart:
        session = make_plan(apart, source, who=who, now=now, as_of=as_of, title=title)
        session.store.close()
    return session.plan


def make_plan(
    path: Path,
    source: str,
    *,
    who: str,
    now: Callable[[], datetime],
    as_of: date | None = None,
    title: str | None = None,
) -> Session:
    """Create a plan file in place, fill it from ``source`` (zone, demo or empty) and return it open.

    For a folder of our own on this computer; where a person chooses the place, :func:`new_plan`.

    An empty plan needs ``as_of``; for the shipped ones it replaces their own cut-off date. Refuses
    an existing file. A file that could not be filled is taken away again.
    """
    store = Store.create(path)
    try:
        session = Session(store, who=who, now=now)
        session.run(Seed(source, title, as_of), kind="seed")
    except BaseException:
        store.close()
        path.unlink()
        raise
    return session
