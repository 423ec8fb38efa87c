"""The text of a PDF: lines joined to the paragraphs they were broken from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

_MOST_PAGES = 2_000
_LEAST_LETTERS = 4  # a page, on average: fewer are stamps and page numbers on scanned pages
_ENDS = re.compile(r"[。！？；：!?;:]\s*$")
_OPENS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|第[一二三四五六七八九十]{1,3}[章节条]|[●·•■◆])"
)
_PAGE_NUMBER = re.compile(r"\s*[-—–－]?\s*\d{1,4}\s*[-—–－]?\s*")
_FULL = 0.85


def read_pdf(path: Path) -> dict[str, object]:
    """Return the text; ``locked`` for a file with a password, ``scanned`` for pages that are pictures."""
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}
    pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
    text = "\n".join(join_lines("\n".join(pages).split("\n")))
    letters = sum(not character.isspace() for character in text)
    if pages and letters < _LEAST_LETTERS * len(pages):
        return {"scanned": True}
    return {"text": text}


def join_lines(lines: list[str]) -> Iterator[str]:
    """Yield paragraphs: a full line without an end mark goes on in the next one, unless that opens something new."""
    kept = [line.rstrip() for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line)]
    widths = sorted(_width(line) for line in kept)
    full = _FULL * widths[int(0.9 * (len(widths) - 1))] if widths else 0
    paragraph = ""
    broken = False
    for line in kept:
        if broken and not _OPENS.match(line):
            gap = " " if paragraph[-1:].isascii() and line.lstrip()[:1].isascii() and paragraph[-1:].isalpha() else ""
            paragraph += gap + line.lstrip()
        else:
            if paragraph:
                yield paragraph
            paragraph = line.strip()
        broken = _width(line) >= full and not _ENDS.search(line)
    if paragraph:
        yield paragraph


def _width(line: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in line)
