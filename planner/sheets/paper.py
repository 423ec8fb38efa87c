"""A form set as one document: counted, drawn, and turned into a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from planner.sheets.bulk import Tick, quiet
from planner.sheets.fonts import FontChoice
from planner.sheets.press import Picture, ask, press_pdf, press_pictures
from planner.sheets.room import Data

A4 = (595.276, 841.89)
_MOST_ROWS = 80
"""More rows of a table than any page holds."""


class Printed(Protocol):
    """What preview, printer and files need of pages, counted from 0; sizes in points."""

    @property
    def page_count(self) -> int:
        """How many pages there are."""

    @property
    def font_names(self) -> str:
        """The faces the pages are set in, for a person."""

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of every page."""

    def pdf(self, tick: Tick = quiet, *, archive: bool = False) -> bytes:
        """Return all pages as one PDF; for ``archive`` as PDF/A."""

    def png(self, page: int, dpi: float = 144.0) -> bytes:
        """Return a page's picture."""

    def svg(self, page: int) -> str:
        """Return a page as SVG text."""


class Paper:
    """One document made by one form of ``resources/sheets`` from plain data."""

    def __init__(self, form: str, data: Data, faces: FontChoice, page_size: tuple[float, float] = A4) -> None:
        self._form, self._data, self._faces = form, data, faces
        self.page_size = page_size
        self._drawn: tuple[object, Sequence[bytes]] = (None, ())

    @cached_property
    def page_count(self) -> int:
        """How many pages there are."""
        return ask(self._form, self._data, self._faces, "last-page")[-1]

    @property
    def font_names(self) -> str:
        """The faces the pages are set in, for a person."""
        return self._faces.names

    def pdf(self, tick: Tick = quiet, *, archive: bool = False) -> bytes:
        """Return all pages as one PDF with bookmarks and real text; for ``archive`` as PDF/A."""
        tick(0, 1)
        return press_pdf(self._form, self._data, self._faces, tags=True, archive=archive)

    def png(self, page: int, dpi: float = 144.0) -> bytes:
        """Return a page's picture at ``dpi`` dots per inch; the first one without setting all that follows."""
        if page == 0 and self._drawn[0] != ("png", dpi) and (start := beginning(self._data)) is not None:
            return self._pictures(start, "png", dpi)[0]
        return self._draw("png", dpi)[page]

    def svg(self, page: int) -> str:
        """Return a page as SVG text."""
        return self._draw("svg", 72.0)[page].decode("utf-8")

    @property
    def in_word(self) -> bool:
        """Whether Word can have the form too: it is one table, or the bulletin."""
        return "columns" in self._data or "ranking" in self._data

    def docx(self) -> bytes | None:
        """Return the document for Word; ``None`` when the form is not one that can be edited there."""
        if not self.in_word:
            return None
        from planner.sheets.word import word_docx  # noqa: PLC0415 - Word's writer takes a while, and few need it

        return word_docx(self._data, wide=self.page_size[0] > self.page_size[1])

    def _draw(self, kind: Picture, dpi: float) -> Sequence[bytes]:
        if self._drawn[0] != (kind, dpi):
            self._drawn = ((kind, dpi), self._pictures(self._data, kind, dpi))
        return self._drawn[1]

    def _pictures(self, data: Data, kind: Picture, dpi: float) -> Sequence[bytes]:
        return press_pictures(self._form, data, self._faces, kind, dpi)


def beginning(data: Data) -> Data | None:
    """Return as much of a form's data as its first page can hold; ``None`` when that is all of it."""
    for name in ("slips", "sheets"):
        if len(data.get(name, ())) > 1:
            return {**data, name: data[name][:1]}
    left, groups = _MOST_ROWS, []
    for group in data.get("groups", ()):
        groups.append({**group, "rows": group["rows"][:left]})
        left -= len(group["rows"]) + 1
        if left <= 0:
            return {**data, "groups": groups}
    return None


def landscape(size: tuple[float, float] = A4) -> tuple[float, float]:
    """Return a page turned on its side."""
    return size[1], size[0]
