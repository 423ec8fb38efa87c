"""What nobody should enter has an answer all the same, and no figure is ever NaN or infinite."""

from dataclasses import fields
from datetime import date
from math import inf, isfinite, nan

import pytest

from planner.analysis.status import assess
from planner.analysis.values import Light, Rule
from planner.domain.kinds import Kind
from tests.build import goal, plan

LAST = {"2020-06-30": 40.0}


def status(target, as_of="2020-06-30", **words):
    day = date.fromisoformat(as_of)
    found = assess(plan(goal("g", target, **words), as_of=day), day, Rule())["g"]
    figures = [value for f in fields(found) if isinstance(value := getattr(found, f.name), float)]
    assert all(map(isfinite, figures)), found
    return found


@pytest.mark.parametrize(
    ("words", "light"),
    [
        ({"target": 40, "kind": Kind.LEVEL, "baseline": 40}, Light.ON_TRACK),
        ({"target": 40, "kind": Kind.LEVEL, "baseline": 40, "compare": "="}, Light.ON_TRACK),
        ({"target": 30, "kind": Kind.LEVEL, "baseline": 60}, Light.ON_TRACK),
        ({"target": 0, "kind": Kind.RATE}, Light.ON_TRACK),
        ({"target": 0, "kind": Kind.RATE, "compare": "<="}, Light.FAR_BEHIND),
        ({"target": 0}, Light.ON_TRACK),
        ({"target": 0, "compare": "<="}, Light.FAR_BEHIND),
        ({"target": -10, "compare": "="}, Light.FAR_BEHIND),
        ({"target": 100, "start": "2020-09-01", "by": "2020-03-31"}, Light.NO_DATA),
        ({"target": 100, "kind": Kind.LEVEL, "baseline": 0, "start": "2020-09-01", "by": "2020-03-31"}, Light.AHEAD),
        ({"target": 100, "by": None}, Light.NO_DATA),
        ({"target": 100, "start": None}, Light.NO_DATA),
        ({"target": 100, "start": None, "by": "2020-03-31"}, Light.FAR_BEHIND),
        ({"target": 40, "start": None, "by": None}, Light.DONE),
    ],
)
def test_odd_targets(words, light):
    assert status(progress=LAST, **words).light is light


def test_a_cut_off_before_the_start():
    assert status(100, as_of="2019-06-30", progress=LAST).light is Light.NO_DATA


def test_a_cut_off_after_the_deadline():
    found = status(100, as_of="2021-06-30", progress=LAST)
    assert (found.light, found.time_progress, found.required_pace) == (Light.FAR_BEHIND, 1.0, None)


@pytest.mark.parametrize("kind", list(Kind)[:4])
def test_figures_that_are_no_numbers_are_passed_over(kind):
    values = {"2020-03-31": 20.0, "2020-04-30": nan, "2020-05-31": inf}
    assert status(100, kind=kind, baseline=0, progress=values).actual == 20


@pytest.mark.parametrize("kind", list(Kind)[:4])
def test_all_zeros(kind):
    assert status(0, kind=kind, progress={"2020-06-30": 0.0}).light is Light.ON_TRACK


def test_negative_levels():
    found = status(-5, kind=Kind.LEVEL, baseline=-25, progress={"2020-06-30": -15})
    assert found.completion == pytest.approx(0.5)
    below = status(-5, kind=Kind.RATE, progress={"2020-06-30": -6})
    assert (below.light, below.gap) == (Light.FAR_BEHIND, pytest.approx(-0.2))
