"""Earned value and earned schedule, for goals made of staged work.

Sources: earned value as in Govan, “Project Risk Analysis”, chapter on earned value; earned schedule after Lipke as
taught in the “Earned Schedule Training” slides: ES = C + (EV − PV_C) / (PV_{C+1} − PV_C), SV(t) = ES − AT,
SPI(t) = ES / AT, finish at PD / SPI(t) with the present pace or AT + (PD − ES) / PF, which with PF = 1 is the rest to
plan; TSPI = (PD − ES) / (PD − AT) is the pace needed from here. Nothing earned is ES 0; everything earned is ES = PD
and never more; a flat stretch of the plan is not interpolated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """Value earned, planned and spent, in one unit, and what they say; ``None`` where a divisor is zero."""

    budget: float
    earned: float
    planned: float
    cost: float

    @property
    def schedule_variance(self) -> float:
        """EV − PV."""
        return self.earned - self.planned

    @property
    def cost_variance(self) -> float:
        """EV − AC."""
        return self.earned - self.cost

    @property
    def schedule_index(self) -> float | None:
        """SPI: EV / PV."""
        return self.earned / self.planned if self.planned else None

    @property
    def cost_index(self) -> float | None:
        """CPI: EV / AC."""
        return self.earned / self.cost if self.cost else None

    @property
    def cost_at_this_pace(self) -> float | None:
        """EAC by CPI: BAC / CPI."""
        return self.budget * self.cost / self.earned if self.earned else None

    @property
    def cost_rest_to_plan(self) -> float:
        """EAC with the rest to plan: AC + (BAC − EV)."""
        return self.cost + self.budget - self.earned

    @property
    def cost_at_both_paces(self) -> float | None:
        """EAC by CPI and SPI: AC + (BAC − EV) / (CPI × SPI)."""
        both = (self.cost_index or 0.0) * (self.schedule_index or 0.0)
        return self.cost + (self.budget - self.earned) / both if both else None

    @property
    def index_to_complete(self) -> float | None:
        """TCPI: (BAC − EV) / (BAC − AC)."""
        return (self.budget - self.earned) / (self.budget - self.cost) if self.budget != self.cost else None


def earned_value(
    budgets: Sequence[float], earned: Sequence[float], planned: Sequence[float], cost: float
) -> EarnedValue:
    """Return earned value from each piece's budget and the shares of it earned and planned by now."""
    return EarnedValue(
        sum(budgets),
        sum(budget * share for budget, share in zip(budgets, earned, strict=True)),
        sum(budget * share for budget, share in zip(budgets, planned, strict=True)),
        cost,
    )


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Where in the plan the work stands: after ``whole`` periods and a part of the next; all times in periods."""

    whole: int
    earned: float  # ES
    now: float  # AT
    planned: float | None  # PD

    @property
    def variance(self) -> float:
        """SV(t): periods ahead (positive) or behind."""
        return self.earned - self.now

    @property
    def index(self) -> float | None:
        """SPI(t); ``None`` at the very start."""
        return self.earned / self.now if self.now else None

    @property
    def finish_at_this_pace(self) -> float | None:
        """When the work ends if it goes on at the present pace."""
        return None if not self.index or self.planned is None else self.planned / self.index

    @property
    def finish_rest_to_plan(self) -> float | None:
        """When the work ends if the rest goes as planned."""
        return self.finish(1.0)

    def finish(self, factor: float) -> float | None:
        """Return when the work ends if the rest goes at ``factor`` (PF) times the plan's pace."""
        return None if self.planned is None or not factor else self.now + (self.planned - self.earned) / factor

    def index_to_finish(self, deadline: float | None = None) -> float | None:
        """Return TSPI: the pace needed from here to finish by ``deadline``, by the planned end unless given."""
        if self.planned is None:
            return None
        left = (self.planned if deadline is None else deadline) - self.now
        return (self.planned - self.earned) / left if left else None


def earned_schedule(plan: Sequence[float], value: float, now: float, duration: float | None = None) -> EarnedSchedule:
    """Return where ``value`` stands in the cumulative ``plan``, whose first entry is period 0.

    ``duration`` is the planned one; the number of periods unless given.
    """
    last = len(plan) - 1
    planned = float(last) if duration is None else duration
    if value <= 0:
        return EarnedSchedule(0, 0.0, now, planned)
    if value >= plan[-1]:
        return EarnedSchedule(last, planned, now, planned)
    whole = bisect_right(plan, value) - 1
    return EarnedSchedule(whole, whole + within(plan[whole], plan[whole + 1], value), now, planned)


def within(before: float, after: float, value: float) -> float:
    """Return the part of a period that ``value`` has earned between its ends; none where the plan is flat."""
    return (value - before) / (after - before) if after > before else 0.0
