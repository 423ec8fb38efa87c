"""Splits add up exactly, and the rest of a goal is spread again as one step that leaves the past alone."""

from contextlib import closing, contextmanager
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.splits import split
from planner.analysis.status import assess
from planner.analysis.trajectory import planned
from planner.analysis.values import Rule
from planner.commands.goals import BreakIntoMilestones
from planner.commands.spreading import SpreadAgain
from planner.domain.kinds import Curve, Kind
from planner.errors import PlannerError
from tests.build import fresh_session, goal, plan

JUNE = date(2020, 6, 30)
FIGURES = {"2020-03-31": 150.0, "2020-06-30": 200.0}


@contextmanager
def opened(folder, *pieces):
    session = fresh_session(folder, *pieces)
    with closing(session.store):
        yield session


def quarters(curve, **words):
    made = plan(goal("g", 1001, curve=curve, **words))
    return [part.amount for part in split(made, made.goals["g"])]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(Curve)), st.integers(-5000, 5000), st.integers(0, 3), st.sampled_from(["month", "quarter"]))
def test_parts_add_up_exactly(curve, target, digits, every):
    made = plan(goal("g", float(target), kind=Kind.LEVEL, baseline=7.0, compare="=", curve=curve, digits=digits))
    parts = split(made, made.goals["g"], every)
    assert round(sum(part.amount for part in parts), 6) == target - 7
    assert parts[-1].total == target
    assert all(round(part.amount, digits) == part.amount for part in parts)


def test_a_year_splits_along_its_curve():
    assert quarters(Curve.LINE) == [249, 249, 252, 251]
    assert quarters(Curve.POWER, bend=2.0) == [62, 186, 313, 440]


def test_breaking_down_follows_the_curve(tmp_path):
    with opened(tmp_path, goal("g", 1001, curve=Curve.POWER, bend=2.0)) as session:
        session.run(BreakIntoMilestones("g", "quarter"))
        assert [row.value for row in session.plan.milestones["g"]] == [62, 248, 561, 1001]


def spread(tmp_path, curve=Curve.LINE, at=JUNE):
    session = fresh_session(tmp_path, goal("g", 1000, curve=curve, progress=FIGURES))
    session.run(BreakIntoMilestones("g", "quarter"))
    before = session.plan
    session.run(SpreadAgain("g", at, "a quarter missed"))
    return before, session


def test_after_a_missed_quarter_the_rest_is_spread_again(tmp_path):
    before, session = spread(tmp_path, at=date(2020, 8, 15))
    with closing(session.store):
        assert [row.value for row in session.plan.milestones["g"]] == [249, 498, 600, 1000]
        assert [row.since for row in session.plan.targets["g"]] == [None, date(2020, 7, 1)]
        session.undo()
        assert session.plan.milestones == before.milestones
        assert session.plan.targets == before.targets


@pytest.mark.parametrize("curve", list(Curve))
def test_spreading_again_leaves_earlier_lights_alone(tmp_path, curve):
    before, session = spread(tmp_path, curve)
    with closing(session.store):
        for day in (date(2020, 2, 1), date(2020, 5, 9), JUNE):
            assert assess(session.plan, day, Rule()) == assess(before, day, Rule())
        after = session.plan
        line, former = planned(after, after.goals["g"], date(2020, 7, 1)), planned(before, before.goals["g"], JUNE)
        assert line.at(date(2020, 7, 1)) < former.at(JUNE)


def test_spreading_again_from_the_same_day_takes_the_newest_figure(tmp_path):
    _, session = spread(tmp_path)
    with closing(session.store):
        session.run(SpreadAgain("g", JUNE))
        assert (len(session.plan.targets["g"]), len(session.plan.points["g"])) == (2, 1)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"milestones": {"2020-03-31": 250.0, "2020-12-31": 1000.0}}, "No figure had been recorded"),
        ({"progress": FIGURES}, "No milestone with a value was due"),
        ({"progress": FIGURES, "milestones": {"2020-03-31": 250.0}}, "No open milestone with a value"),
        ({"progress": {"2020-03-31": 1e4}, "milestones": {"2020-03-31": 9.0}}, "had been reached"),
        ({"kind": Kind.RATE, "milestones": {"2020-03-31": 9.0}}, "A value to be kept"),
    ],
)
def test_there_may_be_nothing_to_spread(tmp_path, words, reason):
    with opened(tmp_path, goal("g", 1000, **words)) as session, pytest.raises(PlannerError, match=reason):
        session.run(SpreadAgain("g", JUNE))
