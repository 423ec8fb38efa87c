"""Forecasts: the distribution, the model of shares, the replay of real years, and goals."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.forecast.backtest import Backtest, backtest
from planner.analysis.forecast.goals import forecast
from planner.analysis.forecast.record import record
from planner.analysis.forecast.series import read_series, until, whole_years
from planner.analysis.forecast.share import borrowing, leaning, lent_spread, share_model, shares_of
from planner.analysis.forecast.student import cdf, quantile
from planner.domain.kinds import Kind
from planner.errors import PlannerError
from tests.build import goal, plan

MONTHLY = Path(__file__).with_name("monthly.csv")
"""Births by Australian state (Australian Bureau of Statistics, CC BY) and China's retail sales in 亿元."""


@pytest.mark.parametrize(
    ("degrees", "t"), [(1, 3.078), (2, 1.886), (3, 1.638), (4, 1.533), (5, 1.476), (10, 1.372), (30, 1.310)]
)
def test_students_t_is_that_of_the_tables(degrees, t):
    assert quantile(0.9, degrees) == pytest.approx(t, abs=5e-4)
    assert float(cdf(t, degrees)) == pytest.approx(0.9, abs=1e-4)
    assert float(cdf(-t, degrees)) == pytest.approx(0.1, abs=1e-4)


def test_a_model_needs_two_years_of_shares_within_the_year():
    assert share_model([0.4]) is None
    assert share_model([0.4, 0.0, 1.0]) is None
    assert share_model([0.4, 0.5])[0:3:2] == (pytest.approx(0.45), 1)


@given(st.lists(st.floats(0.05, 0.95), min_size=2, max_size=6), st.floats(1e-3, 1e9), st.floats(0.5, 3))
def test_ranges_hold_their_middle_and_chances_fall_with_the_aim(known, done, factor):
    model = shares_of([share_model(known)] * 2)
    amount = np.array([done, done])
    low, high = model.range(amount)
    assert (amount <= low).all()
    assert (low <= model.total(amount) * (1 + 1e-9)).all()
    assert (low <= high).all()
    near, far = model.chance(amount, np.array([done * factor, done * factor * 1.5]))
    assert 0 <= far <= near <= 1
    assert model.chance(amount, amount)[0] == 1


def years(*shapes):
    return {2018 + n: {m: float(v) for m, v in enumerate(shape, 1)} for n, shape in enumerate(shapes)}


def test_a_year_may_begin_with_one_figure_for_two_months():
    whole = years(range(1, 13))
    begun_late = {2018: {m: v for m, v in whole[2018].items() if m > 1}}
    assert list(whole_years(begun_late)) == [2018]
    assert list(whole_years({2018: dict.fromkeys(range(3, 13), 1.0)})) == []
    assert until(whole[2018], 3) == 6


def test_years_that_repeat_themselves_are_foreseen():
    (found,) = backtest({"same": years(range(1, 13), range(1, 13), range(1, 13))}, [6])
    assert (found.cases, found.held) == (1, 1.0)
    assert found.error == pytest.approx(0, abs=1e-9)
    assert found.error_pace > 40


def test_nothing_to_replay():
    assert backtest({"short": years(range(1, 13))}, [6]) == [Backtest(6, 0)]


@pytest.fixture(scope="module")
def replayed():
    found = backtest(read_series(MONTHLY.read_text(encoding="utf-8")), [3, 6, 9])
    return {one.month: one for one in found}


@pytest.mark.parametrize("month", [3, 6, 9])
def test_real_series(replayed, month):
    found = replayed[month]
    assert 0.77 <= found.held <= 0.83
    assert found.error <= found.error_mean_share
    assert found.error <= found.error_pace
    assert found.brier < found.brier_last_share <= found.brier_pace
    assert sum(fifth.count for fifth in found.fifths) == found.cases > 400


@pytest.mark.parametrize(
    "text",
    [
        "", "a,b\n", "series,month,value\nx,2020-13,1\n", "series,month,value\nx,2020-01,much\n",
        "series,month,value\nx,2020-01,1\nx,2020-01,2\n", "series,month,value\nx\n",
    ],
)  # fmt: skip
def test_what_is_no_series_is_refused(text):
    with pytest.raises(PlannerError):
        read_series(text)


def seen(target=100, as_of="2020-06-30", **words):
    day = date.fromisoformat(as_of)
    return forecast(plan(goal("g", target, **words), as_of=day), day).get("g")


PAST = {"2018-06-30": 30, "2018-12-31": 100, "2019-06-30": 30, "2019-12-31": 100}


def test_earlier_years_tell_the_season():
    found = seen(progress=PAST | {"2020-06-30": 33})
    rest = 70 * 1.1**0.5
    middle = 0.65 * 110 + 0.35 * (33 + rest)
    assert (found.years, found.median, found.chance) == (2, pytest.approx(middle), pytest.approx(1, abs=1e-3))
    assert found.low <= middle <= found.high
    assert date(2020, 12, 1) < found.day < date(2020, 12, 31)


def test_without_earlier_years_the_pace_is_said_to_know_no_season():
    found = seen(progress={"2020-06-30": 50})
    assert (found.years, found.basis.key) == (0, "straight pace, no seasonal basis")
    assert found.median == pytest.approx(50 * 366 / 182)
    assert found.high - found.low > 25


def test_a_budget_is_met_by_staying_under_it():
    less, more = (seen(compare="<=", progress={"2020-06-30": used}) for used in (30, 70))
    assert less.chance > 0.9
    assert more.chance < 0.1
    assert seen(compare="<=", progress={"2020-06-30": 101}).chance == 0


@pytest.mark.parametrize(
    "words",
    [
        {"progress": {}}, {"progress": {"2020-06-30": 0}}, {"progress": {"2020-06-30": 5}, "by": None},
        {"progress": {"2020-06-30": 5}, "by": "2022-12-31"}, {"progress": {"2020-06-30": 5}, "kind": Kind.LEVEL},
        {"progress": {"2020-04-30": 5, "2020-06-30": 5}, "kind": Kind.RATE},
        {"progress": {"2020-06-30": 5}, "target": 0}, {"target": None},
    ],
)  # fmt: skip
def test_no_forecast_rather_than_a_false_one(words):
    assert seen(**words) is None


def test_leap_days_have_earlier_years_too():
    past = {f"{year}-{day}": value for year in (2018, 2019) for day, value in (("02-28", 10), ("12-31", 100))}
    assert seen(progress=past | {"2020-02-29": 10}).years == 2


# -- refinements, levels, records -----------------------------------------------------------------


def test_few_years_borrow_spread_and_many_do_not():
    steady, wild = [share_model(shares) for shares in ([0.50, 0.501], [0.3, 0.6])]
    lent = lent_spread([wild] * 3)
    assert lent_spread([wild] * 2) is None
    assert steady.spread < borrowing(steady, lent).spread < wild.spread
    many = share_model([0.5, 0.51, 0.5, 0.49])
    assert borrowing(many, lent) == many


@given(st.floats(0.05, 0.95), st.floats(1, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_leaning_stays_within_the_year(mean, done, last_done, last_rest):
    model = leaning(share_model([mean, mean * 0.99]), done, last_done, last_rest)
    assert 0 < model.mean < 1


def test_leaning_fades_as_the_year_goes_by():
    early, late = (share_model([share, share]) for share in (0.25, 0.95))
    moved = [abs(leaning(m, 120 * m.mean, 100 * m.mean, 100 - 100 * m.mean).mean / m.mean - 1) for m in (early, late)]
    assert moved[0] > 10 * moved[1] > 0


def neighbours():
    past = {"2018-06-30": 40, "2018-12-31": 100, "2019-06-30": 45, "2019-12-31": 100, "2020-06-30": 50}
    return [goal(name, 100, progress=past) for name in "abc"]


def test_one_earlier_year_is_enough_beside_goals_that_have_more():
    one = goal("g", 100, progress={"2019-06-30": 30, "2019-12-31": 100, "2020-06-30": 30})
    alone, beside = (forecast(plan(one, *others), date(2020, 6, 30), ["g"])["g"] for others in ((), neighbours()))
    assert (alone.method, alone.years) == ("pace", 0)
    assert (beside.method, beside.years) == ("blend", 1)
    assert beside.median == pytest.approx(100)
    assert forecast(plan(one, *neighbours()), date(2020, 6, 30))["g"] == beside


@pytest.mark.parametrize(("chosen", "method"), [("", "blend"), ("share", "share"), ("pace", "pace")])
def test_a_goal_may_choose_its_method(chosen, method):
    assert seen(progress=PAST | {"2020-06-30": 33}, forecast=chosen).method == method


def test_the_fan_runs_from_the_newest_figure_to_the_deadline():
    found = seen(progress=PAST | {"2020-06-30": 33})
    assert found.fan[0] == (date(2020, 6, 30).toordinal(), 33, 33, 33)
    assert found.fan[-1] == (date(2020, 12, 31).toordinal(), found.low, found.median, found.high)


def level(values, **words):
    words.setdefault("kind", Kind.LEVEL)
    return seen(progress={f"2020-{n:02d}-01": value for n, value in enumerate(values, 1)}, **words)


def test_a_level_that_climbs_steadily_reaches_its_target():
    found = level([10, 20, 30, 40, 50, 60], target=100, baseline=10)
    assert (found.method, found.years) == ("damped", 0)
    assert 90 < found.median < 60 + 7 * 10
    assert found.fan[0].median == found.fan[0].low == pytest.approx(60, abs=1)
    assert found.low < found.median < found.high


def test_a_level_that_falls_is_foreseen_the_same_way():
    up = level([10, 20, 28, 41, 50, 60], target=70, baseline=10)
    down = level([-10, -20, -28, -41, -50, -60], target=-70, baseline=-10, compare="<=")
    assert down.median == pytest.approx(-up.median)
    assert down.chance == pytest.approx(up.chance)
    assert (down.day, down.day is not None) == (up.day, True)


def test_a_flat_level_is_certain_only_of_what_it_is():
    assert level([5, 5, 5, 5, 5], target=5).chance == 1
    assert level([5, 5, 5, 5, 5], target=6).chance == 0


def test_a_rate_to_be_kept_under_a_limit():
    near, far = (level([33, 36, 34, 35, 33, 35], target=limit, compare="<=", kind=Kind.RATE) for limit in (34, 45))
    assert 0 < near.chance < far.chance <= 1


def test_a_method_tells_how_it_did_before():
    past = {f"{year}-{day}": value for year in range(2015, 2020) for day, value in (("06-30", 40), ("12-31", 100))}
    made = plan(goal("g", 100, progress=past | {"2020-06-30": 42}))
    found = record(made, made.goals["g"], date(2020, 6, 30))
    assert (found.count, found.error) == (3, pytest.approx(0, abs=1e-9))


def test_a_level_tells_how_it_did_before():
    values = {f"2020-{n:02d}-01": 10.0 * n for n in range(1, 11)}
    made = plan(goal("g", 130, kind=Kind.LEVEL, baseline=10, progress=values, by="2020-12-31"))
    found = record(made, made.goals["g"], date(2020, 10, 5))
    assert 0 < found.count <= 10
    assert found.error < 0.05


def test_nothing_to_tell_of_a_new_goal():
    made = plan(goal("g", 100, progress={"2020-06-30": 5}))
    assert record(made, made.goals["g"], date(2020, 6, 30)) is None
