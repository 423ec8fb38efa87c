"""The disk fails under an open plan: the edit is refused in a sentence, and work goes on when the fault is gone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.commands.edits import SetFields
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.errors import PlannerError
from planner.store.check import check_connection

NOW = datetime(2020, 9, 30, 9, tzinfo=UTC)
RENAME = SetFields("about", ["plan"], {"title": "改过的标题"})


@pytest.fixture
def session(tmp_path: Path):
    session = make_plan(tmp_path / "zone.plan", "zone", who="planner", now=lambda: NOW)
    yield session
    session.store.close()


def test_a_plan_moved_away_refuses_and_goes_on_when_it_is_back(session: Session, tmp_path: Path) -> None:
    path, elsewhere = session.store.path, tmp_path / "elsewhere.plan"
    path.rename(elsewhere)
    with pytest.raises(PlannerError, match="moved"):
        session.run(RENAME)
    elsewhere.rename(path)
    session.run(RENAME)
    assert session.store.read().about.title == "改过的标题"


def test_a_plan_replaced_by_another_file_is_not_written_to(session: Session, tmp_path: Path) -> None:
    path = session.store.path
    (tmp_path / "other").write_bytes(b"something else")
    path.rename(tmp_path / "elsewhere.plan")
    (tmp_path / "other").rename(path)
    with pytest.raises(PlannerError, match="replaced"):
        session.run(RENAME)
    assert path.read_bytes() == b"something else"


def test_after_a_fault_of_the_disk_the_screen_shows_what_the_file_holds(session: Session, monkeypatch) -> None:
    before, told = session.plan, []
    session.listen(told.append)
    session.store.connection.execute("PRAGMA max_page_count = 1")  # SQLite says FULL as a full disk would
    with pytest.raises(PlannerError, match="full"):
        session.run(SetFields("about", ["plan"], {"note": "长" * 19_000}))
    assert session.plan == before == session.store.read()
    assert [changes.everything for changes in told] == [True]
    session.run(RENAME)
    assert session.store.read().about.title == "改过的标题"
    assert check_connection(session.store.connection) == []
