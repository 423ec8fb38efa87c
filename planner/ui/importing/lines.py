"""What an import would do, as a table: one row for each line of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from planner.analysis.values import Light
from planner.commands.importing.draft import VERDICT_NAMES, Line, Verdict
from planner.figures.palette import Palette
from planner.text import N_, Translator

Index = QModelIndex | QPersistentModelIndex
_HEADINGS = (N_("Cell"), N_("Outcome"), N_("About"), N_("What"))
_ROOT = QModelIndex()
_SHAPES = {Verdict.ADDED: "＋", Verdict.CHANGED: "✎", Verdict.SAME: "＝", Verdict.REFUSED: "✕"}


class LinesModel(QAbstractTableModel):
    """The lines of a draft that are shown; refused ones in the colour of danger, with a shape and a word as well."""

    def __init__(self, say: Translator, palette: Palette, parent: QObject) -> None:
        super().__init__(parent)
        self._say = say
        self._danger = QColor(palette.lights[Light.FAR_BEHIND])
        self._muted = QColor(palette.muted)
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._say(_HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or their colour."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole or (role == Qt.ItemDataRole.ToolTipRole and index.column() > 1):
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            if line.verdict is Verdict.REFUSED and index.column() in (1, 3):
                return self._danger
            if line.verdict is Verdict.SAME or index.column() == 0:
                return self._muted
        return None

    def _words(self, line: Line, column: int) -> str:
        match column:
            case 0:
                return line.place.rpartition("!")[2]
            case 1:
                return f"{_SHAPES[line.verdict]} {self._say(VERDICT_NAMES[line.verdict])}"
            case 2:
                return line.name
            case _:
                return self._say(line.what)
