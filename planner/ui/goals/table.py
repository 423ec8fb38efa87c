"""The goal table as Qt sees it: columns, headings, rows painted one at a time, and where a drag would land."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAction,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from planner.ui.context import Context
from planner.ui.goals.arrange import LATER, OPTIONAL, Column, Sort
from planner.ui.goals.model import GoalModel
from planner.ui.goals.rowpainter import INDENT, PAD, ROW, RowPainter, Span

WIDTHS = {
    Column.NAME: 260,
    Column.LIGHT: 108,
    Column.TARGET: 124,
    Column.ACTUAL: 86,
    Column.EXPECTED: 80,
    Column.GAP: 116,
    Column.COMPLETION: 168,
    Column.TREND: 84,
    Column.DEADLINE: 104,
    Column.LEAD: 116,
    Column.FORECAST: 96,
    Column.CHANCE: 96,
    Column.NEEDED: 96,
    Column.PACE: 96,
    Column.SINCE: 104,
    Column.HISTORY: 130,
    Column.RANGE: 150,
    Column.REACHED: 104,
    Column.OUTLOOK: 128,
    Column.RULE: 160,
}
LEAST_NAME = 220
COLUMNS_STATE = f"columns{len(Column)}"
"""Where the columns' widths are kept; a state of other columns would show those that are shown only when asked for."""


class _Heads(QHeaderView):
    """The headings; the first stands over the names and not over the group signs."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading."""
        if section == Column.NAME:
            painter.fillRect(rect, self.palette().base())
            painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), self.palette().mid())
            rect = rect.adjusted(int(INDENT - PAD), 0, 0, 0)
        super().paintSection(painter, rect, section)


class GoalTable(QTableView):
    """Shows a goal model; knows nothing of what is done with goals."""

    def __init__(self, context: Context, model: GoalModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._goals = model
        self._rows = RowPainter(context, model)
        self._drop: int | None = None
        self._set_up_looks()
        self._set_up_header()
        self.setModel(model)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        for column in OPTIONAL:
            self.setColumnHidden(column, True)

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

    def _on_sort(self, section: int, order: Qt.SortOrder) -> None:
        sort = Sort(Column(section), order is Qt.SortOrder.DescendingOrder) if section >= 0 else None
        self._goals.sort_within(sort)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that need it, a row at a time."""
        area = event.rect()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        spans = self._spans()
        selection, nowhere = self.selectionModel(), QModelIndex()
        if first >= 0 and spans:
            for row in range(first, (self._goals.rowCount() - 1 if last < 0 else last) + 1):
                top = self.rowViewportPosition(row)
                self._rows.paint(painter, row, top, spans, chosen=selection.rowIntersectsSelection(row, nowhere))
        if self.hasFocus() and self._goals.goal_at(self.currentIndex().row()):
            self._rows.paint_focus(painter, QRectF(self.visualRect(self.currentIndex())))
        if self._drop is not None:
            self._rows.paint_drop(painter, 0, self.viewport().width(), self._drop)
        painter.end()

    def _spans(self) -> list[Span]:
        header = self.horizontalHeader()
        shown = (header.logicalIndex(place) for place in range(header.count()))
        return [
            (column, float(header.sectionViewportPosition(column)), float(header.sectionSize(column)))
            for column in shown
            if not header.isSectionHidden(column)
        ]

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Remember where a dragged goal would land."""
        super().dragMoveEvent(event)
        row = self._row_for_drop(event.position().y())
        self._drop = self.rowViewportPosition(row) if row < self._goals.rowCount() else None
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget it."""
        super().dragLeaveEvent(event)
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the dragged goals before the row under the pointer, or the one below it."""
        self._drop = None
        row = self._row_for_drop(event.position().y())
        self._goals.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, row, 0, QModelIndex())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def _row_for_drop(self, y: float) -> int:
        row = self.rowAt(int(y))
        if row < 0:
            return self._goals.rowCount()
        return row + (y - self.rowViewportPosition(row) > ROW / 2)

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
        self._want_foreseen()

    def _want_foreseen(self) -> None:
        """Have worked out beside the window what the shown columns need."""
        self._goals.foreseen.show(shown=any(not self.isColumnHidden(column) for column in LATER))

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
        self._want_foreseen()
        self._fit_names()
