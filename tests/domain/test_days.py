"""Days are read by explicit forms only; periods end where they should."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.days import EVERY, month_end, period_ends, read_day
from planner.errors import PlannerError

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-09-30", (2020, 9, 30)),
        ("2020/9/3", (2020, 9, 3)),
        ("2020.9.3", (2020, 9, 3)),
        ("20200903", (2020, 9, 3)),
        ("2020年9月3日", (2020, 9, 3)),
        ("２０２０年９月３日", (2020, 9, 3)),
        (" 2020 年 9 月 3 号 ", (2020, 9, 3)),
        ("2020-02", (2020, 2, 29)),
        ("2020年2月", (2020, 2, 29)),
        ("2020年9月底", (2020, 9, 30)),
        ("2020年", (2020, 12, 31)),
        ("2020年底", (2020, 12, 31)),
    ],
)
def test_forms(text, day):
    assert read_day(text) == date(*day)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2020-02-30", "The calendar has no day"),
        ("2020-13-01", "The calendar has no day"),
        ("2020年13月", "The calendar has no day"),
        ("1819-01-01", "outside 1900–2200"),
        ("03/04/2020", "is not a date"),
        ("2020", "is not a date"),
        ("明天", "is not a date"),
        ("", "is not a date"),
        ("9月底", "is not a date"),
    ],
)
def test_anything_else_is_refused(text, why):
    with pytest.raises(PlannerError, match=why):
        read_day(text)


@given(DAYS)
def test_every_day_comes_back_from_its_forms(day):
    forms = (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%Y%m%d"))
    assert {read_day(form) for form in forms} == {day}


@given(DAYS)
def test_month_end(day):
    end = month_end(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("every", "ends"),
    [
        ("quarter", ["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-15"]),
        ("half-year", ["2020-06-30", "2020-12-15"]),
        ("year", ["2020-12-15"]),
        ("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=10", ["2020-02-10", "2020-07-10", "2020-12-10", "2020-12-15"]),
    ],
)
def test_periods(every, ends):
    found = period_ends(date(2020, 2, 1), date(2020, 12, 15), every)
    assert [day.isoformat() for day in found] == ends


@given(DAYS, st.integers(0, 2000), st.sampled_from(sorted(EVERY)))
def test_periods_ascend_and_end_at_the_end(start, length, every):
    end = start + timedelta(days=length)
    days = period_ends(start, end, every)
    assert days == sorted(set(days))
    assert days[-1] == end
    assert days[0] >= start
    assert all(month_end(day) == day for day in days[:-1])


@pytest.mark.parametrize("rule", ["junk", "FREQ=SOMETIMES", "FREQ=DAILY;BYHOUR=25", "DTSTART:20200101"])
def test_a_rule_that_is_none_is_refused(rule):
    with pytest.raises(PlannerError, match="is not a recurrence rule"):
        period_ends(date(2020, 1, 1), date(2020, 12, 31), rule)


def test_too_many_dates_are_refused():
    with pytest.raises(PlannerError, match="more than 600 dates"):
        period_ends(date(2020, 1, 1), date(2030, 1, 1), "FREQ=DAILY")


def test_an_endless_rule_ends_with_the_period():
    assert len(period_ends(date(2020, 1, 1), date(2020, 1, 29), "FREQ=WEEKLY")) == 5


def test_an_upside_down_period_is_refused():
    with pytest.raises(PlannerError, match="before it starts"):
        period_ends(date(2020, 2, 1), date(2020, 1, 1), "month")


@pytest.mark.parametrize("every", ["month", "quarter", "half-year", "year"])
def test_periods_reach_the_last_day_of_the_calendar(every):
    assert period_ends(date(9998, 2, 1), date.max, every)[-1] == date.max
