"""Every curve starts at the baseline, ends at the target, never turns back, and passes its checkpoints."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.curves.dhss import dhss
from planner.analysis.curves.logistic import logistic
from planner.analysis.curves.workdays import LAST_YEAR
from planner.analysis.status import assess
from planner.analysis.trajectory import curve_note, pieces, planned
from planner.analysis.values import Rule
from planner.domain.kinds import Curve, Kind
from planner.domain.records import DayOff, Point, Target
from tests.build import goal, plan

UNEVEN = {
    f"2019-{month:02}-28": total for month, total in enumerate((10, 15, 20, 30, 40, 45, 50, 55, 60, 70, 80, 100), 1)
}


def line(curve, target=1000.0, **words):
    made = plan(goal("g", target, curve=curve, **words))
    return planned(made, made.goals["g"])


def point(day, value):
    return [Point(f"g/{day}", "g", date.fromisoformat(day), value)]


@settings(max_examples=60, deadline=None)
@given(
    curve=st.sampled_from(list(Curve)),
    bend=st.none() | st.floats(-60, 60),
    middle=st.none() | st.floats(-2, 2000),
    ends=st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)),
    days=st.integers(1, 2500),
    value=st.floats(-1e6, 1e6),
)
def test_any_curve_is_monotone_and_its_ends_meet(curve, bend, middle, ends, days, value):
    by = date(2020, 1, 1) + timedelta(days=days)
    start, aim = ends
    steps = {(date(2020, 1, 1) + timedelta(days=days // 2)).isoformat(): value}
    words = goal("g", aim, kind=Kind.LEVEL, baseline=start, compare="=", curve=curve, bend=bend, middle=middle,
                 by=by.isoformat(), milestones=steps)  # fmt: skip
    made = plan(words)
    found = planned(made, made.goals["g"])
    assert (found.values[0], found.values[-1], found.days[-1]) == (start, aim, by.toordinal())
    assert all(b > a for a, b in pairwise(found.days))
    way = [(b - a) * (1 if aim >= start else -1) for a, b in pairwise(found.values)]
    assert min(way) >= -1e-6 * max(1.0, abs(start), abs(aim))


def test_dhss_is_the_published_polynomial():
    x = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    expected = x + 0.134 * x**2 - 0.134 * x - (6 * x**3 - 9 * x**2 + 3 * x) / 3.884
    assert dhss(x) == pytest.approx(expected)


def test_logistic_is_symmetric_about_its_middle():
    x = np.linspace(0, 1, 11)
    assert logistic(x) + logistic(x)[::-1] == pytest.approx(np.ones(11))
    assert logistic(x, k=0.0) == pytest.approx(x)


def test_power_and_compound_at_half_time():
    day = date(2020, 7, 1)
    assert line(Curve.POWER, bend=2.0).at(day) == pytest.approx(1000 * (183 / 366) ** 2)
    grown = line(Curve.COMPOUND, 121.0, kind=Kind.LEVEL, baseline=100)
    assert grown.at(day) == pytest.approx(110)
    fallen = line(Curve.COMPOUND, 25.0, kind=Kind.LEVEL, baseline=100, compare="<=")
    assert fallen.at(day) == pytest.approx(50)


def test_working_days_know_the_spring_festival_and_the_weekends_worked_for_it():
    found = line(Curve.WORKDAYS)
    assert found.at(date(2020, 1, 23)) == found.at(date(2020, 2, 2))
    assert found.at(date(2020, 1, 19)) > found.at(date(2020, 1, 18))  # a Sunday worked


def test_a_plan_s_own_calendar_comes_first():
    day = date(2020, 6, 30)
    words = goal("g", 1000, curve=Curve.WORKDAYS)
    own = plan(words, [DayOff("d", day)])
    found = planned(own, own.goals["g"])
    assert found.at(day) == found.at(day - timedelta(days=1))


def test_beyond_the_calendar_the_line_is_straight_and_says_so():
    made = plan(goal("g", 1000, curve=Curve.WORKDAYS, by=f"{LAST_YEAR + 1}-12-31"))
    assert len(planned(made, made.goals["g"]).days) == 2
    assert "calendar of working days" in curve_note(made, made.goals["g"]).key


def test_steps_hold_until_their_day():
    found = line(Curve.STEP, milestones={"2020-03-31": 200.0})
    assert [found.at(date(2020, 3, 30)), found.at(date(2020, 3, 31)), found.at(date(2020, 12, 30))] == [0, 200, 200]


def test_the_profile_is_the_mean_of_earlier_years():
    found = line(Curve.PROFILE, progress=UNEVEN)
    assert found.at(date(2020, 2, 29)) / 1000 == pytest.approx(0.15)
    bare = plan(goal("g", 1000, curve=Curve.PROFILE))
    assert "No earlier year" in curve_note(bare, bare.goals["g"]).key


def test_one_figure_for_january_and_february_is_enough_for_a_profile():
    joint = {day: total for day, total in UNEVEN.items() if "-01-" not in day}
    assert line(Curve.PROFILE, progress=joint).at(date(2020, 6, 30)) == pytest.approx(
        line(Curve.PROFILE, progress=UNEVEN).at(date(2020, 6, 30))
    )


def test_own_points_are_knots_and_a_checkpoint_bends_every_curve():
    made = plan(goal("g", 1000, curve=Curve.POINTS), point("2020-03-31", 100.0), point("2020-06-30", 700.0))
    assert planned(made, made.goals["g"]).values == (0.0, 100.0, 700.0, 1000.0)
    bent = line(Curve.LOGISTIC, milestones={"2020-06-30": 100.0})
    assert bent.at(date(2020, 6, 30)) == 100.0


def test_each_revision_has_its_line_and_its_days():
    later = Target("t2", "g", low=1200.0, deadline=date(2020, 12, 31), since=date(2020, 7, 1), reason="more")
    made = plan(goal("g", 1000), [later])
    old, new = pieces(made, made.goals["g"])
    assert (old.last, new.first, old.line.values[-1], new.line.values[-1]) == (
        date(2020, 6, 30),
        later.since,
        1000,
        1200,
    )
    assert old.knots()[-1][0] == new.knots()[0][0]
    assert len(pieces(made, made.goals["g"], date(2020, 6, 30))) == 1


@pytest.mark.parametrize("curve", list(Curve))
def test_lights_stand_on_the_very_line_that_is_drawn(curve):
    made = plan(goal("g", 1000, curve=curve, milestones={"2020-04-30": 250.0}, progress={"2020-05-31": 1.0} | UNEVEN))
    drawn = planned(made, made.goals["g"])
    for day in (date(2020, 1, 1), date(2020, 4, 30), date(2020, 7, 17), date(2020, 12, 31)):
        assert assess(made, day, Rule())["g"].expected == pytest.approx(drawn.at(day))


@pytest.mark.parametrize("curve", list(Curve))
@pytest.mark.parametrize(
    "words",
    [
        {"by": "2020-03-31", "start": "2020-09-01"},
        {"by": "2020-01-01"},
        {"by": None},
        {"start": None},
        {"target": 0.0},
        {"target": -5.0, "compare": "="},
        {"milestones": {"2020-04-30": float("nan"), "2020-05-31": 2000.0}},
        {"kind": Kind.LEVEL, "baseline": 100.0},
        {"kind": Kind.LEVEL, "baseline": 300.0},
        {"kind": Kind.LEVEL, "baseline": 300.0, "compare": "<="},
        {"kind": Kind.RATE},
    ],
)
def test_odd_goals_have_an_answer_on_every_curve(curve, words):
    made = plan(goal("g", **({"target": 100.0, "curve": curve, "progress": UNEVEN} | words)))
    for day in (date(2019, 6, 30), date(2020, 6, 30), date(2022, 6, 30)):
        expected = assess(made, day, Rule())["g"].expected
        assert expected is None or np.isfinite(expected)
