"""Plans protected with a password."""

from __future__ import annotations

import os
import shutil
import signal
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from planner.commands.edits import add_theme
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.errors import PlannerError, without_values
from planner.store.backups import Backups
from planner.store.check import check_connection
from planner.store.faults import look_at_header
from planner.store.keys import Key, Protected, WrongPassword
from planner.store.protecting import forget_files, plain_copies, protect
from planner.store.sealing import seal
from planner.store.store import Store
from planner.text import message

NOW = datetime(2020, 10, 8, tzinfo=UTC)
KEY = Key("密码 'x\" y")
WORD = "暗号标记马克"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    session = make_plan(tmp_path / "secret.plan", "demo", who="", now=lambda: NOW)
    session.run(add_theme(session.plan, WORD, "#123456"))
    session.store.close()
    return session.store.path


@pytest.fixture
def sealed(plan: Path) -> Path:
    seal(plan, None, KEY)
    return plan


def test_a_sealed_plan_holds_the_same_history(plan):
    with Store.open(plan) as store:
        before = store.read(), store.history()
    seal(plan, None, KEY)
    with Store.open(plan, key=KEY) as store:
        assert (store.read(), store.history()) == before
        assert check_connection(store.connection) == []


def test_a_sealed_plan_says_nothing_without_its_password(sealed):
    assert WORD.encode() not in sealed.read_bytes()
    with pytest.raises(Protected, match="protected with a password"):
        Store.open(sealed)
    with pytest.raises(WrongPassword, match="does not open"):
        Store.open(sealed, key=Key("another"))


def test_any_program_that_knows_the_format_opens_it_with_the_password(sealed):
    connection = sqlite.connect(str(sealed))
    connection.execute("PRAGMA key = '密码 ''x\" y'")
    assert connection.execute("SELECT count(*) FROM step").fetchone() == (2,)
    connection.close()


def test_the_password_is_changed_and_removed(sealed):
    seal(sealed, KEY, Key("new"))
    with pytest.raises(WrongPassword):
        Store.open(sealed, key=KEY)
    seal(sealed, Key("new"), None)
    with Store.open(sealed) as store:
        assert store.key is None


def test_the_plain_bytes_are_overwritten(plan, tmp_path):
    os.link(plan, tmp_path / "same bytes")
    seal(plan, None, KEY)
    assert set((tmp_path / "same bytes").read_bytes()) == {0}


def test_a_plan_in_use_stays_as_it_was(plan):
    with Store.open(plan), pytest.raises(PlannerError, match="open in another program"):
        seal(plan, None, KEY)
    assert look_at_header(plan) > 0
    assert [path.name for path in plan.parent.glob(".*half*")] == []


@pytest.mark.parametrize("after", range(0, 400, 50))
def test_whoever_is_killed_half_way_has_the_old_plan_or_the_new(plan, after):
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_REAL, after / 1000 + 0.001)  # the alarm ends the process
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        seal(plan, None, KEY)
        os._exit(0)
    os.waitpid(child, 0)
    with Store.open(plan, key=KEY) as store:
        assert check_connection(store.connection) == []


def test_edits_survive_a_hot_journal_and_a_wrong_guess(sealed, tmp_path):
    taken = tmp_path / "taken.plan"
    with Store.open(sealed, key=KEY) as store:
        store.connection.execute("PRAGMA cache_size = 1")
        with store.step(message("Restore"), who="", at=NOW) as edit:
            edit.keep_bytes(os.urandom(400_000))
            for side in ("", "-journal"):
                shutil.copyfile(f"{sealed}{side}", f"{taken}{side}")
    with pytest.raises(WrongPassword):
        Store.open(taken, key=Key("guess"))
    with Store.open(taken, key=KEY) as store:
        assert check_connection(store.connection) == []


def test_backups_are_protected_likewise(sealed):
    with Store.open(sealed, key=KEY) as store:
        backup = Backups.of(store).make(store, NOW)
        assert [one.path for one in Backups.of(store).own()] == [backup.path]
    with pytest.raises(Protected):
        look_at_header(backup.path)


def test_unprotected_backups_are_named_and_can_be_forgotten(plan):
    with Store.open(plan) as store:
        kept = Backups.of(store).make(store, NOW).path
    protect(plan, None, KEY, NOW.replace(hour=3))
    with Store.open(plan, key=KEY) as store:
        assert plain_copies(store) == [kept]
    assert forget_files([kept]) == []
    assert not kept.exists()


def test_characters_count_as_they_are_seen():
    assert Key(unicodedata.normalize("NFD", "é")) == Key("é")
    assert Key("１２３") != Key("123")
    assert "secret" not in repr(Key("secret"))


@pytest.mark.parametrize("text", ["", "a\x00b", "a\nb", "x" * 257, "\ud800"])
def test_what_can_be_no_password_is_refused(text):
    with pytest.raises(PlannerError):
        Key(text)


@pytest.mark.parametrize("content", [os.urandom(4096), os.urandom(4095), b"\0" * 8192, b"PK\3\4" * 1024])
def test_a_strange_file_is_refused_in_a_sentence(tmp_path, content):
    (tmp_path / "strange.plan").write_bytes(content)
    with pytest.raises(PlannerError):
        Store.open(tmp_path / "strange.plan", key=KEY)


def test_damage_to_a_protected_plan_is_told_and_logs_nothing(sealed, capfd):
    content = bytearray(sealed.read_bytes())
    content[20_000] ^= 1
    sealed.write_bytes(content)
    with pytest.raises(PlannerError), Store.open(sealed, key=KEY) as store:
        store.read()
        assert check_connection(store.connection) != []
        raise PlannerError("found by the check")
    assert capfd.readouterr().err == ""


def test_nothing_of_a_protected_plan_is_left_anywhere(sealed, tmp_path):
    with Store.open(sealed, key=KEY) as store:
        session = Session(store, who="tester", now=lambda: NOW)
        session.run(add_theme(session.plan, WORD * 2, "#654321"))
        Backups.of(store).make(store, NOW)
        session.undo()
        store.connection.execute("SELECT * FROM chg ORDER BY new, old").fetchall()
    homes = {Path(os.environ["HOME"]), tmp_path}
    found = [path for home in homes for path in home.rglob("*") if path.is_file()]
    assert len(found) >= 2
    marks = [WORD.encode(), WORD.encode("utf-16-le"), WORD.encode("utf-16-be")]
    assert [path for path in found if any(mark in path.read_bytes() for mark in marks)] == []


def test_a_report_of_a_protected_plan_names_no_values():
    with pytest.raises(KeyError) as caught:
        {}[WORD]
    text = without_values(caught.value)
    assert WORD not in text
    assert "KeyError" in text
