"""Making a plan: one step that cannot be taken back, or no file at all."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from planner.commands.edits import add_theme
from planner.commands.seeding import SOURCES, Seed, make_plan
from planner.commands.session import Session
from planner.commands.shipped import shipped_records
from planner.errors import PlannerError
from planner.store.check import check_connection
from planner.store.store import Store
from tests.build import ticking

AS_OF = date(2021, 3, 31)


def made(folder, source: str, **given) -> Session:
    return make_plan(folder / "new.plan", source, who="tester", now=ticking(), **given)


@pytest.mark.parametrize("source", SOURCES)
def test_a_new_plan_is_one_step_that_cannot_be_taken_back(tmp_path, source) -> None:
    session = made(tmp_path, source, as_of=AS_OF)
    assert session.undo() is None
    assert [step.kind for step in session.store.history()] == ["seed"]
    assert session.plan.about.as_of == AS_OF
    assert check_connection(session.store.connection) == []
    session.store.close()


def test_an_edit_after_it_can_be_taken_back(tmp_path) -> None:
    with made(tmp_path, "empty", as_of=AS_OF, title="新规划").store as store:
        session = Session(store, who="tester", now=ticking())
        session.run(add_theme(session.plan, "人才", "#000000"))
        assert session.undo() is not None
        assert session.undo() is None
        assert (session.plan.about.title, list(session.plan.themes)) == ("新规划", [])


def test_a_plan_opened_again_reads_the_same(tmp_path) -> None:
    session = made(tmp_path, "demo")
    session.store.close()
    with Store.open(tmp_path / "new.plan") as store:
        assert store.read() == session.plan


def test_an_empty_plan_needs_a_cut_off_date(tmp_path) -> None:
    with pytest.raises(PlannerError, match="cut-off date"):
        made(tmp_path, "empty")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_source_is_refused(tmp_path) -> None:
    with pytest.raises(PlannerError, match="zone, demo, empty"):
        made(tmp_path, "moon")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_touched(tmp_path) -> None:
    (tmp_path / "new.plan").write_text("mine")
    with pytest.raises(PlannerError, match="already exists"):
        made(tmp_path, "zone")
    assert (tmp_path / "new.plan").read_text() == "mine"


def test_a_plan_with_contents_is_not_seeded_again(tmp_path) -> None:
    session = made(tmp_path, "zone")
    with pytest.raises(PlannerError, match="already has contents"):
        session.run(Seed("demo"))
    session.store.close()


def test_ids_are_given_once() -> None:
    numbers = count()
    records = shipped_records("demo", lambda: f"id{next(numbers)}", as_of=None, title=None)
    assert len({record.id for record in records}) == len(records)
