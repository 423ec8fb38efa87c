"""A small table to type rows into; there is always one empty row more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget


class TypedRows(QTableWidget):
    """Rows of plain texts. Empty rows do not count.

    Signals:
        edited: something was typed.
    """

    edited = Signal()

    def __init__(self, headings: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self.setObjectName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setFixedHeight(124)
        self.itemChanged.connect(self._on_typed)
        self.show_rows([])

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows, and one empty row to type the next."""
        self.blockSignals(True)
        self.setRowCount(0)
        for texts in (*rows, [""] * self.columnCount()):
            self._append(texts)
        self.blockSignals(False)

    def rows(self) -> list[list[str]]:
        """Return the texts of the rows that are not empty."""
        found = [[self._text(n, column) for column in range(self.columnCount())] for n in range(self.rowCount())]
        return [texts for texts in found if any(texts)]

    def _append(self, texts: Sequence[str]) -> None:
        row = self.rowCount()
        self.setRowCount(row + 1)
        for column, text in enumerate(texts):
            self.setItem(row, column, QTableWidgetItem(text))

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text().strip() if item else ""

    def _on_typed(self) -> None:
        if any(self._text(self.rowCount() - 1, column) for column in range(self.columnCount())):
            self.blockSignals(True)
            self._append([""] * self.columnCount())
            self.blockSignals(False)
        self.edited.emit()
