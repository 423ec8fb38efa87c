"""A protected plan in the real window, in a process with a home of its own: nothing of it is left in any file."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.test_sealed_session import MARK, scene, told
from tests.house import ROOT

__all__ = ["scene"]

SESSION = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QBuffer, QByteArray, QTimer
from PySide6.QtWidgets import QApplication
from planner.commands.edits import Remove, SetFields
from planner.places import LOCALES
from planner.store.keys import Key
from planner.text import Translator
from planner.ui import pages
from planner.ui.app import make_application, wait, wait_until_loaded
from planner.ui.program import Program
from planner.ui.settings import Settings

def until(met):
    for _ in range(3000):
        if met():
            return
        wait(20)
    raise AssertionError(met)

def drawn(widget):
    picture = QByteArray()
    widget.grab().save(QBuffer(picture), "PNG")

def bug(words):
    raise KeyError(words)

path, mark = Path(sys.argv[1]), sys.argv[2]
app = make_application()
program = Program(app, Settings(), Translator("zh", LOCALES))
put_back = program.faults.install()
assert program.open(path, key=Key("开门"))
wait_until_loaded(program)
window, context = program.plan_window, program.context
until(lambda: window.page.details is not None and context.editable)
assert context.run(SetFields("goal", ["g"], {"note": mark + "编辑", "definition": mark * 20}))
assert context.run(SetFields("milestone", ["g/m1"], {"name": mark}))
window.page.view.choose("g")
for tab in ("trajectory", "milestones", "progress", "basis", "history"):
    window.turn_to(tab)
    wait(50)
    drawn(window)
window.header.search.setText(mark)
wait(50)
window.header.search.clear()
record = pages.record_history(context, "goal", "g", window)
record.open(); drawn(record); record.reject()
preview = pages.preview(context, ["g"], window)
preview.show()
until(lambda: preview.pages is not None)
assert preview.pages.pdf().startswith(b"%PDF")
drawn(preview); preview.wait(); preview.close()
context.run(Remove("milestone", ["g/m1"]))
context.undo()
QTimer.singleShot(0, partial(bug, mark))
until(lambda: program.faults._open is not None)
assert mark not in program.faults._open.detailedText()
program.faults._open.done(0)
window.keep_layout()
{plant}
program.put_away()
put_back()
recent = program._settings.recent
assert recent and recent[0].name == path.name, recent
print("whole session")
"""
LEFT = {
    "a temporary file": "import tempfile; open(tempfile.mkstemp()[1], 'w', encoding='utf-16-le').write(mark)",
    "the settings": "program._settings.keep_state('filter', QByteArray(mark.encode()))",
    "the folder of the plan": "Path(path.parent, 'notes.txt').write_text(mark, encoding='gb18030')",
}


@pytest.fixture
def session(scene, tmp_path):
    """Run the window's session in a process whose every folder is below ``tmp_path``."""
    home, tmp = str(tmp_path / "home"), str(tmp_path / "tmp")
    known = {name: home for name in os.environ if name.startswith("XDG_")} | {"HOME": home, "TMPDIR": tmp}
    env = {**os.environ, **known, "PYTHONPATH": str(ROOT), "PLANNER_LANG": "zh", "QT_QPA_PLATFORM": "offscreen"}

    def run(plant: str = ""):
        command = [sys.executable, "-c", SESSION.replace("{plant}", plant), str(scene), MARK]
        done = subprocess.run(command, env=env, cwd=tmp, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.stdout.strip() == "whole session", done.stderr
        return done

    return run


def test_a_whole_session_in_the_window_leaves_nothing(session, tmp_path) -> None:
    done = session()
    assert MARK not in done.stderr
    assert "KeyError" in done.stderr
    assert told(tmp_path) == []


@pytest.mark.parametrize("plant", LEFT.values(), ids=LEFT)
def test_what_is_left_behind_is_found(session, tmp_path, plant: str) -> None:
    session(plant)
    assert len(told(tmp_path)) == 1
