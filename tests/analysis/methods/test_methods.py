"""Published methods: their boundary rules, and published examples with the source of each in ``cases.json``."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.methods import earned, growth, scores, shares, un_chart, weather
from planner.analysis.methods.cases import Outcome, read_cases, run_case, run_cases, totals
from planner.analysis.methods.growth import Course, Growth
from planner.analysis.methods.weather import Weather
from planner.errors import PlannerError

PUBLISHED = read_cases((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
NOT_OFFERED = {
    "forecast_accuracy_owa", "simple_exponential_smoothing", "holt_linear", "theil_sen", "seasonal_naive_accuracy",
}  # fmt: skip


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["id"])
def test_a_published_case(case):
    wanted = Outcome.NOT_OFFERED if case["method"] in NOT_OFFERED else Outcome.PASSED
    assert run_case(case).outcome is wanted, run_case(case).got


def test_results_are_counted_by_method():
    good = {"id": "a", "method": "cn_time_proportional_threshold", "inputs": {"months_elapsed": 6},
            "expected": {"threshold_pct": 50.0}}  # fmt: skip
    bad = good | {"id": "b", "expected": {"threshold_pct": 51.0}}
    other = good | {"id": "c", "method": "divination"}
    broken = good | {"id": "d", "inputs": {}}
    found = totals(run_cases([good, bad, other, broken]))
    assert found["cn_time_proportional_threshold"] == {
        Outcome.PASSED: 1, Outcome.FAILED: 2, Outcome.NOT_OFFERED: 0,
    }  # fmt: skip
    assert found["divination"][Outcome.NOT_OFFERED] == 1


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"id": "a"}]', '[{"id": 1, "method": "m"}]', "[" * 100_000])
def test_what_is_no_file_of_cases_is_refused(text):
    with pytest.raises(PlannerError):
        read_cases(text)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 10_000), min_size=1))
def test_shares_add_up(counts):
    found = shares.shares(counts)
    assert round(sum(found.values()), 6) == (100.0 if sum(counts.values()) else 0.0)


def test_scores():
    assert scores.by_completion(10, 1.4, ceiling=1.2) == 12
    assert scores.by_completion(10, 0.9, partial=False) == 0
    assert scores.with_bonus(60, 1.35, per_tenth=0.5, most=10) == 61.5
    assert (scores.with_bonus(60, 0.99, per_tenth=0.5, most=10), scores.with_bonus(60, 9, per_tenth=0.5, most=10)) == (
        0, 70,
    )  # fmt: skip
    assert (scores.efficacy(5, 0, 10), scores.efficacy(5, 5, 5)) == (80, None)
    assert scores.less(1, [(20, 0.1)]) == 0
    assert scores.by_items([(30, 0.1)], most=2) == 2
    assert scores.stepped(20, [1, 1]) == 21.5
    assert scores.composite(10, [scores.Part(1, 0, 1)]) == 0


YEARS = dict(zip(range(2015, 2021), (10.0, 11.0, 12.0, 13.0, 14.0, 15.0), strict=True))


@pytest.mark.parametrize(
    ("target", "symbol"),
    [
        (20, Weather.SUN), (20.25, Weather.SUN), (21.25, Weather.LIGHT_CLOUD), (21.3, Weather.CLOUD),
        (15, Weather.SUN), (9, Weather.SUN), ((18, 22), Weather.SUN), ((5, 9), Weather.BOLT), ((14, 30), Weather.SUN),
    ],
)  # fmt: skip
def test_weather_by_a_year(target, symbol):
    assert weather.value_by_year(YEARS, 2020, target, 2025, 1) is symbol


def test_weather_needs_four_years_in_a_row():
    assert weather.recent(YEARS, 2018) == [10, 11, 12, 13]
    assert weather.direction_only({2020: 1.0, 2019: 2.0, 2018: 1.0, 2016: 4.0}, 2020, 1) is None
    assert weather.value_by_year({}, 2020, 1, 2030, 1) is None


def test_weather_of_a_range_to_be_kept():
    assert weather.hold_threshold(YEARS, 2020, (12, 20), 1) is Weather.SUN
    assert weather.hold_threshold(YEARS, 2020, (9, 20), 1) is Weather.LIGHT_CLOUD


def course(base, value, **more):
    return Course(2015, base, 2020, value, more.pop("direction", 1), **more)


def test_growth_at_its_edges():
    assert growth.assess(course(1, 2, direction=1, target=2)).status is Growth.ACHIEVED
    assert growth.assess(Course(2020, 1, 2020, 2, 1)) is None
    assert growth.assess(course(-1, 2)) is None
    assert growth.assess(course(0, 5, target=10)).status is Growth.SUBSTANTIAL
    assert growth.assess(course(100, 100, limit=100)).score == 5
    assert growth.assess(course(100, 99, limit=100)).status is Growth.DETERIORATION
    assert growth.assess(course(-10, -5)).progress > 0
    assert growth.assess(course(10, 9, target=10)).score == -5


def test_growth_of_a_group():
    one, two = growth.assess(course(1, 2, target=2)), growth.assess(course(1, 0.5, target=2))
    assert growth.aggregate([one, one]).status is Growth.ACHIEVED
    assert (growth.aggregate([one, two]).score, growth.aggregate([one, two]).status) == (0, Growth.MODERATE)
    assert growth.aggregate([]) is None
    assert [growth.class_of_score(score) for score in (2.5, -2.5, -2.6)] == [
        Growth.SUBSTANTIAL, Growth.LIMITED, Growth.DETERIORATION,
    ]  # fmt: skip


def test_un_scores_at_their_edges():
    assert un_chart.score(course(90, 99.2, target=100.0)) == 3
    assert un_chart.score(course(1, -1)) is None
    assert un_chart.score(course(10, 9, target=10.0)) == 1


PLAN = (0, 10, 30, 30, 60)


@pytest.mark.parametrize(
    ("value", "place"), [(-1, 0), (0, 0), (5, 0.5), (10, 1), (20, 1.5), (30, 3), (45, 3.5), (60, 4), (99, 4)]
)
def test_earned_schedule(value, place):
    assert earned.earned_schedule(PLAN, value, 2).earned == place


def test_nothing_is_divided_by_zero():
    start = earned.earned_schedule(PLAN, 0, 0)
    assert (start.index, start.finish_at_this_pace, start.finish_rest_to_plan) == (None, None, 4)
    nothing = earned.earned_value([], [], [], 0)
    assert (nothing.schedule_index, nothing.cost_index, nothing.cost_at_this_pace) == (None, None, None)
    assert earned.within(5, 5, 5) == 0
