"""The program among others: a plan in use, a reader that goes away, an interrupted step, a bug."""

import json
import subprocess
import sys

import pytest

from planner.cli.desk import login_name
from planner.cli.program import main
from tests.cli.conftest import ROOT

HOLDER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from planner.store.store import Store
with Store.open(Path(sys.argv[1]), who="王工", at=datetime(2020, 10, 8, tzinfo=UTC)):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(demo):
    """A plan another program holds."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(demo)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as holder:
        holder.stdout.readline()
        yield demo
        holder.stdin.close()


def test_a_plan_in_use_is_read_from_a_copy(call, held):
    answer = call("list", held)
    assert answer.code == 0
    assert "新增城镇就业" in answer.out
    assert "王工" in answer.err
    assert "copy of its last saved state" in answer.err


def test_what_is_said_about_the_copy_does_not_mix_with_json(call, held):
    assert json.loads(call("status", held, "--json").out)["goals"]


def test_an_edit_of_a_plan_in_use_names_the_holder(call, held):
    assert "is open: 王工 on " in call("record", held, 1, "2020-09-30", "600").sentence


def test_a_plan_left_in_the_middle_of_a_step_is_read_from_a_copy(call, demo):
    crash = f"""
import os, sys
from pathlib import Path
from planner.store.connection import connect
connection = connect(Path({str(demo)!r}))
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE ctx SET step = 1")
for n in range(300):
    connection.execute("INSERT INTO blob(hash, bytes) VALUES(?, zeroblob(4000))", (str(n),))
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", crash], cwd=ROOT, check=False)
    journal = demo.with_name(demo.name + "-journal")
    assert journal.exists()
    before = demo.read_bytes()
    answer = call("list", demo)
    assert (answer.code, "in the middle of a step" in answer.err) == (0, True)
    assert demo.read_bytes() == before
    assert call("record", demo, 1, "2020-09-30", "600").code == 0
    assert call("check", demo).code == 0
    assert not journal.exists()


def test_a_reader_that_goes_away_is_no_bug(demo):
    words = [sys.executable, "-m", "planner.cli", "show", str(demo), "1", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as program:
        program.stdout.close()
        err = program.stderr.read()
    assert (program.returncode, err) == (141, b"")


def test_a_bug_is_loud(monkeypatch):
    monkeypatch.setattr("planner.cli.program.usage_sentence", lambda error: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["list"])


def test_output_is_utf8_whatever_the_locale(process, demo):
    answer = process("list", demo, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "新增城镇就业" in answer.out


def test_steps_carry_the_login_name(call, demo):
    call("record", demo, 1, "2020-09-30", "600")
    assert json.loads(call("history", demo, "--json").out)[0]["who"] == login_name()


def test_someone_without_a_name(monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    assert isinstance(login_name(), str)


@pytest.mark.parametrize("words", [["check"], ["list"], ["status", "--json"]])
def test_looking_leaves_no_file_behind(call, demo, words):
    call(words[0], demo, *words[1:])
    assert [path.name for path in demo.parent.iterdir()] == ["demo.plan"]


def test_an_edit_leaves_no_file_behind(call, demo):
    call("record", demo, 1, "2020-09-30", "600")
    assert [path.name for path in demo.parent.iterdir()] == ["demo.plan"]
