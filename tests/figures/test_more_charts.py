"""Pace, milestone trend, heat map, bullets, fan and revisions: what is on them."""

from datetime import date, timedelta
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.forecast.goals import forecast
from planner.analysis.status import assess
from planner.analysis.tracks import Track, course
from planner.analysis.values import Light, Rule
from planner.figures.bullets import bullets, reach
from planner.figures.chart import Band, Bars, Line, Points, Role, Upright
from planner.figures.heat import heat_map
from planner.figures.milestonetrend import trend_chart
from planner.figures.pace import pace_chart, paces
from planner.figures.tables_svg import fitted, heat_svg
from planner.figures.trajectory import trajectory_chart
from planner.places import LOCALES
from planner.text import Translator
from tests.build import goal, plan
from tests.figures.cases import CUT_OFF, GOALS, TRACKS, revised

ENGLISH = Translator("en", LOCALES)
FIRST = date(2020, 1, 1)


def trajectory(made):
    found = forecast(made, CUT_OFF).get("g")
    return trajectory_chart(made, "g", assess(made, CUT_OFF, Rule())["g"], CUT_OFF, ENGLISH, found)


def pace(name):
    made = plan(GOALS[name], as_of=CUT_OFF)
    return pace_chart(made, "g", assess(made, CUT_OFF, Rule())["g"], CUT_OFF, ENGLISH)


def lines(chart, role):
    return [mark for mark in chart.marks if isinstance(mark, Line) and mark.role is role]


def test_the_fan_opens_from_the_newest_figure():
    (fan,) = (mark for mark in trajectory(revised()).marks if isinstance(mark, Band))
    assert fan.lows[0] == fan.highs[0] == 542.6
    assert fan.lows[-1] < 725 < fan.highs[-1]


def test_a_former_target_is_drawn_where_it_applied():
    drawn, changed = trajectory(revised()), date(2020, 7, 1).toordinal()
    (old,), (new,) = lines(drawn, Role.OLD_TARGET), lines(drawn, Role.TARGET)
    assert (old.ys[0], old.xs[1], new.xs[0], new.ys[0]) == (825, changed, changed, 900)
    assert lines(drawn, Role.OLD_PLAN)[0].xs[-1] == changed - 1 == lines(drawn, Role.PLAN)[0].xs[0]


def test_a_target_of_a_later_day_is_not_known_yet():
    made = revised()
    status = assess(made, date(2020, 6, 30), Rule())["g"]
    drawn = trajectory_chart(made, "g", status, date(2020, 6, 30), ENGLISH)
    assert lines(drawn, Role.OLD_PLAN) == []
    assert not [mark for mark in drawn.marks if isinstance(mark, Upright) and mark.role is Role.NOTE]


def test_notes_stand_at_their_figures():
    notes = [mark for mark in trajectory(revised()).marks if isinstance(mark, Points) and mark.role is Role.NOTE]
    said = [label for mark in notes for label in mark.labels]
    assert sorted(said) == ["from 2020-07-01 on: 900.0 亿元 · raised", "one large project"]


def test_paces_are_changes_a_month():
    made = plan(goal("g", 120, progress={"2020-02-29": 20, "2020-03-31": 30}), as_of=CUT_OFF)
    both, march = paces(made, made.goals["g"], CUT_OFF)
    assert both[2] == pytest.approx(20 / 60 * 30.4375)
    assert march[2] == pytest.approx(10 / 31 * 30.4375)


def test_a_falling_goal_has_bars_below_zero():
    (bars,) = (mark for mark in pace("falling").marks if isinstance(mark, Bars))
    assert max(bars.ys) < 0
    assert lines(pace("falling"), Role.NEED)[0].ys[0] < 0


def test_need_stands_beside_the_pace_so_far():
    (so_far,), (need,) = lines(pace("rising"), Role.ACTUAL), lines(pace("rising"), Role.NEED)
    assert so_far.xs[-1] == need.xs[0] == CUT_OFF.toordinal()
    assert need.ys[0] > so_far.ys[0]


@pytest.mark.parametrize("name", ["nothing", "tasks"])
def test_no_pace_is_said(name):
    assert pace(name).empty


@pytest.mark.parametrize("name", GOALS)
def test_nothing_on_a_pace_chart_is_beyond_its_axes(name):
    drawn = pace(name)
    for mark in drawn.marks:
        ys = mark.ys if isinstance(mark, Line | Bars) else []
        assert all(isfinite(y) and drawn.y.low <= y <= drawn.y.high for y in ys)


_DAYS = st.integers(0, 500).map(lambda n: FIRST + timedelta(days=n))


@given(st.lists(st.tuples(_DAYS, _DAYS), min_size=1, max_size=5), st.none() | _DAYS, _DAYS)
def test_no_milestone_line_falls_below_the_diagonal(reports, done, as_of):
    track = Track("a", "a", tuple(sorted(reports)), done)
    path = course(track, as_of)
    assert path
    assert all(due >= day for day, due in path)
    if done is not None and done <= as_of:
        assert path[-1] == (done.toordinal(), done.toordinal())


def test_a_milestone_on_plan_is_level_and_a_slip_rises():
    slipped = course(TRACKS["three"][1], CUT_OFF)
    assert [due for _, due in slipped] == [date(2020, 10, 31).toordinal()] * 2 + [date(2020, 12, 15).toordinal()] * 2
    drawn = trend_chart(TRACKS["three"], CUT_OFF, "", ENGLISH)
    assert {mark.role: len(mark.xs) for mark in drawn.marks if isinstance(mark, Points)} == {
        Role.MILESTONE: 2, Role.MILESTONE_DONE: 1, Role.MILESTONE_LATE: 1,
    }  # fmt: skip
    assert (drawn.x.low, drawn.x.high) == (drawn.y.low, drawn.y.high)


def test_a_heat_map_shows_each_month_as_it_was():
    made = plan(GOALS["rising"], as_of=CUT_OFF)
    found = heat_map(made, CUT_OFF, Rule(), ["g"], ENGLISH)
    (row,) = found.rows
    assert [cell is None for cell in row.cells] == [True] * 3 + [False] * 9
    assert [cell.light for cell in row.cells[3:]] == [
        assess(made, day, Rule(), ["g"])["g"].light for day in found.days[3:]
    ]
    assert found.years == ["2019", "", "", "2020", *[""] * 8]


def test_bullets_know_what_is_done_and_due():
    made = plan(GOALS["rising"], GOALS["rising"][:0], as_of=CUT_OFF)
    ((_, (bar,)),) = bullets(made, assess(made, CUT_OFF, Rule()), ["g"], ENGLISH).groups
    assert (bar.percent, bar.figures, bar.light) == ("65.8%", "542.6 of 825.0 亿元", Light.BEHIND)


@given(st.floats(-10, 10))
def test_a_bar_never_leaves_its_room(share):
    assert 0 <= reach(share) <= 1


def test_long_and_hostile_names_are_shortened_and_harmless():
    made = plan(goal("g", 1, title="<script>" * 40), as_of=CUT_OFF)
    drawn = heat_svg(heat_map(made, CUT_OFF, Rule(), ["g"], ENGLISH), 300, fonts=("A",))
    assert "<script>" not in drawn
    assert len(fitted("目标" * 50, 60, 10)) == 6
