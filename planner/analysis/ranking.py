"""排名: lead offices by how far their goals are ahead of or behind the plan, and how their places have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from planner.analysis.values import Light, Status
from planner.domain.records import Goal

_DIGITS = 6  # what differs by less is one place


@dataclass(frozen=True, slots=True)
class Place:
    """A lead office's place among all.

    ``gap`` is the mean of completion less expected completion over its ``counted`` goals that have both, as a share;
    ``completion`` the mean completion of these, at most 1 each. ``rank`` starts at 1 and offices with the same gap
    share one; it is ``None`` without any such goal. ``before`` is the rank of the period before.
    """

    office: str
    rank: int | None
    gap: float | None
    completion: float | None
    counted: int
    goals: int
    behind: int
    before: int | None = None

    @property
    def rise(self) -> int | None:
        """By how many places the office rose (negative when it fell), ``None`` when that cannot be told."""
        return None if self.rank is None or self.before is None else self.before - self.rank


def ranking(goals: Iterable[Goal], now: Mapping[str, Status], before: Mapping[str, Status]) -> list[Place]:
    """Return the lead offices best first, those that cannot be ranked last; ``before`` is the period before."""
    led: dict[str, list[str]] = defaultdict(list)
    for goal in goals:
        if goal.lead:
            led[goal.lead].append(goal.id)
    old = {place.office: place.rank for place in _places(led, before)}
    return [replace(place, before=old[place.office]) for place in _places(led, now)]


def _places(led: Mapping[str, Sequence[str]], statuses: Mapping[str, Status]) -> list[Place]:
    found = [_place(office, [statuses[id_] for id_ in ids]) for office, ids in led.items()]
    ranked = sorted((one for one in found if one.gap is not None), key=_worst_last)
    gaps = [one.gap for one in ranked]
    placed = [replace(one, rank=gaps.index(one.gap) + 1) for one in ranked]
    return [*placed, *(one for one in found if one.gap is None)]


def _worst_last(place: Place) -> float:
    return -place.gap if place.gap is not None else 0.0


def _place(office: str, statuses: Sequence[Status]) -> Place:
    told = [one for one in statuses if one.gap is not None and one.completion is not None]
    gap = round(fmean(one.gap for one in told if one.gap is not None), _DIGITS) if told else None
    done = [min(one.completion, 1.0) for one in told if one.completion is not None]
    behind = sum(one.light in (Light.BEHIND, Light.FAR_BEHIND) for one in statuses)
    return Place(office, None, gap, fmean(done) if done else None, len(told), len(statuses), behind)
