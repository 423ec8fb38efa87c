"""Rights taken from under an open plan: refused in a sentence, nothing changed, and work goes on when they are back."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.house import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights as Unix has them")
WORDS = {
    "a file made read-only": "may not be changed here",
    "a folder nobody may enter": "Put it back",
    "a place made read-only": "may not be written to",
}
CASES = (*WORDS, "a folder made read-only")


@pytest.fixture(scope="module")
def told():
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        program = [sys.executable, "-m", "tests.store.withheld", name]
        done = subprocess.run(program, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
        yield json.loads(done.stdout)


@pytest.mark.parametrize("case", WORDS)
def test_an_edit_without_the_right_is_refused_in_a_sentence(told, case):
    refused = told[case]["refused"]
    assert WORDS[case] in refused
    assert refused.endswith(".")
    assert "\n" not in refused


def test_a_folder_made_read_only_stops_nothing_since_the_plan_itself_can_be_written(told):
    assert told["a folder made read-only"]["refused"] == ""


@pytest.mark.parametrize("case", CASES)
def test_what_is_shown_is_what_the_file_holds(told, case):
    assert told[case]["true"]


@pytest.mark.parametrize("case", CASES)
def test_work_goes_on_once_the_right_is_back(told, case):
    found = told[case]
    assert (found["again"], found["saved"], found["sound"]) == ("", True, True)
