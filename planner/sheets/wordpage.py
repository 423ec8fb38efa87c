"""A page of a Word document after GB/T 9704-2012: its paper, faces, page numbers, paragraphs, tables and pictures.

What python-docx has no word for is written as the elements of ECMA-376 (Office Open XML) themselves.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn
from docx.shared import Emu, Mm, Pt, RGBColor

from planner.sheets.room import Data

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

FACES = {"title": "方正小标宋简体", "heading": "黑体", "body": "仿宋", "quote": "楷体", "number": "宋体"}
TITLE, SUB, TEXT, CELL, NUMBER = 22.0, 16.0, 16.0, 10.5, 14.0
RED = RGBColor(0xD7, 0x00, 0x0F)
PITCH = 225.0 / 22 / 25.4 * 72
"""From line to line in points: 22 lines in 225 mm."""
_WIDE_TEXT, _TALL_TEXT = 225.0, 156.0  # mm
_SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"  # the name of an extension, never looked up
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DPI = 300.0
_MARK_WIDTH = 460.0  # points
_INSETS = (
    f'<w:tblCellMar xmlns:w="{nsmap["w"]}"><w:top w:w="60" w:type="dxa"/>'
    '<w:left w:w="70" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)
"""Room around the text of cells, in twentieths of a point."""


class WordPage:
    """One document: its paper and numbers are set when it is made, then its parts are written one after the other."""

    def __init__(self, document: Document, head: Mapping[str, Any], *, wide: bool) -> None:
        self._document = document
        self._pictures = 0
        self.room = _WIDE_TEXT if wide else _TALL_TEXT
        self._set_paper(wide=wide)
        self._set_about(head)
        self._set_numbers()
        if head["mark"]:
            self._set_mark(str(head["mark"]))

    # -- the page -----------------------------------------------------------------------------------

    def _set_paper(self, *, wide: bool) -> None:
        section = self._document.sections[0]
        size, margins = ((297, 210), (28, 26, 35, 37)) if wide else ((210, 297), (37, 35, 28, 26))
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (Mm(m) for m in margins)
        section.footer_distance = Mm(margins[1] - 7) - Pt(NUMBER)  # the number's upper edge, 7 mm below the text

    def _set_about(self, head: Mapping[str, Any]) -> None:
        year, month, day = head["day"]
        moment = datetime(year, month, day, tzinfo=UTC)
        about = self._document.core_properties
        about.title, about.author, about.created, about.modified = head["title"], head["office"], moment, moment
        about.comments = ""
        about.language = "zh-CN" if head["language"] == "zh" else "en-GB"

    def _set_numbers(self) -> None:
        """Page numbers between dashes: on the right of odd pages, on the left of even ones."""
        section = self._document.sections[0]
        self._document.settings.odd_and_even_pages_header_footer = True
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            _number(footer, side)

    def _set_mark(self, words: str) -> None:
        """Write words slantwise behind each page, as Word's own watermarks are."""
        section = self._document.sections[0]
        for n, header in enumerate((section.header, section.even_page_header)):
            run = header.paragraphs[0].add_run()
            run._r.append(parse_xml(_mark_xml(_clean(words), n)))  # noqa: SLF001 - the library has no word for it

    # -- paragraphs ---------------------------------------------------------------------------------

    def say(self, text: str, role: str = "body", size: float = TEXT, side: str = "left") -> Paragraph:
        """Write a paragraph in a face and size (points)."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = _SIDES[side]
        write(paragraph, text, role, size)
        return paragraph

    def heading(self, text: str, level: int, role: str, size: float = TEXT, side: str = "left") -> Paragraph:
        """Write a heading, which Word's list of headings shows; the level counts from 1."""
        paragraph = self.say(text, role, size, side)
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        paragraph._p.get_or_add_pPr().append(outline)  # noqa: SLF001 - the library has no word for it
        paragraph.paragraph_format.keep_with_next = True
        if size == TEXT:
            on_pitch(paragraph)
        return paragraph

    def text(self, words: str, *, indent: bool) -> None:
        """Write running text on the official pitch, its first line set in by two characters."""
        paragraph = self.say(words)
        on_pitch(paragraph)
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(2 * TEXT)

    def signed(self, office: str, day: str) -> None:
        """Write who signs and when, two characters from the right."""
        for words, above in ((office, 2 * PITCH), (day, 0.0)):
            paragraph = self.say(words, side="right")
            on_pitch(paragraph)
            paragraph.paragraph_format.space_before = Pt(above)
            paragraph.paragraph_format.right_indent = Pt(2 * TEXT)

    def red_head(self, letterhead: str, number: str) -> None:
        """Write 红头: the office's own name in red, the number below it, and the red line."""
        size = min(40.0, 150 / 25.4 * 72 / max(len(letterhead), 1))
        for run in self.say(letterhead, "title", size, "center").runs:
            run.font.color.rgb = RED
        under = self.say(number, "body", TEXT, "center")
        border = parse_xml(
            f'<w:pBdr xmlns:w="{nsmap["w"]}"><w:bottom w:val="single" w:sz="8" w:space="8" w:color="{RED}"/></w:pBdr>'
        )
        under._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - the library has no word for it
            border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )
        under.paragraph_format.space_after = Pt(PITCH)

    # -- tables and pictures --------------------------------------------------------------------------

    def table(self, columns: Sequence[Data], groups: Sequence[Data]) -> None:
        """Write a ruled table whose head is repeated on every page; columns and groups as forms have them."""
        table = self._document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.autofit = False
        table._tbl.tblPr.insert_element_before(parse_xml(_INSETS), "w:tblLook")  # noqa: SLF001 - no word for it
        lengths = _widths([column["width"] for column in columns], self.room)
        for column, width in zip(table.columns, lengths, strict=True):
            column.width = Emu(width)
        _fill_row(table.rows[0], [column["name"] for column in columns], ["center"] * len(columns), lengths, "heading")
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - the library has no word for it
        sides = [column["align"] for column in columns]
        for group in groups:
            if group["name"]:
                cells = table.add_row().cells
                _fill(cells[0].merge(cells[-1]), group["name"], "heading", "left")
            for row in group["rows"]:
                _fill_row(table.add_row(), [_word(value) for value in row], sides, lengths, "body")

    def picture(self, svg: str, png: bytes, words: str) -> None:
        """Place a chart over the width of the text: as vectors where Word takes SVG, else as a PNG of 300 dpi.

        ``words`` say what it shows, for those who cannot see it.
        """
        self._pictures += 1
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(self.room))
        part = self._document.part
        name = PackURI(f"/word/media/chart{self._pictures}.svg")
        drawn = Part(name, "image/svg+xml", svg.encode("utf-8"), part.package)
        known = part.relate_to(drawn, RELATIONSHIP_TYPE.IMAGE)
        inline = shape._inline  # noqa: SLF001 - the library has no word for vectors
        inline.docPr.set("descr", _clean(words))
        blip = next(inline.iter(qn("a:blip")))
        blip.append(parse_xml(
            f'<a:extLst xmlns:a="{nsmap["a"]}"><a:ext uri="{_SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" xmlns:r="{nsmap["r"]}" r:embed="{known}"/></a:ext></a:extLst>'
        ))  # fmt: skip


def write(paragraph: Paragraph, text: str, role: str, size: float) -> None:
    """Write text into a paragraph in an official face, for Chinese and Latin letters alike."""
    run = paragraph.add_run(_clean(text))
    run.font.size = Pt(size)
    run.font.name = FACES[role]
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACES[role])
    paragraph.paragraph_format.space_after = Pt(0)


def on_pitch(paragraph: Paragraph) -> None:
    """Set a paragraph's lines exactly on the official pitch."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(PITCH)


# -- pieces ---------------------------------------------------------------------------------------------


def _number(footer: _Footer, side: str) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = _SIDES[side]
    edge = Pt(NUMBER)  # one character away from the edge
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = edge, edge
    write(paragraph, "— ", "number", NUMBER)
    field = paragraph.add_run()
    field.font.size, field.font.name = Pt(NUMBER), FACES["number"]
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = words
        field._r.append(piece)  # noqa: SLF001 - the library has no word for fields
    write(paragraph, " —", "number", NUMBER)


def _mark_xml(words: str, n: int) -> str:
    height = _MARK_WIDTH / max(len(words), 2)
    place = (
        "position:absolute;margin-left:0;margin-top:0;rotation:320;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:pict xmlns:w="{nsmap["w"]}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="mark{n}" type="#_x0000_t136" style="{place};width:{_MARK_WIDTH:.0f}pt;height:{height:.0f}pt" '
        'o:allowincell="f" fillcolor="#E3E6EB" stroked="f">'
        f'<v:textpath style="font-family:&quot;{FACES["heading"]}&quot;;font-size:1pt" string="{escape(words)}"/>'
        "</v:shape></w:pict>"
    )


def _widths(asked: Sequence[str], room: float) -> list[int]:
    """Return widths from lengths in mm and shares such as 2.4fr, as Word counts them."""
    fixed = {n: float(text[:-2]) for n, text in enumerate(asked) if text.endswith("mm")}
    shares = {n: float(text[:-2]) for n, text in enumerate(asked) if text.endswith("fr")}
    left, total = room - sum(fixed.values()), sum(shares.values()) or 1.0
    return [int(Mm(fixed[n] if n in fixed else left * shares.get(n, 1.0) / total)) for n in range(len(asked))]


def _fill_row(row: _Row, values: Sequence[str], sides: Sequence[str], widths: Sequence[int], role: str) -> None:
    for cell, value, side, width in zip(row.cells, values, sides, widths, strict=True):
        cell.width = Emu(width)
        _fill(cell, value, role, side)


def _fill(cell: _Cell, text: str, role: str, side: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _SIDES[side]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    write(paragraph, text, role, CELL)


def _word(value: object) -> str:
    return f"{value['shape']} {value['word']}" if isinstance(value, dict) else str(value)


def _clean(text: str) -> str:
    """Leave out what XML cannot hold, and the places where only our own pages may break."""
    kept = "".join(mark for mark in text if (mark >= " " or mark in "\n\t") and mark not in "\u200b\ufffe\uffff")
    return kept.encode("utf-8", "replace").decode()
