"""How well year totals would have been foreseen: every year of every series that has two earlier years, replayed.

The share-of-year model is set beside the straight pace and last year's share. The event whose chance is judged is
“total of at least last year + 5 %”; the Brier score is the mean squared distance of the chance from what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.analysis.forecast.series import Years, until, whole_years
from planner.analysis.forecast.share import YEARS, Model, borrowing, leaning, lent_spread, share_model, shares_of

_GROWTH = 1.05
_MONTHS = 12
_FIFTHS = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fifth:
    """One fifth of the forecasts by their chance: how many, the mean chance, and how often it came true."""

    count: int
    chance: float
    share: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """How the forecasts at the end of a month did.

    Errors are medians of the absolute error in per cent of the total; ``held`` is the share of totals inside the
    80 % range. ``cases`` is how many years were replayed; with none, all figures are ``None``.
    """

    month: int
    cases: int
    error: float | None = None
    error_pace: float | None = None
    error_last_share: float | None = None
    error_mean_share: float | None = None
    brier: float | None = None
    brier_pace: float | None = None
    brier_last_share: float | None = None
    held: float | None = None
    fifths: tuple[Fifth, ...] = ()


def backtest(series: Mapping[str, Years], months: Sequence[int] = (3, 6, 9)) -> list[Backtest]:
    """Replay every year of the series at the end of each of the given months (1 … 11)."""
    return [_at(series, month) for month in months]


def _at(series: Mapping[str, Years], month: int) -> Backtest:
    rows = [row for name, years in series.items() for row in _replay(name, whole_years(years), month)]
    if not rows:
        return Backtest(month, 0)
    done, total, goal, last = np.array([row.figures for row in rows], dtype=np.float64).T
    shares = shares_of(_refined(rows))
    low, high = shares.range(done)
    came = (total >= goal).astype(np.float64)
    chance, pace = shares.chance(done, goal), done * _MONTHS / month
    mean_share = np.array([row.model.mean for row in rows])
    return Backtest(
        month, len(rows), _error(shares.total(done), total), _error(pace, total), _error(done / last, total),
        _error(done / mean_share, total), _brier(chance, came), _brier((pace >= goal).astype(np.float64), came),
        _brier((done / last >= goal).astype(np.float64), came), float(np.mean((low <= total) & (total <= high))),
        _fifths(chance, came),
    )  # fmt: skip


class _Replayed(NamedTuple):
    """One year foreseen: done, total, the total to beat and last year's share; the model; last year's rest."""

    series: str
    year: int
    figures: tuple[float, float, float, float]
    model: Model
    last: tuple[float, float]


def _refined(rows: Sequence[_Replayed]) -> list[Model]:
    """Return the models as goals get them: borrowing spread from the other series of the same year, and leaning."""
    of_year: dict[int, list[_Replayed]] = {}
    for row in rows:
        of_year.setdefault(row.year, []).append(row)
    found = []
    for row in rows:
        lent = lent_spread(other.model for other in of_year[row.year] if other.series != row.series)
        found.append(leaning(borrowing(row.model, lent), row.figures[0], *row.last))
    return found


def _replay(name: str, years: Mapping[int, Mapping[int, float]], month: int) -> Iterator[_Replayed]:
    """Yield each year with what was known of it by the end of the month; the model rests on the years before alone.

    Years without a figure that ends with the month (quarters have few, January may have none) tell nothing about it.
    """
    years = {year: months for year, months in years.items() if month in months}
    for year, months in years.items():
        before = _earlier(years, year)
        shares = [until(one, month) / sum(one.values()) for one in before]
        model, done = share_model(shares), until(months, month)
        if model is not None and done > 0 and 0 < shares[0] < 1:
            whole, part = sum(before[0].values()), until(before[0], month)
            figures = done, sum(months.values()), _GROWTH * whole, shares[0]
            yield _Replayed(name, year, figures, model, (part, whole - part))


def _earlier(years: Mapping[int, Mapping[int, float]], year: int) -> list[Mapping[int, float]]:
    """Return the years before, the last first, as many as the model looks at; none where last year is not known."""
    before = range(year - 1, year - 1 - YEARS, -1)
    return [years[one] for one in before if one in years] if year - 1 in years else []


def _error(said: Floats, total: Floats) -> float:
    return float(np.median(np.abs(said - total) / total)) * 100


def _brier(chance: Floats, came: Floats) -> float:
    return float(np.mean((chance - came) ** 2))


def _fifths(chance: Floats, came: Floats) -> tuple[Fifth, ...]:
    parts = np.array_split(np.argsort(chance, kind="stable"), _FIFTHS)
    return tuple(Fifth(len(part), float(chance[part].mean()), float(came[part].mean())) for part in parts if len(part))
