"""The columns of a foreign table, each with an example and a choice of what it holds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from planner.tables.incoming.foreign import Sheet
from planner.tables.incoming.headings import FIELD_NAMES, FIELDS, Field
from planner.tables.incoming.layout import Layout, headings_of
from planner.tables.incoming.sheet_scan import address
from planner.tables.incoming.values import read_text
from planner.text import Translator

_PERIOD = "*period"
_EXAMPLES = 30
_LONGEST = 60


class ColumnsTable(QTableWidget):
    """One row for each column of the table that holds something.

    Signals:
        mapped: the person changed what a column holds.
    """

    mapped = Signal()

    def __init__(self, say: Translator, parent: QWidget) -> None:
        super().__init__(0, 3, parent)
        self._say = say
        self.setHorizontalHeaderLabels([say("Column"), say("Example"), say("Holds")])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(38)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(2, 176)
        self._layout = Layout(next(iter(FIELDS)))
        self._days = dict(self._layout.periods)
        self.combos: dict[int, QComboBox] = {}

    def show_layout(self, sheet: Sheet, layout: Layout) -> None:
        """Show the columns of a sheet and what they hold."""
        self._layout, self._days = layout, dict(layout.periods)
        self.combos = {}
        self.setRowCount(0)
        for column, heading in enumerate(headings_of(sheet, layout.header)):
            example = _example(sheet, layout, column)
            if heading or example:
                self._add(column, heading, example)

    def _add(self, column: int, heading: str, example: str) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for at, text in ((0, heading or address(0, column).rstrip("0123456789")), (1, example)):
            item = QTableWidgetItem(text[:_LONGEST])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(row, at, item)
        say = self._say
        combo = QComboBox(self)
        combo.setAccessibleName(heading)
        combo.addItem(say("not imported"), "")
        if column in self._days:
            combo.addItem(say("figures of {day}", day=self._days[column]), _PERIOD)
        for field in FIELDS[self._layout.purpose]:
            combo.addItem(say(FIELD_NAMES[field]), field.value)
        held = self._layout.fields.get(column)
        combo.setCurrentIndex(combo.findData(_PERIOD if column in self._days else held.value if held else ""))
        combo.activated.connect(partial(self._on_chosen, column))
        self.setCellWidget(row, 2, combo)
        self.combos[column] = combo

    def _on_chosen(self, column: int, _index: int) -> None:
        """Give a field to one column only: the one that had it holds nothing now."""
        chosen = str(self.combos[column].currentData())
        for other, combo in self.combos.items():
            if other != column and chosen not in ("", _PERIOD) and combo.currentData() == chosen:
                combo.setCurrentIndex(0)
        self.mapped.emit()

    def layout_now(self) -> Layout:
        """Return the layout as the person has it now."""
        held = {column: str(combo.currentData()) for column, combo in self.combos.items()}
        fields = {column: Field(data) for column, data in held.items() if data not in ("", _PERIOD)}
        periods = {column: self._days[column] for column, data in held.items() if data == _PERIOD}
        return replace(self._layout, fields=fields, periods=periods)


def _example(sheet: Sheet, layout: Layout, column: int) -> str:
    for row in sheet.rows[layout.header + 1 : layout.header + 1 + _EXAMPLES]:
        if column < len(row) and row[column] is not None:
            return " ".join(read_text(row[column]).split())
    return ""
