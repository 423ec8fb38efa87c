"""A few damaged files of ``make trust``; the whole run is two thousand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.trust import damage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process as Unix has them")


def test_damaged_files_end_in_a_sentence_and_give_back_what_they_hold(tmp_path: Path) -> None:
    found = damage.run(tmp_path, 24)
    assert found.clean, found
    assert found.files == 24
    assert found.told >= 8
    assert found.back >= 1


def test_without_the_replay_of_the_journal_changes_go_unseen(tmp_path: Path) -> None:
    assert damage.run(tmp_path, 60, unproved=True, every=1000).unseen > 0
