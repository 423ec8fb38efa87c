"""Opening says in one sentence what is wrong, and never changes a file it refuses."""

import os
import subprocess
import sys

import pytest

from planner.domain.records import Theme
from planner.errors import PlannerError
from planner.store import opening
from planner.store.connection import VERSION, connect
from planner.store.faults import Damaged, InUse, ReadOnly, TooNew
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal
from tests.house import ROOT


@pytest.fixture
def closed(tmp_path):
    """Return the path of a plan nobody has open."""
    with fresh_store(tmp_path, goal("new jobs", 3000)) as store:
        pass
    return store.path


def one_sentence(error):
    """Whether a refusal is one sentence, or one and what to do."""
    text = str(error.value)
    return text.endswith(".") and "\n" not in text and "{" not in text


@pytest.fixture
def held(closed):
    """Return a plan that another program has open."""
    program = [sys.executable, "-m", "tests.store.holder", str(closed)]
    with subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "open\n"
        yield closed
        other.communicate()


def test_a_second_opener_is_told_who_has_it(held):
    with pytest.raises(InUse, match=r"王工 on .* since 2020-07-01 09:00"):
        Store.open(held)


def test_a_second_opener_without_word_is_refused_too(held):
    opening.holder_file(held).unlink()
    with pytest.raises(InUse, match="open in another program"):
        Store.open(held)


@pytest.mark.parametrize("word", ["", "no json", "[]", '{"who": 3}'])
def test_a_word_nobody_can_read_decides_nothing(held, word):
    opening.holder_file(held).write_text(word, encoding="utf-8")
    with pytest.raises(InUse, match="open in another program"):
        Store.open(held)


def test_a_copy_to_look_at_shows_what_the_holder_sees(held, tmp_path):
    (tmp_path / "look").mkdir()
    copy = opening.copy_to_look_at(held, tmp_path / "look")
    with Store.open(copy, readonly=True) as store:
        assert list(store.read().goals) == ["new jobs"]


def test_a_copy_to_look_at_of_a_plan_whose_values_were_changed_is_refused(closed, tmp_path):
    before = closed.read_bytes()
    closed.write_bytes(before.replace(b"new jobs", b"new joke"))
    assert closed.read_bytes() != before
    with pytest.raises(Damaged):
        opening.copy_to_look_at(closed, _empty(tmp_path / "look"))
    assert opening.copy_to_look_at(closed, _empty(tmp_path / "unproved"), proved=False).exists()


def _empty(folder):
    folder.mkdir()
    return folder


def test_a_copy_of_what_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "a.plan").mkdir()
    with pytest.raises(PlannerError, match="cannot be read"):
        opening.copy_to_look_at(tmp_path / "a.plan", _empty(tmp_path / "look"))


def test_a_stale_word_locks_nobody_out(closed):
    opening.say_who(closed, "someone long gone", "2019-01-01 00:00")
    with Store.open(closed, who="tester", at=START) as store:
        assert store.read().goals
    assert not opening.holder_file(closed).exists()


def test_two_stores_in_one_program_are_refused_too(closed):
    with Store.open(closed), pytest.raises(InUse):
        Store.open(closed)


def test_after_the_holder_is_killed_the_plan_opens_with_every_step(closed):
    program = [sys.executable, "-m", "tests.store.holder", str(closed)]
    with subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "open\n"
        other.kill()
    with Store.open(closed) as store:
        assert list(store.read().goals) == ["new jobs"]


def stamped(path, offset, number):
    """Write a number into a plan's header."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(number.to_bytes(4, "big"))
    return path.read_bytes()


def test_a_newer_plan_is_refused_and_untouched(closed):
    before = stamped(closed, 60, VERSION + 1)
    with pytest.raises(TooNew, match=f"format {VERSION + 1}, this one reads up to {VERSION}") as error:
        Store.open(closed)
    assert one_sentence(error) or "Open it with that version." in str(error.value)
    assert closed.read_bytes() == before


def test_an_older_plan_is_not_opened_as_if_it_were_new(closed):
    stamped(closed, 60, 1)
    with pytest.raises(PlannerError, match="older format"):
        Store.open(closed)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"PK\x03\x04" * 50, "目标".encode() * 100])
def test_what_is_no_plan_is_named_so_and_untouched(tmp_path, content):
    path = tmp_path / "other.plan"
    path.write_bytes(content)
    with pytest.raises(PlannerError, match=r"“other\.plan” is not a plan"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_no_plan(closed):
    stamped(closed, 68, 0)
    with pytest.raises(PlannerError, match="is not a plan"):
        Store.open(closed)


def test_a_missing_file_is_not_made(tmp_path):
    with pytest.raises(PlannerError, match=r"There is no file “none\.plan”"):
        Store.open(tmp_path / "none.plan")
    assert not (tmp_path / "none.plan").exists()


def test_a_folder_is_called_a_folder(tmp_path):
    with pytest.raises(PlannerError, match="is a folder"):
        Store.open(tmp_path)


def test_an_existing_file_is_not_overwritten(closed):
    before = closed.read_bytes()
    with pytest.raises(PlannerError, match="already exists"):
        Store.create(closed)
    assert closed.read_bytes() == before


def test_a_plan_cannot_be_made_where_there_is_no_folder(tmp_path):
    with pytest.raises(PlannerError, match="cannot be made here"):
        Store.create(tmp_path / "none" / "a.plan")


@pytest.mark.parametrize("cut", [100, 4096, 5000, 40_000])
def test_a_truncated_plan_is_damaged(closed, cut):
    closed.write_bytes(closed.read_bytes()[:cut])
    with pytest.raises(Damaged, match=r"damaged|changed by another program"):
        Store.open(closed)


def test_an_unwritable_file_can_be_looked_at_but_not_edited(closed):
    connection = connect(closed, readonly=True)  # what a read-only disk gives, for root too
    store = Store(closed, connection, readonly=False)
    with pytest.raises(ReadOnly, match="may not be changed here"), store.step(message("x"), who="", at=START):
        pass
    assert list(store.read().goals) == ["new jobs"]
    connection.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_without_the_right_to_write_is_refused_for_editing(closed):
    closed.chmod(0o444)
    with pytest.raises(ReadOnly):
        Store.open(closed)


def test_what_was_saved_is_durable_and_leaves_nothing_beside_it(closed):
    with Store.open(closed) as store:
        assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert store.connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert store.connection.execute("PRAGMA locking_mode").fetchone() == ("exclusive",)
        with store.step(message("x"), who="", at=START) as edit:
            edit.insert(Theme("t", "t"))
    assert [path.name for path in closed.parent.glob("*")] == [closed.name]


def test_self_check_without_its_lock_a_second_opener_gets_in(closed):
    first = connect(closed)
    with Store.open(closed) as second:
        assert second.read().goals
    first.close()
