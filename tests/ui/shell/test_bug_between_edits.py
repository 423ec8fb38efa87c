"""A bug's dialog never costs an edit: what was done before it, around it and after it is in the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from planner.commands.edits import SetFields
from planner.store.store import Store
from planner.text import message


class Broken:
    """A command with a bug: it writes, then fails."""

    def __init__(self, goal: str) -> None:
        self.goal = goal

    def label(self, plan):
        return message("Change {table}", table="goal")

    def apply(self, plan, edit):
        SetFields("goal", [self.goal], {"note": "half written"}).apply(plan, edit)
        raise ZeroDivisionError


@pytest.fixture
def faults(program, window):
    """The window's own handler of bugs, in place of the one that fails a test."""
    put_back = program.faults.install()
    yield program.faults
    put_back()


def _bug() -> None:
    raise ZeroDivisionError("in a slot")


def _go_on(qtbot, window) -> str:
    """Wait for the dialog, read it, and leave it by keyboard as a person would."""
    qtbot.waitUntil(lambda: any(box.isVisible() for box in _boxes()))
    (box,) = [box for box in _boxes() if box.isVisible()]
    told = f"{box.text()} {box.informativeText()} {box.detailedText()}"
    (go_on,) = [one for one in box.buttons() if box.buttonRole(one) is QMessageBox.ButtonRole.AcceptRole]
    go_on.setFocus()
    qtbot.keyClick(go_on, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not box.isVisible())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return told


def _boxes() -> list[QMessageBox]:

    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox)]


def _in_file(program, demo, goal: str):
    """Return the goal as the file holds it, read anew after the program let go of it."""
    program.put_away()
    with Store.open(demo, readonly=True) as store:
        return store.read().goals[goal]


def test_a_slot_that_fails_between_two_edits_costs_neither(qtbot, program, window, faults, demo, first, capsys):
    context = program.context
    assert context.run(SetFields("goal", [first], {"owner": "before"}))
    QTimer.singleShot(0, _bug)
    told = _go_on(qtbot, window)
    assert "Your plan is safe" in told
    assert "ZeroDivisionError: in a slot" in told
    assert context.run(SetFields("goal", [first], {"leader": "after"}))
    assert context.run(SetFields("goal", [first], {"note": "taken back"}))
    window.page.view.setFocus()
    qtbot.keyClick(window.page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    found = _in_file(program, demo, first)
    assert (found.owner, found.leader, found.note == "taken back") == ("before", "after", False)
    assert "ZeroDivisionError: in a slot" in capsys.readouterr().err


def test_a_view_that_fails_over_an_edit_does_not_take_it_back(qtbot, program, window, faults, demo, first, capsys):
    context = program.context
    context.changed.connect(_bug)
    context.run(SetFields("goal", [first], {"owner": "kept"}))
    context.changed.disconnect(_bug)
    _go_on(qtbot, window)
    assert context.plan.goals[first].owner == "kept"
    assert context.run(SetFields("goal", [first], {"leader": "after"}))
    found = _in_file(program, demo, first)
    assert (found.owner, found.leader) == ("kept", "after")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_command_that_fails_is_rolled_back_whole_and_the_next_one_goes_on(
    qtbot, program, window, faults, demo, first, capsys
):
    context = program.context
    last = context.session.store.last_step
    QTimer.singleShot(0, lambda: context.run(Broken(first)))
    _go_on(qtbot, window)
    assert context.session.store.last_step == last
    assert context.run(SetFields("goal", [first], {"owner": "next"}))
    found = _in_file(program, demo, first)
    assert (found.owner, found.note == "half written") == ("next", False)
    assert "ZeroDivisionError" in capsys.readouterr().err
