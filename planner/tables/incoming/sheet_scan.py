"""A look at a worksheet's XML before the workbook reader sees it: how far its cells reach, which are shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from planner.tables.incoming.refused import Refused

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 3_000_000
MOST_AREA = 8_000_000
"""Rows times columns of the rectangle that holds all cells: what a reader takes memory for."""
_MOST_MERGES = 200_000
_DEEPEST = 64
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_PERCENT_FORMATS = {9, 10}
_PIECE = 1 << 20


@dataclass(slots=True)
class Scan:
    """What a worksheet holds: the cells shown in per cent, by zero-based row and column."""

    shares: set[tuple[int, int]] = field(default_factory=set)


def scan_sheet(archive: ZipFile, part: str, percents: frozenset[int]) -> Scan:
    """Go through a worksheet; raise :class:`Refused` for cells beyond the limits, with the cell's address.

    ``percents`` are the style numbers that show a number in per cent; the workbook reader drops number formats, and
    0.925 shown as 92.5% would come in a hundred times too small.
    """
    walk = _Walk(percents)
    with archive.open(part) as file:
        _parse(file, walk.start, walk.end)
    return walk.scan


def percent_styles(archive: ZipFile) -> frozenset[int]:
    """Return the style numbers of a workbook that show a number in per cent."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = _Styles()
    with archive.open("xl/styles.xml") as file:
        _parse(file, styles.start, styles.end)
    return frozenset(n for n, form in enumerate(styles.forms) if form in styles.percents)


def _parse(file: IO[bytes], start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]) -> None:
    """Feed a part to expat; a document type declaration, and with it every entity, is refused."""
    parser = ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.EntityDeclHandler = _no_doctype
    parser.buffer_text = True
    try:
        while piece := file.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except ExpatError:
        raise Refused("broken") from None


def _no_doctype(*_: object) -> None:
    raise Refused("hostile")


class _Walk:
    """Counts cells while the XML goes by."""

    def __init__(self, percents: frozenset[int]) -> None:
        self.scan = Scan()
        self._percents = percents
        self._row = self._column = -1
        self._cells = self._merges = self._depth = 0
        self._low_row = self._low_column = 1 << 30
        self._high_row = self._high_column = -1

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take in a tag."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused("hostile")
        match name.rpartition("}")[2]:
            case "c":
                self._cell(given)
            case "row":
                self._row = _number(given["r"]) - 1 if "r" in given else self._row + 1
                self._column = -1
            case "mergeCell":
                self._merges += 1
                if self._merges > _MOST_MERGES:
                    raise Refused("swollen")

    def end(self, name: str) -> None:
        """Take in the end of a tag."""
        del name
        self._depth -= 1

    def _cell(self, given: dict[str, str]) -> None:
        if "r" in given:
            self._row, self._column = _place(given["r"])
        else:
            self._column += 1
        row, column = self._row, self._column
        self._cells += 1
        self._low_row, self._high_row = min(self._low_row, row), max(self._high_row, row)
        self._low_column, self._high_column = min(self._low_column, column), max(self._high_column, column)
        area = (self._high_row - self._low_row + 1) * (self._high_column - self._low_column + 1)
        if row >= MOST_ROWS or column >= MOST_COLUMNS or self._cells > MOST_CELLS or area > MOST_AREA:
            raise Refused("far", address(row, column))
        if self._percents and "s" in given and given.get("t", "n") == "n" and _number(given["s"]) in self._percents:
            self.scan.shares.add((row, column))


class _Styles:
    """Gathers the number format of each cell style."""

    def __init__(self) -> None:
        self.forms: list[int] = []
        self.percents = set(_PERCENT_FORMATS)
        self._inside = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take in a tag."""
        match name.rpartition("}")[2]:
            case "numFmt" if "%" in given.get("formatCode", ""):
                self.percents.add(_number(given.get("numFmtId", "")))
            case "cellXfs":
                self._inside = True
            case "xf" if self._inside:
                self.forms.append(_number(given.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        """Take in the end of a tag."""
        if name.endswith("}cellXfs") or name == "cellXfs":
            self._inside = False


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Refused("broken")
    return int(text)


def _place(text: str) -> tuple[int, int]:
    found = _PLACE.fullmatch(text)
    if not found or found[2].startswith("0"):
        raise Refused("broken")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def address(row: int, column: int) -> str:
    """Return the address of a cell by zero-based row and column: ``B7``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
