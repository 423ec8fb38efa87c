"""The plan as one frozen value: everything the program shows, computes and prints works on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.domain.records import (
    About,
    Attachment,
    Basis,
    DayOff,
    Document,
    ExchangeRate,
    Goal,
    Milestone,
    Office,
    Override,
    Partner,
    Point,
    Report,
    Review,
    SavedFilter,
    Score,
    Slip,
    Target,
    Theme,
)
from planner.domain.series import EMPTY, Series


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan at one moment.

    Single rows are kept by id in their shown order; rows that belong to a goal are kept by the
    goal's id, in order (targets by effective day; milestones, reports and what else has a day by
    it; others by position). Marked-gone rows are not in it. Never changed in place: an edit makes a new plan
    that shares what did not change.
    """

    about: About
    themes: Mapping[str, Theme] = field(default_factory=dict)
    offices: Mapping[str, Office] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    goals: Mapping[str, Goal] = field(default_factory=dict)
    targets: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    partners: Mapping[str, tuple[Partner, ...]] = field(default_factory=dict)
    bases: Mapping[str, tuple[Basis, ...]] = field(default_factory=dict)
    milestones: Mapping[str, tuple[Milestone, ...]] = field(default_factory=dict)
    measurements: Mapping[str, Series] = field(default_factory=dict)
    reports: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)
    attachments: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    filters: Mapping[str, SavedFilter] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    overrides: Mapping[str, tuple[Override, ...]] = field(default_factory=dict)
    points: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    slips: Mapping[str, tuple[Slip, ...]] = field(default_factory=dict)
    scores: Mapping[str, tuple[Score, ...]] = field(default_factory=dict)
    rates: Mapping[str, ExchangeRate] = field(default_factory=dict)
    days_off: Mapping[str, DayOff] = field(default_factory=dict)

    def target(self, goal: str, as_of: date | None = None) -> Target | None:
        """Return the target in force on ``as_of`` (the newest when ``None``), or ``None``."""
        found = None
        for target in self.targets.get(goal, ()):
            if found is None or as_of is None or target.since is None or target.since <= as_of:
                found = target
        return found

    def override(self, goal: str, as_of: date | None) -> Override | None:
        """Return the light a person gave that holds on a day, the newest of several; ``None`` when the rule's does."""
        rows = self.overrides.get(goal)
        if not rows or as_of is None:
            return None
        held = [row for row in rows if row.day <= as_of and (not row.until or as_of <= row.until)]
        return held[-1] if held else None

    def series(self, goal: str) -> Series:
        """Return the goal's measurements, empty when there are none."""
        return self.measurements.get(goal, EMPTY)

    def office_name(self, office: str | None) -> str:
        """Return an office's name, or the empty string."""
        found = self.offices.get(office) if office else None
        return found.name if found else ""

    def theme_of(self, goal: Goal) -> Theme | None:
        """Return the goal's theme, if it has one."""
        return self.themes.get(goal.theme) if goal.theme else None

    def children(self, goal: str) -> Iterator[Goal]:
        """Yield the goals that are parts of ``goal``, in order."""
        return (other for other in self.goals.values() if other.parent == goal)

    def in_order(self) -> list[Goal]:
        """Return the goals by theme and then by position; goals without a theme come last."""
        rank = {theme: n for n, theme in enumerate(self.themes)}
        last = len(rank)
        return sorted(
            self.goals.values(),
            key=lambda goal: (rank.get(goal.theme or "", last), goal.pos, goal.id),
        )
