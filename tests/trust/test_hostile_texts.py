"""Hostile texts stay texts, and nothing reaches for a network; each planted fault is found."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.trust import hostile_texts

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the shim is loaded as Linux does it"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler to build the shim with"),
]


def test_a_whole_session_on_hostile_texts_reaches_no_network_and_opens_nothing(tmp_path: Path) -> None:
    found = hostile_texts.run(tmp_path)
    assert found.clean, found
    assert found.texts > 100
    assert found.labels > 0


@pytest.mark.parametrize(
    ("planted", "field"),
    [("network", "network"), ("lookup", "network"), ("rich", "rich"), ("formula", "formulas"), ("link", "links")],
)
def test_a_planted_fault_is_found(tmp_path: Path, planted: str, field: str) -> None:
    assert getattr(hostile_texts.run(tmp_path, planted=planted), field) > 0
