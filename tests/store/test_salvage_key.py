"""Damaged plans protected with a password give back what their pages hold, and nothing of them lies in plain."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.records import Document, Goal
from planner.errors import PlannerError
from planner.store import salvage as salvaging
from planner.store.backups import Backups
from planner.store.check import check_connection
from planner.store.connection import MAGIC, first_bytes
from planner.store.faults import Damaged, NotAPlan, look_at_header
from planner.store.keys import Key, Protected, WrongPassword
from planner.store.protecting import protect
from planner.store.recovery import Way, look_into, new_name, recover, take_place, what_is_wrong
from planner.store.salvage import salvage
from planner.store.store import Store
from planner.store.unlocking import OpensBackup, better_known, salt_of
from planner.store.unsealing import PAGE, RESERVED, unsealed
from planner.text import message
from tests.build import START, fresh_store, goal

KEY = Key("开门")
WORD = "暗号标记马克"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a protected plan with some history and a text, and the backup that protecting made."""
    goals = [goal(f"g{n}", 100 + n, progress={"2020-05-31": n + 0.5}) for n in range(30)]
    with fresh_store(tmp_path, *goals) as store:
        for n in range(30):
            with store.step(message("edit"), who="tester", at=START) as edit:
                edit.update(Goal, f"g{n}", note=f"{WORD}{n}" * 9)
        with store.step(message("edit"), who="tester", at=START) as edit:
            edit.insert(Document("d", "工作报告", content=edit.keep_bytes(WORD.encode() * 999), chars=5994))
    protect(store.path, None, KEY, START)
    return store.path


def plan_of(path: Path, key: Key | None = KEY):
    with Store.open(path, readonly=True, key=key) as store:
        assert check_connection(store.connection) == []
        return store.read()


def overwrite(path: Path, at: int, content: bytes) -> bytes:
    whole = bytearray(path.read_bytes())
    whole[at : at + len(content)] = content
    path.write_bytes(whole)
    return bytes(whole)


def ways(path: Path, what=None):
    what = what or what_is_wrong(path, KEY)
    return {offer.way: offer for offer in look_into(path, what, at=START, key=KEY).offers}


def test_pages_decrypted_one_by_one_are_those_sqlite_reads(plan: Path, tmp_path: Path) -> None:
    content = plan.read_bytes()
    (tmp_path / "plain.plan").write_bytes(unsealed(content, KEY, content[:16]))
    assert plan_of(tmp_path / "plain.plan", None) == plan_of(plan)
    assert len(content) // PAGE > 20


def test_more_pages_than_a_carrier_takes_at_once(plan: Path) -> None:
    content = plan.read_bytes()
    many = content + content[PAGE : 2 * PAGE] * 300
    plain = unsealed(many, KEY, content[:16])
    assert len(plain) == len(many)
    assert plain[-PAGE:] == plain[PAGE : 2 * PAGE] != bytes(PAGE)
    assert plain[-RESERVED:] == bytes(RESERVED)


@pytest.mark.parametrize("page", range(0, 20, 6))
def test_a_changed_byte_on_any_page_is_undone(plan: Path, tmp_path: Path, page: int) -> None:
    whole = plan_of(plan)
    overwrite(plan, page * PAGE + 2000, b"\xee")
    told = salvage(plan, tmp_path / "new.plan", at=START, key=KEY)
    assert plan_of(tmp_path / "new.plan") == whole or told.names == [("document", "工作报告")]
    assert first_bytes(tmp_path / "new.plan") != MAGIC


@pytest.mark.parametrize("length", [16, PAGE])
def test_a_destroyed_beginning_gives_everything_back(plan: Path, tmp_path: Path, length: int) -> None:
    whole = plan_of(plan)
    overwrite(plan, 0, os.urandom(length))
    assert salvage(plan, tmp_path / "new.plan", at=START, key=KEY).whole
    assert plan_of(tmp_path / "new.plan") == whole


def test_zeros_over_the_beginning_ask_for_the_password_and_give_everything_back(plan: Path) -> None:
    whole = plan_of(plan)
    overwrite(plan, 0, bytes(PAGE))
    with pytest.raises(Protected):
        what_is_wrong(plan)
    with pytest.raises(WrongPassword):
        what_is_wrong(plan, Key("another"))
    found = look_into(plan, what_is_wrong(plan, KEY), at=START, key=KEY)
    recover(found, found.offers[0].way, plan.with_name("new.plan"), at=START)
    assert (found.offers[0].whole, plan_of(plan.with_name("new.plan"))) == (True, whole)


def test_without_its_first_bytes_and_a_backup_nothing_can_be_decrypted(plan: Path, tmp_path: Path) -> None:
    with Store.open(plan, key=KEY) as store:
        for backup in Backups.of(store).kept():
            backup.path.unlink()
    overwrite(plan, 0, os.urandom(16))
    assert salt_of(plan, KEY) is None
    with pytest.raises(Damaged, match="first 16 bytes"):
        salvage(plan, tmp_path / "new.plan", at=START, key=KEY)
    found = look_into(plan, message("x"), at=START, key=KEY)
    assert (found.offers, found.hint.key) == ((), salvaging.LOST_SALT)


def test_a_file_cut_off_gives_back_what_is_there(plan: Path) -> None:
    content = plan.read_bytes()
    plan.write_bytes(content[: len(content) * 3 // 4 + 100])
    offers = ways(plan)
    assert set(offers) >= {Way.BACKUP, Way.SALVAGE}
    assert offers[Way.SALVAGE].cut
    assert offers[Way.SALVAGE].found > 0


def test_replay_and_salvage_are_protected_and_take_the_place(plan: Path) -> None:
    whole = plan_of(plan)
    damaged = overwrite(plan, 5 * PAGE + 77, b"\0\1\2")
    found = look_into(plan, what_is_wrong(plan, KEY), at=START, key=KEY)
    for way in (Way.REPLAY, Way.SALVAGE):
        fresh = new_name(plan, "recovered")
        recover(found, way, fresh, at=START)
        assert plan_of(fresh).goals == whole.goals
        kept = take_place(plan, fresh, START + timedelta(seconds=way is Way.SALVAGE), KEY)
        assert MAGIC not in {first_bytes(plan), first_bytes(kept)}
    assert damaged in {kept.read_bytes() for kept in plan.parent.glob("*.replaced*")}


def test_a_lost_text_comes_from_a_protected_backup(plan: Path, tmp_path: Path) -> None:
    whole, content = plan_of(plan), plan.read_bytes()
    last = next(n for n in range(len(content) // PAGE - 1, 0, -1) if WORD.encode() * 9 in page_of(content, n))
    overwrite(plan, last * PAGE + 2000, b"\xee" * 9)
    assert salvage(plan, tmp_path / "without.plan", at=START, key=KEY).names == [("document", "工作报告")]
    found = look_into(plan, what_is_wrong(plan, KEY), at=START, key=KEY)
    assert recover(found, Way.SALVAGE, tmp_path / "with.plan", at=START).whole
    assert plan_of(tmp_path / "with.plan") == whole


def page_of(content: bytes, n: int) -> bytes:
    return unsealed(content, KEY, content[:16])[n * PAGE : (n + 1) * PAGE]


def test_nothing_of_it_is_ever_written_in_plain(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the temporary folder is kept, as if the computer had been switched off before it was deleted."""
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(kept))
    monkeypatch.setattr(shutil, "rmtree", lambda *_a, **_k: None)
    overwrite(plan, 5 * PAGE, os.urandom(9))
    found = look_into(plan, what_is_wrong(plan, KEY), at=START, key=KEY)
    recover(found, Way.SALVAGE, tmp_path / "new.plan", at=START)
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"damaged.plan", "carrier", "tried.plan", "sample.plan"}
    files += [path for path in tmp_path.rglob("*.plan*") if path.is_file()]
    assert [path for path in files if WORD.encode() in path.read_bytes()] == []


def test_what_a_refusal_means_is_told_apart(plan: Path, tmp_path: Path) -> None:
    refusal = NotAPlan("x")
    wrong = WrongPassword("x")
    assert better_known(wrong, plan, Key("another")).message != wrong.message
    assert type(better_known(wrong, plan, Key("another"))) is WrongPassword
    assert type(better_known(wrong, plan, KEY)) is Damaged
    protect(plan, KEY, Key("new"), START)
    assert type(better_known(wrong, plan, KEY)) is OpensBackup
    for name, content in (("letter.txt", b"x" * 9000), ("photo.jpg", os.urandom(9000)), ("a.plan", b"x" * 9000)):
        (tmp_path / name).write_bytes(content)
        assert better_known(refusal, tmp_path / name, None) is refusal
        assert better_known(refusal, tmp_path / name, KEY) is refusal


def test_the_salt_of_a_plan_from_elsewhere_is_looked_for_in_every_backup(plan: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.plan"
    shutil.copyfile(plan, elsewhere)
    salt = plan.read_bytes()[:16]
    overwrite(elsewhere, 0, bytes(PAGE))
    assert salt_of(elsewhere, KEY) == salt
    with pytest.raises(PlannerError):
        look_at_header(elsewhere, KEY)
