"""Reading the cells of one row by what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from planner.commands.importing.draft import Draft, Line, Verdict
from planner.domain.exchange import Converter
from planner.domain.kinds import Comparator
from planner.domain.units import Units
from planner.errors import PlannerError
from planner.tables.incoming.foreign import Cell, Sheet
from planner.tables.incoming.headings import Field
from planner.tables.incoming.layout import Layout, unit_of_column
from planner.tables.incoming.sheet_scan import address
from planner.tables.incoming.values import Figure, read_cell_day, read_figure, read_text

_APART = re.compile(r"[、，,;；\n]+")


class Rows:
    """A sheet's cells by row and field; ``wrong`` is the column that was read last, to be blamed in a refusal."""

    def __init__(self, sheet: Sheet, layout: Layout, units: Units, rates: Converter) -> None:
        self._sheet, self._layout, self._units, self._rates = sheet, layout, units, rates
        self._columns = {field: column for column, field in layout.fields.items()}
        self._cells: Sequence[Cell] = ()
        heads = {column: unit_of_column(sheet, layout, column) for column in (*layout.fields, *layout.periods)}
        self._heads = {column: unit if units.find(unit) else "" for column, unit in heads.items()}
        self._row = self.wrong = 0

    def go_to(self, row: int) -> bool:
        """Read this row from now on; false when it holds nothing."""
        self._row, self._cells = row, self._sheet.rows[row]
        self.wrong = self._columns.get(Field.GOAL, 0)
        return any(cell is not None for cell in self._cells)

    @property
    def place(self) -> str:
        """The address of the cell that was read last."""
        return f"{self._sheet.name}!{address(self._row, self.wrong)}"

    def has(self, field: Field) -> bool:
        """Whether a column holds the field and this row's cell is not empty."""
        column = self._columns.get(field)
        return column is not None and column < len(self._cells) and self._cells[column] is not None

    def at(self, column: int) -> Cell:
        """Return the cell of a column, and blame it from now on."""
        self.wrong = column
        return self._cells[column] if column < len(self._cells) else None

    def cell(self, field: Field) -> Cell:
        """Return a field's cell, ``None`` where the table has none."""
        return self.at(self._columns[field]) if self.has(field) else None

    def text(self, field: Field) -> str:
        """Return a field as text, white space of any kind as single blanks."""
        return " ".join(read_text(self.cell(field)).split())

    def names(self, field: Field) -> list[str]:
        """Return the names in a cell that holds several, apart by 、 or commas or lines."""
        parts = _APART.split(read_text(self.cell(field)))
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def day(self, field: Field) -> date | None:
        """Return a field as a day; a cell without a year is refused unless the person named the year."""
        return read_cell_day(self.cell(field), self._layout.year)

    def figure(self, field: Field) -> Figure | None:
        """Return a field as a figure with its own unit, bounds and all."""
        return read_figure(self.cell(field))

    def unit_beside(self, column: int) -> str:
        """Return the unit that stands in the row's own column for it, else in the heading."""
        column_of_unit = self._columns.get(Field.UNIT)
        if column_of_unit is not None and column_of_unit < len(self._cells):
            named = read_text(self._cells[column_of_unit]).strip()
            if named and named not in "-—/":
                return named
        return self._heads.get(column, "")

    def known(self, unit: str) -> str:
        """Return a unit as our table writes it; one that it does not know as it stands."""
        found = self._units.find(unit)
        return found.name if found is not None else unit

    def converted(self, value: float, own: str, wanted: str, day: date | None) -> float:
        """Return a figure of the cell read last in a goal's unit; foreign money at the rate of the day."""
        return self._rates.taken(value, own, wanted, day, self.unit_beside(self.wrong))

    def single(self, column: int) -> Figure | None:
        """Return a column's cell as one plain figure with its own unit, ``None`` when it holds none."""
        figure = read_figure(self.at(column))
        if figure is None:
            return None
        if figure.high is not None or figure.comparator not in (None, Comparator.EQUAL):
            raise PlannerError("“{text}” is not one figure. Write the number alone.",
                               text=read_text(self.at(column))[:40])  # fmt: skip
        return figure

    def value(self, field: Field, wanted: str, day: date | None) -> float | None:
        """Return a field as one plain figure of a day in a goal's unit, ``None`` when it holds none."""
        figure = self.single(self._columns[field]) if self.has(field) else None
        return None if figure is None else self.converted(figure.low, figure.unit, wanted, day)


def read_named(rows: Rows, draft: Draft, row: int, field: Field, one: Callable[[Draft, int, str], Line]) -> None:
    """Add to the draft what ``one`` makes of a row with a name in that field, or why not; pass over a row without."""
    name = rows.text(field)
    if not name:
        return
    try:
        draft.lines.append(one(draft, row, name))
    except PlannerError as refusal:
        draft.lines.append(Line(rows.place, row, Verdict.REFUSED, name, refusal.message))
