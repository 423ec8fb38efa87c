"""Lights and forecasts: from arrays, with their sentences, and of one goal."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from time import perf_counter

import numpy as np

from planner.analysis.columns import Columns, gather
from planner.analysis.forecast.goals import forecast, foresee
from planner.analysis.forecast.share import Model, shares_of
from planner.analysis.lights import places
from planner.analysis.progress import measure as measure_progress
from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.store.store import Store
from tests.bench.generate import AS_OF, make_big

_RUNS = 5
_SAMPLE = 200


def measure(goals: int) -> list[tuple[str, float, float | None]]:
    """Return the times of this measure in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.plan"
        make_big(path, goals)
        with Store.open(path) as store:
            return _rows(store.read())


def _rows(plan: Plan) -> list[tuple[str, float, float | None]]:
    rule, some = Rule(), list(plan.goals)[:_SAMPLE]
    columns = gather(plan, list(plan.goals.values()), AS_OF)
    once, tenfold = (_best(_from_arrays(times, rule)) for times in (columns, _tenfold(columns)))

    def one_by_one() -> None:
        for goal in some:
            assess(plan, AS_OF, rule, [goal])

    return [
        ("lights and forecasts, from arrays", once, None),
        ("lights and forecasts of ten times as many", tenfold, once),
        ("columns gathered from the plan", _best(lambda: gather(plan, list(plan.goals.values()), AS_OF)), None),
        ("lights with their sentences", _best(lambda: assess(plan, AS_OF, rule)), None),
        ("forecasts with their basis", _best(lambda: forecast(plan, AS_OF)), None),
        ("light of one goal", _best(one_by_one) / len(some), None),
    ]


def _from_arrays(columns: Columns, rule: Rule) -> Callable[[], object]:
    """Return the work of judging and foreseeing every goal, its figures being there as arrays."""
    count = len(columns.start)
    amounts = np.full(count, 50.0), np.full(count, 100.0), np.zeros(count, dtype=bool)
    shares = shares_of([Model(0.7, 0.2, 1 + n % 4) for n in range(count)])

    def work() -> None:
        progress = measure_progress(columns)
        places(columns, progress, rule, progress.gap)
        foresee(shares, *amounts)

    return work


def _tenfold(columns: Columns) -> Columns:
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
