"""Forms that are one table as Word documents, for offices that must edit them in Word or WPS.

The page is that of the official form (A4, the margins of GB/T 9704-2012, landscape where the form is), the head of the
table is repeated on every page, and the faces are named so that a machine which has them uses them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from planner.sheets.room import Data

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_FACES = {"title": "方正小标宋简体", "heading": "黑体", "body": "仿宋", "quote": "楷体"}
_TITLE, _SUB, _CELL, _TEXT = 22.0, 16.0, 10.5, 16.0
_WIDE_TEXT, _TALL_TEXT = 225.0, 156.0  # mm


def table_docx(data: Data, *, wide: bool) -> bytes:
    """Return a form that is one table (see ``tabled.table_data``) as a .docx."""
    document = docx.Document()
    _page(document, wide=wide)
    _about(document, data["head"])
    if data["annex"]:
        _say(document.add_paragraph(), data["annex"], "heading", _TEXT)
    _centred(document, data["head"]["title"], "title", _TITLE)
    _centred(document, data["period"], "quote", _SUB)
    if data["facts"]:
        _say(document.add_paragraph(), "　　".join(data["facts"]), "body", _CELL)
    _table(document, data["columns"], data["groups"], _WIDE_TEXT if wide else _TALL_TEXT)
    for note in data["notes"]:
        _say(document.add_paragraph(), note, "body", _CELL)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Document, *, wide: bool) -> None:
    section = document.sections[0]
    size, margins = ((297, 210), (28, 26, 35, 37)) if wide else ((210, 297), (37, 35, 28, 26))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (Mm(m) for m in margins)


def _about(document: Document, head: Mapping[str, Any]) -> None:
    year, month, day = head["day"]
    moment = datetime(year, month, day, tzinfo=UTC)
    about = document.core_properties
    about.title, about.author, about.created, about.modified = head["title"], head["office"], moment, moment
    about.comments = ""


def _say(paragraph: Paragraph, text: str, role: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.bold = Pt(size), bold
    run.font.name = _FACES[role]
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FACES[role])
    paragraph.paragraph_format.space_after = Pt(0)


def _centred(document: Document, text: str, role: str, size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say(paragraph, text, role, size)


def _table(document: Document, columns: Sequence[Data], groups: Sequence[Data], room: float) -> None:
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _fill(cell, column["name"], "heading", "center")
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - the library has no word for it
    for group in groups:
        if group["name"]:
            cells = table.add_row().cells
            _fill(cells[0].merge(cells[-1]), group["name"], "heading", "left")
        for row in group["rows"]:
            for cell, value, column in zip(table.add_row().cells, row, columns, strict=True):
                _fill(cell, _word(value), "body", column["align"])
    for place, width in enumerate(_widths([column["width"] for column in columns], room)):
        for cell in table.columns[place].cells:
            cell.width = width


def _widths(asked: Sequence[str], room: float) -> list[int]:
    """Return widths from lengths in mm and shares such as 2.4fr, as Word counts them."""
    fixed = {n: float(text[:-2]) for n, text in enumerate(asked) if text.endswith("mm")}
    shares = {n: float(text[:-2]) for n, text in enumerate(asked) if text.endswith("fr")}
    left, total = room - sum(fixed.values()), sum(shares.values()) or 1.0
    return [int(Mm(fixed[n] if n in fixed else left * shares.get(n, 1.0) / total)) for n in range(len(asked))]


def _fill(cell: _Cell, text: str, role: str, align: str) -> None:
    sides = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
    paragraph = cell.paragraphs[0]
    paragraph.alignment = sides[align]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _say(paragraph, text, role, _CELL)


def _word(value: object) -> str:
    return f"{value['shape']} {value['word']}" if isinstance(value, dict) else str(value)


def _clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(mark for mark in text if mark >= " " or mark in "\n\t")
