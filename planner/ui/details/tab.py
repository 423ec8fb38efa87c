"""What the tabs of a goal's details have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from planner.domain.records import Goal
from planner.ui.context import Context

EDGE = 16


@dataclass(frozen=True, slots=True)
class Wants:
    """What a tab may ask of the window, for a goal's id; ``source`` takes a document's and a basis' id."""

    break_down: Callable[[str], None]
    record: Callable[[str], None]
    edit: Callable[[str], None]
    source: Callable[[str, str], None]


class Tab(QWidget):
    """One tab. The pane tells it which goal to show and when something of that goal changed."""

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__()
        self.context = context
        self.wants = wants
        self.goal_id = ""

    @property
    def goal(self) -> Goal:
        """The goal shown, as the plan has it now."""
        return self.context.plan.goals[self.goal_id]

    def show_goal(self, goal_id: str) -> None:
        """Show another goal."""
        self.goal_id = goal_id
        self.fill(fresh=True)

    def refresh(self) -> None:
        """Take in what changed in the goal shown."""
        self.fill(fresh=False)

    def fill(self, *, fresh: bool) -> None:
        """Show the goal's rows; ``fresh`` is false when it is the goal already shown."""
        raise NotImplementedError

    def recolour(self) -> None:
        """Take the colours of the context's palette."""

    def action(self, text: str, act: Callable[[], object], keys: QKeySequence | str = "") -> QAction:
        """Return an action of this tab, with its text translated and its shortcut shown in menus."""
        action = QAction(self.context.say(text), self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(act)
        return action

    def corner(self) -> Sequence[QAction]:
        """Return the actions shown as buttons beside the tabs while this one is in front."""
        return ()


def button_for(action: QAction) -> QToolButton:
    """Return a flat button that runs an action, with its shortcut in the tooltip."""
    button = QToolButton()
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
    button.setDefaultAction(action)
    button.setText(action.text())
    return button
