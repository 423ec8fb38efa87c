"""What a call loads: no Qt unless the window is wanted, nothing heavy before it is needed."""

import subprocess
import sys

import pytest

QT = {"PySide6", "shiboken6", "pyqtgraph", "planner.ui"}
HEAVY = {"numpy", "typst", "xlsxwriter", "sqlite_utils", "charset_normalizer"}

PROGRAM = """
import sys
from planner.cli import main
code = main(sys.argv[1:])
print(*sys.modules, sep="\\n")
sys.exit(code)
"""


@pytest.fixture
def loaded(demo, tmp_path):
    """Return the modules a call has loaded when it is done."""

    def run(*words):
        full = [str(demo) if word == "FILE" else word.replace("OUT", str(tmp_path / "out")) for word in words]
        done = subprocess.run([sys.executable, "-c", PROGRAM, *full], capture_output=True, check=True, encoding="utf-8")
        return set(done.stdout.split("\n"))

    return run


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["sheet", "--help"],
        ["list", "FILE"],
        ["show", "FILE", "1", "--json"],
        ["status", "FILE"],
        ["record", "FILE", "1", "2020-09-30", "600"],
        ["sheet", "FILE", "1", "-o", "OUT.pdf"],
        ["chart", "FILE", "1", "-o", "OUT.svg"],
        ["export", "FILE", "-o", "OUT.xlsx"],
        ["check", "FILE"],
        ["shot", "--help"],
        ["open", "--help"],
    ],
    ids=lambda words: words[0],
)
def test_no_qt(loaded, words):
    assert not loaded(*words) & QT


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--help"], set()),
        (["history", "FILE"], {"numpy"}),
        (["backup", "FILE", "OUT.plan"], set()),
        (["milestones", "FILE", "1", "--every", "month", "--preview"], {"numpy"}),
        (["list", "FILE"], {"numpy"}),
        (["record", "FILE", "1", "2020-09-30", "600"], {"sqlite_utils", "numpy"}),  # which looks for numpy itself
        (["export", "FILE", "-o", "OUT.csv"], {"numpy"}),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_nothing_heavy_before_it_is_needed(loaded, words, needed):
    assert loaded(*words) & HEAVY <= needed


def test_self_check_the_window_is_seen(loaded, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert loaded("shot", "FILE", "-o", "OUT.png") >= {"PySide6", "planner.ui"}
