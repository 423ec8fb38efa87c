"""Proposals put side by side: the same goal said twice, and the past figure a goal starts from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from planner.documents.folding import Span
from planner.documents.proposals import PastFigure, Proposal
from planner.documents.quantities import equal_amounts, in_base
from planner.documents.units import same_unit, unit_base

_PLAIN = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]|新增|全年|全区|预期|目标|的")
_SAME = 0.9
_HEADLINE = 0.5
_LIKE = 0.5
_MOST_PLACES = 40


def merge_places(goals: Sequence[Proposal], weak: AbstractSet[int] = frozenset()) -> list[Proposal]:
    """Join proposals that say the same: equal figure, unit and deadline, and much the same name.

    The fullest name stays, though not one from a heading (its start is in ``weak``); the other
    places are kept beside it. Tasks are joined when their names are equal.
    """
    kept: list[Proposal] = []
    also: list[list[Span]] = []
    by_figure: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for goal in goals:
        known = by_figure[_key(goal)]
        at = next(
            (
                n
                for n in known[-_MOST_PLACES:]
                if _says_the_same(kept[n], goal, headline=bool(weak & {kept[n].start, goal.start}))
            ),
            None,
        )
        if at is None:
            known.append(len(kept))
            kept.append(goal)
            also.append([])
            continue
        second = goal
        if (goal.start not in weak, len(goal.indicator)) > (kept[at].start not in weak, len(kept[at].indicator)):
            kept[at], second = goal, kept[at]
        also[at].append(Span(second.start, second.end))
    return [replace(goal, also=tuple(places)) if places else goal for goal, places in zip(kept, also, strict=True)]


def _key(goal: Proposal) -> tuple[object, ...]:
    if goal.low is None:
        return (goal.indicator,)
    amount = in_base(goal.low, goal.unit)
    return (f"{amount:.5g}", goal.high, unit_base(goal.unit)[0], goal.deadline)


def _says_the_same(one: Proposal, other: Proposal, *, headline: bool) -> bool:
    """Compare names: nearly equal ones, or half of a headline's, which shortens. 城镇 and 农村 stay apart."""
    if one.low is None:
        return True
    there, back = likeness(one.indicator, other.indicator), likeness(other.indicator, one.indicator)
    return max(there, back) >= _HEADLINE if headline else min(there, back) >= _SAME


def attach_baselines(goals: Iterable[Proposal], past: Sequence[tuple[str, PastFigure]]) -> list[Proposal]:
    """Give each goal the past figure of the same unit whose words are most like its name, if they are like enough."""
    by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, (words, figure) in enumerate(past):
        for pair in _pairs(words):
            by_pair[unit_base(figure.unit)[0], pair].append(n)
    return [_with_baseline(goal, past, by_pair) for goal in goals]


def _with_baseline(
    goal: Proposal, past: Sequence[tuple[str, PastFigure]], by_pair: Mapping[tuple[str, str], Sequence[int]]
) -> Proposal:
    base = unit_base(goal.unit)[0]
    if goal.low is None or goal.baseline or base in {"%", "pp"}:
        return goal
    pairs = _pairs(goal.indicator)
    near = Counter(n for pair in pairs for n in by_pair.get((base, pair), ())[-_MOST_PLACES:])
    if not near:
        return goal
    best, shared = max(near.items(), key=lambda one: (one[1], -one[0]))
    figure = past[best][1]
    same = equal_amounts(in_base(goal.low, goal.unit), in_base(figure.value, figure.unit))
    if shared < _LIKE * len(pairs) or same or not same_unit(goal.unit, figure.unit):
        return goal
    return replace(goal, baseline=figure)


def likeness(name: str, words: str) -> float:
    """Return the share of the name's neighbouring pairs of characters that the words hold too."""
    pairs = _pairs(name)
    return len(pairs & _pairs(words)) / len(pairs) if pairs else 0.0


def _pairs(words: str) -> set[str]:
    plain = _PLAIN.sub("", words)
    return {plain[n : n + 2] for n in range(len(plain) - 1)}
