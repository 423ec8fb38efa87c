"""Tables in a terminal: columns that stay straight with Chinese characters, numbers to the right."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and which way it leans; ``shrinks`` marks the one that gives way to a narrow terminal."""

    heading: str
    right: bool = False
    shrinks: bool = False


def plain(text: str) -> str:
    """Return a text without control characters, so that data cannot steer the terminal or break a row."""
    return "".join(char if char.isprintable() else " " for char in text)


def width(text: str) -> int:
    """Return how many terminal cells a text takes: two for a wide character, none for a combining one."""
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, most: int) -> str:
    """Return the text shortened to ``most`` cells, with an ellipsis where something is missing."""
    if width(text) <= most:
        return text
    kept, used = "", 1
    for char in text:
        used += _cells(char)
        if used > most:
            break
        kept += char
    return kept + "…"


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Return the text filled up with spaces to a width in cells."""
    space = " " * max(0, cells - width(text))
    return space + text if right else text + space


def table(columns: Sequence[Column], rows: Sequence[Sequence[str] | str], most: int | None = None) -> Iterator[str]:
    """Yield the lines of a table; a row that is one text is a heading across all columns.

    ``most`` is the terminal's width in cells; ``None`` when nothing must be cut.
    """
    cells = [[plain(cell) for cell in row] for row in rows if not isinstance(row, str)]
    widths = [max(width(text) for text in (column.heading, *(row[n] for row in cells)))
              for n, column in enumerate(columns)]  # fmt: skip
    over = sum(widths) + len(GAP) * (len(columns) - 1) - most if most else 0
    for n, column in enumerate(columns):
        if column.shrinks and over > 0:
            widths[n] = max(12, widths[n] - over)
    yield _line(columns, widths, [column.heading for column in columns])
    yield GAP.join("─" * cells for cells in widths)
    body = iter(cells)
    for row in rows:
        yield plain(row) if isinstance(row, str) else _line(columns, widths, next(body))


def _line(columns: Sequence[Column], widths: Sequence[int], row: Sequence[str]) -> str:
    parts = [pad(cut(text, cells), cells, right=column.right)
             for column, cells, text in zip(columns, widths, row, strict=True)]  # fmt: skip
    return GAP.join(parts).rstrip()


def terminal_width() -> int | None:
    """Return the terminal's width in cells, or ``None`` when the output goes to a file or another program."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_json(value: object) -> None:
    """Print a value as JSON, Chinese characters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
