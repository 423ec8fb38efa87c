"""How a foreign table is laid out: which row holds the headings, what each column holds, which are periods."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from planner.errors import PlannerError
from planner.tables.incoming.foreign import Cell, Sheet
from planner.tables.incoming.headings import Field, Purpose, field_of, unit_in
from planner.tables.incoming.values import read_cell_day, read_text

_LOOK_AT = 20
_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d{2})年")
_PERIODS = re.compile(r"[月季Qq半]|全年|^\d{4}[-/.年]?\d{1,2}$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet's rows mean.

    ``header`` is the zero-based row of the headings. ``fields`` says what each column holds; ``periods`` are columns
    of figures, each for the day its heading names. ``year`` belongs to months that name none.
    """

    purpose: Purpose
    header: int = 0
    fields: Mapping[int, Field] = field(default_factory=dict)
    periods: Mapping[int, date] = field(default_factory=dict)
    year: int | None = None

    def column(self, wanted: Field) -> int | None:
        """Return the column that holds a field."""
        return next((column for column, found in self.fields.items() if found is wanted), None)


def headings_of(sheet: Sheet, header: int) -> list[str]:
    """Return the headings in a row, one for each column of the sheet."""
    width = max((len(row) for row in sheet.rows), default=0)
    row: Sequence[Cell] = sheet.rows[header] if header < len(sheet.rows) else ()
    return [" ".join(read_text(cell).split()) for cell in row] + [""] * (width - len(row))


def recognise(
    sheet: Sheet, purpose: Purpose | None = None, *, header: int | None = None, year: int | None = None
) -> Layout:
    """Return how a sheet seems to be laid out; what the person says is kept, the rest told from the headings."""
    rows = range(min(_LOOK_AT, len(sheet.rows))) if header is None else [header]
    purposes = list(Purpose) if purpose is None else [purpose]
    tried = [_read(sheet, one, row, year) for row in rows for one in purposes]
    return max(tried, key=partial(_score, sheet), default=Layout(purpose or Purpose.PROGRESS, header or 0, year=year))


def _read(sheet: Sheet, purpose: Purpose, header: int, year: int | None) -> Layout:
    fields: dict[int, Field] = {}
    periods: dict[int, date] = {}
    for column, heading in enumerate(headings_of(sheet, header)):
        day = period_of(sheet.rows[header][column], heading, year) if purpose is Purpose.PROGRESS and heading else None
        if day is not None:
            periods[column] = day
        elif heading and (found := field_of(heading, purpose, frozenset(fields.values()))):
            fields[column] = found
    if Field.VALUE in fields.values() and Field.DAY in fields.values():
        periods = {}
    return Layout(purpose, header, fields, periods, year)


def period_of(cell: Cell, heading: str, year: int | None) -> date | None:
    """Return the day a heading such as 2020年3月, 1—6月 or 2020-06 names, ``None`` when it names none."""
    bare = re.sub(r"[(（].*?[)）]", "", heading).strip()
    if not isinstance(cell, date) and not _PERIODS.search(unicodedata.normalize("NFKC", bare)):
        return None
    try:
        return read_cell_day(cell if isinstance(cell, date) else bare, year)
    except PlannerError:
        return None


def _score(sheet: Sheet, layout: Layout) -> tuple[float, int]:
    found = set(layout.fields.values())
    score = float(len(found)) + 0.9 * min(3, len(layout.periods))
    if Field.GOAL not in found and Field.NUMBER not in found:
        score -= 2
    match layout.purpose:
        case Purpose.PROGRESS:
            dated = layout.periods or {Field.DAY, Field.VALUE} <= found or yearless(sheet, layout)
            score += 1.5 if dated else -3
        case Purpose.MILESTONES:
            score += 2.5 if Field.MILESTONE in found else -6
        case _:
            score += 0.5 if found & {Field.TARGET, Field.LEAD, Field.DEADLINE} else -1
    return score, -layout.header


def year_in(sheet: Sheet, header: int) -> int | None:
    """Return the one year that the sheet's name or the lines above the headings name, to be offered to the person."""
    texts = [sheet.name, *(read_text(cell) for row in sheet.rows[: header + 1] for cell in row)]
    years = {int(year) for text in texts for year in _YEAR.findall(unicodedata.normalize("NFKC", text))}
    return years.pop() if len(years) == 1 else None


def yearless(sheet: Sheet, layout: Layout) -> bool:
    """Whether headings name months that need a year to become days."""
    if layout.purpose is not Purpose.PROGRESS or layout.year is not None:
        return False
    row = sheet.rows[layout.header] if layout.header < len(sheet.rows) else ()
    return any(
        isinstance(cell, str) and period_of(cell, cell, None) is None and period_of(cell, cell, 2000) is not None
        for cell in row
    )


def unit_of_column(sheet: Sheet, layout: Layout, column: int) -> str:
    """Return the unit in a column's heading, or in the lines above all headings (单位：万元)."""
    own = unit_in(headings_of(sheet, layout.header)[column])
    if own and period_of(own, own, layout.year or 2000) is None:
        return own
    for row in sheet.rows[: layout.header]:
        for cell in row:
            found = re.search(r"单位[:：]\s*([^\s,，;；)）]+)", read_text(cell))
            if found:
                return found[1]
    return ""
