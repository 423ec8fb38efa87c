"""A few seconds of hostile files; the planted fault, a reader in the program's own process, is found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")
def test_hostile_files_leave_program_and_plan_as_they_were() -> None:
    """In a process of its own: the greatest memory of this one is what other tests took."""
    command = [sys.executable, "-m", "tests.trust.run", "--only", "hostile_imports", "--count", "120"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "files 120  bombs 10" in done.stdout
