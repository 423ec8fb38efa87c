"""Forms as Word documents, for offices that must edit them in Word or WPS: the tables, and the bulletin.

The page is that of the official form (A4, the margins of GB/T 9704-2012, landscape where the form is), the head of a
table is repeated on every page, and the faces are named so that a machine which has them uses them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.shared import Pt

from planner.figures.bars_svg import Bar, bars_svg
from planner.sheets.orders import OFFICIAL
from planner.sheets.picture import picture_png
from planner.sheets.room import Data
from planner.sheets.wordpage import CELL, FACES, PITCH, SUB, TITLE, WordPage

_CHART_WIDTH = 156 / 25.4 * 72  # points: as wide as the text
_CHART_DPI = 300.0
_FONTS = (FACES["body"], "FangSong", "Noto Sans SC")
_BEHIND = ("11mm", "2.4fr", "1.7fr", "20mm", "1.9fr", "15mm", "17mm", "2fr")
_BEHIND_SIDES = ("center", "left", "left", "center", "right", "right", "right", "left")


def word_docx(data: Data, *, wide: bool) -> bytes:
    """Return a form that is one table, or the bulletin, as a .docx."""
    document = docx.Document()
    page = WordPage(document, data["head"], wide=wide)
    if "ranking" in data:
        _bulletin(page, data)
    else:
        _table(page, data)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _table(page: WordPage, data: Data) -> None:
    if data["annex"]:
        page.say(data["annex"], "heading")
    page.heading(data["head"]["title"], 1, "title", TITLE, "center")
    page.say(data["period"], "quote", SUB, "center")
    if data["facts"]:
        page.say("　　".join(data["facts"]), "body", CELL)
    page.table(data["columns"], data["groups"])
    for note in data["notes"]:
        page.say(note, "body", CELL)
    for words in data.get("signatures", ()):
        page.say(words, "body").paragraph_format.space_before = Pt(PITCH)


# -- 情况通报 -------------------------------------------------------------------------------------------


def _bulletin(page: WordPage, data: Data) -> None:
    """Write the letter: head, four parts with their tables and charts, and who signs it."""
    head = data["head"]
    _top(page, head)
    _run(page, head, data["to"], data["opening"])
    _part(page, data, 0)
    heads = data["lights_heads"]
    rows = [[light, light["count"], light["share"], light["before"]] for light in data["lights"]]
    page.table(_columns(heads[:4], ("2fr", "1fr", "1fr", "1.2fr"), ("left", "right", "right", "right")), [_rows(rows)])
    lights = [Bar(one["word"], one["part"], one["share"], one["colour"]) for one in data["lights"]]
    _chart(page, lights, heads[4], head["faces"]["body"])
    _part(page, data, 1)
    heads, places = data["ranking_heads"], data["ranking"]
    page.table(_columns(heads, ("13mm", "22mm", "1fr", "15mm", "17mm", "25mm", "18mm"),
                        ("center", "center", "left", "right", "right", "right", "right")),
               [_rows([place["cells"] for place in places])])  # fmt: skip
    page.say(data["ranking_note"], "body", CELL)
    gaps = [Bar(place["cells"][2], place["gap"], place["cells"][6]) for place in places]
    _chart(page, gaps, heads[6], head["faces"]["body"])
    _part(page, data, 2)
    _run(page, head, data["behind_words"])
    if data["behind"]:
        page.table(_columns(data["behind_heads"], _BEHIND, _BEHIND_SIDES), [_rows(data["behind"])])
    _part(page, data, 3)
    _run(page, head, *data["demands"])
    page.signed(head["office"], data["day"])


def _top(page: WordPage, head: Mapping[str, Any]) -> None:
    under = head["number"]
    if head["letterhead"] and head["style"] == OFFICIAL:
        page.red_head(head["letterhead"], under)
        under = ""
    page.heading(head["title"], 1, "title", TITLE, "center")
    if under:
        page.say(under, "quote", SUB, "center")


def _part(page: WordPage, data: Data, n: int) -> None:
    page.heading(data["parts"][n], 2, "heading")


def _run(page: WordPage, head: Mapping[str, Any], *texts: str) -> None:
    for text in texts:
        page.text(text, indent=head["language"] == "zh")


def _chart(page: WordPage, bars: Sequence[Bar], title: str, faces: Sequence[str]) -> None:
    if bars:
        vectors, dots = (bars_svg(bars, _CHART_WIDTH, fonts=fonts) for fonts in (_FONTS, faces))
        told = "; ".join(f"{bar.name} {bar.words}" for bar in bars)
        page.picture(vectors, picture_png(dots, title, dpi=_CHART_DPI, margin=0.0), f"{title}: {told}")


def _columns(heads: Sequence[str], widths: Sequence[str], sides: Sequence[str]) -> list[Data]:
    asked = zip(heads, widths, sides, strict=True)
    return [{"name": name, "width": width, "align": side} for name, width, side in asked]


def _rows(rows: Sequence[Sequence[object]]) -> Data:
    return {"name": "", "rows": rows}
