"""A few minutes of ``make trust`` in a few seconds; each test is shown to find a planted fault."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.trust import delivering, faults, kills, migrations, model, power, two, windows

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kills and shims as Linux has them")
compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler to build the shim with")


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    found = kills.run(tmp_path, 40)
    assert found.clean
    assert found.acknowledged >= 40


def test_acknowledging_too_early_is_found(tmp_path: Path) -> None:
    assert kills.run(tmp_path, 25, early=True).lost > 0


@compiler
def test_a_failing_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    found = faults.run(tmp_path, 4)
    assert found.clean
    assert found.refused > 0


@compiler
def test_a_refusal_taken_for_a_save_is_found(tmp_path: Path) -> None:
    assert faults.run(tmp_path, 4, silent=True).silent > 0


@compiler
def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    assert power.run(tmp_path, 30).clean


@compiler
def test_syncs_turned_off_are_found(tmp_path: Path) -> None:
    assert not power.run(tmp_path, 40, fault="unsynced").clean


def test_a_killed_window_loses_nothing(tmp_path: Path) -> None:
    found = windows.run(tmp_path, 4)
    assert (found.clean, found.kills) == (True, 4)


def test_the_store_is_what_a_plain_model_says(tmp_path: Path) -> None:
    assert model.run(tmp_path, 15).clean


def test_a_missing_trigger_differs_from_the_model(tmp_path: Path) -> None:
    assert model.planted(tmp_path)


def test_two_programs_count_together(tmp_path: Path) -> None:
    found = two.run(tmp_path, 5)
    assert (found.total, found.named, found.reopened, found.damaged) == (found.wanted, True, True, 0)


def test_a_killed_upgrade_loses_nothing(tmp_path: Path) -> None:
    assert migrations.run(tmp_path, 8).clean


def test_an_upgrade_without_a_transaction_is_found(tmp_path: Path) -> None:
    assert not migrations.run(tmp_path, 16, bare=True).clean


@compiler
def test_a_killed_write_back_leaves_the_old_or_the_new_plan_whole(tmp_path: Path) -> None:
    found = delivering.run(tmp_path, 40)
    assert found.clean


@compiler
@pytest.mark.parametrize("planted", ["in_place", "forgetful"])
def test_a_careless_write_back_is_found(tmp_path: Path, planted: str) -> None:
    assert not delivering.run(tmp_path, 24, planted=planted).clean
