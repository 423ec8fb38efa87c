"""Goals and milestones by number, id, beginning of an id, or name."""

import pytest

from planner.cli.choosing import choose_goal, choose_item, choose_milestone
from planner.errors import PlannerError
from tests.build import goal, plan


@pytest.fixture
def town():
    return plan(
        goal("jobs", 3000, milestones={"2020-06-30": 1500, "2020-12-31": 3000}, pos=1.0),
        goal("2", 5, pos=2.0),
        goal("jobless", 4, milestones={"2020-12-31": 4}, pos=3.0),
    )


@pytest.mark.parametrize(
    ("text", "name"), [("jobs", "jobs"), ("1", "jobs"), ("3", "jobless"), ("2", "2"), ("jobl", "jobless")]
)
def test_goal(town, text, name):
    assert choose_goal(town, text).name == name


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("job", "Did you mean: 1 jobs; 3 jobless"),
        ("9", "There is no goal “9”. planner list"),
        ("", "There is no goal “”"),
        ("joby", "There is no goal “joby”"),
    ],
)
def test_no_goal(town, text, why):
    with pytest.raises(PlannerError, match=why):
        choose_goal(town, text)


def test_ambiguous_beginning_lists_the_choices():
    two = plan(goal("road-east", 1), goal("road-west", 1))
    with pytest.raises(PlannerError, match=r"may mean several: 1 road-east.*; 2 road-west.*Give the number"):
        choose_goal(two, "road")


def test_milestone_by_place(town):
    assert choose_milestone(town, "1.2").value == 3000


@pytest.mark.parametrize("text", ["1.3", "1.0", "2.1", "no such"])
def test_no_milestone(town, text):
    with pytest.raises(PlannerError):
        choose_milestone(town, text)


@pytest.mark.parametrize(("text", "table"), [("plan", "about"), ("规划", "about"), ("1", "goal"), ("3.1", "milestone")])
def test_item(town, text, table):
    assert choose_item(town, text).table == table
