"""The review by keyboard: one key for each decision, every decision one step, and two places that find each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolButton

from planner.commands.accepting import Reject
from planner.commands.reviewing import Stage
from planner.domain.kinds import Kind
from planner.ui.context import Context
from planner.ui.forms import GoalForm
from planner.ui.reading.merging import MergeDialog
from planner.ui.reading.page import ReadingPage
from planner.ui.reading.review_side import proposal_line
from planner.ui.reading.sides import COMPARISON

TEXT = (
    "全区年度工作会议\n2021年3月2日\n\n"
    "会议提出，今年新建充电站40座以上，新增绿地12.5公顷。去年全区新增绿地10公顷。\n"
    "今年要加强扬尘治理，推进河道清淤。到2023年，建成区面积扩大到130平方公里。\n"
)
LATER = "全区年中工作会议\n2021年8月2日\n\n会议要求，全年新建充电站60座以上，新建幼儿园3所。\n"


@pytest.fixture
def page(qtbot, context: Context, tmp_path: Path) -> ReadingPage:
    page = ReadingPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.add_files([_file(tmp_path, "meeting.txt", TEXT)])
    return page


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _press(qtbot, page: ReadingPage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.sides.proposals.list, key)


def _stages(page: ReadingPage) -> list[Stage]:
    review = page.sides.review
    return [review.stand(n).stage for n in range(len(review.proposals))]


def _in_dialog(act, kind: type, then) -> None:
    """Run ``act``, which opens a modal dialog of a kind, and do something in it."""

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        then(dialog)

    QTimer.singleShot(0, work)
    act()


def test_a_dropped_document_shows_its_proposals_at_once(page: ReadingPage) -> None:
    side = page.sides.proposals
    assert side.list.count() == len(_stages(page)) >= 5
    assert side.list.item(0).text() == "新建充电站"
    marked = [one.cursor.selectedText() for one in page.view.extraSelections()]
    assert any("40座以上" in words for words in marked)


def test_enter_accepts_and_goes_on_to_the_next(qtbot, page: ReadingPage, context: Context) -> None:
    before = set(context.plan.goals)
    _press(qtbot, page, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert _stages(page)[:3] == [Stage.ACCEPTED, Stage.ACCEPTED, Stage.OPEN]
    assert {context.plan.goals[goal].name for goal in set(context.plan.goals) - before} == {"新建充电站", "新增绿地"}
    assert page.sides.proposals.list.current() == "2"


def test_delete_rejects_and_a_second_time_reopens(qtbot, page: ReadingPage) -> None:
    _press(qtbot, page, Qt.Key.Key_Delete, Qt.Key.Key_Up)
    assert _stages(page)[0] is Stage.REJECTED
    _press(qtbot, page, Qt.Key.Key_Delete)
    assert _stages(page)[0] is Stage.OPEN


def test_undo_takes_an_acceptance_back_at_once(qtbot, page: ReadingPage, context: Context) -> None:
    before = set(context.plan.goals)
    _press(qtbot, page, Qt.Key.Key_Return)
    context.undo()
    assert set(context.plan.goals) == before
    assert set(_stages(page)) == {Stage.OPEN}


def test_all_at_once_is_one_step(qtbot, page: ReadingPage, context: Context) -> None:
    before = set(context.plan.goals)
    _press(qtbot, page, Qt.Key.Key_Delete)
    qtbot.mouseClick(page.sides.findChild(QPushButton, "accept_all"), Qt.MouseButton.LeftButton)
    assert _stages(page) == [Stage.REJECTED, *[Stage.ACCEPTED] * (len(_stages(page)) - 1)]
    context.undo()
    assert set(context.plan.goals) == before


def test_the_form_corrects_a_proposal_before_it_is_a_goal(qtbot, page: ReadingPage, context: Context) -> None:
    def correct(form: GoalForm) -> None:
        assert form.editors["target.low"].text() == "40"
        form.fill({"target.low": 45.0})
        form.on_save()

    _in_dialog(lambda: _press(qtbot, page, Qt.Key.Key_E), GoalForm, correct)
    goal = page.sides.review.stand(0).goal
    assert context.plan.target(goal).low == 45
    assert "40座以上" in context.plan.bases[goal][0].quote
    assert _stages(page)[0] is Stage.ACCEPTED


def test_a_proposal_is_merged_into_a_goal_that_is_there(
    qtbot, page: ReadingPage, context: Context, signing: str
) -> None:
    def merge(dialog: MergeDialog) -> None:
        dialog.choose(signing)
        dialog.on_save()

    before = set(context.plan.goals)
    _in_dialog(lambda: _press(qtbot, page, Qt.Key.Key_M), MergeDialog, merge)
    assert set(context.plan.goals) == before
    assert "充电站" in context.plan.bases[signing][-1].quote
    assert len(context.plan.targets[signing]) == 1


def test_a_merge_in_other_units_is_refused_and_changes_nothing(
    qtbot, page: ReadingPage, context: Context, signing: str
) -> None:
    def merge(dialog: MergeDialog) -> None:
        dialog.choose(signing)
        dialog.findChild(QCheckBox, "revise").setChecked(True)
        dialog.on_save()

    with qtbot.waitSignal(context.refused) as told:
        _in_dialog(lambda: _press(qtbot, page, Qt.Key.Key_M), MergeDialog, merge)
    assert "counted in" in told.args[0].key
    assert _stages(page)[0] is Stage.OPEN


def test_work_without_a_figure_becomes_a_task_list(qtbot, page: ReadingPage, context: Context) -> None:
    review = page.sides.review
    n = next(n for n, one in enumerate(review.proposals) if one.figure is None)
    page.sides.proposals.list.choose(str(n))
    _press(qtbot, page, Qt.Key.Key_Return)
    assert context.plan.goals[review.stand(n).goal].kind is Kind.TASKS


def test_moving_marks_the_words_and_a_click_finds_the_card(qtbot, page: ReadingPage) -> None:
    _press(qtbot, page, Qt.Key.Key_Down)
    strong = [one.cursor.selectedText() for one in page.view.extraSelections() if one.format.fontUnderline()]
    assert any("12.5公顷" in words for words in strong)
    page.view.span_clicked.emit("3")
    assert page.sides.proposals.list.current() == "3"


def test_decisions_are_there_when_the_document_is_opened_again(qtbot, page: ReadingPage, context: Context) -> None:
    _press(qtbot, page, Qt.Key.Key_Return, Qt.Key.Key_Delete)
    again = ReadingPage(context)
    qtbot.addWidget(again)
    again.show_document(None)
    assert _stages(again)[:3] == [Stage.ACCEPTED, Stage.REJECTED, Stage.OPEN]
    assert again.sides.proposals.list.current() == "2"


def test_a_later_document_changes_a_target_with_one_key(
    qtbot, page: ReadingPage, context: Context, tmp_path: Path
) -> None:
    _press(qtbot, page, Qt.Key.Key_Return)
    goal = page.sides.review.stand(0).goal
    page.add_files([_file(tmp_path, "later.txt", LATER)])
    page.sides.tabs.setCurrentIndex(COMPARISON)
    qtbot.keyClick(page.sides.comparison.list, Qt.Key.Key_Return)
    first, second = context.plan.targets[goal]
    assert (first.low, second.low, second.since) == (40, 60, date(2021, 8, 2))
    assert context.plan.target(goal, date(2021, 7, 1)).low == 40


def test_a_long_text_is_read_beside_the_window(qtbot, context: Context, tmp_path: Path) -> None:
    page = ReadingPage(context)
    qtbot.addWidget(page)
    page.add_files([_file(tmp_path, "long.txt", TEXT + "会议提出，今年新建公园5座。\n" * 400)])
    assert page.sides.proposals.list.count() == 0
    qtbot.waitUntil(lambda: page.sides.proposals.list.count() > 5)


def test_a_text_without_promises_says_so(qtbot, context: Context, tmp_path: Path) -> None:
    page = ReadingPage(context)
    qtbot.addWidget(page)
    page.add_files([_file(tmp_path, "poem.txt", "白日依山尽\n黄河入海流\n")])
    assert page.sides.proposals.list.count() == 0
    assert any("No promise" in label.text() for label in page.sides.findChildren(QLabel) if not label.isHidden())


def test_a_card_says_target_deadline_and_baseline(page: ReadingPage) -> None:
    review = page.sides.review
    assert proposal_line(review.proposals[0], page.context.say) == "≥ 40 座 · 2021-12-31"
    assert "baseline 10" in proposal_line(review.proposals[1], page.context.say)


def test_self_check_a_refused_step_leaves_the_card_open(page: ReadingPage, context: Context) -> None:
    assert not context.run(Reject("nowhere", [page.sides.review.proposals[0].place]))
    assert set(_stages(page)) == {Stage.OPEN}


def test_a_word_file_comes_in_beside_the_window(qtbot, context: Context, tmp_path: Path) -> None:
    made = docx.Document()
    for line in TEXT.split("\n"):
        made.add_paragraph(line)
    made.save(tmp_path / "meeting.docx")
    page = ReadingPage(context)
    qtbot.addWidget(page)
    page.add_files([tmp_path / "meeting.docx"])
    qtbot.waitUntil(lambda: page.sides.proposals.list.count() >= 5, timeout=30_000)


def test_a_broken_word_file_is_refused_in_one_sentence(qtbot, context: Context, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    page = ReadingPage(context)
    qtbot.addWidget(page)
    with qtbot.waitSignal(context.refused, timeout=30_000) as told:
        page.add_files([tmp_path / "broken.docx"])
    assert "damaged" in told.args[0].key
    assert context.plan.documents == {}


def test_tasks_can_be_left_out_of_accepting_all(qtbot, page: ReadingPage) -> None:
    qtbot.mouseClick(page.sides.findChild(QToolButton, "show_tasks"), Qt.MouseButton.LeftButton)
    figures = [one.figure is not None for one in page.sides.review.proposals]
    assert page.sides.proposals.list.count() == sum(figures)
    page.sides.proposals.accept_all()
    assert [stage is Stage.ACCEPTED for stage in _stages(page)] == figures
