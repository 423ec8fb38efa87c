"""The cells of a text table: its encoding, its delimiter, its rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

from charset_normalizer import from_bytes

from planner.tables.incoming.refused import Refused
from planner.tables.incoming.sheet_scan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, address

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", "\t", ";", "|", "，")
_LONGEST_CELL = 100_000
_SAMPLE = 40


def read_text_table(path: Path) -> list[list[str | None]]:
    """Return the rows. Raises :class:`Refused` for what is no text or has too many cells."""
    text = decoded(path.read_bytes())
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str | None]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=False):
            cells += len(row)
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise Refused("far", address(len(rows), len(row) - 1))
            rows.append([cell.strip() or None for cell in row])
    except csv.Error:
        raise Refused("broken") from None
    return rows


def decoded(raw: bytes) -> str:
    """Return the text: by its mark, else UTF-8, else UTF-16 when it has zeros, else GB 18030, else as it seems.

    Raises :class:`Refused` for what no encoding makes text of.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _sound(_strict(raw, encoding))
    if b"\x00" not in raw:
        for encoding in ("utf-8", "gb18030"):
            text = _strict(raw, encoding)
            if text is not None:
                return _sound(text)
    best = from_bytes(raw[: 1 << 20], cp_isolation=["utf_16_le", "utf_16_be", "gb18030", "big5"]).best()
    return _sound(_strict(raw, best.encoding) if best else None)


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _sound(text: str | None) -> str:
    if text is None or any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text[:100_000]):
        raise Refused("no text")
    return text.replace("\x00", "")


def delimiter_of(text: str) -> str:
    """Return the delimiter that divides the first lines into the same number of cells, most cells winning."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best, score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        if counts:
            width, often = counts.most_common(1)[0]
            score, best = max((score, best), ((often / len(lines), width), delimiter))
    return best
