"""Backups on the command line: made, listed, compared, brought back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.store.backups import chosen_folder


@pytest.fixture
def plan(call, tmp_path: Path) -> Path:
    path = tmp_path / "zone.plan"
    assert call("new", path, "--title", "Zone", "--as-of", "2020-06-30").code == 0
    assert call("add-theme", path, "jobs").code == 0
    assert call("backup", path).code == 0
    return path


def test_the_list_tells_steps_and_size(call, plan: Path) -> None:
    (one,) = json.loads(call("backups", plan, "--verify", "--json").out)
    assert (one["steps"], one["sound"], one["bytes"] > 1000) == (2, True, True)
    assert one["file"] in call("backups", plan).out


def test_a_dry_run_shows_what_differs_and_changes_nothing(call, plan: Path) -> None:
    call("add-theme", plan, "air")
    before = call("history", plan).out
    answer = call("restore", plan, "newest", "--dry-run")
    assert (answer.code, answer.out.splitlines()) == (0, ["theme: made since 1", "  made since  air"])
    assert call("history", plan).out == before


def test_restoring_is_one_step_that_can_be_taken_back(call, plan: Path) -> None:
    call("add-theme", plan, "air")
    assert "1 rows" in call("restore", plan, "1").out
    assert len(json.loads(call("backups", plan, "--json").out)) == 2
    assert "Restore the backup" in call("undo", plan).out
    assert call("restore", plan, "1", "--dry-run").out == "The plan is just as it was in this backup.\n"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("2019-12-31", "no backup up to"),
        ("99", "“99”"),
        ("", "date"),
        ("２０１９－１２－３１", "no backup up to"),
        ("2020-06-30 25:00", "no time of day"),
        ("\x00", "date"),
        ("newest" * 100, "date"),
    ],
)
def test_a_wrong_word_is_refused_in_a_sentence(call, plan: Path, word: str, said: str) -> None:
    assert said in call("restore", plan, word).sentence


def test_a_file_of_another_plan_is_refused(call, plan: Path, tmp_path: Path) -> None:
    call("new", tmp_path / "other.plan", "--title", "x", "--as-of", "2020-06-30")
    assert "another plan" in call("restore", plan, tmp_path / "other.plan").sentence
    assert "open plan itself" in call("restore", plan, plan).sentence


def test_a_folder_of_ones_own(call, plan: Path, tmp_path: Path) -> None:
    assert "no folder" in call("backup", plan, "--to", tmp_path / "none").sentence
    (tmp_path / "stick").mkdir()
    assert str(tmp_path / "stick") in call("backup", plan, "--to", tmp_path / "stick").out
    assert len(json.loads(call("backups", plan, "--json").out)) == 2
    assert call("backup", plan, "--to", "-").code == 0
    assert chosen_folder() is None


def test_a_disk_that_was_taken_out_is_said(call, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    call("backup", plan, "--to", tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "gone")
    call("add-theme", plan, "air")
    assert "is not there" in call("backup", plan).sentence
    assert "Not done" in call("restore", plan, tmp_path / "gone" / next((tmp_path / "gone").rglob("*.plan"))).sentence


def test_a_plan_that_is_damaged_is_replaced_and_kept(call, plan: Path, tmp_path: Path) -> None:
    (backup,) = json.loads(call("backups", plan, "--json").out)
    damaged = plan.read_bytes()[:5000]
    plan.write_bytes(damaged)
    assert call("restore", plan, backup["file"], "--over").code == 0
    (kept,) = tmp_path.glob("zone.*.replaced.plan")
    assert kept.read_bytes() == damaged
    assert "jobs" in call("export", plan, "-o", tmp_path / "x.json").out or call("check", plan).code == 0
