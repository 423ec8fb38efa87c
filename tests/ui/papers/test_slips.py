"""Supervision slips from the window: what is due, issued in one step, undone, printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from planner.ui.context import Context
from planner.ui.slips import SlipsDialog


@pytest.fixture
def slips(qtbot, context: Context):
    dialog = SlipsDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.slips), timeout=60_000)
    return dialog


def texts(dialog: SlipsDialog, column: int) -> list[str]:
    return [dialog.tree.topLevelItem(n).text(column) for n in range(dialog.tree.topLevelItemCount())]


def test_each_goal_behind_is_listed_with_the_step_that_asks_for_its_slip(slips: SlipsDialog) -> None:
    assert len(slips.slips) == len(slips.ticked) == 7
    assert all("times in a row" in why for why in texts(slips, 3))
    assert set(texts(slips, 1)) == {"not issued"}
    assert slips.issue.text() == "Issue 7 slips"


def test_ticked_slips_are_issued_in_one_step_and_taken_back_by_one_undo(slips: SlipsDialog, qtbot, context) -> None:
    chosen = [slip.goal for slip in slips.slips[2:4]]
    slips.tick(chosen)
    slips.issue.click()
    qtbot.waitUntil(lambda: "督〔2020〕2号" in texts(slips, 1), timeout=60_000)
    assert set(context.plan.slips) == set(chosen)
    assert [slip.goal for slip in slips.ticked] == chosen
    assert not slips.issue.isEnabled()
    context.undo()
    qtbot.waitUntil(lambda: set(texts(slips, 1)) == {"not issued"}, timeout=60_000)
    assert not any(context.plan.slips.values())


def test_space_ticks_and_nothing_ticked_can_be_neither_issued_nor_printed(slips: SlipsDialog, qtbot) -> None:
    slips.all.click()
    assert slips.ticked == []
    assert not slips.issue.isEnabled()
    assert not slips.print_.isEnabled()
    qtbot.keyClick(slips.tree, Qt.Key.Key_Space)
    assert len(slips.ticked) == 1


@pytest.mark.parametrize(("typed", "said"), [("2020-13-40", "2020-13-40"), ("someday", "someday")])
def test_a_day_that_is_none_is_said(slips: SlipsDialog, typed: str, said: str) -> None:
    slips.due.setText(typed)
    slips.due.editingFinished.emit()
    assert said in slips.said()


def test_another_day_to_answer_by_holds_for_every_draft(slips: SlipsDialog, qtbot) -> None:
    slips.due.setText("2020-11-02")
    slips.due.editingFinished.emit()
    qtbot.waitUntil(lambda: set(texts(slips, 5)) == {"2 Nov 2020"}, timeout=60_000)


def test_the_past_can_be_looked_at_and_not_issued_from(slips: SlipsDialog, context: Context) -> None:
    context.session.ready = False
    context.changed.emit(object())
    slips.tick([slips.slips[0].goal])
    assert not slips.issue.isEnabled()
    assert slips.print_.isEnabled()
