"""The view every record table is shown in: flat, keyboard first, and patient with refused texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from planner.ui.context import Context
from planner.ui.tables.bubble import hide_reason, mark_refused, show_reason
from planner.ui.tables.columns import R
from planner.ui.tables.delegate import EDGE, ROW_HEIGHT, CellDelegate
from planner.ui.tables.model import Index, RecordTable

_TRIGGERS = QAbstractItemView.EditTrigger
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class RecordView(QTableView, Generic[R]):
    """A table of records, edited in place.

    Enter, F2, a double-click or typing opens a cell; Enter commits, Escape takes back. A refused text stays in its
    editor and the reason stands beside it. What can be done with rows is given as actions (``addAction``): they
    make the context menu and carry their shortcuts.
    """

    def __init__(self, context: Context, model: RecordTable[R], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._table = model
        self._kept_in = ""
        self._refused = False
        self.setModel(model)
        self.setItemDelegate(CellDelegate(context, self))
        self._set_manner()
        self._set_headers()
        model.refused.connect(self._on_refused)

    def _set_manner(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(_TRIGGERS.DoubleClicked | _TRIGGERS.EditKeyPressed | _TRIGGERS.AnyKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setMinimumHeight(2 * ROW_HEIGHT)

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setFixedHeight(ROW_HEIGHT - 2)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(40)
        head.setStyleSheet(f"QHeaderView::section:first {{ padding-left: {EDGE}px; }}")
        for n, column in enumerate(self._table.columns):
            self.setColumnWidth(n, column.width)
        if any(column.wrap for column in self._table.columns):
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give what the other columns leave to those that stretch, but never less than they need."""
        shown = [(n, column) for n, column in enumerate(self._table.columns) if not self.isColumnHidden(n)]
        elastic = [(n, column) for n, column in shown if column.stretch]
        spare = self.viewport().width() - sum(
            column.width if column.stretch else self.columnWidth(n) for n, column in shown
        )
        for place, (n, column) in enumerate(elastic):
            share = max(0, spare) // (len(elastic) - place)
            spare -= share
            self.setColumnWidth(n, column.width + share)

    def show_columns(self, names: Iterable[str], *, shown: bool) -> None:
        """Show or hide columns."""
        for name in names:
            self.setColumnHidden(self._table.column_of(name), not shown)
        self.share_width()

    # -- history --------------------------------------------------------------------------------------

    def offer_history(self, table: str) -> None:
        """Let the history of a row be asked for, since each stands for a record of this table; last in the menu."""
        self._kept_in = table
        line, action = QAction(self), QAction(self._context.say("History…") + "\tCtrl+Shift+H", self)
        line.setSeparator(True)
        action.triggered.connect(self._ask_history)
        self.addActions([line, action])

    def pointed(self) -> tuple[str, str] | None:
        """Return table and id of the first selected record."""
        chosen = self.selected() if self._kept_in else []
        return (self._kept_in, chosen[0].id) if chosen else None

    def _ask_history(self) -> None:
        key = self.pointed()
        if key is not None:
            self._context.history_wanted.emit(*key)

    # -- rows -----------------------------------------------------------------------------------------

    def selected(self) -> list[R]:
        """Return the selected rows in their order, the current one when nothing is selected."""
        marked = sorted({index.row() for index in self.selectionModel().selectedRows()} or {self.currentIndex().row()})
        rows = (self._table.row_at(self._table.index(n, 0)) for n in marked if n >= 0)
        return [row for row in rows if row is not None]

    def select(self, id_: str, column: str, *, edit: bool = False) -> None:
        """Go to a record's cell, and open it when ``edit`` is set."""
        place = self._table.place_of(id_)
        if place is not None:
            self._go(place, column, edit=edit)

    def select_new(self, column: str) -> None:
        """Open the empty last row."""
        self._go(self._table.rowCount() - 1, column, edit=True)

    def _go(self, row: int, column: str, *, edit: bool) -> None:
        index = self._table.index(row, self._table.column_of(column))
        self.setFocus()
        self.selectionModel().setCurrentIndex(index, _ALONE)  # whatever keys are held down
        self.scrollTo(index)
        if edit:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, as tables elsewhere take them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard: tabs between cells, a line for each row."""
        shown = [n for n in range(len(self._table.columns)) if not self.isColumnHidden(n)]
        marked = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [[str(self._table.index(row, n).data() or "") for n in shown] for row in marked]
        QGuiApplication.clipboard().setText("\n".join("\t".join(" ".join(c.split()) for c in line) for line in lines))

    # -- refused texts ----------------------------------------------------------------------------

    def _on_refused(self, index: QModelIndex, reason: str) -> None:
        self._refused = True
        show_reason(self, index, reason)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close the editor, unless its text was refused: then it stays open with what was typed."""
        if self._refused and hint is not QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self._refused = False
            mark_refused(editor)
            editor.setFocus()
            return
        self._refused = False
        hide_reason(self)
        super().closeEditor(editor, hint)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Forget a reason that speaks about another cell."""
        hide_reason(self)
        super().currentChanged(current, previous)
