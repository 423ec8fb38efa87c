"""A table of rows known by their keys, which tells its views of the least that changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

_NOWHERE = QModelIndex()


class RowList(QAbstractTableModel):
    """Rows from top to bottom by key; selections and open editors stay with their rows when these move."""

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[str] = []
        self._row_of: dict[str, int] = {}

    @property
    def keys(self) -> Sequence[str]:
        """The rows from top to bottom: goal ids, and headings as `#` and the group's key."""
        return self._rows

    def row_of(self, goal: str) -> int | None:
        """Return the row of a goal, ``None`` when it is not shown."""
        if not self._row_of:
            self._row_of = {key: n for n, key in enumerate(self._rows)}
        return self._row_of.get(goal)

    def tell(self, first: int, last: int) -> None:
        """Tell the views that rows ``first`` to ``last`` look different."""
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self._columns - 1))

    def change_rows(self, new: list[str]) -> None:
        """Replace the rows, telling views of the least that differs: one stretch in, one out, or a new order."""
        old = self._rows
        if new == old:
            return
        head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        most = min(len(old), len(new)) - head
        tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
        gone, come = len(old) - head - tail, len(new) - head - tail
        if gone and come:
            self._reorder(new)
            return
        if gone:
            self.beginRemoveRows(_NOWHERE, head, head + gone - 1)
        else:
            self.beginInsertRows(_NOWHERE, head, head + come - 1)
        self._set_rows(new)
        (self.endRemoveRows if gone else self.endInsertRows)()

    def _reorder(self, new: list[str]) -> None:
        if len(new) != len(self._rows) or set(new) != set(self._rows):
            self.beginResetModel()
            self._set_rows(new)
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [(self._rows[index.row()], index.column()) for index in before]
        self._set_rows(new)
        row_of = {key: n for n, key in enumerate(new)}
        self.changePersistentIndexList(before, [self.index(row_of[key], column) for key, column in keys])
        self.layoutChanged.emit()

    def _set_rows(self, new: list[str]) -> None:
        self._rows = new
        self._row_of = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of headings and goals."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else self._columns
