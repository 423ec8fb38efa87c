"""The reading page: documents in, goals from selected words, marks that stay on the right characters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from planner.domain.kinds import Comparator
from planner.ui.context import Context
from planner.ui.forms import GoalForm
from planner.ui.reading.dialogs import GoalChoice
from planner.ui.reading.offsets import Offsets
from planner.ui.reading.page import ReadingPage
from planner.ui.reading.sides import GOALS

TEXT = "𠮷祥园区年度会议\n2021年3月2日\n\n会议提出,年内建成充电站40座以上😀,同时新增绿地12.5公顷。\n"


@pytest.fixture
def page(qtbot, context: Context, tmp_path: Path) -> ReadingPage:
    file = tmp_path / "meeting.txt"
    file.write_text(TEXT, encoding="gb18030")
    page = ReadingPage(context)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    page.add_files([file])
    return page


def _select(page: ReadingPage, words: str) -> None:
    start = TEXT.index(words)
    page.view.setTextCursor(page.view.cursor_for(start, start + len(words)))


def _save_the_form(act) -> GoalForm:
    """Run ``act``, which opens a modal goal form, and save what it proposes."""
    forms: list[GoalForm] = []

    def save() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, GoalForm)
        forms.append(form)
        form.on_save()

    QTimer.singleShot(0, save)
    act()
    return forms[0]


@pytest.mark.parametrize("text", ["", "abc", "一二三", "a𠮷b😀c", "😀😀"])
def test_positions_go_both_ways(text: str) -> None:
    offsets = Offsets(text)
    for n in range(len(text) + 1):
        qt = len(text[:n].encode("utf-16-le")) // 2
        assert (offsets.to_qt(n), offsets.to_python(qt)) == (n, n) if text.isascii() else (qt, n)
        assert offsets.to_python(offsets.to_qt(n)) == n


def test_a_phrase_becomes_a_goal_that_keeps_its_words(page: ReadingPage, context: Context) -> None:
    _select(page, "年内建成充电站40座以上")
    form = _save_the_form(page.make_goal)
    goal, target = context.plan.goals[form.saved_id], context.plan.target(form.saved_id)
    assert (goal.unit, target.low, target.comparator) == ("座", 40, Comparator.AT_LEAST)
    assert target.deadline == date(2021, 12, 31)
    (basis,) = context.plan.bases[goal.id]
    assert TEXT[basis.start : basis.end] == basis.quote == "年内建成充电站40座以上"


def test_show_source_selects_the_very_words(page: ReadingPage, context: Context) -> None:
    _select(page, "新增绿地12.5公顷")
    form = _save_the_form(page.make_goal)
    (basis,) = context.plan.bases[form.saved_id]
    page.show_document(basis.document, basis.id)
    marked = [selection.cursor.selectedText() for selection in page.view.extraSelections()]
    assert "新增绿地12.5公顷" in marked


def test_one_undo_takes_goal_and_basis_back(page: ReadingPage, context: Context) -> None:
    _select(page, "新增绿地12.5公顷")
    form = _save_the_form(page.make_goal)
    page.sides.tabs.setCurrentIndex(GOALS)
    assert len(page.view.extraSelections()) == 1
    context.undo()
    assert form.saved_id not in context.plan.goals
    assert page.view.extraSelections() == []


def test_the_same_document_twice_is_refused(page: ReadingPage, context: Context, tmp_path: Path, qtbot) -> None:
    with qtbot.waitSignal(context.refused) as told:
        page.add_files([tmp_path / "meeting.txt"])
    assert "already" in told.args[0].key
    assert len(context.plan.documents) == 1


@pytest.mark.parametrize("junk", [b"", bytes(range(256)) * 40, b"\x00\x00\x01\x02" * 500])
def test_junk_is_refused_in_one_sentence(page: ReadingPage, context: Context, tmp_path: Path, qtbot, junk) -> None:
    file = tmp_path / "junk.txt"
    file.write_bytes(junk)
    with qtbot.waitSignal(context.refused):
        page.add_files([file])
    assert len(context.plan.documents) == 1


def test_a_deleted_document_leaves_the_wording(page: ReadingPage, context: Context) -> None:
    _select(page, "新增绿地12.5公顷")
    form = _save_the_form(page.make_goal)
    page.remove_document()
    assert context.plan.documents == {}
    assert context.plan.bases[form.saved_id][0].quote == "新增绿地12.5公顷"
    context.undo()
    assert len(context.plan.documents) == 1


def test_the_choice_of_a_goal_is_found_by_typing(qtbot, context: Context) -> None:
    dialog = GoalChoice(context)
    qtbot.addWidget(dialog)
    dialog.findChild(QLineEdit).setText("城镇就业")
    assert "城镇就业" in context.plan.goals[dialog.chosen()].name
    dialog.findChild(QLineEdit).setText("no such goal")
    assert dialog.chosen() == ""
    assert not dialog.save_button.isEnabled()
