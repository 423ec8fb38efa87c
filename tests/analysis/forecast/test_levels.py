"""Damped trends: many at once as each alone, and as the recursions stand in the book."""

import math
from array import array
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.forecast import levels
from planner.analysis.forecast.evenly import Figures, evenly


def figures(*goals):
    return Figures.of((array("i", days), array("d", values)) for days, values in goals)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=20), st.integers(1, 400))
def test_a_fan_widens_and_holds_its_middle(values, ahead):
    trends = levels.fit(figures((range(1000, 1000 + 30 * len(values), 30), values)))
    fans = levels.foresee(trends, trends.day + float(ahead), np.array([-1e5]), np.array([1e5]))
    (fan,), (chance,) = fans.points(), fans.chance
    assert all(point.low <= point.median <= point.high for point in fan)
    assert [point.day for point in fan] == sorted(point.day for point in fan)
    widths = [point.high - point.low for point in fan]
    assert widths == sorted(widths) or max(widths) == pytest.approx(min(widths[1:] or widths), rel=1e-6)
    assert 0 <= chance <= 1


def test_gaps_and_days_given_twice_are_read_evenly():
    even = evenly(figures(([5, 5, 5], [1, 2, 3]), ([0, 30, 30, 60, 150], [1, 9, 2, 3, 6])))
    assert even.goal.tolist() == [1]
    assert even.step.tolist() == [30]
    assert even.values.tolist() == [1, 2, 3, 4, 5, 6]


def damped(values, alpha, beta, phi):
    """Return level, trend and squared errors as the recursions stand in the book, figure by figure."""
    level, trend, errors = values[0], values[1] - values[0], 0.0
    for value in values[1:]:
        foreseen = level + phi * trend
        errors += (value - foreseen) ** 2
        before, level = level, alpha * value + (1 - alpha) * foreseen
        trend = beta * (level - before) + (1 - beta) * phi * trend
    return level, trend, errors


def random_levels(count):
    """Return so many goals with figures on uneven days, few and many, always the same."""
    random = Random(count)
    for n in range(count):
        days = sorted(random.sample(range(5000, 5000 + random.randint(40, 900)), random.randint(3, 40)))
        yield days, [random.gauss(100 + n, 10) for _ in days]


def test_many_trends_at_once_are_those_of_each_alone():
    goals = list(random_levels(150))
    together = levels.fit(figures(*goals))
    end, floor, ceiling = (np.linspace(*ends, 150) for ends in ((5000, 9000), (90, 200), (150, 220)))
    fans = levels.foresee(together, end.round(), floor, ceiling)
    inside = fans.first_inside(floor, ceiling).tolist()
    for n, (goal_, fan) in enumerate(zip(goals, fans.points(), strict=True)):
        one = levels.fit(figures(goal_))
        own = levels.foresee(one, end[n : n + 1].round(), floor[n : n + 1], ceiling[n : n + 1])
        first = own.first_inside(floor[n : n + 1], ceiling[n : n + 1])
        assert (list(own.points()), own.chance[0]) == ([fan], fans.chance[n])
        assert first.tolist() == pytest.approx([inside[n]], nan_ok=True)


def test_trends_are_those_of_the_book_with_the_least_errors():
    goals = list(random_levels(60))
    even, trends = evenly(figures(*goals)), levels.fit(figures(*goals))
    for n, count in enumerate(even.count.tolist()):
        values = even.padded(np.array([n]))[0, :count].tolist()
        chosen = trends.alpha[n], trends.beta[n], trends.phi[n]
        level, trend, errors = damped(values, *chosen)
        assert (trends.level[n], trends.trend[n]) == pytest.approx((level, trend), rel=1e-9, abs=1e-9)
        assert errors <= min(damped(values, *one)[2] for one in product(*levels.TRIED)) * (1 + 1e-9)


def test_the_middle_course_first_gets_inside_on_the_first_such_day():
    trends = levels.fit(figures(*random_levels(80)))
    floor, ceiling = trends.level + 1, trends.level + 30
    fans = levels.foresee(trends, trends.day + 400.0, floor, ceiling)
    days, found = fans.first_inside(floor, ceiling).tolist(), 0
    for n, fan in enumerate(fans.points()):
        later = [point.day for point in fan[1:] if floor[n] <= point.median <= ceiling[n]]
        before = max((point.day for point in fan if later and point.day < later[0]), default=0)
        assert before <= days[n] <= later[0] if later else math.isnan(days[n])
        found += bool(later)
    assert 5 < found < 75
