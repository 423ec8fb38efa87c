"""Draws the pages that come into view, one at a time, off the window's thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from planner.sheets.paper import Printed
from planner.ui.preview.pages_view import PagesView
from planner.ui.worker import Job, Tick


class Artist(QObject):
    """Answers a view's wishes for page pictures, the one nearest to the middle first.

    Signals:
        refused: a :class:`Message`, when a page could not be drawn.
    """

    refused = Signal(object)

    def __init__(self, view: PagesView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._pages: Printed | None = None
        self._job: Job | None = None
        self._waiting: dict[int, float] = {}
        view.wanted.connect(self._on_wanted)

    def take(self, pages: Printed) -> None:
        """Draw these pages from now on; what was asked of former ones is forgotten."""
        self._pages = pages
        self._waiting.clear()

    def _on_wanted(self, page: int, dpi: float) -> None:
        self._waiting[page] = dpi
        self._draw_next()

    def _draw_next(self) -> None:
        if self._job is not None or self._pages is None or not self._waiting:
            return
        here = self._view.page
        page = min(self._waiting, key=lambda n: abs(n - here))
        dpi, pages = self._waiting.pop(page), self._pages
        self._job = Job(self)
        self._job.finished.connect(partial(self._on_drawn, pages))
        self._job.refused.connect(self._on_refused)
        self._job.start(partial(_picture, pages, page, dpi))

    def _on_drawn(self, pages: Printed, drawn: tuple[int, float, bytes]) -> None:
        self._job = None
        if pages is self._pages:
            self._view.set_picture(*drawn)
        self._draw_next()

    def _on_refused(self, reason: object) -> None:
        self._job = None
        self.refused.emit(reason)


def _picture(pages: Printed, page: int, dpi: float, tick: Tick) -> tuple[int, float, bytes]:
    del tick
    return page, dpi, pages.png(page, dpi)
