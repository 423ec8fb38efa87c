"""A target split into periods: whole units that add up, each where the line has earned it."""

from datetime import date

import pytest

from planner.analysis.lighthistory import since
from planner.analysis.splits import split
from planner.analysis.values import Rule
from planner.domain.kinds import Kind
from tests.build import goal, plan


def totals(target, every, **words):
    made = plan(goal("g", target, start="2020-01-01", by="2020-12-31", **words))
    return [part.total for part in split(made, made.goals["g"], every)]


@pytest.mark.parametrize(
    ("target", "every", "expected"),
    [
        (1, "quarter", [0, 0, 1, 1]),
        (2, "quarter", [0, 1, 1, 2]),
        (3, "quarter", [1, 1, 2, 3]),  # the half-year ends a day before the middle
        (1, "month", [0] * 6 + [1] * 6),
        (2, "month", [0] * 3 + [1] * 6 + [2] * 3),
    ],
)
def test_few_units_come_where_the_line_passes_their_half(target, every, expected):
    assert totals(target, every) == expected


def test_few_units_of_a_falling_goal_leave_one_by_one():
    assert totals(0, "quarter", baseline=2, kind=Kind.LEVEL, compare="<=") == [2, 1, 1, 0]


def test_equal_months_share_what_is_left_over_from_the_first_on():
    assert totals(400, "month")[0] == 34


def test_a_light_is_no_older_than_its_goal():
    made = plan(goal("g", 100, start="2020-01-01", by="2020-12-31", progress={}))
    assert since(made, date(2020, 5, 31), Rule(), "g") == date(2020, 1, 1)
    assert since(made, date(2019, 5, 31), Rule(), "g") == date(2019, 5, 31)
