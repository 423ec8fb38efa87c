"""What a plan never holds: each breach is one sentence, and nothing is written."""

from datetime import date

import pytest

from planner.commands.edits import Add, SetFields
from planner.commands.goals import ReviseTarget, SaveGoal
from planner.commands.recording import RecordProgress
from planner.commands.rules import rule_findings
from planner.domain.kinds import Comparator, Kind
from planner.domain.records import Basis, Measurement, Milestone, Office, Report, Target, Theme
from planner.errors import PlannerError
from tests.build import fresh_session, goal, office, plan, theme

PIECES = (
    theme("t"), office("top"), office("below", "top"),
    goal("g", 100, milestones={"2020-03-31": 25.0, "2020-09-30": 75.0}, progress={"2020-05-31": 7.0}),
    goal("tasks", milestones={"2020-06-30": None}), goal("part", 5, parent="g"),
)  # fmt: skip


def goal_with(**values):
    return SetFields("goal", ["g"], values)


def milestone_with(**values):
    return SetFields("milestone", ["g/m1"], values)


def target_with(**values):
    return SetFields("target", ["g/t"], values)


REFUSED = [
    (goal_with(name=" "), "must not be empty"),
    (goal_with(name="x" * 501), "longer than 500"),
    (goal_with(note="x" * 20_001), "longer than 20000"),
    (goal_with(note="\x00"), "no text"),
    (goal_with(baseline=float("nan")), "must be a number"),
    (goal_with(digits=7), "between 0 and 6"),
    (goal_with(parent="g"), "part of itself"),
    (goal_with(parent="part"), "part of itself"),
    (goal_with(theme="gone"), "theme} is not in the plan"),
    (goal_with(lead="gone"), "not in the plan any more"),
    (goal_with(start=date(2021, 1, 1)), "before the start"),
    (goal_with(start=date(2020, 4, 1)), "lies before the goal's start"),
    (goal_with(kind=Kind.TASKS), "has a target value"),
    (target_with(deadline=date(2019, 12, 31)), "before the start"),
    (target_with(deadline=date(2020, 8, 1)), "lies after the goal's deadline"),
    (target_with(comparator=Comparator.RANGE), "needs two values"),
    (target_with(comparator=Comparator.RANGE, high=99.0), "Swap them"),
    (target_with(low=float("inf")), "must be a number"),
    (SetFields("target", ["tasks/t"], {"low": 1.0}), "has no target value"),
    (milestone_with(name=""), "must not be empty"),
    (milestone_with(due=date(2019, 12, 31)), "before the goal's start 2020-01-01"),
    (milestone_with(due=date(2021, 1, 1)), "after the goal's deadline 2020-12-31"),
    (SetFields("milestone", ["tasks/m1"], {"value": 1.0}), "has no values"),
    (Add([Milestone("m", "gone", "x")]), "not in the plan any more"),
    (Add([Measurement("p", "g", date(2020, 7, 1), 1.0)]), "after the cut-off date 2020-06-30"),
    (Add([Report("r", "g", None, date(2020, 7, 1))]), "after the cut-off date"),
    (Add([Basis("b", "g", "gone", 0, 1)]), "not in the plan any more"),
    (Add([Theme("x", "")]), "must not be empty"),
    (Add([Office("x", "x", "gone")]), "not in the plan any more"),
    (SetFields("office", ["top"], {"parent": "below"}), "part of itself"),
    (SetFields("about", ["plan"], {"as_of": None}), "needs a cut-off date"),
    (SetFields("about", ["plan"], {"as_of": date(1066, 1, 1)}), "outside 1900"),
    (SetFields("about", ["plan"], {"rule": "none such"}), "no light rule"),
    (RecordProgress("tasks", date(2020, 6, 1), 1.0), "has no figures"),
    (RecordProgress("g", date(2020, 7, 1), 1.0), "after the cut-off date"),
    (RecordProgress("g", date(2020, 6, 1), float("nan")), "must be a number"),
    (ReviseTarget(Target("x", "g", low=1.0)), "needs the date"),
    (ReviseTarget(Target("x", "gone", low=1.0, since=date(2020, 5, 1))), "not in the plan any more"),
    (SaveGoal("g", {"start": date(2020, 4, 1)}), "lies before the goal's start"),
    (SaveGoal("gone", {"name": "x"}), "not in the plan any more"),
]


@pytest.fixture
def session(tmp_path):
    session = fresh_session(tmp_path, *PIECES)
    yield session
    session.store.close()


@pytest.mark.parametrize(("command", "why"), REFUSED)
def test_refused(session, command, why):
    with pytest.raises(PlannerError) as refusal:
        session.run(command)
    assert why.partition("} ")[2] in str(refusal.value) if "} " in why else why in str(refusal.value)
    assert (session.plan, session.store.last_step) == (plan(*PIECES), 1)


@pytest.mark.parametrize(("command", "why"), REFUSED)
def test_a_refusal_is_a_sentence_that_can_be_filled_in(session, command, why):
    with pytest.raises(PlannerError) as refusal:
        session.run(command)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "command",
    [
        SetFields("target", ["g/t"], {"comparator": Comparator.RANGE, "high": 120.0}),
        SaveGoal("g", {"start": date(2021, 1, 1)}, {"deadline": None}),
        SaveGoal("part", {"kind": Kind.TASKS}, {"low": None}),
        SetFields("about", ["plan"], {"as_of": date(2020, 1, 31)}),
        SetFields("milestone", ["g/m1"], {"due": date(2020, 12, 31)}),
        SetFields("milestone", ["g/m1"], {"due": None, "value": None}),
    ],
)
def test_allowed(session, command):
    if isinstance(command, SaveGoal) and command.goal == "g":
        with pytest.raises(PlannerError, match="lies before the goal's start"):
            session.run(command)
        session.run(SetFields("milestone", ["g/m1", "g/m2"], {"due": None}))
    assert session.run(command)
    assert [finding for finding in rule_findings(session.plan) if finding.serious] == []


def test_findings_of_a_plan_brought_in_from_elsewhere():
    made = plan(goal("g", 100, milestones={"2021-06-30": 1.0}, progress={"2020-07-31": float("nan")}), goal("h", 1))
    told = [(finding.place, finding.message.key[:20], finding.serious) for finding in rule_findings(made)]
    assert told == [
        ("g · by 2021-06-30", "The milestone “{name", True),
        ("g", "{n} entries lie afte", False),
        ("g", "A figure is not a nu", True),
    ]


def test_parts_that_do_not_add_up_are_worth_a_look():
    made = plan(goal("whole", 100), goal("a", 60, parent="whole"), goal("b", 30, parent="whole"))
    (finding,) = rule_findings(made)
    assert (finding.place, finding.serious) == ("whole", False)
    assert finding.message.args == {"total": "90", "whole": "100", "gap": "10"}
    assert rule_findings(plan(goal("w", 0.3), goal("a", 0.1, parent="w"), goal("b", 0.2, parent="w"))) == []


def test_a_sound_plan_has_no_findings():
    assert rule_findings(plan(*PIECES[:4], goal("tasks"))) == []
