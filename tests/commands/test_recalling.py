"""A record or one of its fields comes back as it was after a step; what it named must be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.commands.edits import Remove, SetFields
from planner.commands.recalling import past_of_record, put_back
from planner.errors import PlannerError
from tests.build import day, fresh_session, goal, theme


@pytest.fixture
def session(tmp_path: Path):
    """A goal renamed in step 2, given an owner in step 3, its milestone renamed in step 4, its theme deleted in 5."""
    made = fresh_session(tmp_path, theme("work"), goal("jobs", 9, theme="work", milestones={"2020-06-30": 3}))
    made.run(SetFields("goal", ["jobs"], {"name": "renamed"}))
    made.run(SetFields("goal", ["jobs"], {"owner": "Li", "name": "again"}))
    made.run(SetFields("milestone", ["jobs/m1"], {"name": "other", "due": day("2020-07-31")}))
    made.run(Remove("theme", ["work"]))
    yield made
    made.store.close()


def _back(session, key: tuple[str, str], n: int, field: str | None = None) -> None:
    session.run(put_back(session.store, session.plan, key, n, field))


def test_the_past_of_a_record_is_its_own(session) -> None:
    assert [step.n for step, _, _ in past_of_record(session, "goal", "jobs")] == [5, 3, 2, 1]
    assert [step.n for step, _, _ in past_of_record(session, "milestone", "jobs/m1")] == [4, 1]


def test_one_field_comes_back_and_undo_takes_it_back(session) -> None:
    _back(session, ("goal", "jobs"), 2, "name")
    assert (session.plan.goals["jobs"].name, session.plan.goals["jobs"].owner) == ("renamed", "Li")
    session.undo()
    assert session.plan.goals["jobs"].name == "again"


def test_a_whole_record_comes_back_even_deleted(session) -> None:
    session.run(Remove("milestone", ["jobs/m1"]))
    _back(session, ("milestone", "jobs/m1"), 1)
    (row,) = session.plan.milestones["jobs"]
    assert (row.name, row.due) == ("by 2020-06-30", day("2020-06-30"))


def test_what_it_named_and_is_gone_must_come_first(session) -> None:
    with pytest.raises(PlannerError, match=r"“work” .* Restore that first"):
        _back(session, ("goal", "jobs"), 2)
    with pytest.raises(PlannerError, match="Restore that first"):
        _back(session, ("goal", "jobs"), 4, "theme")


@pytest.mark.parametrize(
    ("key", "n", "field"),
    [(("goal", "jobs"), 99, None), (("goal", "jobs"), 0, None), (("goal", "jobs"), -(2**70), None),
     (("goal", "jobs"), 2, "nonsense"), (("goal", "jobs"), 2, "id"), (("goal", "jobs"), 5, None),
     (("goal", "nobody"), 2, None)],
)  # fmt: skip
def test_what_cannot_be_is_refused(session, key, n: int, field: str | None) -> None:
    last = session.store.last_step
    with pytest.raises(PlannerError):
        _back(session, key, n, field)
    assert session.store.last_step == last
