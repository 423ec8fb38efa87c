"""Lights, each case on its own small plan: what is judged how, and what the sentence says."""

from datetime import date

import pytest

from planner.analysis.lights import light_counts
from planner.analysis.status import MONTH, assess
from planner.analysis.values import Light, Rule, Status
from planner.domain.kinds import Kind, Outlook
from tests.build import goal, plan

SEPTEMBER = date(2020, 9, 30)
ELAPSED = 274 / 366  # of the leap year 2020


def status(target=None, as_of=SEPTEMBER, rule=Rule(), **words) -> Status:  # noqa: B008 - a frozen value
    return assess(plan(goal("g", target, **words), as_of=as_of), as_of, rule)["g"]


def sentence(found: Status) -> str:
    return fill(found.why)


def fill(text) -> str:
    args = {name: fill(value) if hasattr(value, "key") else value for name, value in text.args.items()}
    return text.key.format(**args)


def test_an_amount_behind_its_time():
    found = status(825, progress={"2020-09-30": 542.6})
    assert found.light is Light.BEHIND
    assert found.time_progress == found.expected_completion == pytest.approx(ELAPSED)
    assert found.completion == pytest.approx(542.6 / 825)
    assert found.gap == pytest.approx(542.6 / 825 - ELAPSED)
    assert sentence(found) == (
        "Completion 65.8%, 9.1 points below the time progress of 74.9% (rule: 0–10 points below is behind)"
    )


@pytest.mark.parametrize(
    ("share", "light"),
    [
        (1.0, Light.DONE),
        (ELAPSED + 0.05, Light.AHEAD),
        (ELAPSED + 0.049, Light.ON_TRACK),
        (ELAPSED, Light.ON_TRACK),
        (ELAPSED - 0.001, Light.BEHIND),
        (ELAPSED - 0.1, Light.BEHIND),
        (ELAPSED - 0.101, Light.FAR_BEHIND),
        (0.0, Light.FAR_BEHIND),
    ],
)
def test_bands_include_their_lower_bounds(share, light):
    assert status(1000, progress={"2020-09-30": 1000 * share}).light is light


def test_paces_are_per_month():
    found = status(825, progress={"2020-08-31": 400})
    assert found.pace == pytest.approx(400 / 244 * MONTH)
    assert found.required_pace == pytest.approx(425 / 92 * MONTH)


def test_periods_add_up_within_the_goals_time():
    months = {"2019-12-31": 500, "2020-01-31": 10, "2020-02-29": 20, "2020-10-31": 99}
    found = status(100, kind=Kind.PER_PERIOD, progress=months)
    assert (found.actual, found.actual_day) == (30, date(2020, 2, 29))


def test_a_total_of_the_year_before_does_not_count():
    assert status(825, progress={"2019-12-31": 820}).light is Light.NO_DATA


def test_a_level_is_measured_from_its_baseline():
    found = status(120, kind=Kind.LEVEL, baseline=100, progress={"2020-09-30": 110})
    assert (found.completion, found.expected) == (pytest.approx(0.5), pytest.approx(100 + 20 * ELAPSED))


def test_a_falling_level():
    found = status(50, compare="<=", kind=Kind.LEVEL, baseline=70, progress={"2020-09-30": 54})
    assert (found.light, found.completion) == (Light.AHEAD, pytest.approx(0.8))
    assert found.pace < 0 > found.required_pace
    met = status(50, compare="<=", kind=Kind.LEVEL, baseline=70, progress={"2020-09-30": 49})
    assert met.light is Light.DONE


def test_an_exact_value_is_reached_from_either_side():
    rising = status(50, compare="=", kind=Kind.LEVEL, baseline=40, progress={"2020-09-30": 50})
    falling = status(50, compare="=", kind=Kind.LEVEL, baseline=60, progress={"2020-09-30": 50})
    short = status(50, compare="=", kind=Kind.LEVEL, baseline=60, progress={"2020-09-30": 59})
    assert (rising.light, falling.light, short.light) == (Light.DONE, Light.DONE, Light.FAR_BEHIND)


def test_a_level_without_a_baseline_starts_from_its_first_figure():
    found = status(100, kind=Kind.LEVEL, progress={"2020-01-31": 80, "2020-09-30": 95})
    assert found.completion == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("value", "light"), [(49, Light.ON_TRACK), (50, Light.ON_TRACK), (55, Light.BEHIND), (56, Light.FAR_BEHIND)]
)
def test_a_ceiling_to_be_kept(value, light):
    found = status(50, compare="<=", kind=Kind.LEVEL, progress={"2020-09-30": value})
    assert (found.light, found.expected, found.expected_completion) == (light, 50, 1.0)
    assert found.required_pace is None


def test_a_rate_without_a_baseline_is_not_prorated():
    low = status(90, kind=Kind.RATE, progress={"2020-03-31": 88.2}, as_of=date(2020, 3, 31))
    assert (low.light, low.gap) == (Light.BEHIND, pytest.approx(-0.02))
    assert status(90, kind=Kind.RATE, progress={"2020-03-31": 95}).light is Light.ON_TRACK


def test_what_is_kept_is_done_only_at_the_deadline():
    end = date(2020, 12, 31)
    kept = {"kind": Kind.RATE, "compare": "range", "high": 3.0, "progress": {"2020-09-30": 2.5}}
    assert [status(2.0, as_of=day, **kept).light for day in (SEPTEMBER, end)] == [Light.ON_TRACK, Light.DONE]
    budget = {"compare": "<=", "progress": {"2020-09-30": 10}}
    assert [status(100, as_of=day, **budget).light for day in (SEPTEMBER, end)] == [Light.ON_TRACK, Light.DONE]


@pytest.mark.parametrize(
    ("used", "light"), [(0, Light.ON_TRACK), (74, Light.ON_TRACK), (80, Light.BEHIND), (101, Light.FAR_BEHIND)]
)
def test_a_budget_is_judged_by_its_line(used, light):
    assert status(100, compare="<=", progress={"2020-09-30": used}).light is light


def test_a_budget_passed_stays_far_behind_after_the_deadline():
    found = status(100, compare="<=", progress={"2020-12-31": 101}, as_of=date(2021, 1, 31))
    assert (found.light, sentence(found)) == (Light.FAR_BEHIND, "101 is over the limit of 100")


def test_no_accident_at_all():
    none = status(0, compare="=", progress={"2020-09-30": 0})
    one = status(0, compare="=", progress={"2020-09-30": 1})
    assert (none.light, one.light) == (Light.ON_TRACK, Light.FAR_BEHIND)


def test_a_range_counts_from_its_weaker_end_and_says_when_it_is_passed():
    stations = {"compare": "range", "high": 3}
    assert status(2, progress={"2020-09-30": 1}, **stations).completion == 0.5
    many = status(2, progress={"2020-09-30": 4}, **stations)
    assert many.light is Light.DONE
    assert sentence(many) == "Target 2–3 reached with 4 on 2020-09-30, more than its upper end"


def test_a_level_past_the_far_end_of_its_range_is_not_done():
    found = status(20, compare="range", high=30, kind=Kind.LEVEL, baseline=10, progress={"2020-09-30": 33})
    assert (found.light, found.gap) == (Light.BEHIND, pytest.approx(-0.1))


@pytest.mark.parametrize(("value", "light"), [(95, Light.DONE), (105, Light.DONE), (94.9, Light.AHEAD)])
def test_about_is_within_a_twentieth(value, light):
    found = status(100, compare="about", kind=Kind.LEVEL, baseline=0, progress={"2020-09-30": value})
    assert found.light is light


def test_milestones_with_values_bend_the_line():
    found = status(100, milestones={"2020-06-30": 20}, progress={"2020-09-30": 61})
    assert found.expected == pytest.approx(60)
    assert "planned trajectory" in sentence(found)


def test_a_late_step_makes_the_light_behind():
    found = status(100, milestones={"2020-06-30": None}, progress={"2020-09-30": 90})
    assert (found.light, found.overdue) == (Light.BEHIND, 1)
    assert sentence(found).endswith("milestone “by 2020-06-30” is 92 days overdue")


def test_a_step_whose_value_is_reached_is_not_late():
    found = status(100, milestones={"2020-06-30": 50}, progress={"2020-09-30": 90})
    assert (found.light, found.overdue) == (Light.AHEAD, 0)


def test_a_late_step_does_not_undo_what_is_done():
    found = status(100, milestones={"2020-06-30": None}, progress={"2020-09-30": 100})
    assert (found.light, found.overdue) == (Light.DONE, 1)


def test_a_task_list_by_its_steps():
    steps = {f"2020-{month}-01": None for month in ("02", "04", "10", "12")}
    found = status(milestones=steps, as_of=date(2020, 3, 1))
    assert (found.light, found.completion, found.expected) == (Light.FAR_BEHIND, 0.0, 1.0)
    assert status(milestones=steps, as_of=date(2020, 1, 31)).light is Light.NO_DATA


@pytest.mark.parametrize(
    ("outlook", "light"),
    [
        (None, Light.NO_DATA),
        (Outlook.DONE, Light.DONE),
        (Outlook.ON_COURSE, Light.ON_TRACK),
        (Outlook.DIFFICULT, Light.BEHIND),
        (Outlook.TO_ADJUST, Light.FAR_BEHIND),
        (Outlook.IMPOSSIBLE, Light.FAR_BEHIND),
    ],
)
def test_a_task_list_without_steps_goes_by_the_outlook(outlook, light):
    assert status(outlook=outlook).light is light


def test_nothing_reported():
    assert sentence(status(100)) == "No figure has been reported yet"
    assert sentence(status(100, progress={"2020-10-01": 5})) == "No figure has been reported yet"


def test_not_started():
    found = status(100, start="2020-10-01")
    assert (found.light, found.time_progress) == (Light.NO_DATA, 0.0)
    assert sentence(found) == "Not started: the goal runs from 2020-10-01"


def test_counts_hold_every_light():
    pair = assess(plan(goal("a", 10, progress={"2020-06-30": 10}), goal("b", 10)), date(2020, 6, 30), Rule())
    assert light_counts(pair.values()) == dict.fromkeys(Light, 0) | {Light.DONE: 1, Light.NO_DATA: 1}


def test_only_the_goals_asked_for():
    both = plan(goal("a", 10), goal("b", 10))
    assert list(assess(both, SEPTEMBER, Rule(), ["b", "gone"])) == ["b"]
    assert assess(plan(), SEPTEMBER, Rule()) == {}
