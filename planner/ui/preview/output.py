"""Pages out of the preview: saved, printed, copied as a picture, or with everything else of the period."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.sheets.files import write_pages
from planner.sheets.forms import FORMS
from planner.sheets.pack import file_name
from planner.sheets.paper import Paper, Printed
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.leaving import may_leave
from planner.ui.preview.options import OptionsBar
from planner.ui.preview.ownmenu import OwnMenu
from planner.ui.preview.packing import PackDialog
from planner.ui.preview.pages_view import PagesView
from planner.ui.preview.printing import DPI, chosen_pages, kept_of, print_pages, recall, set_up
from planner.ui.preview.running import Work
from planner.ui.settings import Settings
from planner.ui.worker import Tick

Run = Callable[[Work, Callable[[object], None]], None]


class Showing(Protocol):
    """What the dialog around shows: the pages made, the view they stand in, and what was chosen."""

    context: Context
    say: Translator
    pages: Printed | None
    view: PagesView
    options: OptionsBar
    own: OwnMenu


class Output(QObject):
    """What can be done with the pages of a preview; long work runs off the window's thread."""

    def __init__(self, showing: Showing, parent: QWidget, run: Run, tell: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._dialog, self._parent, self._run, self._tell = showing, parent, run, tell

    @property
    def _pages(self) -> Printed | None:
        return self._dialog.pages

    def _may_leave(self) -> bool:
        context = self._dialog.context
        return context.present.store.key is None or may_leave(context.say, self._parent)

    def suggested(self, ending: str = ".pdf") -> str:
        """Return a file name of plan, form, period and cut-off."""
        dialog, say = self._dialog, self._dialog.context.say
        form = FORMS[dialog.options.name]
        period = dialog.options.span().key if form.data is not None else ""
        day = say("as of {day}", day=dialog.context.as_of.isoformat())
        return file_name(dialog.context.plan.about.title, say(form.title), f"{period} {day}{ending}".strip())

    def save(self) -> None:
        """Save as PDF, PDF/A, each page as PNG or SVG, or a table for Word."""
        pages = self._pages
        if pages is None or not self._may_leave():
            return
        say = self._dialog.context.say
        kinds = ["PDF (*.pdf)", say("PDF/A for filing (*.pdf)"), "PNG (*.png)", "SVG (*.svg)"]
        if isinstance(pages, Paper) and pages.in_word:
            kinds.append(say("Word document (*.docx)"))
        chosen, kind = QFileDialog.getSaveFileName(self._parent, say("Save sheets"), self.suggested(), ";;".join(kinds))
        if chosen:
            self.save_to(Path(chosen), archive=kind == kinds[1])

    def save_to(self, path: Path, *, archive: bool = False) -> None:
        """Write the pages to ``path``; its ending chooses the form."""
        assert self._pages is not None, "the button is off until there are pages"
        self._run(partial(write_pages, self._pages, path, archive=archive), self._on_saved)

    def _on_saved(self, files: object) -> None:
        assert isinstance(files, list)
        say, last = self._dialog.context.say, files[-1]
        if len(files) == 1:
            self._tell(say("Saved: {file}", file=str(last)))
        else:
            self._tell(say("Saved {n} files in {folder}", n=len(files), folder=str(last.parent)))

    def print_(self) -> None:
        """Print through the system's dialog: pages, copies, both sides and paper are chosen there."""
        pages = self._pages
        if pages is None or not self._may_leave():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, pages)
        kept, settings = f"print/{self._dialog.options.name}/printer", Settings()
        recall(printer, settings.choice(kept, ""))
        printer.setDocName(self.suggested(""))
        dialog = QPrintDialog(printer, self._parent)
        dialog.setMinMax(1, pages.page_count)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
        if dialog.exec():
            settings.choose(kept, kept_of(printer))
            numbers = chosen_pages(printer, pages.page_count, self._dialog.view.page)
            self._run(partial(print_pages, printer, pages, numbers), self._on_printed)

    def _on_printed(self, count: object) -> None:
        self._tell(self._dialog.context.say("{n} pages sent to the printer.", n=count))

    def copy(self) -> None:
        """Copy the page in view as a picture, for slides."""
        if self._pages is not None and self._may_leave():
            self._run(partial(_picture, self._pages, self._dialog.view.page), self._on_copied)

    def _on_copied(self, picture: object) -> None:
        assert isinstance(picture, QImage)
        QGuiApplication.clipboard().setImage(picture)
        self._tell(self._dialog.context.say("The page was copied as a picture."))

    def pack(self) -> None:
        """Ask what belongs to the period's pack and make it."""
        dialog = self._dialog
        period = dialog.options.period_of_pack()
        PackDialog(dialog.context, dialog.say, period, dialog.own.forms, self._parent).exec()


def _picture(pages: Printed, page: int, tick: Tick) -> QImage:
    tick(0, 1)
    return QImage.fromData(pages.png(page, DPI))
