"""Looking back in the window: the whole plan as it stood, nothing to change, one key back to now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QSettings, Qt

from planner.commands.edits import Add, Remove, SetFields
from planner.commands.past import after
from planner.commands.seeding import make_plan
from planner.domain.records import Measurement
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.past.dialog import PastDialog
from planner.ui.past.trash import TrashDialog
from planner.ui.program import Program
from planner.ui.settings import Settings
from tests.build import ticking


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    """The window of a plan whose first goal was renamed and then deleted."""
    session = make_plan(tmp_path / "demo.plan", "demo", who="tester", now=ticking())
    first = session.plan.in_order()[0].id
    session.run(SetFields("goal", [first], {"name": "renamed"}))
    session.run(Remove("goal", [first]))
    session.store.close()
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    program = Program(qapp, settings, Translator("en", LOCALES))
    assert program.open(tmp_path / "demo.plan")
    qtbot.waitUntil(lambda: program.window.page.details is not None)  # made once the window has been painted
    yield program.window, program.context
    program.put_away()


def _look(qtbot, window, context, n: int) -> PastDialog:
    dialog = PastDialog(context, window)
    qtbot.addWidget(dialog)
    step = next(step for step in context.session.store.history() if step.n == n)
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        dialog.show_moment(after(step))
    return dialog


def test_the_deleted_goal_is_there_again_and_esc_leads_back(qtbot, window) -> None:
    shown, context = window
    now = context.plan
    _look(qtbot, shown, context, 2)
    assert "renamed" in {goal.name for goal in context.plan.goals.values()}
    assert "step 2" in shown.past.text
    assert "as it stood" in shown.windowTitle()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert context.plan is now
    assert not shown.past.text


def test_nothing_can_be_changed_and_the_sentence_says_how_to_get_back(qtbot, window) -> None:
    shown, context = window
    _look(qtbot, shown, context, 1)
    last = context.session.store.last_step
    refusal = context.try_run(SetFields("goal", [next(iter(context.plan.goals))], {"note": "x"}))
    assert refusal is not None
    assert "Back to now" in refusal.key or "back to now" in refusal.key
    assert not shown.acts["goal_new"].isEnabled()
    assert not shown.acts["file_copy"].isEnabled()
    assert context.session.store.last_step == last


def test_the_calendar_lists_the_steps_of_the_day(qtbot, window) -> None:
    shown, context = window
    dialog = PastDialog(context, shown)
    qtbot.addWidget(dialog)
    assert dialog.steps.count() == 3
    assert context.editable


def test_the_history_is_proved_from_the_menu(qtbot, window) -> None:
    shown, _ = window
    shown.acts["file_verify"].trigger()
    qtbot.waitUntil(lambda: "sound" in shown.messages.text, timeout=20_000)
    assert "3 steps" in shown.messages.text


def test_while_looking_back_nothing_speaks_of_saving_or_undoing(qtbot, window) -> None:
    shown, context = window
    assert shown.acts["undo"].isEnabled()
    _look(qtbot, shown, context, 2)
    assert "Looking back" in shown.status.state
    assert not shown.acts["undo"].isEnabled()
    assert not shown.acts["redo"].isEnabled()
    context.back_to_now()
    assert "Saved" in shown.status.state
    assert shown.acts["undo"].isEnabled()


def test_a_double_click_says_how_to_get_back(qtbot, window) -> None:
    shown, context = window
    _look(qtbot, shown, context, 2)
    shown.page.view.doubleClicked.emit(shown.page.view.model().index(1, 0))
    assert "Go back to now" in shown.messages.text


def test_esc_clears_a_search_before_it_leaves_the_past(qtbot, window) -> None:
    shown, context = window
    _look(qtbot, shown, context, 2)
    shown.activateWindow()
    shown.header.search.setFocus()
    shown.header.search.setText("renamed")
    qtbot.keyClick(shown.header.search, Qt.Key.Key_Escape)
    assert context.moment is not None
    assert not shown.header.search.text()
    qtbot.keyClick(shown.header.search, Qt.Key.Key_Escape)
    assert context.moment is None


def test_closing_the_plan_waits_for_the_proof_under_way(qtbot, window) -> None:
    shown, context = window
    shown.acts["file_verify"].trigger()
    assert not context.editable
    context.wait()
    assert context.editable


def _trash(qtbot, shown, context) -> TrashDialog:
    dialog = TrashDialog(context, shown)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog


def test_the_trash_shows_and_restores_what_was_deleted(qtbot, window) -> None:
    shown, context = window
    dialog = _trash(qtbot, shown, context)
    (key,) = [item.key for item in dialog.trash.items]
    dialog.search.setText("nothing like it")
    assert dialog.tree.topLevelItemCount() == 0
    dialog.search.setText("renamed")
    dialog.tree.choose([key])
    assert dialog.restore.isEnabled()
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy and not dialog.trash.items)
    assert key[1] in context.plan.goals
    assert dialog.tree.topLevelItemCount() == 0
    context.undo()
    qtbot.waitUntil(lambda: not dialog.busy)
    assert [item.key for item in dialog.trash.items] == [key]


def test_a_long_trash_is_listed_page_by_page_and_its_step_stands_for_all(qtbot, window) -> None:
    shown, context = window
    goal = context.plan.in_order()[0].id
    days = [date(1950, 1, 1) + timedelta(n) for n in range(1200)]
    figures = [Measurement(f"m{n}", goal, day, float(n)) for n, day in enumerate(days)]
    context.run(Add(figures))
    context.run(Remove("measurement", [row.id for row in figures]))
    dialog = _trash(qtbot, shown, context)
    step = dialog.tree.topLevelItem(0)
    assert step.childCount() < 1200
    before = step.childCount()
    bar = dialog.tree.verticalScrollBar()
    dialog.show()
    bar.setValue(bar.maximum())
    assert step.childCount() > before
    step.setSelected(True)
    assert len(dialog.tree.chosen) == 1200
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy and "1200" in dialog.said.replace(",", ""))
    assert {row.id for row in figures} <= set(context.plan.series(goal).ids)


def test_closing_it_while_it_reads_gives_the_plan_back(qtbot, window) -> None:
    shown, context = window
    dialog = TrashDialog(context, shown)
    qtbot.addWidget(dialog)
    assert not context.editable
    assert not dialog.stop.isHidden()
    dialog.reject()
    qtbot.waitUntil(lambda: context.editable)


def test_closing_it_while_it_restores_shows_what_the_file_holds(qtbot, window) -> None:
    shown, context = window
    dialog = _trash(qtbot, shown, context)
    dialog.open()
    (key,) = [item.key for item in dialog.trash.items]
    last = context.session.store.last_step
    dialog.tree.choose([key])
    dialog.restore.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible() and context.editable)
    assert (key[1] in context.plan.goals) == (context.session.store.last_step > last)
