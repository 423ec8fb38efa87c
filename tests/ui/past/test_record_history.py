"""The history of any record a person can select, by keyboard alone: looked at, filtered, put back, refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from planner.commands.edits import Remove, SetFields
from planner.commands.judging import GiveLight
from planner.commands.past import after
from planner.commands.seeding import make_plan
from planner.domain.records import Override
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.forms import OfficesDialog, PlanDialog, ThemesDialog
from planner.ui.past.dialog import PastDialog
from planner.ui.past.record import RecordHistory
from planner.ui.program import Program
from planner.ui.settings import Settings
from tests.build import day, ticking

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    """The window of a plan whose first goal and its first milestone were changed several times."""
    session = make_plan(tmp_path / "demo.plan", "demo", who="tester", now=ticking())
    first = session.plan.in_order()[0].id
    milestone = session.plan.milestones[first][0].id
    session.run(SetFields("goal", [first], {"name": "one", "owner": "Li"}))
    session.run(SetFields("goal", [first], {"name": "two"}))
    session.run(SetFields("milestone", [milestone], {"name": "step one"}))
    session.run(GiveLight(Override("o1", first, day("2020-06-01"), "behind", "seen on site", None, "tester")))
    session.store.close()
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    program = Program(qapp, settings, Translator("en", LOCALES))
    assert program.open(tmp_path / "demo.plan")
    shown = program.window
    qtbot.waitUntil(lambda: shown.page.details is not None and program.context.editable)
    qtbot.waitActive(shown)
    shown.page.view.choose(first)
    yield shown, program.context, first, milestone
    program.put_away()


def _during(qtbot, act: Callable[[RecordHistory], None]) -> list[object]:
    """Act on the dialog that opens next, then close it; what it showed is returned when it has been."""
    met: list[object] = []

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecordHistory)
        met.append(dialog.key)
        try:
            dialog.activateWindow()
            qtbot.waitUntil(dialog.isActiveWindow)
            act(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, work)
    return met


def _nothing(_: RecordHistory) -> None:
    pass


def _asked(qtbot, widget) -> object:
    """Return the record whose history the shortcut shows while a widget has the keyboard."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.window().isActiveWindow)
    widget.setFocus()
    met = _during(qtbot, _nothing)
    qtbot.keyClick(widget, Qt.Key.Key_H, BOTH)
    assert met, "no history was shown"
    return met[0]


def _choose(qtbot, box, text: str) -> None:
    """Go to an entry of a list with the arrow keys."""
    for _ in range(box.count()):
        if text in box.currentText():
            return
        qtbot.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(f"{text} is not in the list")


def test_the_shortcut_shows_the_history_of_the_goal_the_keyboard_is_on(qtbot, window) -> None:
    shown, _, first, _ = window
    seen: list[list[str]] = []

    def look(dialog: RecordHistory) -> None:
        seen.extend([row.field, row.old, row.new] for row in dialog.model.rows[:3])
        assert dialog.heading.text() == "History of goal “two”"
        assert "name" not in dialog.model.rows[-1].field

    shown.page.view.setFocus()
    met = _during(qtbot, look)
    qtbot.keyClick(shown.page.view, Qt.Key.Key_H, BOTH)
    assert met == [("goal", first)]
    assert seen[0] == ["indicator", "one", "two"]
    assert ["owner", "Li"] in [[row[0], row[2]] for row in seen]


def test_each_table_of_a_goal_shows_the_row_it_is_on(qtbot, window) -> None:
    shown, context, first, milestone = window
    pane, plan = shown.page.details, context.plan
    milestones, progress = pane.tab("milestones"), pane.tab("progress")
    milestones.view.select(milestone, "name")
    pane.show_tab("milestones")
    assert _asked(qtbot, milestones.view) == ("milestone", milestone)
    entry = plan.series(first).ids[0]
    pane.show_tab("progress")
    progress.view.select(entry, "day")
    assert _asked(qtbot, progress.view) == ("measurement", entry)
    basis = plan.bases[first][0].id
    pane.show_tab("basis")
    pane.tab("basis").view.select(basis, "cite")
    assert _asked(qtbot, pane.tab("basis").view) == ("basis", basis)


def test_the_context_menu_of_a_row_has_it(qtbot, window) -> None:
    shown, _, _, milestone = window
    tab = shown.page.details.tab("milestones")
    tab.view.select(milestone, "name")
    (action,) = [one for one in tab.view.actions() if one.text().startswith("History…")]
    met = _during(qtbot, _nothing)
    action.trigger()
    assert met == [("milestone", milestone)]


def test_the_side_bar_shows_themes_offices_and_documents(qtbot, window) -> None:
    shown, context, _, _ = window
    side = shown.navigation
    found = set()
    for n in range(side.model().rowCount()):
        side.setCurrentIndex(side.model().index(n, 0))
        if side.pointed() is not None:
            found.add(_asked(qtbot, side)[0])
    assert {"theme", "office"} <= found
    assert "document" in found or not context.plan.documents


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # opening a menu without a screen
def test_the_edit_menu_by_keyboard_means_what_had_the_keyboard_before(qtbot, window) -> None:
    shown, _, _, milestone = window
    view = shown.page.details.tab("milestones").view
    view.select(milestone, "name")
    qtbot.keyClick(shown, Qt.Key.Key_E, ALT)
    menu = QApplication.activePopupWidget()
    assert menu is not None, "the menu is open"
    met = _during(qtbot, _nothing)
    qtbot.keyClick(menu, Qt.Key.Key_H)
    assert met == [("milestone", milestone)]


@pytest.mark.parametrize(("kind", "table"), [(ThemesDialog, "theme"), (OfficesDialog, "office")])
def test_lists_show_the_history_of_the_chosen_row(qtbot, window, kind, table: str) -> None:
    shown, context, _, _ = window
    dialog = kind(context, shown)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0))
    assert _asked(qtbot, dialog.tree) == (table, dialog.chosen())
    dialog.reject()


def test_the_plan_card_shows_its_own_and_what_was_put_back(qtbot, window) -> None:
    shown, context, _, _ = window
    context.run(SetFields("about", [context.plan.about.id], {"title": "another title"}))
    dialog = PlanDialog(context, shown)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    met = _during(qtbot, lambda past: qtbot.keyClick(past.view, Qt.Key.Key_Return, CTRL))
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_H, BOTH)
    assert met == [("about", context.plan.about.id)]
    assert dialog.editors["about.title"].peek() == context.plan.about.title != "another title"
    dialog.reject()


def test_a_field_goes_back_as_one_step_and_the_keyboard_takes_it_back(qtbot, window) -> None:
    shown, context, first, _ = window

    def put(dialog: RecordHistory) -> None:
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return, CTRL)
        assert context.plan.goals[first].name == "one"
        assert "Ctrl+Z takes it back" in dialog.hint.text()
        qtbot.keyClick(dialog.view, Qt.Key.Key_Z, CTRL)
        assert context.plan.goals[first].name == "two"

    last = context.session.store.last_step
    _during(qtbot, put)
    shown.acts["record_past"].trigger()
    assert context.session.store.last_step == last + 2


def test_the_record_goes_back_as_it_was_right_after_a_step(qtbot, window) -> None:
    shown, context, first, _ = window
    before = context.plan.goals[first].owner

    def put(dialog: RecordHistory) -> None:
        qtbot.keyClick(dialog.view, Qt.Key.Key_End, CTRL)
        assert dialog.chosen.field == "first entered"
        assert "indicator" in dialog.hint.text()
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return, BOTH)

    _during(qtbot, put)
    shown.acts["record_past"].trigger()
    assert (context.plan.goals[first].owner, context.plan.goals[first].name) != (before, "two")
    context.undo()
    assert (context.plan.goals[first].owner, context.plan.goals[first].name) == (before, "two")


def test_the_field_list_leaves_only_the_changes_of_that_field(qtbot, window) -> None:
    shown, _, _, _ = window

    def narrow(dialog: RecordHistory) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_F, ALT)
        assert dialog.fields.hasFocus()
        _choose(qtbot, dialog.fields, "Owner")
        assert {row.turn.field for row in dialog.model.rows} == {"owner"}
        assert dialog.count.text() == "1 changes"

    _during(qtbot, narrow)
    shown.acts["record_past"].trigger()


def test_what_no_table_shows_is_reached_from_its_goal(qtbot, window) -> None:
    shown, _, _, _ = window

    def go(dialog: RecordHistory) -> None:
        dialog.records.setFocus()
        _choose(qtbot, dialog.records, "seen on site")
        assert dialog.key == ("override", "o1")
        assert [row.field for row in dialog.model.rows] == ["first entered"]

    _during(qtbot, go)
    shown.acts["record_past"].trigger()


def test_a_refusal_is_one_sentence_and_changes_nothing(qtbot, window) -> None:
    shown, context, first, _ = window
    theme = context.plan.goals[first].theme
    context.run(SetFields("goal", [first], {"theme": None}))
    context.run(Remove("theme", [theme]))
    last = context.session.store.last_step

    def put(dialog: RecordHistory) -> None:
        assert dialog.chosen.field == "theme"
        assert dialog.chosen.old.endswith("(deleted)")
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return, CTRL)
        assert "Restore that first" in dialog.reason.text()
        assert dialog.reason.isVisible()

    _during(qtbot, put)
    shown.acts["record_past"].trigger()
    assert context.session.store.last_step == last


def test_a_deleted_record_comes_back_with_what_went_with_it(qtbot, window) -> None:
    _, context, first, _ = window
    held = context.plan.milestones[first]
    context.run(Remove("goal", [first]))

    def put(dialog: RecordHistory) -> None:
        assert "comes back with all" in dialog.hint.text()
        qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return, BOTH)

    _during(qtbot, put)
    context.history_wanted.emit("goal", first)
    assert context.plan.goals[first].name == "two"
    assert context.plan.milestones[first] == held


def test_in_the_past_it_is_looked_at_only(qtbot, window) -> None:
    shown, context, first, _ = window
    dialog = PastDialog(context, shown)
    qtbot.addWidget(dialog)
    step = next(step for step in context.session.store.history() if step.n == 2)
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        dialog.show_moment(after(step))

    def look(past: RecordHistory) -> None:
        assert max(row.turn.step.n for row in past.model.rows) == 2
        assert not past.put_field.isEnabled()
        assert not past.put_record.isEnabled()
        assert "back to now" in past.hint.text()

    assert not _during(qtbot, look)
    context.history_wanted.emit("goal", first)
