"""Splitting, spreading again, own points, rates and the calendar from the command line."""

import json

import pytest


@pytest.fixture
def jobs(call, zone):
    """Return a call on one goal whose target is 1,000 亿元 by the end of 2020."""
    call("set", zone, "plan", "as_of", "2020-06-30")
    call("add-goal", zone, "投资", "--target", ">=1000亿元", "--unit", "亿元", "--start", "2020-01-01",
         "--deadline", "2020-12-31")  # fmt: skip
    return lambda command, *args: call(command, zone, "投资", *args)


def test_split_adds_up(jobs):
    parts = json.loads(jobs("split", "--every", "month", "--json").out)
    assert (len(parts), sum(part["amount"] for part in parts)) == (12, 1000)
    jobs("set", "curve", "power")
    jobs("set", "bend", "2")
    assert [line.split()[2] for line in jobs("split").out.splitlines()[2:]] == ["62", "185", "313", "440"]


def test_figures_in_another_unit_and_sense(jobs):
    assert jobs("record", "2020-03-31", "1,250,000 万元").code == 0
    jobs("record", "2020-04-30", "20", "--sense", "per_period")
    shown = json.loads(jobs("show", "--json").out)
    assert [row["said"] for row in shown["measurements"]] == ["1,250,000 万元", ""]
    assert shown["status"]["actual"] == 145


def test_a_correction_counts_from_its_own_day(jobs):
    jobs("record", "2020-03-31", "125")
    assert jobs("record", "2020-04-15", "115", "--corrects", "2020-03-31").code == 0
    assert json.loads(jobs("show", "--json").out)["status"]["actual"] == 115


@pytest.mark.parametrize(
    ("value", "reason"),
    [("5 万人", "cannot be converted"), ("5 个百分点", "cannot be converted"), ("5 万美元", "exchange rate")],
)
def test_what_cannot_be_converted_is_refused(jobs, value, reason):
    answer = jobs("record", "2020-03-31", value)
    assert (answer.code, reason in answer.err) == (2, True)


def test_a_dated_rate_converts(jobs, call, zone):
    assert call("add-rate", zone, "美元", "元", "2020-01-01", "7").code == 0
    assert jobs("record", "2020-03-31", "2亿美元").code == 0
    assert json.loads(jobs("show", "--json").out)["status"]["actual"] == 14
    assert call("add-rate", zone, "美元", "元", "2020-02-01", "0").code == 2


def test_the_rest_is_spread_again(jobs):
    jobs("record", "2020-03-31", "100")
    jobs("milestones", "--every", "quarter")
    before = jobs("redistribute", "--at", "2020-04-20", "--preview")
    after = jobs("redistribute", "--at", "2020-04-20")
    assert ("398" in before.out, "398" in after.out, after.code) == (True, True, 0)


def test_points_and_days_off(jobs, call, zone):
    jobs("set", "curve", "points")
    assert jobs("point", "2020-06-30", "700").code == 0
    assert [line.split()[2] for line in jobs("split").out.splitlines()[2:]] == ["350", "350", "150", "150"]
    assert jobs("point", "2021-06-30", "700").code == 2
    assert jobs("point", "2020-06-30").code == 0
    assert call("day-off", zone, "2020-06-30", "--name", "区庆").code == 0
    assert call("day-off", zone, "2020-06-30", "--remove").code == 0


@pytest.mark.parametrize(
    ("field", "value"), [("bend", "99"), ("weight", "-1"), ("cycle", "-3"), ("curve", "compound"), ("curve", "round")]
)
def test_what_a_goal_cannot_have(jobs, field, value):
    jobs("set", "curve", "power")
    assert jobs("set", field, value).code == 2
