"""Finding words in the pages: the text of the PDF itself, page by page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial

from pypdf import PdfReader
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.sheets.paper import Printed
from planner.text import Translator
from planner.ui.worker import Job, Tick


class FindLine(QLineEdit):
    """A search field; Enter goes to the next page that holds the words, Shift+Enter would type them anew.

    Signals:
        found: a page number (from 0), how many pages hold the words, and which of them this is (from 1).
        missing: the words stand on no page.
    """

    found = Signal(int, int, int)
    missing = Signal(str)

    def __init__(self, say: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(say("Find in the pages"))
        self.setClearButtonEnabled(True)
        self.setFixedWidth(180)
        self._pages: Printed | None = None
        self._texts: Sequence[str] | None = None
        self._job: Job | None = None
        self._last = -1
        self.returnPressed.connect(self._on_enter)
        self.textEdited.connect(self._start_over)

    def take(self, pages: Printed) -> None:
        """Search these pages from now on."""
        self._pages, self._texts, self._last = pages, None, -1

    def _start_over(self) -> None:
        self._last = -1

    def _on_enter(self) -> None:
        if self._pages is None or not self.text().strip() or self._job is not None:
            return
        if self._texts is not None:
            self._go_on()
            return
        self._job = Job(self)
        self._job.finished.connect(partial(self._on_read, self._pages))
        self._job.refused.connect(self._on_refused)
        self._job.start(partial(_texts_of, self._pages))

    def _on_read(self, pages: Printed, texts: Sequence[str]) -> None:
        self._job = None
        if pages is self._pages:
            self._texts = texts
            self._go_on()

    def _on_refused(self, _reason: object) -> None:
        self._job = None

    def _go_on(self) -> None:
        wanted = _plain(self.text())
        hits = [n for n, text in enumerate(self._texts or ()) if wanted in text]
        if not hits:
            self.missing.emit(self.text().strip())
            return
        self._last = next((n for n in hits if n > self._last), hits[0])
        self.found.emit(self._last, len(hits), hits.index(self._last) + 1)


def _texts_of(pages: Printed, tick: Tick) -> Sequence[str]:
    reader = PdfReader(io.BytesIO(pages.pdf()))
    texts = []
    for n, page in enumerate(reader.pages):
        tick(n, len(reader.pages))
        texts.append(_plain(page.extract_text()))
    return texts


def _plain(text: str) -> str:
    """Return a text without the breaks and spaces that lines bring."""
    return "".join(text.split()).casefold()
