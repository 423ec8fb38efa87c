"""What holds for every plan: the line keeps direction and ends, and lights depend on nothing they should not."""

from dataclasses import fields, replace
from datetime import date, timedelta
from math import isfinite

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.aims import Course, aim_of
from planner.analysis.status import assess
from planner.analysis.trajectory import planned
from planner.analysis.values import Rule
from planner.domain.kinds import Kind
from planner.domain.series import Series
from tests.build import goal, plan

DAYS = st.dates(date(2019, 6, 1), date(2021, 6, 30))
NUMBERS = st.integers(-1000, 1000).map(lambda n: n / 4)
NUMERIC = [kind for kind in Kind if kind.numeric]
DATED = {"keys": DAYS.map(date.isoformat), "max_size": 6}


@st.composite
def plans(draw):
    """Return a plan of one goal with a number, its rows as odd as the store lets them be."""
    compare = draw(st.sampled_from([">=", "<=", "=", "range", "about"]))
    low = draw(NUMBERS)
    return plan(
        goal(
            "g", low, compare=compare, high=low + abs(draw(NUMBERS)) if compare == "range" else None,
            kind=draw(st.sampled_from(NUMERIC)), baseline=draw(st.none() | NUMBERS),
            milestones=draw(st.dictionaries(values=st.none() | NUMBERS, **DATED)),
            progress=draw(st.dictionaries(values=NUMBERS, **DATED)),
        )
    )  # fmt: skip


def light(made, day):
    return assess(made, day, Rule())["g"]


@given(plans())
def test_the_line_meets_its_ends_and_never_turns_back(made):
    own = made.goals["g"]
    line, aim = planned(made, own), aim_of(made, own, made.target("g"))
    assert (line.at(date(2019, 12, 31)), line.at(date(2020, 12, 31))) == (aim.start, aim.aim)
    steps = [b - a for a, b in zip(line.values, line.values[1:], strict=False)]
    assert all(step * (aim.aim - aim.start) >= 0 for step in steps)


@given(plans(), DAYS)
def test_what_is_expected_is_what_the_line_says(made, day):
    found, line = light(made, day), planned(made, made.goals["g"])
    assert abs(found.expected - line.at(day)) < 1e-9 * max(1, *map(abs, line.values))


@given(plans(), DAYS)
def test_no_figure_is_nan_or_infinite(made, day):
    found = light(made, day)
    figures = [value for f in fields(found) if isinstance(value := getattr(found, f.name), float)]
    assert all(map(isfinite, figures))


@given(plans(), DAYS, st.integers(1, 400))
def test_later_figures_never_change_an_earlier_light(made, day, ahead):
    series = made.measurements.get("g", Series())
    known = Series.of(row for row in series.records("g") if row.day <= day)
    then = replace(made, measurements={"g": known} if len(known) else {})
    assert light(made, day) == light(then, day)
    assert light(made, day) == light(made, day)
    assert light(made, day + timedelta(ahead)).time_progress >= light(made, day).time_progress


@given(plans(), DAYS, st.sampled_from([0.0001, 0.125, 3.0, 10_000.0]))
def test_the_unit_does_not_change_a_light(made, day, factor):
    before, after = light(made, day), light(scaled(made, factor), day)
    assert before.light is after.light
    assert (before.gap is None) == (after.gap is None)
    assert before.gap is None or abs(before.gap - after.gap) < 1e-6 * max(1, abs(before.gap))


def scaled(made, factor):
    """Return the plan with every value in a unit ``factor`` times as small."""
    own, target = made.goals["g"], made.target("g")
    times = lambda value: None if value is None else value * factor  # noqa: E731
    rows = [replace(row, value=row.value * factor) for row in made.measurements.get("g", Series()).records("g")]
    return replace(
        made,
        goals={"g": replace(own, baseline=times(own.baseline))},
        targets={"g": (replace(target, low=times(target.low), high=times(target.high)),)},
        milestones={"g": tuple(replace(row, value=times(row.value)) for row in made.milestones.get("g", ()))},
        measurements={"g": Series.of(rows)} if rows else {},
    )


@given(st.lists(plans(), min_size=1, max_size=4), DAYS)
def test_goals_do_not_disturb_each_other(made, day):
    together = plan()
    for n, one in enumerate(made):
        together = replace(
            together,
            **{
                name: {**getattr(together, name), f"g{n}": getattr(one, name)["g"]}
                for name in ("targets", "milestones", "measurements")
                if "g" in getattr(one, name)
            },
            goals={**together.goals, f"g{n}": replace(one.goals["g"], id=f"g{n}")},
        )
    assert list(assess(together, day, Rule()).values()) == [light(one, day) for one in made]


@given(plans())
def test_a_climb_has_a_way(made):
    aim = aim_of(made, made.goals["g"], made.target("g"))
    assert (aim.course is Course.CLIMB) <= (aim.direction != 0 and aim.start != aim.aim)
    assert aim.floor <= aim.ceiling
