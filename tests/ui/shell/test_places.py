"""A plan in a synced folder, edited through the window: in a working copy, written back, never over another's work."""

from threading import Event, Thread

import pytest

from planner.commands.edits import SetFields
from planner.commands.past import PastSession, end_of, plan_at
from planner.store.arriving import left_behind
from planner.store.store import Store
from planner.store.working import WorkingCopy
from planner.ui.startup import now
from planner.ui.worker import Cancelled, Job
from planner.ui.writeback import Errand
from tests.build import START
from tests.store.test_working import add

RENAME = SetFields("about", ["plan"], {"title": "改过的标题"})


@pytest.fixture
def synced(demo, tmp_path):
    folder = tmp_path / "坚果云"
    folder.mkdir()
    return demo.rename(folder / "demo.plan")


@pytest.fixture
def copied(qtbot, program, synced):
    """Return the program with the plan open in its working copy."""
    assert program.open(synced)
    qtbot.waitActive(program.window)
    program.window.complete()
    return program


def standing(program):
    return program.looks.say(program.tending.writing.standing())


def title(path):
    with Store.open(path, readonly=True) as store:
        return store.read().about.title


def test_a_local_plan_says_that_it_is_on_this_computer(program, window):
    assert program.tending.writing is None
    assert "file on this computer" in window.status._file.text()
    window.acts["file_write_back"].trigger()
    assert "holds everything already" in window.messages.text


def test_an_edit_waits_and_is_written_back_when_asked(qtbot, copied, synced):
    assert "nothing to write back" in standing(copied)
    copied.context.run(RENAME)
    assert "not written back yet" in standing(copied)
    assert not copied.window.status._write.isHidden()
    copied.window.status._write.click()
    assert "writing back" in standing(copied)
    qtbot.waitUntil(lambda: not copied.tending.writing.unwritten)
    assert title(synced) == "改过的标题"
    qtbot.waitUntil(lambda: "written back" in standing(copied) and copied.window.status._write.isHidden())


def test_edits_are_written_back_by_themselves(qtbot, copied, synced):
    copied.context.run(RENAME)
    assert copied.tending.writing._clock.isActive()
    copied.tending.writing._clock.start(0)
    qtbot.waitUntil(lambda: not copied.tending.writing.unwritten)
    assert title(synced) == "改过的标题"


def test_closing_writes_back_and_leaves_no_copy(copied, synced):
    copied.context.run(RENAME)
    copied.close_plan()
    assert title(synced) == "改过的标题"
    assert list(WorkingCopy.all()) == []


def test_the_open_plan_is_known_by_its_file_and_goes_by_its_name(copied, synced):
    window = copied.window
    assert copied.context.file == synced
    assert copied.open(synced)
    assert copied.window is window


def test_a_place_out_of_reach_is_said_once_and_written_to_when_it_is_back(qtbot, copied, synced):
    away = synced.parent.rename(synced.parent.with_name("away"))
    copied.context.run(RENAME)
    with qtbot.waitSignal(copied.tending.writing.refused):
        copied.write_back()
    qtbot.waitUntil(lambda: "not written back yet" in standing(copied))
    assert "cannot be reached" in copied.window.messages.text
    away.rename(synced.parent)
    copied.tending.writing.look_again()
    qtbot.waitUntil(lambda: not copied.tending.writing.unwritten)
    assert title(synced) == "改过的标题"


def test_a_copy_that_could_not_be_written_back_stays_and_is_told_of_at_the_next_start(copied, synced, demo):
    copied.context.run(RENAME)
    away = synced.parent.rename(synced.parent.with_name("away"))
    copied.put_away()
    assert left_behind() == [synced]
    copied.choosing.open_shipped("zone")
    copied.start(None)
    assert "not written back" in copied.window.messages.text
    away.rename(synced.parent)
    copied.window.messages.buttons.made[0].click()
    assert copied.context.plan.about.title == "改过的标题"


def test_a_file_somebody_changed_meanwhile_is_left_alone(qtbot, copied, synced):
    with Store.open(synced) as other:
        add(other, "theirs")
    copied.context.run(RENAME)
    copied.write_back()
    qtbot.waitUntil(lambda: not copied.tending.writing.unwritten)
    assert title(synced) != "改过的标题"
    assert title(copied.context.file) == "改过的标题"
    qtbot.waitUntil(lambda: "changed by somebody else" in copied.window.messages.text)


def test_another_language_keeps_the_word_on_the_copy(qtbot, copied):
    copied.context.run(RENAME)
    copied.looks.take_language("zh")
    assert copied.window.status._standing == copied.looks.say(copied.tending.writing.standing())


def test_a_copy_can_be_brought_to_another_name_and_goes_on_there(copied, synced, tmp_path):
    before = synced.read_bytes()
    copied.context.run(RENAME)
    copied.go_on_in(tmp_path / "elsewhere.plan")
    assert copied.context.file == tmp_path / "elsewhere.plan"
    assert copied.tending.writing is None
    assert copied.context.plan.about.title == "改过的标题"
    assert synced.read_bytes() == before
    assert list(WorkingCopy.all()) == []


def test_a_new_plan_in_a_synced_folder_goes_on_in_a_working_copy(program, tmp_path):
    folder = tmp_path / "OneDrive - 开发区"
    folder.mkdir()
    program.choosing.make_at(folder / "new.plan", "zone")
    assert program.context.file == folder / "new.plan"
    assert "nothing to write back" in standing(program)
    assert [path.name for path in folder.iterdir()] == ["new.plan"]


def test_a_new_plan_that_cannot_be_made_there_is_said_and_the_window_goes_on(program, window, tmp_path):
    (tmp_path / ".new.plan.half").mkdir()
    program.choosing.make_at(tmp_path / "new.plan", "zone")
    assert "cannot be made here" in window.messages.text
    assert program.window is window
    assert not (tmp_path / "new.plan").exists()


def test_a_copy_saved_on_a_stick_is_whole_and_keeps_what_was_there(qtbot, program, window, tmp_path):
    target = tmp_path / "坚果云" / "copy.plan"
    target.parent.mkdir()
    target.write_bytes(b"before")
    window._deeds._files.copy_to(target)
    qtbot.waitUntil(lambda: "Saved a copy" in window.messages.text)
    assert title(target) == program.context.plan.about.title
    assert target.with_name("copy.plan.bak").read_bytes() == b"before"


def test_edits_break_off_what_is_being_copied_and_none_is_lost(qtbot, copied, synced):
    for n in range(12):
        copied.write_back()
        assert copied.context.run(SetFields("about", ["plan"], {"title": f"第{n}次"}))
    copied.write_back()
    qtbot.waitUntil(lambda: not copied.tending.writing.unwritten)
    assert title(synced) == "第11次"


def test_an_edit_does_not_wait_for_a_copy_that_has_not_begun(copied):
    errand = Errand(copied.context.working, copied.context.present.store)
    errand.make_way(Job(copied))
    with pytest.raises(Cancelled):
        errand.run("copy", now(), print)


def test_an_edit_waits_until_the_copying_thread_has_let_go(copied, synced):
    errand, job, begun, ended = Errand(copied.context.working, copied.context.present.store), Job(copied), Event(), []

    def tick(done, total):
        begun.set()
        while True:
            job.tick(done, total)

    def run():
        with pytest.raises(Cancelled):
            errand.run("copy", now(), tick)
        ended.append(True)

    thread = Thread(target=run)
    thread.start()
    begun.wait()
    errand.make_way(job)
    assert copied.context.run(RENAME)
    thread.join()
    assert ended == [True]
    assert title(synced) != "改过的标题"


def test_how_the_copy_stands_keeps_its_room_in_a_narrow_window(qtbot, copied):
    status = copied.window.status
    roomy, shown = status._wanted(), [button for button in status._lights.values() if not button.isHidden()]
    status.resize(roomy + 10, status.height())
    assert all(not button.text().isdigit() for button in shown)
    status.resize(roomy - 10, status.height())
    assert all(button.text().isdigit() and button.text() in button.accessibleName() for button in shown)
    assert status._wanted() <= status.width()


def test_the_past_is_shown_beside_how_the_copy_stands(copied):
    copied.context.run(RENAME)
    present = copied.context.present
    moment = end_of(present.store, START.date())
    copied.context.look_back(PastSession(present, moment, plan_at(present.store, moment)))
    copied.window.status.refresh()
    assert copied.window.status.state == f"Looking back · read-only · {standing(copied)}"


def test_a_write_back_asked_for_says_that_it_was_done_and_takes_an_old_refusal_away(qtbot, copied, synced):
    (synced.parent / f".{synced.name}.half").mkdir()
    copied.context.run(RENAME)
    with qtbot.waitSignal(copied.tending.writing.refused):
        copied.write_back()
    (synced.parent / f".{synced.name}.half").rmdir()
    qtbot.waitUntil(lambda: copied.tending.writing._job is None)
    copied.write_back()
    qtbot.waitUntil(lambda: "written back and read back" in copied.window.messages.text)
