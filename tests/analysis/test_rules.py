"""Rules of cities, reports that are owed, parts of a whole, and lights that a person gives."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.families import earned_day
from planner.analysis.foresight import misses
from planner.analysis.lighthistory import escalated, histories, period_days, since
from planner.analysis.reporting import last_period
from planner.analysis.status import assess
from planner.analysis.trajectory import planned
from planner.analysis.values import Family, Light
from planner.commands.presets import load_rule, load_rules
from planner.domain.kinds import Rollup
from planner.domain.records import Override, Report
from tests.analysis.test_status import SEPTEMBER, sentence
from tests.build import day, goal, plan

JUNE = date(2019, 6, 30)  # 181 of 365 days
HALF = 181 / 365


def lit(rule: str, *pieces, as_of=JUNE, **about):
    made = plan(*pieces, as_of=as_of)
    return assess(replace(made, about=replace(made.about, **about)), as_of, load_rule(rule))


def half_year(share: float, **words):
    """Return a goal of 1,000 for 2019 that has reached a share of the year's target by the end of June."""
    words.setdefault("progress", {"2019-06-30": 1000 * share})
    return goal("g", 1000, start="2019-01-01", by="2019-12-31", **words)


@pytest.mark.parametrize("name", load_rules())
def test_every_preset_covers_every_measure_and_names_its_source(name):
    rule = load_rules()[name]
    bounds = [band.least for band in rule.bands]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == float("-inf")
    assert rule.title
    assert rule.source
    assert [rung.after for rung in rule.ladder] == sorted({rung.after for rung in rule.ladder})


@pytest.mark.parametrize(
    ("rule", "share", "word"),
    [
        ("yinchuan", HALF - 0.099, "green light"),
        ("yinchuan", HALF - 0.10, "yellow light"),
        ("yinchuan", HALF - 0.30, "yellow light"),
        ("yinchuan", HALF - 0.301, "red light"),
        ("wuhan", HALF * 0.8, "green light"),
        ("wuhan", HALF * 0.799, "yellow light"),
        ("wuhan", HALF * 0.599, "red light"),
        ("sanya", HALF, "green light"),
        ("sanya", HALF * 0.5, "yellow light"),
        ("sanya", HALF * 0.49, "red light"),
        ("zaozhuang", HALF + 0.05, "blue light"),
        ("scored", HALF * 0.85, "blue light"),
    ],
)
def test_bounds_lie_where_the_cities_put_them(rule, share, word):
    assert lit(rule, half_year(share))["g"].band.word == word


@pytest.mark.parametrize(
    ("rule", "due", "word"),
    [
        ("builders", "2019-06-30", "green light"),
        ("builders", "2019-06-23", "yellow light"),
        ("builders", "2019-06-22", "orange light"),
        ("builders", "2019-06-16", "orange light"),
        ("builders", "2019-06-15", "red light"),
        ("xian", "2019-07-04", "green light"),
        ("xian", "2019-07-03", "yellow light"),
        ("xian", "2019-06-29", "red light"),
    ],
)
def test_milestones_are_judged_by_days(rule, due, word):
    steps = goal("g", start="2019-01-01", by="2019-12-31", milestones={"2019-02-01": None, due: None})
    steps = [replace(row, done=day("2019-02-01")) if row.id == "g/m1" else row for row in steps]
    assert lit(rule, steps)["g"].band.word == word


def test_an_amount_without_milestones_is_late_by_the_days_its_plan_is_ahead():
    found = lit("builders", half_year(100 / 365))["g"]
    assert (found.measure, found.light) == (pytest.approx(-81), Light.FAR_BEHIND)
    assert "was planned for 81 days ago" in sentence(found)


@pytest.mark.parametrize(
    ("now", "growth", "light"),
    [(560, 0.05, Light.ON_TRACK), (525, 0.05, Light.ON_TRACK), (510, 0.05, Light.BEHIND), (500, 0.05, Light.BEHIND),
     (499, 0.05, Light.FAR_BEHIND), (499, 0.0, Light.FAR_BEHIND), (500, 0.0, Light.ON_TRACK)],
)  # fmt: skip
def test_growth_is_compared_with_the_same_days_of_last_year(now, growth, light):
    figures = {"2018-03-31": 200, "2018-06-30": 500, "2018-12-31": 900, "2019-06-30": now}
    assert lit("tianjin", half_year(0, progress=figures, growth=growth))["g"].light is light


def test_growth_without_last_year_is_no_light():
    found = lit("tianjin", half_year(0.5, growth=0.05))["g"]
    assert (found.light, "Last year" in sentence(found)) == (Light.NO_DATA, True)


def test_a_goal_may_choose_another_rule():
    found = lit("default", half_year(HALF - 0.05, rule="yinchuan"))
    assert found["g"].rule == "yinchuan"


def test_a_rule_that_does_not_ship_is_the_plans():
    assert lit("default", half_year(0.5, rule="nowhere"))["g"].rule == "default"


# -- reports that are owed ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "months", "period"),
    [
        (date(2020, 3, 31), 1, (date(2020, 3, 1), date(2020, 3, 31))),
        (date(2020, 3, 30), 1, (date(2020, 2, 1), date(2020, 2, 29))),
        (date(2020, 5, 4), 3, (date(2020, 1, 1), date(2020, 3, 31))),
        (date(2020, 2, 1), 6, (date(2019, 7, 1), date(2019, 12, 31))),
        (date(2020, 11, 30), 5, (date(2020, 6, 1), date(2020, 10, 31))),
    ],
)
def test_the_last_period_that_has_ended(on, months, period):
    assert last_period(on, months) == period


@pytest.mark.parametrize(
    ("cycle", "figure", "light"),
    [(0, "2019-01-31", Light.FAR_BEHIND), (1, "2019-04-30", Light.NO_DATA), (1, "2019-05-31", Light.ON_TRACK),
     (1, "2019-06-30", Light.AHEAD), (3, "2019-03-01", Light.FAR_BEHIND)],
)  # fmt: skip
def test_a_missing_report_turns_the_light_grey(cycle, figure, light):
    value = {"2019-05-31": 520, "2019-06-30": 600}.get(figure, 10)
    assert lit("default", half_year(0, progress={figure: value}), cycle=cycle)["g"].light is light


def test_words_count_as_a_report():
    words = [Report("r", "g", None, date(2019, 5, 20), "on the way")]
    found = lit("default", half_year(0, progress={"2019-04-30": 100}), words, cycle=1)["g"]
    assert found.light is Light.FAR_BEHIND


# -- parts of a whole -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rollup", "value"),
    [(Rollup.SUM, 60), (Rollup.MEAN, 20), (Rollup.WEIGHTED, 25), (Rollup.MINIMUM, 10), (Rollup.MAXIMUM, 30)],
)
def test_a_parent_gets_its_value_from_its_parts(rollup, value):
    figures = {"a": (10, 0.0), "b": (20, 1.0), "c": (30, 1.0)}
    parts = [goal(n, 50, parent="g", weight=w, progress={"2020-09-30": v}) for n, (v, w) in figures.items()]
    other = goal("d", 50, parent="g", unit="亩", progress={"2020-09-30": 7})
    found = lit("default", goal("g", 100, rollup=rollup), *parts, other, as_of=SEPTEMBER)
    assert found["g"].actual == pytest.approx(value)


def test_a_parent_without_reported_parts_keeps_its_own_figure():
    made = (goal("g", 100, rollup=Rollup.SUM, progress={"2020-09-30": 33}), goal("a", 50, parent="g"))
    assert lit("default", *made, as_of=SEPTEMBER)["g"].actual == 33


def test_a_parent_may_take_the_light_of_its_worst_part():
    top = goal("g", rollup=Rollup.WORST)
    middle = goal("m", parent="g", rollup=Rollup.WORST)
    good, bad = (goal(n, 100, parent="m", progress={"2020-09-30": v}) for n, v in (("good", 90), ("bad", 10)))
    found = assess(plan(top, middle, good, bad), SEPTEMBER, load_rule("default"), ["g"])
    assert (list(found), found["g"].light) == (["g"], Light.FAR_BEHIND)
    assert sentence(found["g"]).startswith("Worst part “m”: Worst part “bad”: ")


def test_parents_in_a_circle_do_not_hang():
    a, b = goal("a", parent="b", rollup=Rollup.WORST), goal("b", parent="a", rollup=Rollup.WORST)
    assert set(lit("default", a, b)) == {"a", "b"}
    a, b = goal("a", 5, parent="b", rollup=Rollup.SUM), goal("b", 5, parent="a", rollup=Rollup.SUM)
    assert set(lit("default", a, b)) == {"a", "b"}


# -- given by a person ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "light", "by_rule"),
    [("2019-06-01", Light.FAR_BEHIND, None), ("2019-06-10", Light.ON_TRACK, Light.FAR_BEHIND),
     ("2019-06-20", Light.ON_TRACK, Light.FAR_BEHIND), ("2019-06-21", Light.FAR_BEHIND, None)],
)  # fmt: skip
def test_a_persons_light_holds_for_its_days_and_says_so(on, light, by_rule):
    row = Override("o", "g", date(2019, 6, 10), "on_track", "land was handed over late", date(2019, 6, 20), "王")
    found = lit("default", half_year(0, progress={"2019-05-31": 10}), [row], as_of=date.fromisoformat(on))["g"]
    assert (found.light, found.by_rule) == (light, by_rule)
    assert ("land was handed over late" in sentence(found)) is (by_rule is not None)


# -- history --------------------------------------------------------------------------------------


def test_seven_periods_end_at_the_cut_off():
    assert period_days(date(2020, 9, 15), 1)[-3:] == [date(2020, 7, 31), date(2020, 8, 31), date(2020, 9, 15)]
    assert period_days(date(2020, 9, 30), 3)[:2] == [date(2019, 3, 31), date(2019, 6, 30)]
    assert len(period_days(date(2020, 9, 30), 1)) == 7


def slipping():
    """Return a goal that was on course to the end of April and has not moved since."""
    return plan(half_year(0, progress={"2019-02-28": 160, "2019-03-31": 250, "2019-04-30": 330}))


def test_history_since_and_escalation():
    made, rule = slipping(), load_rule("default")
    found = histories(made, JUNE, rule, ["g"])
    assert [light for _, light in found["g"]][-3:] == [Light.ON_TRACK, Light.BEHIND, Light.FAR_BEHIND]
    assert (misses(found["g"]), escalated(made, rule, found)["g"].name) == (2, "supervision slip")
    first = since(made, JUNE, rule, "g")
    assert assess(made, first, rule)["g"].light is Light.FAR_BEHIND
    assert assess(made, date.fromordinal(first.toordinal() - 1), rule)["g"].light is Light.BEHIND


def test_a_goal_on_course_is_not_escalated():
    made = plan(half_year(0.6))
    assert escalated(made, load_rule("default"), histories(made, JUNE, load_rule("default"), ["g"])) == {}


@given(st.floats(0.0, 1.0), st.integers(0, 3))
def test_a_value_was_planned_for_the_day_it_was_earned(share, bend):
    steps = {"2019-04-01": 1000.0 * bend / 4} if bend else None
    made = plan(half_year(0.5, milestones=steps))
    line = planned(made, made.goals["g"])
    x = earned_day(line, 1000 * share)
    assert line.days[0] <= x <= line.days[-1]
    below, above = (line.at(date.fromordinal(int(x) + more)) for more in (0, 1))
    assert below - 1e-6 <= 1000 * share <= above + 1e-6 or share in (0.0, 1.0)


def test_families_of_the_presets():
    assert {rule.family for rule in load_rules().values()} == set(Family)
