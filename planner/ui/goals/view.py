"""The goal table on screen: keyboard, mouse, columns, and the bubble that says why a text was not accepted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from planner.ui.context import Context
from planner.ui.goals.arrange import Column, Sort
from planner.ui.goals.delegate import INDENT, PAD, ROW, GoalDelegate
from planner.ui.goals.model import GoalModel
from planner.ui.tables.bubble import hide_reason, mark_refused, show_reason

WIDTHS = {
    Column.NAME: 260,
    Column.LIGHT: 98,
    Column.TARGET: 124,
    Column.ACTUAL: 86,
    Column.EXPECTED: 80,
    Column.GAP: 116,
    Column.COMPLETION: 168,
    Column.TREND: 84,
    Column.DEADLINE: 104,
    Column.LEAD: 116,
}
LEAST_NAME = 220


class _Heads(QHeaderView):
    """The headings; the first stands over the names and not over the group signs."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading."""
        if section == Column.NAME:
            painter.fillRect(rect, self.palette().base())
            painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), self.palette().mid())
            rect = rect.adjusted(int(INDENT - PAD), 0, 0, 0)
        super().paintSection(painter, rect, section)


class GoalView(QTableView):
    """The goals as a table; whole rows are selected, single cells are typed into.

    Enter opens the form, F2 or a second click types into the cell, letters go to the search field.

    Signals:
        goal_chosen: the id of the current goal, or ``None``.
        form_wanted: the id of a goal whose form should open.
        typed: a letter typed on the table, meant for the search field.
        menu_wanted: the place (on screen) where a context menu should open.
    """

    goal_chosen = Signal(object)
    form_wanted = Signal(str)
    typed = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, model: GoalModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._goals = model
        self._chosen: str | None = None
        self.painter_of_cells = GoalDelegate(context, model, self)
        self._set_up_looks()
        self._set_up_header()
        self.setModel(model)
        self.setItemDelegate(self.painter_of_cells)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.painter_of_cells.refused_edit.connect(self._on_refused_edit)
        model.refused.connect(self._on_refused)
        model.modelReset.connect(self._on_rearranged)
        model.rearranged.connect(self._on_rearranged)
        self.selectionModel().currentChanged.connect(self._on_current)

    def _set_up_looks(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        rows.hide()

    def _set_up_header(self) -> None:
        header = _Heads(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setFixedHeight(ROW)
        header.setMinimumSectionSize(60)
        header.sortIndicatorChanged.connect(self._on_sort)
        header.sectionResized.connect(self._on_section_resized)

    # -- what is chosen -----------------------------------------------------------------------------

    @property
    def goal(self) -> str | None:
        """The current goal."""
        return self._chosen

    def chosen_goals(self) -> Sequence[str]:
        """Return the ids of the selected goals, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [goal for row in rows if (goal := self._goals.goal_at(row))]

    def choose(self, goal: str | None, *, scroll: bool = True) -> None:
        """Make a goal current and selected; the first one shown when there is none."""
        row = self._goals.row_of(goal) if goal else None
        if row is None:
            row = next((n for n in range(self._goals.rowCount()) if self._goals.goal_at(n)), None)
        if row is None:
            self._note(None)
            return
        column = max(self.currentIndex().column(), 0)
        index = self._goals.index(row, column)
        self.setCurrentIndex(index)
        if scroll:
            self.scrollTo(index)

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

    def _on_sort(self, section: int, order: Qt.SortOrder) -> None:
        sort = Sort(Column(section), order is Qt.SortOrder.DescendingOrder) if section >= 0 else None
        self._goals.sort_within(sort)

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
        index = self.currentIndex()
        group = self._goals.group_at(index.row())
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and group is not None:
            self._goals.fold(group.key, folded=group.key not in self._goals.folded)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and group is not None:
            self._goals.fold(group.key, folded=key == Qt.Key.Key_Left)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.form_wanted.emit(self._chosen)
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
        super().mousePressEvent(event)
        if group is not None:
            self._goals.fold(group.key, folded=group.key not in self._goals.folded)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room the other columns leave."""
        super().resizeEvent(event)
        self._fit_names()

    def _on_section_resized(self, section: int, old: int, new: int) -> None:
        if section != Column.NAME:
            self._fit_names()

    def _fit_names(self) -> None:
        header = self.horizontalHeader()
        others = header.length() - header.sectionSize(Column.NAME)
        self.setColumnWidth(Column.NAME, max(LEAST_NAME, self.viewport().width() - others))

    def restore_columns(self, state: QByteArray) -> None:
        """Take the columns' widths as they were left; the order of the rows always starts as the plan's own."""
        self.horizontalHeader().restoreState(state)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def column_menu(self) -> QMenu:
        """Return a menu that shows and hides columns."""
        menu = QMenu(self)
        for column in Column:
            action = QAction(str(self._goals.headerData(column, Qt.Orientation.Horizontal)), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setEnabled(column is not Column.NAME)
            action.setData(int(column))
            menu.addAction(action)
        menu.triggered.connect(self._on_column_toggled)
        return menu

    def _on_column_toggled(self, action: QAction) -> None:
        self.setColumnHidden(action.data(), not action.isChecked())
        self._fit_names()

    def select_goals(self, goals: Sequence[str]) -> None:
        """Select several goals."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for goal in goals:
            row = self._goals.row_of(goal)
            if row is not None:
                self.selectionModel().select(self._goals.index(row, 0), flags)
