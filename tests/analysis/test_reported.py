"""What a figure says it is, and corrections that never rewrite an earlier light."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.actuals import counted
from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.domain.kinds import Kind, Sense
from planner.domain.records import Measurement, Target
from tests.build import goal, plan

JUNE = date(2020, 6, 30)


def figure(day, value, sense=Sense.AS_GOAL, since=None, corrects=None):
    on = date.fromisoformat(day)
    first = date.fromisoformat(since) if since else None
    return Measurement(f"g/{day}", "g", on, value, "", sense, first, corrects)


def values(kind, *rows, as_of=JUNE, **words):
    made = plan(goal("g", 1000, kind=kind, **words), rows)
    begin, end = date(2019, 12, 31).toordinal(), date(2020, 12, 31).toordinal()
    return list(counted(made, made.goals["g"], as_of.toordinal(), begin, end)[1])


def test_amounts_add_up_to_running_totals_and_back():
    months = [figure("2020-02-29", 30.0, Sense.PER_PERIOD), figure("2020-03-31", 20.0, Sense.PER_PERIOD)]
    assert values(Kind.CUMULATIVE, *months) == [30, 50]
    totals = [figure("2020-02-29", 30.0, Sense.CUMULATIVE), figure("2020-03-31", 50.0, Sense.CUMULATIVE)]
    assert values(Kind.PER_PERIOD, *totals) == [30, 20]


def test_one_figure_covers_january_and_february():
    rows = [figure("2020-02-29", 30.0, Sense.PER_PERIOD, "2020-01-01"), figure("2020-03-31", 45.0)]
    assert values(Kind.CUMULATIVE, *rows) == [30, 45]


def test_last_year_s_total_is_not_carried_over():
    rows = [figure("2019-12-31", 500.0), figure("2020-01-31", 40.0, Sense.PER_PERIOD)]
    assert values(Kind.CUMULATIVE, *rows) == [40]


def test_levels_and_amounts_meet_at_the_baseline():
    assert values(Kind.LEVEL, figure("2020-03-31", 5.0, Sense.CUMULATIVE), baseline=100) == [105]
    assert values(Kind.CUMULATIVE, figure("2020-03-31", 105.0, Sense.LEVEL), baseline=100) == [5]
    assert values(Kind.LEVEL, figure("2020-02-29", 5.0, Sense.PER_PERIOD), figure("2020-03-31", 5.0, Sense.PER_PERIOD),
                  baseline=100) == [105, 110]  # fmt: skip
    assert values(Kind.CUMULATIVE, figure("2020-03-31", 105.0, Sense.LEVEL)) == []


@pytest.mark.parametrize("kind", [Kind.CUMULATIVE, Kind.PER_PERIOD, Kind.LEVEL])
def test_a_rate_never_counts_as_an_amount(kind):
    assert values(kind, figure("2020-03-31", 5.0, Sense.RATE), baseline=1) == []


def test_a_correction_counts_from_its_own_day_in_the_place_of_the_old_one():
    rows = [
        figure("2020-03-31", 300.0),
        figure("2020-04-30", 400.0),
        figure("2020-05-10", 200.0, corrects="g/2020-03-31"),
    ]
    assert values(Kind.CUMULATIVE, *rows, as_of=date(2020, 5, 9)) == [300, 400]
    assert values(Kind.CUMULATIVE, *rows) == [200, 400]
    again = figure("2020-06-01", 250.0, corrects="g/2020-05-10")
    assert values(Kind.CUMULATIVE, *rows, again) == [250, 400]


@settings(max_examples=50, deadline=None)
@given(
    days=st.lists(st.integers(0, 400), min_size=1, max_size=6, unique=True),
    cut_off=st.integers(0, 365),
    senses=st.lists(st.sampled_from(list(Sense)), min_size=6, max_size=6),
)
def test_what_comes_later_never_rewrites_an_earlier_light(days, cut_off, senses):
    first, as_of = date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=cut_off)
    rows = [
        Measurement(
            f"p{n}", "g", first + timedelta(days=day), 10.0 * day, "", senses[n], None, "p0" if n == 1 else None
        )
        for n, day in enumerate(days)
    ]
    later = Target("t2", "g", low=5.0, deadline=date(2020, 12, 31), since=as_of + timedelta(days=1))
    whole = plan(goal("g", 1000, baseline=1.0), rows, [later])
    known = plan(goal("g", 1000, baseline=1.0), [row for row in rows if row.day <= as_of])
    assert assess(whole, as_of, Rule()) == assess(known, as_of, Rule())
