"""The plan of any past day comes from the journal alone and equals what was read then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from planner.commands.edits import Move, Remove, SetFields
from planner.commands.goals import BreakIntoMilestones
from planner.commands.recording import RecordProgress
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.domain.plan import Plan


@pytest.fixture
def days(tmp_path: Path):
    """A session whose clock moves a day after each step, and the plan as it was at the end of each day."""
    clock = [datetime(2020, 9, 1, 12, tzinfo=UTC)]
    session = make_plan(tmp_path / "demo.plan", "demo", who="planner", now=lambda: clock[0])
    yield session, clock, {clock[0].date(): session.plan}
    session.store.close()


def _live_a_little(session: Session, clock: list[datetime], seen: dict[date, Plan]) -> None:
    goal = next(id_ for id_, goal in session.plan.goals.items() if session.plan.series(id_) and goal.kind.numeric)
    acts = [
        SetFields("goal", [goal], {"name": "改过的名称"}),
        RecordProgress(goal, date(2020, 9, 15), 12.5, "补报"),
        BreakIntoMilestones(goal, "month"),
        Move("theme", next(iter(session.plan.themes)), None),
        Remove("goal", [goal]),
        "undo",
        Remove("theme", [next(iter(session.plan.themes))]),
        "undo",
        "redo",
    ]
    for act in acts:
        clock[0] += timedelta(days=1)
        {"undo": session.undo, "redo": session.redo}[act]() if isinstance(act, str) else session.run(act)
        seen[clock[0].date()] = session.plan


def test_every_day_comes_back(days) -> None:
    session, clock, seen = days
    _live_a_little(session, clock, seen)
    for day, plan in seen.items():
        assert session.store.read_at(day) == plan


def test_a_day_without_steps_shows_the_day_before(days) -> None:
    session, clock, seen = days
    _live_a_little(session, clock, seen)
    assert session.store.read_at(clock[0].date() + timedelta(days=30)) == session.plan


def test_before_the_plan_there_is_nothing(days) -> None:
    session, _, _ = days
    assert session.store.read_at(date(2020, 8, 31)).goals == {}
