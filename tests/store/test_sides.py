"""What lies beside a plan, and a header that tells of another mode, are looked at before any connection."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.errors import PlannerError
from planner.store.check import check_connection
from planner.store.connection import VERSION, connect
from planner.store.faults import Damaged, TooNew
from planner.store.guard import only_reading
from planner.store.sides import OtherMode, Stranger, converted, set_aside, was_interrupted
from planner.store.store import Store
from tests.build import fresh_store, goal


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    with fresh_store(tmp_path, goal("new jobs", 3000)) as store:
        pass
    return store.path


@pytest.fixture
def logged(closed: Path) -> Path:
    """A plan another program switched to a write-ahead log, with a change that only the log holds."""
    copy = closed.with_name("logged.plan")
    connection = connect(closed)
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("UPDATE plan SET site = x'0102030405060708'")
    for side in ("", "-wal"):
        shutil.copyfile(f"{closed}{side}", f"{copy}{side}")
    connection.close()
    return copy


def test_a_plan_in_another_mode_is_not_switched_in_place(logged: Path) -> None:
    before = logged.read_bytes()
    with pytest.raises(OtherMode, match="converted copy"):
        Store.open(logged)
    assert logged.read_bytes() == before


def test_its_converted_copy_holds_what_only_the_log_held(logged: Path, tmp_path: Path) -> None:
    with Store.open(converted(logged, tmp_path / "ours.plan")) as store:
        assert store.connection.execute("SELECT site FROM plan").fetchone() == (b"\1\2\3\4\5\6\7\10",)
        assert check_connection(store.connection) == []
    assert sorted(path.name for path in tmp_path.glob("ours*")) == ["ours.plan"]


def test_a_log_of_somebody_else_is_not_replayed(closed: Path, logged: Path) -> None:
    connection = connect(closed)
    connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    connection.close()
    shutil.copyfile(f"{logged}-wal", f"{closed}-wal")
    before = closed.read_bytes()
    with pytest.raises(Stranger, match=r"fresh\.plan-wal"):
        Store.open(closed)
    assert [path.name for path in set_aside(closed)] == ["fresh.plan-wal.foreign"]
    with Store.open(closed) as store:
        assert check_connection(store.connection) == []
    assert closed.read_bytes() == before


def test_a_missing_end_is_told_before_any_connection(closed: Path) -> None:
    closed.write_bytes(closed.read_bytes()[:-4096])
    with pytest.raises(Damaged, match="its end is missing"):
        Store.open(closed)


def test_a_newer_plan_whose_tables_can_be_read_is_shown_read_only(closed: Path) -> None:
    with closed.open("r+b") as file:
        file.seek(60)
        file.write((VERSION + 1).to_bytes(4, "big"))
    with Store.open(closed, readonly=True) as store:
        assert list(store.read().goals) == ["new jobs"]
    with pytest.raises(TooNew):
        Store.open(closed)


def test_a_newer_plan_without_our_tables_is_refused(closed: Path) -> None:
    connection = connect(closed)
    connection.execute("ALTER TABLE goal RENAME COLUMN name TO title")
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(TooNew, match="cannot be shown"):
        Store.open(closed, readonly=True)


@pytest.mark.parametrize("act", ["ATTACH 'x' AS y", "DROP TABLE goal", "DELETE FROM ctx", "SELECT load_extension('x')"])
def test_nothing_but_reading_before_the_structure_is_known(closed: Path, act: str) -> None:
    connection = connect(closed)
    with only_reading(connection), pytest.raises(Exception, match=r"not authorized|prohibited"):
        connection.execute(act)
    connection.close()


def test_what_does_not_end_is_broken_off(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.store.guard._MOST", 3)
    endless = "SELECT count(*) FROM sqlite_schema a, sqlite_schema b, sqlite_schema c, sqlite_schema d"
    connection = connect(closed)
    with only_reading(connection), pytest.raises(Exception, match="interrupted"):
        connection.execute(endless).fetchone()
    connection.close()


def test_a_converted_copy_overwrites_nothing(logged: Path, closed: Path) -> None:
    with pytest.raises(PlannerError, match="already exists"):
        converted(logged, closed)


def test_a_journal_that_comes_and_goes_is_looked_at_once(tmp_path):
    path, journal, done = tmp_path / "a.plan", tmp_path / "a.plan-journal", threading.Event()

    def come_and_go():
        while not done.is_set():
            journal.write_bytes(b"x")
            journal.unlink()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(come_and_go)
        looks = [was_interrupted(path) for _ in range(3000)]
        while len(set(looks)) < 2:  # a machine with one core may take its time
            looks.append(was_interrupted(path))
        done.set()
        other.result()
    assert set(looks) == {True, False}
