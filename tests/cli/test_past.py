"""``--at``: the plan as it stood on a day, from its history."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.cli.program import LOADERS
from planner.commands.edits import Remove, SetFields
from planner.commands.seeding import make_plan


@pytest.fixture
def lived(tmp_path: Path) -> Path:
    """A plan made on 1 September, renamed on the 2nd, its first goal deleted on the 3rd."""
    clock = [datetime(2020, 9, 1, 12, tzinfo=UTC)]
    session = make_plan(tmp_path / "lived.plan", "zone", who="planner", now=lambda: clock[0])
    first = session.plan.in_order()[0].id
    for act in (SetFields("goal", [first], {"name": "改过的名称"}), Remove("goal", [first])):
        clock[0] = clock[0].replace(day=clock[0].day + 1)
        session.run(act)
    session.store.close()
    return tmp_path / "lived.plan"


@pytest.mark.parametrize(
    ("day", "name", "count"),
    [("2020-09-01", "新签约招商引资项目签约额", 36), ("2020年9月2日", "改过的名称", 36), ("2020-12-31", "", 35)],
)
def test_each_day_comes_back(call, lived: Path, day: str, name: str, count: int) -> None:
    goals = json.loads(call("list", lived, "--at", day, "--json").out)
    assert len(goals) == count
    assert goals[0]["name"] == name or not name


def test_a_deleted_goal_is_shown_as_it_was(call, lived: Path) -> None:
    assert "改过的名称" in call("show", lived, "1", "--at", "2020-09-02").out


@pytest.mark.parametrize("day", ["2020-08-31", "2020-02-30", "yesterday"])
def test_a_day_before_the_plan_or_none_at_all_is_refused(call, lived: Path, day: str) -> None:
    assert call("list", lived, "--at", day).sentence


EDITING = frozenset(
    (
        *("add-goal", "add-theme", "add-office", "add-rate", "add-document", "day-off", "set", "milestones", "point"),
        *("redistribute", "done", "record", "light", "delete", "undo", "redo", "put-back", "import", "protect"),
        *("new", "restore"),
    )
)
NO_PAST = {
    "open": "the window has its own way back: View, As it stood on a day",
    "shot": "draws the window as it opens",
    "trash": "is about what is gone now; each line says since when",
    "log": "is the whole history, and its hashes prove nothing in part",
    "verify": "proves the whole history",
    "backup": "copies the file",
    "backups": "lists files",
    "recover": "is for files whose history cannot be read",
    "read": "reads a document, without a plan",
    "rules": "lists what ships, without a plan",
    "forms": "lists what ships, without a plan",
    "methods": "runs published examples, without a plan",
    "backtest": "runs published series, without a plan",
}


@pytest.mark.parametrize("name", sorted(set(LOADERS) - EDITING))
def test_every_reading_command_can_look_back(name: str) -> None:
    options = {word for option in LOADERS[name][1]()[name].params for word in option.opts}
    assert ("--at" in options) != (name in NO_PAST), name


def test_the_exceptions_are_commands() -> None:
    assert set(NO_PAST) | EDITING <= set(LOADERS)


def test_the_history_ends_on_the_day(call, lived: Path) -> None:
    assert len(json.loads(call("history", lived, "--at", "2020-09-02", "--json").out)) == 2


def test_the_rules_are_checked_as_of_the_day(call, lived: Path) -> None:
    assert call("check", lived, "--at", "2020-09-02").code in (0, 1)
    assert call("check", lived, "--at", "2020-08-31").sentence


def test_a_record_has_its_own_history_and_comes_back(call, lived: Path) -> None:
    goal = json.loads(call("list", lived, "--at", "2020-09-01", "--json").out)[0]["id"]
    steps = json.loads(call("history", lived, "--of", goal, "--json").out)
    assert steps[1]["changes"] == [{"field": "name", "old": "新签约招商引资项目签约额", "new": "改过的名称"}]
    assert "name" in call("history", lived, "--of", goal).out
    assert call("put-back", lived, goal, "--step", "2").code == 0
    assert call("put-back", lived, goal, "--step", "1", "--field", "name").code == 0
    assert call("put-back", lived, goal, "--step", "1", "--field", "name").sentence
