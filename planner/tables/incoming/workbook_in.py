"""The cells of a workbook, sheet by sheet, through python-calamine; only ever called in the reading process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - the module's own name for its error says nothing

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from planner.tables.incoming.parcel import check_parcel
from planner.tables.incoming.refused import Refused
from planner.tables.incoming.sheet_scan import MOST_AREA, MOST_COLUMNS, MOST_ROWS, percent_styles, scan_sheet

Plain = str | float | list[str] | None
"""A cell as JSON has it; a day is a list of its one text."""
_MOST_SHEETS = 100
_MOST_FILLED = 1_000_000


def read_xlsx(path: Path) -> Iterator[tuple[str, list[list[Plain]]]]:
    """Yield each worksheet's name and rows, which begin with the sheet's first row and column."""
    try:
        with ZipFile(path) as archive:
            check_parcel(archive)
            parts = _sheet_parts(archive)
            percents = percent_styles(archive)
            shares = {name: scan_sheet(archive, part, percents).shares for name, part in parts.items()}
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, KeyError):
        raise Refused("broken") from None
    except RuntimeError:  # what zipfile says to a part with a password
        raise Refused("locked") from None
    for name, sheet in _sheets(path):
        if name in parts:
            yield name, _rows(sheet, shares[name])


def read_xls(path: Path) -> Iterator[tuple[str, list[list[Plain]]]]:
    """Yield the same of a workbook of the old format, whose sheets cannot reach further than 65,536 × 256 cells."""
    for name, sheet in _sheets(path):
        yield name, _rows(sheet, set())


def _sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Return where each worksheet lies in the archive, by the sheet's name."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        raise Refused("foreign")
    rels = fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {one.get("Id"): one.get("Target") or "" for one in rels}
    found: dict[str, str] = {}
    for sheet in fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True).iter():
        if sheet.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if part in names and "worksheets" in part:
            found[str(sheet.get("name"))] = part
    if not found or len(found) > _MOST_SHEETS:
        raise Refused("swollen" if found else "empty")
    return found


def _sheets(path: Path) -> Iterator[tuple[str, CalamineSheet]]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if len(names) > _MOST_SHEETS:
            raise Refused("swollen")
        for name in names:
            yield name, book.get_sheet_by_name(name)
    except PasswordError:
        raise Refused("locked") from None
    except CalamineError:
        raise Refused("broken") from None


def _rows(sheet: CalamineSheet, shares: set[tuple[int, int]]) -> list[list[Plain]]:
    if sheet.start is None or sheet.end is None:
        return []
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_AREA:
        raise Refused("far", sheet.name)
    rows = [
        [_plain(cell, (n, at) in shares) for at, cell in enumerate(row)]
        for n, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    _fill_down(sheet, rows)
    return rows


def _fill_down(sheet: CalamineSheet, rows: list[list[Plain]]) -> None:
    """Give every row of a cell merged downwards its text: a theme stands once beside all its goals.

    Figures are not repeated: one figure beside two tasks is no figure of each.
    """
    left = _MOST_FILLED
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        if first != last or top >= len(rows) or first >= len(rows[top]) or not isinstance(rows[top][first], str):
            continue
        for row in rows[top + 1 : bottom + 1]:
            row[first] = rows[top][first]
            left -= 1
        if left < 0:
            raise Refused("swollen")


def _plain(cell: object, share: bool) -> Plain:  # noqa: FBT001 - whether the cell is shown in per cent
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() | int() if share:
            return f"{100 * cell:.12g}%"
        case float() | int():
            return float(cell)
        case datetime():
            return [cell.date().isoformat()]
        case date():
            return [cell.isoformat()]
        case time() | timedelta():
            return str(cell)
        case _:
            text = str(cell).strip()
            return text or None
