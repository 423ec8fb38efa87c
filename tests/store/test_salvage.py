"""What can be had back of damaged plans, and that the damaged file is never changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.domain.records import Document, Goal
from planner.errors import PlannerError
from planner.store.backups import Backups
from planner.store.check import check_connection
from planner.store.recovery import Way, look_into, new_name, recover, take_place, what_is_wrong
from planner.store.salvage import salvage
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal, office, theme


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    goals = [goal(f"g{n}", 100 + n, progress={"2020-05-31": n + 0.5}, theme="t", lead="o") for n in range(30)]
    with fresh_store(tmp_path, theme("t"), office("o"), *goals) as store:
        for n in range(40):
            with store.step(message("edit"), who="tester", at=START) as edit:
                edit.update(Goal, f"g{n % 30}", note=f"第{n}次修改" * 9)
        with store.step(message("edit"), who="tester", at=START) as edit:
            edit.insert(Document("d", "工作报告", content=edit.keep_bytes("新增就业".encode() * 999), chars=3996))
    return store.path


def plan_of(path: Path):
    with Store.open(path, readonly=True) as store:
        assert check_connection(store.connection) == []
        return store.read()


def hit(path: Path, words: str, which: int = 0) -> None:
    content, at = bytearray(path.read_bytes()), -1
    for _ in range(which + 1):
        at = content.index(words.encode(), at + 1)
    content[at + 1] ^= 4
    path.write_bytes(content)


@pytest.mark.parametrize("which", [0, 9])
def test_a_changed_letter_in_table_or_journal_is_undone(sound: Path, tmp_path: Path, which: int) -> None:
    whole = plan_of(sound)
    hit(sound, "第33次修改", which)
    before = sound.read_bytes()
    salvage(sound, tmp_path / "new.plan", at=START)
    assert plan_of(tmp_path / "new.plan") == whole
    assert sound.read_bytes() == before


def test_every_page_may_be_lost_but_the_texts(sound: Path, tmp_path: Path) -> None:
    whole, content = plan_of(sound), sound.read_bytes()
    for page in range(0, len(content) // 4096, 5):
        sound.write_bytes(content[: page * 4096] + bytes(4096) + content[(page + 1) * 4096 :])
        told = salvage(sound, tmp_path / f"{page}.plan", at=START)
        back = plan_of(tmp_path / f"{page}.plan")
        assert back == whole or told.names == [("document", "工作报告")], page


def test_a_lost_text_is_named_and_comes_from_a_backup(sound: Path, tmp_path: Path) -> None:
    whole = plan_of(sound)
    shutil.copyfile(sound, tmp_path / "copy.plan")
    hit(sound, "新增就业新增就业", 99)
    told = salvage(sound, tmp_path / "without.plan", at=START)
    assert told.names == [("document", "工作报告")]
    assert not told.whole
    assert salvage(sound, tmp_path / "with.plan", at=START, copies=[tmp_path / "copy.plan"]).whole
    assert plan_of(tmp_path / "with.plan") == whole


def test_the_proved_part_of_a_history_is_kept_step_by_step(sound: Path, tmp_path: Path) -> None:
    for which in range(sound.read_bytes().count("第20次修改".encode()) - 1, -1, -1):  # in table and journal
        hit(sound, "第20次修改", which)
    told = salvage(sound, tmp_path / "new.plan", at=START, proved=True)
    assert (told.steps < told.steps_of, told.steps > 10) == (True, True)
    with Store.open(tmp_path / "new.plan", readonly=True) as store:
        assert store.last_step == told.steps


@pytest.mark.parametrize("content", [b"", b"\0" * 9000, b"SQLite format 3\0" + b"\xff" * 9000, "目标".encode() * 5000])
def test_rubbish_gives_nothing_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.plan").write_bytes(content)
    with pytest.raises(PlannerError, match=r"\.$"):
        salvage(tmp_path / "a.plan", tmp_path / "new.plan", at=START)
    assert [path.name for path in tmp_path.glob("*.plan*")] == ["a.plan"]
    assert look_into(tmp_path / "a.plan", message("x"), at=START).offers == ()


def test_a_destroyed_beginning_gives_everything_back(sound: Path, tmp_path: Path) -> None:
    whole = plan_of(sound)
    sound.write_bytes(bytes(100) + sound.read_bytes()[100:])
    assert salvage(sound, tmp_path / "new.plan", at=START).whole
    assert plan_of(tmp_path / "new.plan") == whole


def test_the_newest_backup_is_found_although_the_file_tells_nothing_any_more(sound: Path) -> None:
    whole = plan_of(sound)
    with Store.open(sound) as store:
        with store.step(message("edit"), who="tester", at=START) as edit:
            edit.update(Goal, "g1", name="g1")
        Backups.of(store).make(store, START)
    sound.write_bytes(b"")
    found = look_into(sound, message("x"), at=START)
    assert [offer.way for offer in found.offers] == [Way.BACKUP]
    recover(found, Way.BACKUP, sound.with_name("new.plan"), at=START)
    assert plan_of(sound.with_name("new.plan")).goals == whole.goals


def test_only_with_consent_the_new_file_takes_the_old_ones_name(sound: Path) -> None:
    whole = plan_of(sound)
    hit(sound, "第33次修改")
    damaged = sound.read_bytes()
    what = what_is_wrong(sound)
    assert what is not None
    target = new_name(sound, "recovered")
    recover(look_into(sound, what, at=START), Way.SALVAGE, target, at=START)
    assert sound.read_bytes() == damaged
    kept = take_place(sound, target, START)
    assert (plan_of(sound), kept.read_bytes(), target.exists()) == (whole, damaged, False)


def test_a_new_file_never_replaces_one(sound: Path) -> None:
    with pytest.raises(PlannerError, match="already exists"):
        salvage(sound, sound, at=START)
    assert what_is_wrong(sound) is None
