"""``--at``: the plan as it stood on a day, from its history."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

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
