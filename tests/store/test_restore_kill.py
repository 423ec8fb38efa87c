"""Restoring over a plan, killed before each single change of a name."""

import shutil
import signal
import subprocess
import sys

import pytest

from planner.store.check import check_connection
from planner.store.store import Store
from tests.build import fresh_store, goal
from tests.house import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix has them")

CHILD = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from planner.store import restoring

path, backup, left, careless = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "careless"

def away_first(path, fresh, kept):
    path.replace(kept)
    fresh.replace(path)

def die(event, args):
    global left
    if event in ("os.rename", "os.link", "os.remove", "shutil.copyfile") and str(path) in str(args):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

if careless:
    restoring._exchange = away_first
sys.addaudithook(die)
restoring.restore_over(path, backup, datetime(2020, 6, 30))
"""


def goals_in(path):
    """The goals of a plan that opens and is sound."""
    with Store.open(path) as store:
        assert check_connection(store.connection) == []
        return set(store.read().goals)


def killed_everywhere(folder, how):
    """Restore again and again, killed one step later each time; return what lay at the path after each."""
    found = []
    for name, goals in (("now", [goal("a", 5), goal("b", 6)]), ("back", [goal("a", 5)])):
        (folder / name).mkdir()
        fresh_store(folder / name, *goals).close()
    files = {name: next((folder / name).glob("*.plan")) for name in ("now", "back")}
    for left in range(30):
        path = folder / f"{left}.plan"
        shutil.copyfile(files["now"], path)
        command = [sys.executable, "-c", CHILD, str(path), str(files["back"]), str(left), how]
        ended = subprocess.run(command, cwd=ROOT, check=False).returncode
        found.append(goals_in(path) if path.exists() else None)
        if ended == 0:
            return found
        assert ended == -signal.SIGKILL
    raise AssertionError("it never came to its end")


def test_a_whole_plan_lies_at_the_path_wherever_restoring_is_killed(tmp_path):
    found = killed_everywhere(tmp_path, "as it is")
    assert len(found) > 3
    assert found == sorted(found, key=len, reverse=True)
    assert (found[0], found[-1]) == ({"a", "b"}, {"a"})


def test_a_plan_moved_away_first_is_found(tmp_path):
    assert None in killed_everywhere(tmp_path, "careless")
