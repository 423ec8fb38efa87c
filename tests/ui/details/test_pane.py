"""The pane: head line, tabs made when needed, and who is refreshed by what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from planner.commands.edits import Remove, SetFields
from planner.domain.kinds import Outlook
from planner.ui.details.pane import DetailsPane

NAMES = ("trajectory", "milestones", "progress", "basis", "history")


def test_tabs_carry_their_counts(pane):
    assert [pane.bar.tabText(n) for n in range(5)] == ["Trajectory", "Milestones 3", "Progress 4", "Basis 1", "History"]


@pytest.mark.parametrize(("n", "name"), list(enumerate(NAMES)))
def test_tabs_by_keyboard(pane, qtbot, n, name):
    pane.activateWindow()
    qtbot.keyClick(pane, Qt.Key(Qt.Key.Key_1 + n), Qt.KeyboardModifier.ControlModifier)
    assert pane.bar.currentIndex() == n
    assert pane.tab(name).goal_id == "contracts"


def test_tabs_are_made_when_first_shown(pane):
    assert set(pane._tabs) == {0}
    pane.show_tab("history")
    assert set(pane._tabs) == {0, 4}


def test_rename_elsewhere_is_followed(pane, context):
    context.run(SetFields("goal", ["contracts"], {"name": "Contracts signed"}))
    assert pane.header._name.text() == "Contracts signed"


def test_changes_of_other_goals_leave_the_tab_alone(pane, context):
    tab = pane.tab("milestones")
    tab.model.dataChanged.connect(lambda *_: pytest.fail("touched"))
    context.run(SetFields("goal", ["arrears"], {"name": "Wages"}))
    assert tab.goal_id == "contracts"


def test_removed_goal_leaves_an_empty_pane(pane, context):
    context.run(Remove("goal", ["contracts"]))
    assert pane.goal is None
    context.undo()
    pane.show_goal("contracts")
    assert pane.goal == "contracts"


def test_outlook_of_a_goal_without_a_number(pane, context, qtbot):
    pane.show_goal("arrears")
    box = pane.header._outlook
    assert box.isVisible()
    box.setCurrentIndex(3)
    box.activated.emit(3)
    assert context.plan.goals["arrears"].outlook is Outlook.DIFFICULT


def test_light_and_pace_wait_for_progress(pane, context):
    context.measured = False
    pane.show_goal("arrears")
    assert not pane.header._light.isVisible()
    assert "Reading" in pane.header._why.text()


def test_name_is_plain_text(pane, context):
    context.run(SetFields("goal", ["contracts"], {"name": "<img src='file:///x'>"}))
    assert pane.header._name.textFormat() is Qt.TextFormat.PlainText


def test_no_widget_is_left_behind(context, qtbot):
    before = set(map(id, QApplication.topLevelWidgets()))
    pane = DetailsPane(context)
    pane.show()
    pane.show_goal("contracts")
    for name in NAMES:
        pane.tab(name)
    pane.close()
    pane.deleteLater()
    qtbot.waitUntil(lambda: set(map(id, QApplication.topLevelWidgets())) <= before)


class _Windows(QObject):
    """Notes every widget that shows itself as a window of its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.shown: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802 - the name Qt calls
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_flashes_up_as_a_window(pane, qapp):
    windows = _Windows(qapp)
    for name in NAMES:
        pane.tab(name)
    pane.show_goal("arrears")
    qapp.removeEventFilter(windows)
    assert windows.shown == []
