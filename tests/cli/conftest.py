"""The command line called like a person calls it, on fresh copies of the shipped plans."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.cli import main
from planner.commands.seeding import make_plan

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Answer:
    """What a call gave back."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal."""
        assert self.code == 2, (self.code, self.out, self.err)
        assert self.out == ""
        (line,) = self.err.splitlines()
        return line


@pytest.fixture
def call(capsys, monkeypatch):
    """Call the program in this process, in English unless told otherwise."""
    monkeypatch.setenv("PLANNER_LANG", "en")

    def run(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return run


@pytest.fixture
def process(tmp_path):
    """Call the program as a process of its own."""

    def run(*words: object, env: dict[str, str] | None = None, **how: object) -> Answer:
        known = {**os.environ, "PLANNER_LANG": "en", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "planner.cli", *map(str, words)],
            cwd=tmp_path,
            env=known | (env or {}),
            capture_output=True,
            check=False,
            **how,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The zone's plan and the demonstration, made once."""
    folder = tmp_path_factory.mktemp("shipped")
    for source in ("zone", "demo"):
        now = datetime(2020, 10, 8, 9, 0, tzinfo=UTC)
        make_plan(folder / f"{source}.plan", source, who="tester", now=lambda: now).store.close()  # noqa: B023
    return folder


@pytest.fixture
def zone(shipped, tmp_path):
    """A fresh copy of the zone's plan."""
    return Path(shutil.copy(shipped / "zone.plan", tmp_path))


@pytest.fixture
def demo(shipped, tmp_path):
    """A fresh copy of the demonstration plan."""
    return Path(shutil.copy(shipped / "demo.plan", tmp_path))
