"""The text of an HTML page: what a reader would see, block by block; nothing is fetched and no script runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from planner.documents.reader import decode

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "template", "noscript", "iframe", "object", "select", "svg", "math"))
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([a-z0-9_-]{2,20})", re.IGNORECASE)
_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"))


def read_html(raw: bytes) -> str:
    """Return the visible text: a line for each block, tabs between the cells of a row."""
    page = _Page()
    page.feed(_decoded(raw))
    page.close()
    lines = (re.sub(r"[ \u00a0\r\f\v]+", " ", line).strip() for line in "".join(page.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _decoded(raw: bytes) -> str:
    named = _CHARSET.search(raw[:4096])
    if named and named[1].decode("ascii").lower() in _CHINESE:
        return raw.decode("gb18030", "replace")
    return decode(raw, "page.html")


class _Page(HTMLParser):
    """Gathers the text between tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or something unseen."""
        del attrs
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        """End a block; whatever unseen thing was left open inside ends with it."""
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                continue
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is seen; a line end in the source is a blank, or nothing between Chinese characters."""
        if not self._unseen:
            self.parts.append(re.sub(r"(?<=[^\x00-\xff])\s*\n\s*(?=[^\x00-\xff])", "", data).replace("\n", " "))
