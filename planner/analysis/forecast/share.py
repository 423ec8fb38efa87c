"""Year totals from the share of the year that earlier years had done by the same day.

Shares of earlier years are taken as normal on the logit scale with unknown mean and spread, so the coming one is
Student's t with n − 1 degrees of freedom and spread sd · √(1 + 1/n). Source of the idea: Mendoza and de Alba
(International Journal of Forecasting 22, 2006), a stable seasonal share with a predictive distribution; centre and
spread as tried out by :mod:`planner.analysis.forecast.backtest`. The centre is the mean share itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.analysis.forecast.student import cdf, quantile

YEARS = 5
"""How many earlier years are looked at: tried on monthly births and retail sales, fewer and more did no better."""
_LEAST_YEARS = 2
_LEAST_SPREAD = 1e-6
_EIGHTY = 0.9
_FARTHEST = 700.0  # what exp() can bear

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shares:
    """What is known of the share of the period gone by, one entry per goal.

    ``mean`` lies within 0 and 1; ``spread`` and ``degrees`` of freedom are those of Student's t around it on the
    logit scale.
    """

    mean: Floats
    spread: Floats
    degrees: NDArray[np.int64]

    def total(self, done: Floats) -> Floats:
        """Return the middle of what the totals may come to when ``done`` has been reached."""
        total: Floats = done / self.mean
        return total

    def range(self, done: Floats) -> tuple[Floats, Floats]:
        """Return the ranges that hold the totals with a chance of 80 %."""
        width = np.array([quantile(_EIGHTY, int(degrees)) for degrees in self.degrees]) * self.spread
        width, odds = np.minimum(width, _FARTHEST), self.mean / (1 - self.mean)
        return done * (1 + np.exp(-width) / odds), done * (1 + np.exp(width) / odds)

    def chance(self, done: Floats, aim: Floats) -> Floats:
        """Return the chances that the totals come to at least ``aim``."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = done / aim
            places = (np.log(share / (1 - share)) - np.log(self.mean / (1 - self.mean))) / self.spread
        chances = np.zeros_like(places)
        for degrees in np.unique(self.degrees):
            own = self.degrees == degrees
            chances[own] = cdf(places[own], int(degrees))
        return np.where(done >= aim, 1.0, np.where(done <= 0, 0.0, chances))


def share_model(shares: Sequence[float]) -> tuple[float, float, int] | None:
    """Return mean, spread and degrees of freedom from the shares of earlier years; ``None`` with fewer than two."""
    known = [share for share in shares if 0 < share < 1]
    if len(known) < _LEAST_YEARS:
        return None
    logits = [math.log(share / (1 - share)) for share in known]
    middle = sum(logits) / len(logits)
    variance = sum((logit - middle) ** 2 for logit in logits) / (len(logits) - 1)
    spread = math.sqrt(variance * (1 + 1 / len(known)))
    return sum(known) / len(known), max(spread, _LEAST_SPREAD), len(known) - 1


def shares_of(models: Sequence[tuple[float, float, int]]) -> Shares:
    """Return models as columns."""
    mean, spread, degrees = zip(*models, strict=True) if models else ((), (), ())
    return Shares(np.array(mean, np.float64), np.array(spread, np.float64), np.array(degrees, np.int64))
