"""The goals of a plan as CSV that Excel and WPS open rightly and run nothing from."""

from __future__ import annotations

import csv
import io
import math
from datetime import date

from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.tables.ledger import Cell, Column, Form, Say, goals_table, heading
from planner.text import Message, message

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−")


def export_csv(plan: Plan, as_of: date, rule: Rule, say: Say) -> bytes:
    """Return the goals as CSV: UTF-8 with a byte order mark, CRLF lines, one heading line.

    Days are written 2020-09-30, shares as numbers of per cent. Text that a spreadsheet could take
    for a formula gets an apostrophe in front (OWASP, CSV injection); figures stay plain numbers.
    The last column repeats title, cut-off date and the demonstration's mark, since CSV has no title.
    """
    table = goals_table(plan, as_of, rule, assess(plan, as_of, rule))
    stamp = " ".join(part if isinstance(part, str) else say(part) for part in heading(plan, as_of))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_headed(column, say) for column in table.columns] + [say(message("Plan"))])
    for row in table.rows:
        cells = (_cell(cell, column, say) for cell, column in zip(row.cells, table.columns, strict=True))
        writer.writerow([*cells, harmless(stamp)])
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_TRIGGERS) else text


def _headed(column: Column, say: Say) -> str:
    name = say(Message(column.heading))
    return f"{name} (%)" if column.form is Form.SHARE else name


def _cell(cell: Cell, column: Column, say: Say) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Message):
        return harmless(say(cell))
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return _number(100 * cell if column.form is Form.SHARE else cell, column.form)


def _number(value: float, form: Form) -> str:
    if not math.isfinite(value):
        return ""
    if form in (Form.SHARE, Form.POINTS):
        return f"{value:.2f}"
    return f"{value:.10g}"
