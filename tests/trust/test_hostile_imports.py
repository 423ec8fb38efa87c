"""A few seconds of hostile files; the planted fault, a reader in the program's own process, is found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.trust import hostile_imports

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")


def test_hostile_files_leave_program_and_plan_as_they_were(tmp_path: Path) -> None:
    found = hostile_imports.run(tmp_path, 120)
    assert found.clean, found
    assert (found.files, found.bombs) == (120, 10)


def test_a_reader_in_our_own_process_is_found(tmp_path: Path) -> None:
    assert hostile_imports.run(tmp_path, 0, planted=True).crashes == 1
