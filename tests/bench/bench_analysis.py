"""Lights and forecasts: from arrays, with their sentences, and of one goal."""

from __future__ import annotations

import gc
import tempfile
from array import array
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np

from planner.analysis.aims import Course
from planner.analysis.columns import Columns, gather
from planner.analysis.forecast import levels
from planner.analysis.forecast.evenly import Figures
from planner.analysis.forecast.goals import forecast, foresee
from planner.analysis.forecast.share import Model, shares_of
from planner.analysis.lights import places
from planner.analysis.progress import measure as measure_progress
from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.store.store import Store
from tests.bench.generate import AS_OF, make_big

_RUNS = 5
_SAMPLE = 200
_NONE = array("i"), array("d")
_Table = TypeVar("_Table", Columns, Figures)


def measure(goals: int) -> list[tuple[str, float, float | None]]:
    """Return the times of this measure in seconds; cycles are not collected meanwhile, as in the window."""
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.plan"
        make_big(path, goals)
        with Store.open(path) as store:
            return _rows(store.read())


def _rows(plan: Plan) -> list[tuple[str, float, float | None]]:
    rule, some = Rule(), list(plan.goals)[:_SAMPLE]
    columns = gather(plan, list(plan.goals.values()), AS_OF)
    figures = _figures(plan, columns)
    once = _best(_from_arrays(columns, figures, rule))
    tenfold = _best(_from_arrays(_longer(columns), _longer(figures), rule))

    def one_by_one() -> None:
        for goal in some:
            assess(plan, AS_OF, rule, [goal])

    def read_aloud() -> None:
        for status in assess(plan, AS_OF, rule).values():
            assert status.why

    def both() -> None:
        assess(plan, AS_OF, rule)
        forecast(plan, AS_OF)

    return [
        ("lights and forecasts, from arrays", once, None),
        ("lights and forecasts of ten times as many", tenfold, once),
        ("columns gathered from the plan", _best(lambda: gather(plan, list(plan.goals.values()), AS_OF)), None),
        ("lights and forecasts as the window keeps them", _best(both), None),
        ("lights with their sentences", _best(read_aloud), None),
        ("forecasts with their basis", _best(lambda: forecast(plan, AS_OF)), None),
        ("light of one goal", _best(one_by_one) / len(some), None),
    ]


def _figures(plan: Plan, columns: Columns) -> Figures:
    """Return the measurements of all goals that are foreseen by a trend, as arrays; the others have none of them."""
    series = [plan.series(row.goal.id) for row in columns.rows]
    kinds = [row.goal.kind in (Kind.LEVEL, Kind.RATE) for row in columns.rows]
    return Figures.of((one.days, one.values) if trend else _NONE for one, trend in zip(series, kinds, strict=True))


def _from_arrays(columns: Columns, figures: Figures, rule: Rule) -> Callable[[], object]:
    """Return the work of judging and foreseeing every goal, its figures being there as arrays.

    Amounts are foreseen from shares, levels and rates from all their measurements.
    """
    amounts = np.flatnonzero((figures.count == 0) & (columns.actual > 0) & (columns.aim > 0))
    done, aim = columns.actual[amounts], columns.aim[amounts]
    budget = columns.course[amounts] == Course.BUDGET
    shares = shares_of([Model(0.7, 0.2, 1 + n % 4) for n in range(len(amounts))])

    def work() -> None:
        progress = measure_progress(columns)
        places(columns, progress, rule, progress.gap)
        foresee(shares, done, aim, budget)
        trends = levels.fit(figures)
        own = trends.goal
        fans = levels.foresee(trends, columns.end[own], columns.floor[own], columns.ceiling[own])
        fans.first_inside(columns.floor[own], columns.ceiling[own])

    return work


def _longer(columns: _Table) -> _Table:
    """Return every array ten times over."""
    arrays = {f.name: getattr(columns, f.name) for f in fields(columns)}
    longer = {name: np.tile(value, 10) for name, value in arrays.items() if isinstance(value, np.ndarray)}
    return replace(columns, **longer)


def _best(job: Callable[[], object]) -> float:
    times = []
    for _ in range(_RUNS):
        start = perf_counter()
        job()
        times.append(perf_counter() - start)
    return min(times)
