"""What a person does in the goal table: choose, type, open, fold; and why a text was not accepted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from planner.ui.context import Context
from planner.ui.goals.arrange import Column
from planner.ui.goals.delegate import GoalDelegate
from planner.ui.goals.model import GoalModel
from planner.ui.goals.rowpainter import INDENT
from planner.ui.goals.table import GoalTable
from planner.ui.tables.bubble import hide_reason, mark_refused, show_reason


class GoalView(GoalTable):
    """The goals as a table; whole rows are selected, single cells are typed into.

    Enter opens the form, F2 or a second click types into the cell, letters go to the search field. Space, or a click
    on the light of the chosen goal, asks why it has that light.

    Signals:
        goal_chosen: the id of the current goal, or ``None``.
        form_wanted: the id of a goal whose form should open.
        why_wanted: the id of a goal whose light should be explained.
        typed: a letter typed on the table, meant for the search field.
        menu_wanted: the place (on screen) where a context menu should open.
    """

    goal_chosen = Signal(object)
    form_wanted = Signal(str)
    why_wanted = Signal(str)
    typed = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, model: GoalModel, parent: QWidget | None = None) -> None:
        super().__init__(context, model, parent)
        self._chosen: str | None = None
        editors = GoalDelegate(context, model, self)
        self.setItemDelegate(editors)
        editors.refused_edit.connect(self._on_refused_edit)
        model.refused.connect(self._on_refused)
        model.modelReset.connect(self._on_rearranged)
        model.rearranged.connect(self._on_rearranged)
        self.selectionModel().currentChanged.connect(self._on_current)

    # -- what is chosen -----------------------------------------------------------------------------

    @property
    def goal(self) -> str | None:
        """The current goal."""
        return self._chosen

    def pointed(self) -> tuple[str, str] | None:
        """Return table and id of the current goal, as a record among others."""
        return ("goal", self._chosen) if self._chosen else None

    def chosen_goals(self) -> Sequence[str]:
        """Return the ids of the selected goals, from top to bottom; the current one when none is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = [goal for row in rows if (goal := self._goals.goal_at(row))]
        return found or [goal for goal in (self._chosen,) if goal]

    def choose(self, goal: str | None, *, scroll: bool = True) -> None:
        """Make a goal current and alone selected; one near the last one when it is not shown."""
        row = self._goals.row_of(goal) if goal else None
        if row is None:
            row = self._nearest(self.currentIndex().row())
        if row is None:
            self._note(None)
            return
        index = self._goals.index(row, max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        if scroll:
            self.scrollTo(index)

    def _nearest(self, row: int) -> int | None:
        rows = (n for n in range(max(row, 0), self._goals.rowCount()) if self._goals.goal_at(n))
        before = (n for n in range(min(row, self._goals.rowCount() - 1), -1, -1) if self._goals.goal_at(n))
        return next(rows, next(before, None))

    def _on_current(self, current: QModelIndex) -> None:
        goal = self._goals.goal_at(current.row())
        if goal is not None:
            self._note(goal)

    def _note(self, goal: str | None) -> None:
        if goal != self._chosen:
            self._chosen = goal
            self.goal_chosen.emit(goal)

    def _on_rearranged(self) -> None:
        if self._chosen is None or self._goals.row_of(self._chosen) != self.currentIndex().row():
            self.choose(self._chosen, scroll=False)

    # -- refusals -----------------------------------------------------------------------------------

    def _on_refused(self, row: int, column: int, sentence: str) -> None:
        show_reason(self, self._goals.index(row, column), sentence)

    def _on_refused_edit(self, editor: QWidget) -> None:
        mark_refused(editor)
        editor.setFocus()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Keep an editor open whose text was refused, until it is accepted or Esc is pressed."""
        if editor.property("refused") and hint is not QAbstractItemDelegate.EndEditHint.RevertModelCache:
            return
        hide_reason(self)
        super().closeEditor(editor, hint)

    # -- keyboard and mouse -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the form, left and right fold headings, letters start a search."""
        group = self._goals.group_at(self.currentIndex().row())
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # Enter ends the typing and means no more than that
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and group is not None:
            self._goals.fold(group.key, folded=group.key not in self._goals.folded)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and group is not None:
            self._goals.fold(group.key, folded=key == Qt.Key.Key_Left)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.form_wanted.emit(self._chosen)
        elif key == Qt.Key.Key_Space and self._chosen:
            self.why_wanted.emit(self._chosen)
        elif self._is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _is_letter(event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        return plain and event.text().isprintable() and bool(event.text().strip())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds or opens it."""
        index = self.indexAt(event.position().toPoint())
        group = self._goals.group_at(index.row()) if event.button() is Qt.MouseButton.LeftButton else None
        asked = self._asked_why(event)
        super().mousePressEvent(event)
        if asked:
            self.why_wanted.emit(asked)
        if group is not None:
            self._goals.fold(group.key, folded=group.key not in self._goals.folded)

    def _asked_why(self, event: QMouseEvent) -> str | None:
        """Return the goal whose light is clicked, when it is the one chosen already: the first click only chooses."""
        index = self.indexAt(event.position().toPoint())
        goal = self._goals.goal_at(index.row())
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        return goal if plain and index.column() == Column.LIGHT and goal == self._chosen else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the form."""
        goal = self._goals.goal_at(self.indexAt(event.position().toPoint()).row())
        if goal is not None and event.button() is Qt.MouseButton.LeftButton:
            self.form_wanted.emit(goal)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the pointer, or at the current row when the keyboard asked."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(int(INDENT), 0))
        self.menu_wanted.emit(place)
