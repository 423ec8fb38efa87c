"""Work off the window's thread: what it sends home, and that it outlives whoever asked for it."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QObject, QThreadPool

from planner.errors import PlannerError
from planner.ui.worker import Job


@pytest.fixture
def owner(qapp):
    return QObject()


def heard(job):
    told = []
    for name, signal in (("over", job.over), ("finished", job.finished), ("refused", job.refused),
                         ("cancelled", job.cancelled)):  # fmt: skip
        signal.connect(lambda *_, name=name: told.append(name))
    return told


def refuse(_tick):
    raise PlannerError("That file is not there.")


def until_stopped(tick):
    while True:
        tick(1, 2)


@pytest.mark.parametrize(("work", "way"), [(lambda _: 7, "finished"), (refuse, "refused")])
def test_the_end_is_told_after_it_is_over(qtbot, owner, work, way):
    job = Job(owner)
    told = heard(job)
    with qtbot.waitSignal(job.destroyed):
        job.start(work)
    assert told == ["over", way]


def test_a_stopped_job_says_so(qtbot, owner):
    job = Job(owner)
    told = heard(job)
    with qtbot.waitSignal(job.destroyed):
        job.start(until_stopped)
        job.cancel()
    assert told == ["over", "cancelled"]


@pytest.mark.parametrize("answer", [until_stopped, lambda _: 7, refuse])
def test_a_job_outlives_its_owner_and_then_only_says_that_it_is_over(qtbot, answer):
    owner, may_go = QObject(), Event()
    job = Job(owner)
    told = heard(job)

    def work(tick):
        may_go.wait()
        return answer(tick)

    job.start(work)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    with qtbot.waitSignal(job.destroyed):
        may_go.set()
    assert told == ["over"]


def test_a_bug_in_work_nobody_waits_for_is_still_heard(qtbot, owner):
    def fail(_tick):
        raise ZeroDivisionError

    job = Job(owner)
    job.leave()
    with qtbot.captureExceptions() as bugs, qtbot.waitSignal(job.destroyed):
        job.start(fail)
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError]
    assert QThreadPool.globalInstance().waitForDone()
