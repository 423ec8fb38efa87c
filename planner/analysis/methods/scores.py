"""考核评分: points from completion, with caps, bonuses and deductions.

Sources: rules of Chinese assessments as printed: points times completion rate and full points less deductions
(quarter rules of development zones); over-fulfilment counted up to a ceiling (120 % in a city sheet of 2024);
base points plus a bonus per tenth above with a limit, nothing if missed; efficacy coefficient
(x − min) / (max − min) × 40 + 60 (Gao'an); stepped bonus, smaller for each further step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a composite: its figure, its target, and its weight."""

    actual: float
    target: float
    weight: float


def by_completion(points: float, completion: float, *, ceiling: float | None = None, partial: bool = True) -> float:
    """Return points × completion rate (a share), up to ``ceiling``.

    Without ``partial`` credit a goal that is not reached earns nothing.
    """
    if completion < 1 and not partial:
        return 0.0
    share = max(completion, 0.0)
    return points * (share if ceiling is None else min(share, ceiling))


def composite(points: float, parts: Sequence[Part], *, ceiling: float | None = 1.0) -> float:
    """Return points × the weighted mean of completion rates, up to ``ceiling``; parts without a target are left out."""
    known = [part for part in parts if part.target and part.weight > 0]
    weight = sum(part.weight for part in known)
    if weight == 0:
        return 0.0
    rate = sum(part.weight * part.actual / part.target for part in known) / weight
    return by_completion(points, rate, ceiling=ceiling)


def with_bonus(base: float, completion: float, *, per_tenth: float, most: float) -> float:
    """Return ``base`` points when reached, ``per_tenth`` more for each full tenth above (at most ``most``)."""
    if completion < 1:
        return 0.0
    tenths = int((completion - 1) * 10 + 1e-9)
    return base + min(tenths * per_tenth, most)


def less(points: float, deductions: Sequence[tuple[float, float]]) -> float:
    """Return full points less count × points for each deduction, never below zero."""
    return max(points - sum(count * each for count, each in deductions), 0.0)


def by_items(items: Sequence[tuple[float, float]], *, most: float | None = None) -> float:
    """Return count × unit points summed over the items, up to ``most``."""
    score = sum(count * each for count, each in items)
    return score if most is None else min(score, most)


def efficacy(value: float, low: float, high: float) -> float | None:
    """Return 60 for the lowest of the peers to 100 for the highest; ``None`` where all are alike."""
    return None if high == low else (value - low) / (high - low) * 40 + 60


def stepped(base: float, steps: Sequence[float]) -> float:
    """Return base points with a bonus whose n-th step counts base / (20 × n) for each unit above."""
    return base + sum(over * base / (20 * n) for n, over in enumerate(steps, 1))
