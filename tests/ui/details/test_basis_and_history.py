"""What the goal rests on, the files hung on it, and what was done to it."""

from __future__ import annotations

import pytest

from planner.commands.edits import SetFields
from planner.commands.papers import LARGEST_ATTACHMENT, AddDocument
from tests.ui.details.keys import Key, editor_of, type_into

TEXT = "We shall sign contracts of 825 this year."


def test_source_without_a_document_says_so(pane):
    tab = pane.tab("basis")
    assert not tab.model.rows[0].linked
    assert tab._hint.isVisible()
    assert not tab._show.isEnabled()


def test_source_in_the_plan_is_shown_in_its_document(pane, context, qtbot):
    tab = pane.tab("basis")
    context.run(
        AddDocument("doc", "Plan of 2020", TEXT, number="No. 1", links=[("contracts/b1", 8, 17, "sign contracts")])
    )
    assert tab.model.rows[0].number == "No. 1"
    with qtbot.waitSignal(pane.source_wanted) as blocker:
        tab.show_source()
    assert blocker.args == ["doc", "contracts/b1"]


def test_source_added_by_hand_and_removed(pane, context, qtbot):
    tab = pane.tab("basis")
    tab.setFocus()
    qtbot.keyClick(tab.view, Key.Key_Insert)
    type_into(qtbot, editor_of(tab.view), "《工作报告》第二条")
    assert context.plan.bases["contracts"][-1].cite == "《工作报告》第二条"
    tab.view.selectRow(0)
    tab.remove()
    assert [row.cite for row in context.plan.bases["contracts"]] == ["《工作报告》第二条"]


def test_files_go_in_and_come_out(pane, context, tmp_path):
    files = pane.tab("basis").attachments
    (tmp_path / "list.txt").write_bytes(b"22 projects")
    files.attach([tmp_path / "list.txt"])
    (kept,) = context.plan.attachments["contracts"]
    files.save(kept, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == b"22 projects"


@pytest.mark.parametrize(
    ("size", "why"), [(0, "is empty"), (LARGEST_ATTACHMENT + 1, "larger than 20 MB"), (None, "cannot be read")]
)
def test_files_that_cannot_be_kept(pane, context, tmp_path, qtbot, size, why):
    files = pane.tab("basis").attachments
    if size is not None:
        (tmp_path / "big.bin").write_bytes(bytes(size))
    with qtbot.waitSignal(context.refused) as blocker:
        files.attach([tmp_path / "big.bin"])
    assert why in context.say(blocker.args[0])
    assert "contracts" not in context.plan.attachments


def test_history_names_what_changed(pane, context):
    tab = pane.tab("history")
    context.run(SetFields("goal", ["contracts"], {"lead": "labour"}))
    assert tab.model.rows[0].details == "goal: lead office trade → labour"
    context.undo()
    assert tab.model.rows[0].what == "Undone: Change goal lead office"


def test_a_field_is_set_back_from_its_line(pane, context):
    tab = pane.tab("history")
    context.run(SetFields("milestone", ["contracts/m2"], {"value": 400.0}))
    menu = tab.menu_for(tab.model.rows[0])
    menu.actions()[0].trigger()
    assert context.plan.milestones["contracts"][1].value == 390
    menu.deleteLater()


def test_nothing_to_set_back_is_said(pane):
    tab = pane.tab("history")
    menu = tab.menu_for(tab.model.rows[-1])
    assert [action.isEnabled() for action in menu.actions()] == [False]
    menu.deleteLater()
