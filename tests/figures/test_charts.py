"""Charts as values: what is on them, and that axes and names behave."""

import itertools
from datetime import date
from math import isfinite
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.figures.chart import Across, Axis, Band, Bars, Chart, Line, Points, Role, Upright
from planner.figures.frame import frame_of, text_width
from planner.figures.labels import Box, apart, box_of, flags, names_beside, names_inside
from planner.figures.palette import LIGHT
from planner.figures.scales import day_axis, value_axis
from planner.figures.sparkline import sparkline
from planner.figures.svg import DRAWERS, chart_svg
from planner.places import LOCALES
from planner.text import Translator
from tests.build import goal, plan
from tests.figures.cases import CUT_OFF, GOALS, chart

ENGLISH = Translator("en", LOCALES)


def marks(name, kind, role=None):
    return [mark for mark in chart(name, "en").marks if isinstance(mark, kind) and role in (None, mark.role)]


def test_the_usual_chart_has_all_its_marks():
    (line,), (actual,) = marks("rising", Line, Role.PLAN), marks("rising", Line, Role.ACTUAL)
    assert (line.ys[0], line.ys[-1], actual.ys[-1]) == (0.0, 825.0, 542.6)
    assert [mark.label for mark in marks("rising", Across)] == ["target 825"]
    assert {mark.role: mark.label for mark in marks("rising", Upright)} == {
        Role.DEADLINE: "", Role.CUT_OFF: "cut-off 9/30",
    }  # fmt: skip


def test_milestones_carry_their_ids_and_how_they_stand():
    found = {mark.role: list(mark.keys) for mark in marks("rising", Points)}
    assert found == {
        Role.MILESTONE_DONE: ["g/m1", "g/m2"], Role.MILESTONE_LATE: ["g/m3"], Role.MILESTONE: ["g/m4"],
    }  # fmt: skip
    assert marks("rising", Points, Role.MILESTONE_LATE)[0].labels == ["by 2020-09-30 · due 2020-09-30 · 619.0 亿元"]


def test_a_falling_goal_knows_what_it_has_reached():
    assert [mark.role for mark in marks("falling", Points)] == [Role.MILESTONE_DONE]


def test_a_range_has_both_ends():
    assert [mark.label for mark in marks("range", Across)] == ["target from 2", "to 3"]


def test_periods_are_added_up():
    assert marks("per_period", Line, Role.ACTUAL)[0].ys[-1] == 2486


def test_a_value_to_be_kept_has_no_planned_line():
    assert marks("held", Line, Role.PLAN) == []


def test_a_task_list_rises_in_steps():
    (due,) = marks("tasks", Line, Role.PLAN)
    assert due.stepped
    assert due.ys == [0, 1, 2, 3, 4, 4]


def test_what_is_missing_is_said():
    assert chart("nothing", "en").empty.startswith("No target and no progress yet.")


@pytest.mark.parametrize("name", GOALS)
def test_everything_lies_within_the_axes(name):
    drawn = chart(name)
    for mark in drawn.marks:
        xs, ys = _places(mark)
        assert all(drawn.x.low <= x <= drawn.x.high for x in xs)
        assert all(drawn.y.low <= y <= drawn.y.high for y in ys)


def _places(mark):
    match mark:
        case Across():
            return [], [mark.y]
        case Upright():
            return [mark.x], []
        case _:
            return mark.xs, mark.ys


@given(st.lists(st.floats(-1e9, 1e9), max_size=5), st.booleans(), st.integers(0, 3))
def test_value_axes_hold_their_values(values, from_zero, digits):
    axis = value_axis(values, "", from_zero=from_zero, digits=digits)
    assert axis.low < axis.high
    assert all(axis.low <= value <= axis.high for value in values)
    assert 2 <= len(axis.ticks) <= 10
    assert all(axis.low <= tick.at <= axis.high for tick in axis.ticks[1:-1])


def test_counts_are_marked_by_whole_numbers():
    assert [tick.label for tick in value_axis([0, 2], "", from_zero=True, digits=0).ticks] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("last", "names"),
    [
        (date(2020, 3, 31), ["Jan", "Feb", "Mar"]),
        (date(2021, 9, 30), ["2020 Q1", "Q2", "Q3", "Q4", "2021 Q1", "Q2", "Q3"]),
        (date(2024, 12, 31), ["2020", "2021", "2022", "2023", "2024"]),
    ],
)
def test_day_axes_name_months_quarters_or_years(last, names):
    axis = day_axis(date(2020, 1, 1), last, ENGLISH)
    assert [tick.label for tick in axis.ticks if tick.label] == names


@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 20)), max_size=9))
def test_pieces_are_moved_apart(pieces):
    places = apart([place for place, _ in pieces], [size for _, size in pieces], 0, 200)
    spans = sorted((place - size / 2, place + size / 2) for place, (_, size) in zip(places, pieces, strict=True))
    assert all(before[1] <= after[0] + 1e-9 for before, after in itertools.pairwise(spans))
    assert all(low >= -1e-9 and high <= 200 + 1e-9 for low, high in spans)


@pytest.mark.parametrize("name", [name for name in GOALS if name != "nothing"])
def test_names_lie_on_nothing_and_inside_the_picture(name):
    frame = frame_of(chart(name), 452, 168, 7.5, LIGHT)
    labels = [*names_inside(frame), *names_beside(frame)]
    boxes = [box_of(label, 6.5) for label in labels]
    boxes += [Box(x - wide / 2, 0, x + wide / 2, frame.top - 1) for _, x, wide in flags(frame)]
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.meets(b)]
    assert all(box.left >= 0 and box.right <= 452 and box.top >= 0 and box.bottom <= 168 for box in boxes)


def test_a_flag_near_the_edge_stays_on_the_picture():
    flag = Upright(Role.CUT_OFF, 0.0, "cut-off 1/1")
    ((_, middle, wide),) = flags(frame_of(Chart(Axis(0, 1), Axis(0, 1, unit="m"), [flag]), 200, 100, 8, LIGHT))
    assert middle - wide / 2 >= 0


def test_every_kind_of_mark_has_a_drawer():
    assert set(DRAWERS) == {Line, Band, Bars, Points, Across, Upright}


def test_what_people_wrote_does_no_harm():
    odd = Chart(Axis(0, 1), Axis(0, 1), [Across(Role.TARGET, 0.5, "<a> & “b”")])
    root = ET.fromstring(chart_svg(odd, 300, 100, fonts=('A"B',)))
    assert "<a> & “b”" in "".join(root.itertext())


def test_bands_are_drawn_and_named():
    fan = Band(Role.FORECAST, [0, 1], [0, 0.2], [0, 0.8], "690–850")
    assert "690–850" in chart_svg(Chart(Axis(0, 1), Axis(0, 1), [fan]), 300, 100, fonts=("A",))


def test_a_sparkline_is_plan_and_actual_alone():
    drawn = sparkline(plan(GOALS["rising"], as_of=CUT_OFF), "g", CUT_OFF)
    assert [mark.role for mark in drawn.marks] == [Role.PLAN, Role.ACTUAL]
    assert (drawn.x.ticks, drawn.y.ticks, drawn.empty) == ((), (), "")


def test_a_sparkline_of_nothing():
    drawn = sparkline(plan(goal("g", by=None, start=None)), "g", CUT_OFF)
    assert drawn.marks == []
    assert isfinite(drawn.x.high - drawn.x.low)


def test_chinese_is_a_full_square():
    assert text_width("目标", 10) == 20
    assert text_width("目标 1", 10) < 30
