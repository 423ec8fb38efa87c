"""序时进度 by months: completion rate against the share of the year gone by.

Source: practice of Chinese target offices as printed in their bulletins (Panzhihua, Pengjiang, Changzhou):
completion is actual over yearly target; the lead is completion less m/12 in percentage points. Xuancheng calls
less than m/12 behind.
"""

from __future__ import annotations

from dataclasses import dataclass

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Proportion:
    """Completion in per cent, lead in percentage points, in the unit of the figures, and in per cent of what is due.

    The last is another figure than the lead, though a page may print it as points; ``None`` where nothing is due yet.
    """

    completion: float
    lead: float
    lead_amount: float
    surplus: float | None


def time_share(months: float) -> float:
    """Return the share of the year, in per cent, that ``months`` are: what should be done by then."""
    return 100.0 * months / _MONTHS


def proportional(actual: float, target: float, months: float) -> Proportion | None:
    """Compare a running total with its yearly target after ``months``; ``None`` for a target of zero."""
    if target == 0:
        return None
    completion, due = 100.0 * actual / target, target * months / _MONTHS
    surplus = 100.0 * (actual / due - 1) if due else None
    return Proportion(completion, completion - time_share(months), actual - due, surplus)
