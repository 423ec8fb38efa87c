"""A plan as an Excel workbook: typed cells, one sheet a table, nothing that runs or links."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.analysis.values import Rule
from planner.domain.numbers import decimals
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.tables.ledger import Cell, Column, Form, Row, Say, Table, Tick, heading, no_tick, tables_of
from planner.text import Message

_TITLE_ROW, _HEAD_ROW = 0, 1
_MOST_ROWS = 1_048_576 - 2
_LONGEST = 32_767
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_NARROWEST = 6
_SAMPLE = 400
_SHARE = 1000
_A4 = 9


def export_xlsx(plan: Plan, as_of: date, rule: Rule, say: Say, tick: Tick = no_tick) -> bytes:
    """Return the plan as a workbook of the tables in :func:`planner.tables.ledger.tables_of`.

    Row 1 names plan and cut-off date, row 2 the columns; both stay in view. Numbers and days are
    typed with the goal's own decimals. ``tick`` hears how many rows are written. Raises
    :class:`PlannerError` when a table has more rows than a sheet can hold.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    book.set_properties({"title": plan.about.title, "created": datetime.combine(as_of, time())})
    title = " · ".join(part if isinstance(part, str) else say(part) for part in heading(plan, as_of))
    styles = _Styles(book)
    tables, done = tables_of(plan, as_of, rule), 0
    total = sum(len(table.rows) for table in tables)
    for table in tables:
        check_size(table, say)
        name = _NO_SHEET_NAME.sub(" ", say(Message(table.name)))[:31]
        for _ in _Writer(book.add_worksheet(name), styles, say).write(table, title):
            tick(done := done + _SHARE, total)
    book.close()
    return out.getvalue()


def check_size(table: Table, say: Say) -> None:
    """Refuse a table with more rows than a worksheet has."""
    if len(table.rows) > _MOST_ROWS:
        raise PlannerError(
            "The table “{name}” has {n} rows, more than a worksheet can hold. Export as JSON instead.",
            name=say(Message(table.name)), n=len(table.rows),
        )  # fmt: skip


@dataclass(slots=True)
class _Styles:
    """The workbook's cell formats, each made once."""

    book: Workbook
    made: dict[tuple[Form, int], Format] = field(default_factory=dict)

    def title(self) -> Format:
        """Return the format of the title."""
        return self.book.add_format({"bold": True, "font_size": 14, "valign": "vcenter"})

    def head(self) -> Format:
        """Return the format of the headings."""
        return self.book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "bg_color": "#E8EEFB",
                "bottom": 1,
            }
        )

    def cell(self, form: Form, digits: int) -> Format:
        """Return the format of a form of cell with its decimals."""
        key = (form, digits if form is Form.FIGURE else 0)
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **_style(form, digits)})
        return self.made[key]


def _style(form: Form, digits: int) -> dict[str, object]:
    match form:
        case Form.TEXT:
            return {"text_wrap": True}
        case Form.COUNT:
            return {"num_format": "0", "align": "center"}
        case Form.SHARE:
            return {"num_format": "0.0%"}
        case Form.POINTS:
            return {"num_format": "+0.0;-0.0;0.0"}
        case Form.DAY:
            return {"num_format": "yyyy-mm-dd", "align": "center"}
        case _:
            return {"num_format": "#,##0" + ("." + "0" * digits if digits else "")}


class _Writer:
    """Writes one table into one worksheet."""

    def __init__(self, sheet: Worksheet, styles: _Styles, say: Say) -> None:
        self._sheet = sheet
        self._styles = styles
        self._say = say

    def write(self, table: Table, title: str) -> Iterator[None]:
        """Write title, headings and rows, and set up view and paper; pause after each thousand rows."""
        sheet = self._sheet
        names = [self._say(Message(column.heading)) for column in table.columns]
        sheet.write_string(_TITLE_ROW, 0, title, self._styles.title())
        sheet.set_row(_TITLE_ROW, 24)
        head = self._styles.head()
        for n, name in enumerate(names):
            sheet.write_string(_HEAD_ROW, n, name, head)
        for n, row in enumerate(table.rows, _HEAD_ROW + 1):
            self._write_row(n, row, table.columns)
            if n % _SHARE == 0:
                yield
        for n, width in enumerate(self._widths(table, names)):
            sheet.set_column(n, n, width)
        sheet.freeze_panes(_HEAD_ROW + 1, table.frozen)
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(1, len(table.rows)), len(names) - 1)
        self._set_paper(_HEAD_ROW + len(table.rows), (table.printed or len(names)) - 1)

    def _set_paper(self, last_row: int, last_column: int) -> None:
        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.print_area(0, 0, last_row, last_column)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_TITLE_ROW, _HEAD_ROW)
        sheet.set_footer("&C&P / &N")

    def _write_row(self, n: int, row: Row, columns: Sequence[Column]) -> None:
        for at, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            style = self._styles.cell(column.form, _places(cell, row.digits))
            match self._plain(cell):
                case None | "":
                    self._sheet.write_blank(n, at, None, style)
                case str() as text:
                    self._sheet.write_string(n, at, text[:_LONGEST], style)
                case date() as day:
                    self._sheet.write_datetime(n, at, day, style)
                case float() | int() as value if math.isfinite(value):
                    self._sheet.write_number(n, at, value, style)

    def _plain(self, cell: Cell) -> str | float | date | None:
        return self._say(cell) if isinstance(cell, Message) else cell

    def _widths(self, table: Table, names: Sequence[str]) -> list[float]:
        """Return widths that hold the headings and most cells; long text wraps."""
        widths = []
        for n, (name, column) in enumerate(zip(names, table.columns, strict=True)):
            shown = (self._shown(row.cells[n], row.digits) for row in table.rows[:_SAMPLE])
            need = max([_NARROWEST, half_widths(name) + 2, *map(half_widths, shown)])
            widths.append(min(need, column.widest) + 1.5)
        return widths

    def _shown(self, cell: Cell, digits: int) -> str:
        match self._plain(cell):
            case str() as text:
                return text
            case date():
                return "0000-00-00"
            case float() | int() as value:
                return f"{value:,.{_places(value, digits)}f}"
            case _:
                return ""


def _places(cell: Cell, digits: int) -> int:
    return decimals(cell, digits) if isinstance(cell, float) and math.isfinite(cell) else digits


def half_widths(text: str) -> int:
    """Return how wide a text is in half-width characters; a Chinese one counts two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
