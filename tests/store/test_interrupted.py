"""The power went in the middle of a step: the header is looked for where SQLite will find it."""

import shutil

import pytest

from planner.errors import PlannerError
from planner.store.faults import look_at_header
from planner.store.interrupted import first_page_before
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store


@pytest.fixture
def torn(tmp_path):
    """Return a plan as it lay on the disk in the middle of a step, its first page torn, and its title before."""
    with fresh_store(tmp_path) as store, store.step(message("change"), who="tester", at=START) as edit:
        edit.keep_bytes(b"x" * 100_000)
        store.connection.execute("UPDATE about SET title = 'never committed'")
        store.connection.execute("PRAGMA user_version = 3")
        store.connection.execute("PRAGMA cache_size = 1")
        edit.keep_bytes(b"y" * 900_000)
        for side in ("", "-journal"):
            shutil.copyfile(f"{store.path}{side}", tmp_path / f"torn.plan{side}")
    path = tmp_path / "torn.plan"
    with path.open("r+b") as file:
        file.write(b"\xa5" * 512)
    return path


def test_a_torn_first_page_is_put_back(torn):
    assert first_page_before(torn) is not None
    assert look_at_header(torn) > 0
    with Store.open(torn) as store:
        assert store.read().about.title == "a plan"


def test_self_check_without_the_journal_it_is_no_plan(torn):
    torn.with_name(torn.name + "-journal").unlink()
    with pytest.raises(PlannerError):
        look_at_header(torn)


@pytest.mark.parametrize("rubbish", [b"", b"\x00" * 5000, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 6000])
def test_a_journal_of_rubbish_tells_nothing(tmp_path, rubbish):
    with fresh_store(tmp_path) as store:
        path = store.path
    path.with_name(path.name + "-journal").write_bytes(rubbish)
    assert first_page_before(path) is None
    assert look_at_header(path) > 0
