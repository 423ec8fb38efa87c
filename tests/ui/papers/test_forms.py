"""Forms by keyboard: what is typed is saved as one step, and what is refused stays with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from planner.domain.kinds import Comparator, Kind
from planner.domain.records import Office
from planner.ui.context import Context
from planner.ui.forms import (
    BreakdownDialog,
    GoalForm,
    OfficesDialog,
    PlanDialog,
    RecordDialog,
    ReportForm,
    ThemesDialog,
)
from planner.ui.forms.dialog import FormDialog
from tests.ui.papers.typing import typed


def _type(qtbot, form: FormDialog, key: str, text: str) -> None:
    line = form.findChild(QLineEdit, key) or form.findChild(QPlainTextEdit, key)
    line.setFocus()
    line.selectAll()
    typed(qtbot, line, text)


def _choose(form: FormDialog, key: str, data: object) -> None:
    combo = form.findChild(QComboBox, key)
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


@pytest.fixture
def shown(qtbot):
    def show(form: FormDialog) -> FormDialog:
        qtbot.addWidget(form)
        form.show()
        return form

    return show


def test_a_goal_from_scratch_is_one_step(qtbot, shown, context: Context) -> None:
    form = shown(GoalForm(context))
    _type(qtbot, form, "goal.name", "新增技能培训")
    _type(qtbot, form, "target.low", "１，２００人")
    _type(qtbot, form, "goal.unit", "人")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    goal = context.plan.goals[form.saved_id]
    assert (goal.name, context.plan.target(goal.id).low) == ("新增技能培训", 1200)
    context.undo()
    assert form.saved_id not in context.plan.goals


def test_an_impossible_date_stays_with_its_reason(qtbot, shown, context: Context, signing: str) -> None:
    form = shown(GoalForm(context, signing))
    _type(qtbot, form, "target.deadline", "2020-02-30")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    editor = form.editors["target.deadline"]
    assert form.isVisible()
    assert editor.text() == "2020-02-30"
    assert "2020-02-30" in editor.reason()


def test_a_range_with_its_ends_swapped_is_refused_below(qtbot, shown, context: Context, signing: str) -> None:
    form = shown(GoalForm(context, signing))
    _choose(form, "target.comparator", Comparator.RANGE)
    _type(qtbot, form, "target.high", "700")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert form.isVisible()
    assert "Swap" in form.refusal()
    assert context.plan.target(signing).comparator is Comparator.AT_LEAST


def test_a_revision_keeps_the_former_target(qtbot, shown, context: Context, signing: str) -> None:
    form = shown(GoalForm(context, signing))
    form.revise()
    _type(qtbot, form, "target.low", "800")
    _type(qtbot, form, "target.since", "2020-07-01")
    _type(qtbot, form, "target.reason", "年中调整")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    targets = context.plan.targets[signing]
    assert [target.low for target in targets] == [825, 800]
    assert context.plan.target(signing, date(2020, 6, 30)).low == 825
    context.undo()
    assert [target.low for target in context.plan.targets[signing]] == [825]


def test_a_task_list_asks_for_no_number(shown, context: Context) -> None:
    form = shown(GoalForm(context))
    _choose(form, "goal.kind", Kind.TASKS)
    assert not form.editors["target.low"].isVisible()
    assert form.editors["goal.outlook"].isVisible()


def test_saving_without_a_change_leaves_no_line(qtbot, shown, context: Context, signing: str) -> None:
    before = context.session.store.last_step
    qtbot.keyClick(shown(GoalForm(context, signing)), Qt.Key.Key_Return)
    assert context.session.store.last_step == before


@pytest.mark.parametrize(("every", "rule", "count"), [("quarter", "", 4), ("rule", "FREQ=MONTHLY;BYMONTHDAY=15", 14)])
def test_a_breakdown_ends_at_the_target(shown, context: Context, signing: str, every, rule, count) -> None:
    form = shown(BreakdownDialog(context, signing))
    _choose(form, "every", every)
    if rule:
        form.findChild(QLineEdit, "rule").setText(rule)
    form.on_save()
    rows = context.plan.milestones[signing]
    assert len(rows) == count
    assert rows[-1].value == 825
    context.undo()


def test_a_wrong_rule_makes_nothing(qtbot, shown, context: Context, signing: str) -> None:
    form = shown(BreakdownDialog(context, signing))
    _choose(form, "every", "rule")
    _type(qtbot, form, "rule", "FREQ=SOMETIMES")
    assert not form.save_button.isEnabled()
    assert "SOMETIMES" in form.refusal()


def test_progress_shows_what_it_makes_of_the_goal(qtbot, shown, context: Context, signing: str) -> None:
    form = shown(RecordDialog(context, signing))
    _type(qtbot, form, "measurement.value", "６６０亿元")
    assert "80.0%" in form.outcome()
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert context.status(signing).actual == 660


def test_progress_after_the_cut_off_is_refused(qtbot, shown, context: Context, signing: str) -> None:
    form = shown(RecordDialog(context, signing))
    _type(qtbot, form, "measurement.day", "2020-10-01")
    _type(qtbot, form, "measurement.value", "600")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert form.isVisible()
    assert "cut-off" in form.refusal()


def test_a_report_is_kept_and_changed(qtbot, shown, context: Context, signing: str) -> None:
    form = shown(ReportForm(context, signing))
    _type(qtbot, form, "report.problems", "三个项目用地未落实")
    form.on_save()
    (report,) = [row for row in context.plan.reports[signing] if row.problems == "三个项目用地未落实"]
    form = shown(ReportForm(context, signing, report))
    _type(qtbot, form, "report.next_steps", "月底前完成供地")
    form.on_save()
    assert "月底前完成供地" in {row.next_steps for row in context.plan.reports[signing] if row.id == report.id}


def test_the_cut_off_date_moves_every_figure(qtbot, shown, context: Context, signing: str) -> None:
    before = context.status(signing)
    form = shown(PlanDialog(context))
    _type(qtbot, form, "about.as_of", "2020年6月30日")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert context.as_of == date(2020, 6, 30)
    assert context.status(signing).time_progress < before.time_progress


def test_a_theme_is_added_renamed_moved_and_deleted(qtbot, context: Context) -> None:
    dialog = ThemesDialog(context)
    qtbot.addWidget(dialog)
    line = dialog.findChild(QLineEdit, "new_name")
    typed(qtbot, line, "营商环境")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert list(context.plan.themes.values())[-1].name == "营商环境"
    item = dialog.tree.topLevelItem(dialog.tree.topLevelItemCount() - 1)
    dialog.tree.setCurrentItem(item)
    item.setText(0, "营商环境优化")
    dialog.move_up()
    assert list(context.plan.themes.values())[-2].name == "营商环境优化"
    dialog.delete()
    assert "营商环境优化" not in {theme.name for theme in context.plan.themes.values()}


def test_an_empty_name_is_refused_with_a_reason(qtbot, context: Context) -> None:
    dialog = ThemesDialog(context)
    qtbot.addWidget(dialog)
    qtbot.keyClick(dialog.findChild(QLineEdit, "new_name"), Qt.Key.Key_Return)
    assert "empty" in dialog.reason()


def test_offices_form_a_tree(qtbot, context: Context) -> None:
    dialog = OfficesDialog(context)
    qtbot.addWidget(dialog)
    top = [office for office in context.plan.offices.values() if office.parent is None]
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1))
    dialog.indent()
    moved: Office = context.plan.offices[top[1].id]
    assert moved.parent == top[0].id
    dialog.outdent()
    assert context.plan.offices[top[1].id].parent is None
