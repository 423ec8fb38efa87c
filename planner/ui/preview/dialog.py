"""Preview and print target sheets: what is seen here is what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.sheets.files import write_pages
from planner.sheets.render import Pages, target_sheets
from planner.text import Message, Translator
from planner.ui.context import Context
from planner.ui.leaving import may_leave
from planner.ui.preview.artist import Artist
from planner.ui.preview.pages_view import PagesView
from planner.ui.preview.printing import print_pages
from planner.ui.preview.zoom import ZoomBox
from planner.ui.worker import Job, Tick


class PreviewDialog(QDialog):
    """The sheets of some goals, page by page, ready to be saved or printed."""

    def __init__(self, context: Context, goal_ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._goals = tuple(goal_ids)
        self.pages: Pages | None = None
        self._job: Job | None = None
        say = context.say
        self.setWindowTitle(say("Target sheets"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view = PagesView(context.palette, self)
        self._artist = Artist(self.view, self)
        self._artist.refused.connect(self._on_refused)
        self.view.page_changed.connect(self._show_page)
        self._place, self._words = QLabel(self), QLabel(self)
        for label in (self._place, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("tone", "muted")
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._stop = self._button(say("Cancel"), self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_top())
        layout.addWidget(self.view, 1)
        layout.addLayout(self._make_bottom())
        for keys, act in (("Ctrl+S", self.save), ("Ctrl+P", self.print_), ("Ctrl+0", self._zoom.fit_page),
                          ("Ctrl++", self._zoom.closer), ("Ctrl+-", self._zoom.farther)):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act)
        self.resize(960, 860)
        self._prepare(say)

    # -- building ---------------------------------------------------------------------------------

    def _make_top(self) -> QHBoxLayout:
        say = self.context.say
        self._zoom = ZoomBox(self.view, say, self)
        self._language = QComboBox(self)
        self._language.addItem("中文", "zh")
        self._language.addItem("English", "en")
        self._language.setCurrentIndex(self._language.findData(self.context.say.language))
        self._language.activated.connect(self._on_language)
        self._save = self._button(say("Save as…"), self.save)
        self._print = self._button(say("Print…"), self.print_, primary=True)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(self._zoom)
        row.addWidget(self._language)
        row.addWidget(self._place)
        row.addStretch(1)
        for widget in (self._bar, self._stop, self._save, self._print):
            row.addWidget(widget)
        return row

    def _make_bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._words, 1)
        row.addWidget(self._button(self.context.say("Close"), self.accept))
        return row

    def _button(self, text: str, act: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setProperty("primary", primary)
        button.clicked.connect(act)
        return button

    # -- making the pages -------------------------------------------------------------------------

    def _prepare(self, say: Translator) -> None:
        context = self.context
        plan, as_of, rule, goals = context.plan, context.as_of, context.rule, self._goals

        def work(tick: Tick) -> Pages:
            return target_sheets(plan, goals, as_of, rule, say, tick)

        self.pages = None
        self._run(work, self._on_pages)
        self._words.setText(context.say("Setting the pages…"))

    def _run(self, work: Callable[[Tick], object], then: Callable[[object], None]) -> None:
        self._job = Job(self)
        self._job.progress.connect(self._on_progress)
        self._job.refused.connect(self._on_refused)
        self._job.finished.connect(then)
        self._job.finished.connect(self._on_end)
        self._job.cancelled.connect(self._on_cancelled)
        self._bar.setRange(0, 0)
        self._busy(on=True)
        self._job.start(work)

    def _busy(self, *, on: bool) -> None:
        self._bar.setVisible(on)
        self._stop.setVisible(on)
        ready = not on and self.pages is not None
        for button in (self._save, self._print):
            button.setEnabled(ready)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_pages(self, pages: object) -> None:
        assert isinstance(pages, Pages)
        self.pages = pages
        width, height = pages.page_size
        self._artist.take(pages)
        self.view.set_pages(pages.page_count, width, height)
        self._zoom.apply()
        self._show_page(0)
        self._words.setText(self.context.say("Typefaces: {names}", names=pages.font_names))

    def _on_end(self, _result: object) -> None:
        self._job = None
        self._busy(on=False)

    def _on_refused(self, reason: Message) -> None:
        self._words.setText(self.context.say(reason))
        self._on_end(None)

    def _on_cancelled(self) -> None:
        self._words.setText(self.context.say("Stopped."))
        self._on_end(None)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # -- what is shown ----------------------------------------------------------------------------

    def _show_page(self, page: int) -> None:
        if self.pages is not None:
            self._place.setText(self.context.say("Page {page} of {count}", page=page + 1, count=self.pages.page_count))

    def _on_language(self) -> None:
        self.choose_language(str(self._language.currentData()))

    def choose_language(self, language: str) -> None:
        """Set the sheets in another language; the window keeps its own."""
        self._language.setCurrentIndex(self._language.findData(language))
        self._prepare(Translator.like(self.context.say, language))

    def words(self) -> str:
        """Return what the line below the pages says."""
        return self._words.text()

    def wait(self) -> None:
        """Wait for work that is still running off the window's thread."""
        QThreadPool.globalInstance().waitForDone()

    # -- out --------------------------------------------------------------------------------------

    def _may_leave(self) -> bool:
        return self.context.present.store.key is None or may_leave(self.context.say, self)

    def save(self) -> None:
        """Save as PDF, or each page as PNG or SVG."""
        if self.pages is None or not self._may_leave():
            return
        say = self.context.say
        name = say("Target sheets") + f" {self.context.as_of.isoformat()}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, say("Save sheets"), name, "PDF (*.pdf);;PNG (*.png);;SVG (*.svg)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the pages to ``path``, off the window's thread; its ending chooses the form."""
        assert self.pages is not None
        pages = self.pages
        self._run(partial(write_pages, pages, path), self._on_saved)

    def _on_saved(self, files: object) -> None:
        assert isinstance(files, list)
        last = files[-1]
        say = self.context.say
        if len(files) == 1:
            self._words.setText(say("Saved: {file}", file=str(last)))
        else:
            self._words.setText(say("Saved {n} files in {folder}", n=len(files), folder=str(last.parent)))

    def print_(self) -> None:
        """Print through the system's dialog."""
        if self.pages is None or not self._may_leave():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.pages.page_count)
        if dialog.exec():
            first = printer.fromPage() or 1
            last = printer.toPage() or self.pages.page_count
            numbers = range(first - 1, min(last, self.pages.page_count))
            self._run(partial(print_pages, printer, self.pages, numbers), self._on_printed)

    def _on_printed(self, count: object) -> None:
        self._words.setText(self.context.say("{n} pages sent to the printer.", n=count))
