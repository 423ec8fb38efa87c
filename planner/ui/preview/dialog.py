"""Preview and print the forms of a plan: what is seen here is what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from planner.sheets.paper import Printed
from planner.text import Message, Translator
from planner.ui.context import Context
from planner.ui.labels import plain_label
from planner.ui.messagebar import MessageBar
from planner.ui.preview.artist import Artist
from planner.ui.preview.find import FindLine
from planner.ui.preview.making import Making
from planner.ui.preview.options import OptionsBar
from planner.ui.preview.output import Output
from planner.ui.preview.ownmenu import OwnForms, OwnMenu
from planner.ui.preview.pages_view import PagesView
from planner.ui.preview.running import Running
from planner.ui.preview.zoom import ZoomBox
from planner.ui.settings import Settings

_THUMBS = 148


class PreviewDialog(QDialog):
    """A form made of some goals, page by page, ready to be saved or printed."""

    def __init__(
        self, context: Context, goal_ids: Sequence[str], parent: QWidget | None = None, form: str = "target"
    ) -> None:
        super().__init__(parent)
        self.context, self.say = context, context.say
        self.pages: Printed | None = None
        self.setWindowTitle(context.say("Print"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view, self.thumbs = PagesView(context.palette, self), PagesView(context.palette, self)
        self._artists = [Artist(view, self) for view in (self.view, self.thumbs)]
        for artist in self._artists:
            artist.refused.connect(self._on_refused)
        self.view.page_changed.connect(self._show_page)
        self.thumbs.clicked.connect(self.view.go_to)
        self.options = OptionsBar(context, goal_ids, form, self)
        self.options.changed.connect(self._prepare)
        self.options.refused.connect(self._on_refused)
        self.own = OwnMenu(self.say, self, OwnForms(Settings()))
        self.own.changed.connect(self._prepare)
        self.own.told.connect(self._tell)
        self._running = Running(self.say, self)
        self._running.busy.connect(self._on_busy)
        self._running.refused.connect(self._on_refused)
        self.notice = MessageBar(context, self)
        self.output = Output(self, self, self._running.run, self._tell)
        self._place, self._words = plain_label("", "muted", self), plain_label("", "muted", self)
        self._lay_out()
        self._add_keys()
        self.resize(1080, 860)
        self._prepare()

    # -- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_top())
        layout.addWidget(self.options)
        layout.addWidget(self.notice)
        middle = QSplitter(self)
        middle.addWidget(self.thumbs)
        middle.addWidget(self.view)
        middle.setSizes([_THUMBS, 1080 - _THUMBS])
        middle.setStretchFactor(1, 1)
        self.thumbs.fit("width")
        layout.addWidget(middle, 1)
        layout.addLayout(self._make_bottom())

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.output.save), ("Ctrl+P", self.output.print_), ("Ctrl+Shift+C", self.output.copy),
            ("Ctrl+F", self.finder.setFocus), ("Ctrl+0", self._zoom.fit_page), ("Ctrl++", self._zoom.closer),
            ("Ctrl+-", self._zoom.farther),
        )  # fmt: skip
        for combination, act in keys:
            QShortcut(QKeySequence(combination), self, act)

    def _make_top(self) -> QHBoxLayout:
        say = self.say
        self._zoom = ZoomBox(self.view, say, self)
        self._language = QComboBox(self)
        self._language.addItem("中文", "zh")
        self._language.addItem("English", "en")
        self._language.setCurrentIndex(self._language.findData(say.language))
        self._language.activated.connect(self._on_language)
        self.finder = FindLine(say, self)
        self.finder.found.connect(self._on_found)
        self.finder.missing.connect(self._on_missing)
        self._acts = [
            self._button(say("Pack of the period…"), self.output.pack),
            self._button(say("Copy picture"), self.output.copy),
            self._button(say("Save as…"), self.output.save),
            self._button(say("Print…"), self.output.print_, primary=True),
        ]
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 8)
        row.setSpacing(8)
        for widget in (self._zoom, self._language, self.finder, self._place):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self._running, *self._acts):
            row.addWidget(button)
        return row

    def _make_bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._words, 1)
        row.addWidget(self.own)
        row.addWidget(self._button(self.say("Close"), self.accept))
        return row

    def _button(self, text: str, act: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setProperty("primary", primary)
        button.clicked.connect(act)
        return button

    # -- making the pages -------------------------------------------------------------------------

    def _prepare(self) -> None:
        order = self.options.order(self.say)
        if order is None:
            return
        self.own.take(self.options.name)
        making = Making(self.options.name, order, self.own.form)
        self.pages = None
        self.notice.hide()
        self._running.run(making.early, partial(self._on_early, making))
        self._tell(self.context.say("Setting the pages…"))

    def _on_early(self, making: Making, made: object) -> None:
        """Show the first page while the rest is set and counted."""
        early = cast("Printed", made)
        for artist, view in zip(self._artists, (self.view, self.thumbs), strict=True):
            artist.take(early)
            view.set_pages(1, *early.page_size)
        self._zoom.apply()
        self._running.run(partial(making.whole, early), partial(self._on_pages, early))

    def _on_busy(self, on: bool) -> None:
        for button in self._acts:
            button.setEnabled(not on and self.pages is not None)
        self.options.setEnabled(not on)

    def _on_pages(self, early: Printed, made: object) -> None:
        pages = cast("Printed", made)
        self.pages = pages
        for artist, view in zip(self._artists, (self.view, self.thumbs), strict=True):
            if pages is early:
                view.set_count(pages.page_count)
            else:
                artist.take(pages)
                view.set_pages(pages.page_count, *pages.page_size)
        self.thumbs.setVisible(pages.page_count > 1)
        self.thumbs.fit("width")
        self.finder.take(pages)
        self._zoom.apply()
        self._show_page(0)
        self._tell(self.context.say("Typefaces: {names}", names=pages.font_names))
        self._on_busy(on=False)

    def _on_refused(self, reason: Message) -> None:
        """Say why not; where a form of the office's own is what is wrong, with what can be done about it."""
        self._tell(self.context.say(reason))
        if self.pages is None:
            for view in (self.view, self.thumbs):
                view.set_count(0)
            self._place.clear()
        if self.own.form is not None:
            say = self.context.say
            self.notice.refuse(
                say(reason), (say("Use the shipped form"), partial(self.own.use, shipped=True)),
                (say("Read it again"), self._prepare), (say("Open its folder"), self.own.open.trigger),
            )  # fmt: skip

    # -- what is shown ----------------------------------------------------------------------------

    def _show_page(self, page: int) -> None:
        if self.pages is not None:
            self._place.setText(self.context.say("Page {page} of {count}", page=page + 1, count=self.pages.page_count))
            self.thumbs.mark(page)

    def _on_found(self, page: int, pages: int, place: int) -> None:
        self.view.go_to(page)
        self._tell(self.context.say("Found on {n} pages; this is the {place}.", n=pages, place=place))

    def _on_missing(self, text: str) -> None:
        self._tell(self.context.say("“{words}” stands on no page.", words=text))

    def _on_language(self) -> None:
        self.choose_language(str(self._language.currentData()))

    def choose_language(self, language: str) -> None:
        """Set the sheets in another language; the window keeps its own."""
        self._language.setCurrentIndex(self._language.findData(language))
        self.say = Translator.like(self.context.say, language)
        self._prepare()

    def _tell(self, text: str) -> None:
        self._words.setText(text)

    def words(self) -> str:
        """Return what the line below the pages says."""
        return self._words.text()

    def wait(self) -> None:
        """Wait for work that is still running off the window's thread."""
        QThreadPool.globalInstance().waitForDone()

    def save_to(self, path: Path) -> None:
        """Write the pages to ``path``, off the window's thread; its ending chooses the form."""
        self.output.save_to(path)
