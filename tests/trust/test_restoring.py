"""A few restores in seconds; each planted fault must be found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.trust import restoring

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of file size as Unix has them")


def test_no_restore_ends_worse_than_it_began(tmp_path: Path) -> None:
    found = restoring.run(tmp_path, 3)
    assert found.clean, found
    assert (found.restores, found.refused > 0) == (6, True)


def test_side_files_left_behind_are_found(tmp_path: Path) -> None:
    assert restoring.run(tmp_path, 2, leftovers=True).worse > 0


def test_backups_taken_without_proof_are_found(tmp_path: Path) -> None:
    assert restoring.run(tmp_path, 15, unproved=True).damaged_taken > 0
