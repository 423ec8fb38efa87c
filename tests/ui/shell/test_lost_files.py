"""The file goes, changes or is held while the window is open: said in a sentence, nothing lost, work goes on after."""

import subprocess
import sys

import pytest

from planner.commands.edits import SetFields
from planner.store.store import Store
from planner.text import Message
from planner.ui.startup import now
from tests.house import ROOT

RENAME = SetFields("about", ["plan"], {"title": "改过的标题"})
GONE = "moved, replaced or taken away"


def title(path):
    with Store.open(path, readonly=True) as store:
        return store.read().about.title


@pytest.fixture(params=["file", "folder"])
def away(request, demo):
    """Return what takes the plan away, itself or with the folder of its stick, and what brings it back."""
    there = demo if request.param == "file" else demo.parent
    gone = there.with_name("gone")
    return lambda: there.rename(gone), lambda: gone.rename(there)


@pytest.fixture
def demo(demo, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return demo.rename(folder / "demo.plan")


def test_an_edit_of_a_plan_that_is_gone_is_refused_and_works_once_it_is_back(program, window, demo, away):
    take, bring = away
    before = program.context.plan
    take()
    assert not program.context.run(RENAME)
    assert GONE in window.messages.text
    assert program.context.plan == before
    bring()
    assert program.context.run(RENAME)
    program.put_away()
    assert title(demo) == "改过的标题"


def test_undo_of_a_plan_that_is_gone_is_refused_too(program, window, away):
    take, bring = away
    assert program.context.run(RENAME)
    take()
    window.acts["undo"].trigger()
    assert GONE in window.messages.text
    assert program.context.plan.about.title == "改过的标题"
    bring()
    window.acts["undo"].trigger()
    assert program.context.plan.about.title != "改过的标题"


def test_coming_back_to_the_window_tells_at_once_that_the_file_is_gone(program, window, away):
    take, bring = away
    program.wake.returned.emit()
    assert GONE not in window.messages.text
    take()
    program.wake.returned.emit()
    assert GONE in window.messages.text
    bring()
    assert program.context.run(RENAME)


def test_a_file_replaced_by_another_is_not_written_to(program, window, demo):
    kept = demo.rename(demo.with_name("kept.plan"))
    demo.write_bytes(b"somebody else's")
    assert not program.context.run(RENAME)
    assert GONE in window.messages.text
    assert demo.read_bytes() == b"somebody else's"
    kept.replace(demo)
    assert program.context.run(RENAME)


# -- sleep and a clock that jumps --------------------------------------------------------------------


@pytest.fixture
def woken(qtbot, program):
    told = []
    program.wake._clock.stop()  # its own beats would be sleeps too
    program.wake.woke.connect(lambda: told.append(True))
    program.wake.beat(1000.0)
    told.clear()
    return told


@pytest.mark.parametrize(("gap", "times"), [(5.0, 0), (60.0, 0), (61.0, 1), (36_000.0, 1), (-61.0, 1), (-5.0, 0)])
def test_a_gap_between_two_beats_is_a_sleep_or_a_clock_that_was_set(program, woken, gap, times):
    program.wake.beat(1000.0 + gap)
    assert len(woken) == times
    program.wake.beat(1000.0 + gap + 5.0)
    assert len(woken) == times


def test_after_a_sleep_the_file_is_read_anew_and_held_again(qtbot, program, window, demo):
    told = []
    program.context.changed.connect(told.append)
    program.wake.beat(now().timestamp() + 3600)
    assert [changes.everything for changes in told] == [True]
    assert program.context.run(RENAME)
    assert second_opener(demo) == "InUse"


def test_a_file_gone_in_the_sleep_is_said_at_waking_and_works_once_it_is_back(program, window, away):
    take, bring = away
    take()
    program.wake.beat(now().timestamp() + 3600)
    assert GONE in window.messages.text
    assert not program.context.run(RENAME)
    bring()
    assert program.context.run(RENAME)


def second_opener(path):
    """Return what another process is told that opens a plan for editing."""
    program = (
        f"from pathlib import Path; from planner.store.store import Store; Store.open(Path({str(path)!r})).close()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stderr.strip().splitlines()[-1].partition(":")[0].rpartition(".")[2] if done.returncode else ""


# -- two windows ------------------------------------------------------------------------------------


def test_two_windows_work_on_the_plan_and_on_a_copy_beside_it(qtbot, program, demo):
    holder = [sys.executable, "-m", "tests.store.holder", str(demo)]
    with subprocess.Popen(holder, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        assert not program.open(demo)
        program.window.buttons.made[1].click()
        assert program.context.editable
        assert program.context.run(RENAME)
        apart = program.context.file
        other.communicate()
    program.put_away()
    assert (apart.parent, title(apart)) == (demo.parent, "改过的标题")
    assert title(demo) != "改过的标题"


def test_once_the_other_window_is_closed_the_plan_opens(program, demo):
    holder = [sys.executable, "-m", "tests.store.holder", str(demo)]
    with subprocess.Popen(holder, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        assert not program.open(demo)
        other.communicate()
    assert program.open(demo)
    program.window.complete()
    assert program.context.run(RENAME)


def test_a_refusal_is_one_sentence_in_both_languages(program, window, demo):
    demo.rename(demo.with_name("gone.plan"))
    refusal = program.context.try_run(RENAME)
    assert isinstance(refusal, Message)
    program.looks.take_language("zh")
    chinese = program.looks.say(refusal)
    assert chinese.endswith("。")
    assert "demo.plan" in chinese
    demo.with_name("gone.plan").rename(demo)
