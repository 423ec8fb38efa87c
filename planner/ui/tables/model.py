"""The one model behind every record table: rows in, single-cell commands out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from planner.text import Message, Translator
from planner.ui.tables.columns import PLAIN, Column, Look, R, Tone
from planner.ui.words import capital, plain_tip

Index = QModelIndex | QPersistentModelIndex
LOOK_ROLE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_READ_ONLY = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FAINT = Look(Tone.FAINT)
Commit = Callable[[R, str, str], Message | None]
"""Writes (row, column name, typed text) through a command; returns why it was refused, or ``None``."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """The empty last row. Text typed into ``column`` goes to ``add``, which returns a refusal or ``None``."""

    column: str
    prompt: str  # message key
    add: Callable[[str], Message | None]


class RecordTable(QAbstractTableModel, Generic[R]):
    """Rows of one kind under declared columns.

    The rows are replaced with :meth:`set_rows`, which tells views only what really differs, so that selection,
    scroll position and an open editor survive. Nothing is written here: ``setData`` hands the typed text to
    ``commit`` and reports a refusal with ``refused``.

    Signals:
        refused: index and sentence, when a typed text was not accepted.
    """

    refused = Signal(QModelIndex, str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        say: Translator,
        commit: Commit[R] | None = None,
        new_row: NewRow | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._say = say
        self._commit = commit
        self._new_row = new_row
        self._rows: list[R] = []
        self._readers: Mapping[int, Callable[[R, Column[R]], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.EditRole: self._typed,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            LOOK_ROLE: self._look,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
        }

    # -- rows ---------------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[R]:
        """The rows shown, without the empty last one."""
        return self._rows

    def row_at(self, index: Index) -> R | None:
        """Return the row under an index; ``None`` on the empty last row and outside."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, id_: str) -> int | None:
        """Return the row number of a record."""
        return next((n for n, row in enumerate(self._rows) if row.id == id_), None)

    def column_of(self, name: str) -> int:
        """Return the number of a column. Raises ``StopIteration`` for a name that is none."""
        return next(n for n, column in enumerate(self.columns) if column.name == name)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, telling views of the least that changed."""
        wanted = {row.id for row in rows}
        for n in range(len(self._rows) - 1, -1, -1):
            if self._rows[n].id not in wanted:
                self._remove(n)
        for n, row in enumerate(rows):
            self._put(n, row)
        self._tell_changed(rows)

    def set_all(self, rows: Sequence[R]) -> None:
        """Show the rows of another goal: start anew."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def _remove(self, n: int) -> None:
        self.beginRemoveRows(_NOWHERE, n, n)
        del self._rows[n]
        self.endRemoveRows()

    def _put(self, n: int, row: R) -> None:
        old = next((k for k in range(n, len(self._rows)) if self._rows[k].id == row.id), None)
        if old is None:
            self.beginInsertRows(_NOWHERE, n, n)
            self._rows.insert(n, row)
            self.endInsertRows()
        elif old != n:
            self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, n)
            self._rows.insert(n, self._rows.pop(old))
            self.endMoveRows()

    def _tell_changed(self, rows: Sequence[R]) -> None:
        last = len(self.columns) - 1
        for n, row in enumerate(rows):
            if self._rows[n] != row:
                self._rows[n] = row
                self.dataChanged.emit(self.index(n, 0), self.index(n, last))

    # -- what Qt asks -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows, with the empty last one where there is one."""
        return 0 if parent.isValid() else len(self._rows) + (self._new_row is not None)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        """Return a column's heading, in the reader's language."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return capital(self._say(column.title))
        return self._alignment(None, column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object | None:
        """Return what a role asks of a cell."""
        if not index.isValid():
            return None
        row = self.row_at(index)
        column = self.columns[index.column()]
        if row is None:
            return self._of_new_row(column, role)
        reader = self._readers.get(role)
        return reader(row, column) if reader else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of a column with an ``edit`` can be typed into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.columns[index.column()]
        if self.row_at(index) is None:
            can = self._new_row is not None and column.name == self._new_row.column
        else:
            can = column.edit is not None and self._commit is not None
        return _READ_ONLY | Qt.ItemFlag.ItemIsEditable if can else _READ_ONLY

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand the typed text to the command; false when it was refused, and ``refused`` says why."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        text, kept = str(value), QPersistentModelIndex(index)
        refusal = self._written(self.row_at(index), self.columns[index.column()], text)
        if refusal is not None:
            self.refused.emit(self.index(kept.row(), kept.column()), self._say(refusal))
        return refusal is None

    def _written(self, row: R | None, column: Column[R], text: str) -> Message | None:
        if row is None:
            return self._new_row.add(text) if self._new_row and text.strip() else None
        if text == self._typed(row, column):
            return None
        return self._commit(row, column.name, text) if self._commit else None

    # -- roles --------------------------------------------------------------------------------------

    def _text(self, row: R, column: Column[R]) -> object:
        return column.show(row)

    def _typed(self, row: R, column: Column[R]) -> object:
        return column.edit(row) if column.edit else column.show(row)

    def _tip(self, row: R, column: Column[R]) -> object:
        text = column.show(row)
        return plain_tip(text) if len(text) > 12 else None

    def _look(self, row: R, column: Column[R]) -> object:
        return column.look(row)

    def _alignment(self, row: R | None, column: Column[R]) -> object:
        side = Qt.AlignmentFlag.AlignRight if column.to_the_right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _of_new_row(self, column: Column[R], role: int) -> object | None:
        if self._new_row is None or column.name != self._new_row.column:
            return PLAIN if role == LOOK_ROLE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._say(self._new_row.prompt)
        return _FAINT if role == LOOK_ROLE else None
