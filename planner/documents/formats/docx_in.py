"""The text of a .docx: paragraphs, list entries and table rows in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

_MOST_PARTS = 2_000
_MOST_INFLATED = 200_000_000
_MOST_RATIO = 200
_SMALL = 1_000_000


def read_docx(path: Path) -> dict[str, object]:
    """Return the text; ``swollen`` for a file that unpacks to far more than a document holds.

    The sizes an archive states bind its reader, so they can be trusted here. A document type declaration in any part
    is refused: no word processor writes one, and only entities need it.
    """
    with ZipFile(path) as archive:
        parts = archive.infolist()
        inflated = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        if len(parts) > _MOST_PARTS or inflated > _MOST_INFLATED:
            return {"swollen": True}
        if inflated > _SMALL and inflated > _MOST_RATIO * max(1, packed):
            return {"swollen": True}
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                raise ValueError("a document type declaration")
    return {"text": "\n".join(_lines(docx.Document(str(path))))}


def _lines(document: docx.document.Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text.strip("\n")
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    """Yield each row as one line, its cells apart by tabs; a merged cell is said once."""
    for row in table.rows:
        cells: list[str] = []
        seen: list[object] = []
        for cell in row.cells:
            if cell._tc not in seen:  # noqa: SLF001 - the library has no other name for one and the same cell
                seen.append(cell._tc)  # noqa: SLF001
                cells.append(" ".join(cell.text.split()))
        yield "\t".join(cells)
