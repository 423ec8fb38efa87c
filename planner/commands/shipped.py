"""The plans that ship as data files: read from TOML, turned into records with fresh ids.

``data/zone`` holds the published goals; ``data/demo`` lays invented offices and progress over them.
Goals, themes, offices and articles are named by keys inside the files; the keys never reach a plan.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from planner.domain.kinds import Comparator, Kind, Outlook
from planner.domain.records import (
    About,
    Basis,
    Goal,
    Measurement,
    Milestone,
    Office,
    Partner,
    Record,
    Report,
    Target,
    Theme,
)
from planner.places import DATA

Card = Mapping[str, Any]
"""One table of a data file."""

_GOAL_TEXTS = ("definition", "unit", "owner", "leader", "outlook_note", "note")
_REPORT_TEXTS = ("progress", "problems", "next_steps", "needs")


@dataclass(slots=True)
class _Reader:
    """Turns cards into records; ``ids`` maps a kind of key and the key to the id given to it."""

    new_id: Callable[[], str]
    head: Card
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, kind: str, key: str) -> str:
        """Give an id to a key; each key once."""
        if (kind, key) in self.ids:
            raise ValueError(f"{kind} {key!r} stands twice in the data files")
        self.ids[kind, key] = self.new_id()
        return self.ids[kind, key]

    def link(self, kind: str, key: str | None) -> str | None:
        """Return the id of a key; an unknown one is a mistake in the data files."""
        return None if key is None else self.ids[kind, key]

    def lists(self, themes: list[Card], offices: list[Card]) -> Iterator[Record]:
        """Yield themes and offices in the order of the files."""
        for n, card in enumerate(themes, 1):
            yield Theme(self.name("theme", card["key"]), card["name"], card["colour"], float(n))
        for n, card in enumerate(offices, 1):
            own = self.name("office", card["key"])
            yield Office(own, card["name"], self.link("office", card.get("parent")), float(n))

    def goal(self, theme: str, card: Card, pos: float) -> Iterator[Record]:
        """Yield a goal and everything that hangs on it."""
        own = self.name("goal", card["key"])
        outlook = card.get("outlook")
        yield Goal(
            own, card["name"], Kind(card["kind"]), self.link("theme", theme), self.link("goal", card.get("parent")),
            digits=card.get("digits", 0), baseline=_number(card.get("baseline")), baseline_day=card.get("baseline_day"),
            start=card.get("start"), lead=self.link("office", card.get("lead")),
            outlook=Outlook(outlook) if outlook else None, pos=pos,
            **{name: card.get(name, "") for name in _GOAL_TEXTS},
        )  # fmt: skip
        yield Target(
            self.new_id(), own, Comparator(card.get("comparator", "=")), _number(card.get("low")),
            _number(card.get("high")), card.get("deadline"),
        )  # fmt: skip
        yield from self._partners(own, card)
        yield from self._bases(own, card)
        yield from self._milestones(own, card)
        yield from self._progress(own, card)

    def _partners(self, goal: str, card: Card) -> Iterator[Record]:
        for n, key in enumerate(card.get("partners", ()), 1):
            yield Partner(self.new_id(), goal, self.ids["office", key], float(n))

    def _bases(self, goal: str, card: Card) -> Iterator[Record]:
        document, articles = self.head["document"], self.head["article"]
        for n, source in enumerate(card.get("basis", ()), 1):
            cite = document["cite"].format(
                document=document["title"], article=articles[source["article"]], paragraph=source["paragraph"]
            )
            yield Basis(self.new_id(), goal, cite=cite, pos=float(n))

    def _milestones(self, goal: str, card: Card) -> Iterator[Record]:
        for n, task in enumerate(card.get("task", ()), 1):
            yield Milestone(
                self.new_id(), goal, task["name"], task.get("due"), _number(task.get("value")),
                self.link("office", task.get("office")), task.get("done"), task.get("note", ""), float(n),
            )  # fmt: skip

    def _progress(self, goal: str, card: Card) -> Iterator[Record]:
        for day, value, *note in card.get("progress", ()):
            yield Measurement(self.new_id(), goal, day, float(value), "".join(note))
        for report in card.get("report", ()):
            words = {name: report.get(name, "") for name in _REPORT_TEXTS}
            office = self.link("office", report.get("office", card.get("lead")))
            yield Report(self.new_id(), goal, office, report["day"], **words)


def shipped_records(source: str, new_id: Callable[[], str], *, as_of: date | None, title: str | None) -> list[Record]:
    """Return the records of the ``zone`` or the ``demo`` plan, with ids from ``new_id``.

    ``as_of`` and ``title`` replace the plan's own when given. Raises ``ValueError`` or ``KeyError``
    for a mistake in the data files.
    """
    zone, goals = _head("zone"), _zone_goals()
    overlay: Card = {}
    if source == "demo":
        overlay = _head("demo")
        goals = [(theme, _overlaid(card, _demo_goals())) for theme, card in goals]
    head = {**zone, **overlay}
    reader = _Reader(new_id, head)
    records: list[Record] = [
        About("plan", title or head["title"], head["office_name"], as_of or head["as_of"], source == "demo",
              note=head["note"]),
    ]  # fmt: skip
    records += reader.lists(zone["theme"], [*overlay.get("office", ()), *_placed(zone["office"], overlay)])
    for n, (theme, card) in enumerate(goals, 1):
        records += reader.goal(theme, card, float(n))
    return records


def _placed(offices: list[Card], overlay: Card) -> list[Card]:
    """Return the published offices under the parents that the overlay gives them."""
    parents: Card = overlay.get("parents", {})
    return [{**card, "parent": parents[card["key"]]} if card["key"] in parents else card for card in offices]


def _head(source: str) -> dict[str, Any]:
    return _load(DATA / source / "plan.toml")


def _zone_goals() -> list[tuple[str, Card]]:
    files = [_load(path) for path in sorted((DATA / "zone" / "goals").glob("*.toml"))]
    return [(file["theme"], card) for file in files for card in file["goal"]]


def _demo_goals() -> dict[str, Card]:
    cards: dict[str, Card] = {}
    for path in sorted((DATA / "demo" / "goals").glob("*.toml")):
        cards |= _load(path)
    return cards


def _overlaid(card: Card, overlay: Mapping[str, Card]) -> Card:
    """Return a goal's card with the overlay's fields; tasks of the same name are filled in, others added."""
    extra = dict(overlay.get(card["key"], {}))
    added = {task["name"]: task for task in extra.pop("task", ())}
    tasks = [{**task, **added.pop(task["name"], {})} for task in card.get("task", ())]
    return {**card, **extra, "task": [*tasks, *added.values()]}


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
