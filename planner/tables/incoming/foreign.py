"""Tables from outside as plain typed cells: the parent's side of the reading process."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.apart import SECONDS, Broken, TooSlow, ask
from planner.errors import PlannerError
from planner.tables.incoming.sheet_scan import MOST_COLUMNS, MOST_ROWS

LARGEST = 50_000_000
"""Most bytes of a table file."""
MOST_SAID = 400_000_000
"""Most bytes the reading process may answer with."""
ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".txt", ".json")
Cell = str | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name and its rows, which begin with the first row and the first column."""

    name: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Book:
    """A file of tables: its name, the SHA-256 (hex) of its bytes, its sheets."""

    name: str
    sha256: str
    sheets: Sequence[Sheet]


def read_book(path: Path, *, keep_off: Path | None = None, seconds: float = SECONDS) -> Book:
    """Read the cells of a workbook, a text table or a plan exported as JSON, in a process with limits.

    Raises :class:`PlannerError` when the file is not there, too large, damaged, hostile, or takes too long. The file
    is never opened in this process; ``keep_off`` is the open plan, which is no table whatever its name.
    """
    name = path.name
    try:
        size = path.stat().st_size
        own = keep_off is not None and path.samefile(keep_off)
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=name, why=error.strerror or "") from None
    if own or not path.is_file():
        raise PlannerError("“{file}” is no table. Choose a workbook (.xlsx, .xls), .csv or .json.", file=name)
    if size > LARGEST:
        raise PlannerError("“{file}” is larger than {most} MB. Import its sheets one by one.",
                           file=name, most=LARGEST // 1_000_000)  # fmt: skip
    try:
        said = ask("planner.tables.incoming.child", [str(path.absolute())], most=MOST_SAID, seconds=seconds)
        return _book(name, said)
    except TooSlow:
        raise PlannerError("“{file}” takes too long to read. Save the sheet as CSV and try again.", file=name) from None
    except (Broken, ValueError):
        raise _refusal("broken", name, "") from None


def _book(name: str, said: bytes) -> Book:
    lines = iter(said.splitlines())
    digest = json.loads(next(lines))["sha256"]
    sheets: list[Sheet] = []
    for line in lines:
        head = json.loads(line)
        if "refused" in head:
            raise _refusal(head["refused"], name, head["place"])
        rows = [[_cell(cell) for cell in json.loads(next(lines))] for _ in range(head["rows"])]
        sheets.append(Sheet(head["sheet"], rows))
    if not any(sheet.rows for sheet in sheets):
        raise _refusal("empty", name, "")
    return Book(name, digest, sheets)


def _cell(cell: object) -> Cell:
    match cell:
        case [str() as day]:
            return date.fromisoformat(day)
        case float() | int():
            return float(cell) if math.isfinite(cell) else None
        case str():
            return cell
        case _:
            return None


def _refusal(kind: str, file: str, place: str) -> PlannerError:
    match kind:
        case "far":
            return PlannerError(
                "“{file}” has a cell at {place}, further out than {rows} rows by {columns} columns or in too large a "
                "table. Delete what lies outside the table and save it again.",
                file=file, place=place, rows=MOST_ROWS, columns=MOST_COLUMNS,
            )  # fmt: skip
        case "swollen":
            return PlannerError("“{file}” unpacks to far more than a table holds; it was not read.", file=file)
        case "hostile":
            return PlannerError("“{file}” holds parts that no spreadsheet program writes; it was not read.", file=file)
        case "locked":
            return PlannerError("“{file}” is protected by a password; save it without one and try again.", file=file)
        case "foreign" | "no text":
            return PlannerError("“{file}” is no table. Choose a workbook (.xlsx, .xls), .csv or .json.", file=file)
        case "empty":
            return PlannerError("“{file}” has no rows.", file=file)
        case _:
            return PlannerError("“{file}” is damaged; open it in its own program and save it anew.", file=file)
