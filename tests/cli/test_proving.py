"""verify and log on every kind of file a person may give them: one plain sentence each, and the broken step named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.store.connection import connect

PLANS = Path(__file__).resolve().parents[1] / "plans"
TAMPERED = ("UPDATE step SET who = 'somebody' WHERE n = 3",)
REORDERED = ("UPDATE step SET seq = 1000 WHERE n = 3", "UPDATE step SET seq = 3 WHERE n = 4",
             "UPDATE step SET seq = 4 WHERE n = 3")  # fmt: skip
CUT = ("DELETE FROM step WHERE n = 3",)


@pytest.fixture(params=["older", "current"])
def plan(request, call, tmp_path):
    """A plan with some steps, in an older format and in this one."""
    path = tmp_path / "a.plan"
    shutil.copy(PLANS / "v3.plan", path)
    if request.param == "current":
        assert call("undo", path).code == 0
    return path


def _change(path: Path, *acts: str) -> None:
    """Change the journal as no program of ours would: its triggers are there again afterwards."""
    connection = connect(path)
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'step'")
    triggers = found.fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    for act in (*acts, *(sql for _, sql in triggers)):
        connection.execute(act)
    connection.close()


@pytest.mark.parametrize(
    ("acts", "words"),
    [(TAMPERED, "Step 3 was altered"), (REORDERED, "Step 3 is out of order"), (CUT, "Step 3 is missing")],
)
def test_the_first_step_that_does_not_hold_is_named(call, plan, acts: tuple[str, ...], words: str) -> None:
    _change(plan, *acts)
    answer = call("verify", plan)
    assert answer.code == 1
    assert words in answer.out
    assert len(answer.out.splitlines()) == 1


def test_a_sound_plan_is_proved_and_so_is_its_log(call, plan, tmp_path) -> None:
    before = plan.read_bytes()
    assert "sound" in call("verify", plan).err + call("verify", plan).out
    assert call("log", plan, "-o", tmp_path / "a.jsonl").code == 0
    assert call("verify", tmp_path / "a.jsonl").code == 0
    assert plan.read_bytes() == before


@pytest.mark.parametrize("command", [("verify",), ("log", "-o", "x.jsonl")])
@pytest.mark.parametrize(
    ("name", "words"),
    [("empty.plan", "not a plan"), ("folder.plan", "is a folder"), ("missing.plan", "There is no file")],
)
def test_what_is_no_plan_is_told_in_one_sentence(call, tmp_path, monkeypatch, command, name: str, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.plan").touch()
    (tmp_path / "folder.plan").mkdir()
    assert words in call(command[0], name, *command[1:]).sentence
    assert not (tmp_path / "x.jsonl").exists()


@pytest.mark.parametrize("command", [("verify",), ("log", "-o", "x.jsonl")])
def test_a_protected_plan_asks_for_its_password(call, plan, tmp_path, monkeypatch, command) -> None:
    monkeypatch.chdir(tmp_path)
    word = tmp_path / "word"
    word.write_text("correct horse 9", encoding="utf-8")
    call("undo", plan)
    assert call("protect", plan, "--new-password-file", word, "--yes").code == 0
    assert "password" in call(command[0], plan, *command[1:]).sentence
    assert call("--password-file", word, command[0], plan, *command[1:]).code == 0
    word.write_text("another horse 9", encoding="utf-8")
    assert "password" in call("--password-file", word, command[0], plan, *command[1:]).sentence
