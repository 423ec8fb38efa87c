"""A few minutes of ``make trust`` in a few seconds; each test is shown to find a planted fault."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.trust import faults, kills

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
    found = faults.run(tmp_path, most=20)
    assert found.clean
    assert (found.points, found.refused > 0) == (80, True)


@compiler
def test_a_refusal_taken_for_a_save_is_found(tmp_path: Path) -> None:
    assert faults.run(tmp_path, most=6, silent=True).lost > 0
