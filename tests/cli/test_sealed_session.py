"""A whole session on a protected plan, in processes with a home of their own: nothing of it is left in any file."""

import os
import subprocess
import sys

import pytest

from planner.store.keys import Key
from planner.store.protecting import protect
from tests.build import fresh_session, goal
from tests.house import ROOT
from tests.store.test_sealing import NOW

MARK = "机密标记甲"
BUG = "import sys\nfrom planner.cli import looking, main\n{plant}sys.exit(main(sys.argv[1:]))"
PLANT = "def bad(*a, **k): raise KeyError('机密标记甲')\nlooking.sketch_of = bad\nlooking.goal_data = bad\n"


@pytest.fixture
def scene(tmp_path):
    """A protected plan that holds the mark, its password in a file, and the surroundings of a child."""
    for name in ("home", "tmp", "desk"):
        (tmp_path / name).mkdir()
    session = fresh_session(tmp_path / "desk", goal("g", 5, title=MARK, milestones={"2020-03-31": 1}))
    path = session.store.path
    session.store.close()
    protect(path, None, Key("开门"), NOW)
    (tmp_path / "desk" / "word").write_text("开门", encoding="utf-8")
    return path


@pytest.fixture
def child(scene, tmp_path):
    """Run our program in a process whose every folder is below ``tmp_path``."""
    home, tmp = str(tmp_path / "home"), str(tmp_path / "tmp")
    known = {name: home for name in os.environ if name.startswith("XDG_")} | {"HOME": home, "TMPDIR": tmp}
    env = {**os.environ, **known, "PYTHONPATH": str(ROOT), "PLANNER_LANG": "zh", "QT_QPA_PLATFORM": "offscreen"}

    def run(*words, plant=""):
        command = [sys.executable, "-c", BUG.format(plant=plant), *map(str, words)]
        return subprocess.run(command, env=env, cwd=tmp, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


def told(folder):
    """The files below a folder that hold the mark in any writing."""
    marks = [MARK.encode(writing) for writing in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    marks.append(MARK.encode("unicode_escape"))
    codes = (MARK.encode(), [ord(letter) for letter in MARK])  # as the window's settings write bytes and texts
    marks += ["".join(f"\\x{code:x}" for code in some).encode() for some in codes]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if any(mark in path.read_bytes() for mark in marks)]


def test_reading_and_backups_leave_nothing(child, scene, tmp_path):
    word = ("--password-file", tmp_path / "desk" / "word")
    assert MARK in child(*word, "list", scene).stdout
    for words in (["show", scene, "1"], ["status", scene], ["backup", scene], ["backup", scene, tmp_path / "b.plan"]):
        done = child(*word, *words)
        assert done.returncode == 0, done.stderr
    assert told(tmp_path) == []


def test_a_sheet_leaves_only_what_was_asked_for(child, scene, tmp_path):
    made = child("--password-file", tmp_path / "desk" / "word", "sheet", scene, "1", "-o", tmp_path / "sheet.png")
    assert list(tmp_path.glob("sheet*.png")), made.stderr
    assert "密码" in made.stderr
    assert told(tmp_path) == []


def test_a_bug_says_where_and_no_word_of_the_plan(child, scene, tmp_path):
    ended = child("--password-file", tmp_path / "desk" / "word", "list", scene, "--json", plant=PLANT)
    assert (ended.returncode, "KeyError" in ended.stderr, MARK in ended.stderr) == (1, True, False)


def test_a_file_left_behind_is_found(child, scene, tmp_path):
    (tmp_path / "tmp" / "data.json").write_text(MARK, encoding="gb18030")
    assert told(tmp_path) == ["data.json"]
