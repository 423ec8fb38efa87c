"""Year totals from the share of the year that earlier years had done by the same day.

Shares of earlier years are taken as normal on the logit scale with unknown mean and spread, so the coming one is
Student's t with n − 1 degrees of freedom and spread sd · √(1 + 1/n). Source of the idea: Mendoza and de Alba
(International Journal of Forecasting 22, 2006), a stable seasonal share with a predictive distribution; centre and
spread as tried out by :mod:`planner.analysis.forecast.backtest`.

Two refinements, each kept because the back-test on monthly births and retail sales was better with it than without:
the centre leans towards last year's rest carried on with growth, less and less as the year goes by; and a goal with
few earlier years borrows spread from the others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.analysis.forecast.student import chances, quantiles

YEARS = 5
"""How many earlier years are looked at: tried on monthly births and retail sales, fewer and more did no better."""
_LEAST_YEARS = 2
_LEAST_SPREAD = 1e-6
_EIGHTY = 0.9
_FARTHEST = 700.0  # what exp() can bear
_NEAREST = 1e-9  # a share of nothing, or of everything, has no logit
_FEW_DEGREES = 1  # up to which spread is borrowed
_LENT_DEGREES = 2
_LENDERS = 3
_LEAN = 0.5
_WILDEST_GROWTH = 4.0

Floats = NDArray[np.float64]


class Model(NamedTuple):
    """One goal's share of the period gone by: its middle, the spread on the logit scale, and degrees of freedom.

    ``own`` is the spread of a single year, before what is not known of the mean is added; ``years`` how many
    earlier years it rests on.
    """

    mean: float
    spread: float
    degrees: int
    own: float = 0.0
    years: int = 0


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

    def range(self, done: Floats, chance: float = _EIGHTY) -> tuple[Floats, Floats]:
        """Return the ranges that hold the totals with a chance of 80 %; of ``2 · chance − 1`` when that is given."""
        width = np.minimum(quantiles(chance, self.degrees) * self.spread, _FARTHEST)
        odds = self.mean / (1 - self.mean)
        return done * (1 + np.exp(-width) / odds), done * (1 + np.exp(width) / odds)

    def chance(self, done: Floats, aim: Floats) -> Floats:
        """Return the chances that the totals come to at least ``aim``."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = done / aim
            places = (np.log(share / (1 - share)) - np.log(self.mean / (1 - self.mean))) / self.spread
        return np.where(done >= aim, 1.0, np.where(done <= 0, 0.0, chances(places, self.degrees)))


def share_model(shares: Sequence[float]) -> Model | None:
    """Return the model of the shares of earlier years; ``None`` with fewer than two."""
    known = [share for share in shares if 0 < share < 1]
    if len(known) < _LEAST_YEARS:
        return None
    logits = [math.log(share / (1 - share)) for share in known]
    middle = sum(logits) / len(logits)
    own = math.sqrt(sum((logit - middle) ** 2 for logit in logits) / (len(logits) - 1))
    spread = own * math.sqrt(1 + 1 / len(known))
    return Model(sum(known) / len(known), max(spread, _LEAST_SPREAD), len(known) - 1, own, len(known))


def lent_spread(models: Iterable[Model]) -> float | None:
    """Return the spread of a single year over all models together; ``None`` when too few have one of their own."""
    lenders = [model for model in models if model.years >= _LEAST_YEARS]
    if len(lenders) < _LENDERS:
        return None
    total = sum(model.own**2 * model.degrees for model in lenders)
    return math.sqrt(total / sum(model.degrees for model in lenders))


def borrowing(model: Model, lent: float | None) -> Model:
    """Return a model of few years with its spread drawn towards that of the others, as two further years would."""
    if lent is None or model.degrees > _FEW_DEGREES or not model.years:
        return model
    degrees = model.degrees + _LENT_DEGREES
    own = math.sqrt((model.own**2 * model.degrees + lent**2 * _LENT_DEGREES) / degrees)
    return model._replace(spread=max(own * math.sqrt(1 + 1 / model.years), _LEAST_SPREAD), degrees=degrees)


def of_one_year(share: float, lent: float | None) -> Model | None:
    """Return the model of a single earlier year with the spread of the others; ``None`` when there is none to lend."""
    if lent is None or not 0 < share < 1:
        return None
    return Model(share, max(lent * math.sqrt(2.0), _LEAST_SPREAD), _LENT_DEGREES, 0.0, 1)


def leaning(model: Model, done: float, last_done: float, last_rest: float) -> Model:
    """Return a model whose middle leans towards last year's rest times the root of this year's growth.

    ``last_done`` and ``last_rest`` are what last year had done by the same day and did after it. The lean is half of
    what is left of the year: early on growth tells more than the season, at the end nothing.
    """
    if last_done <= 0 or last_rest < 0 or done <= 0:
        return model
    growth = min(max(done / last_done, 1 / _WILDEST_GROWTH), _WILDEST_GROWTH)
    lean = _LEAN * (1 - model.mean)
    total = (1 - lean) * done / model.mean + lean * (done + last_rest * math.sqrt(growth))
    return model._replace(mean=min(max(done / total, _NEAREST), 1 - _NEAREST))


def shares_of(models: Sequence[Model]) -> Shares:
    """Return models as columns."""
    mean, spread, degrees = [model.mean for model in models], [m.spread for m in models], [m.degrees for m in models]
    return Shares(np.array(mean, np.float64), np.array(spread, np.float64), np.array(degrees, np.int64))
