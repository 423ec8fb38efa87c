"""What can be done to the plan as a whole: undo, redo, its lists, its card, its documents, its saved filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from planner.commands.edits import Remove, SetFields, add_filter
from planner.domain.query import Query
from planner.text import Message
from planner.ui import pages
from planner.ui.context import Context
from planner.ui.entries import Entry, What
from planner.ui.files import ask_open
from planner.ui.keeping import Keeper


class PlanActions(QObject):
    """Acts on the plan's lists and history.

    Signals:
        documents_chosen: paths of documents to bring in.
        told: a :class:`Message` on what was done.
    """

    documents_chosen = Signal(list)
    told = Signal(Message)

    def __init__(self, context: Context, keeper: Keeper, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._keeper = keeper
        self._window = window
        self._entry: Entry | None = None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {
            "undo": self._context.undo,
            "redo": self._context.redo,
            "themes": self.edit_themes,
            "offices": self.edit_offices,
            "file_plan": self.edit_card,
            "document_new": self.add_document,
            "file_import": self.import_table,
        }

    def edit_themes(self) -> None:
        """Open the list of themes."""
        pages.themes_dialog(self._context, self._window).exec()

    def edit_offices(self) -> None:
        """Open the list of offices."""
        pages.offices_dialog(self._context, self._window).exec()

    def edit_card(self) -> None:
        """Open the plan's title, organisation and cut-off date."""
        if self._context.editable:
            pages.plan_dialog(self._context, self._window).exec()

    def import_table(self) -> None:
        """Ask for a table and show what importing it would do."""
        say = self._context.say
        pattern = f"{say('Tables')} (*.xlsx *.xlsm *.xls *.et *.csv *.tsv *.txt *.json);;{say('All files')} (*)"
        path = ask_open(self._window, say("Import a table"), pattern)
        if path is not None:
            self.import_from(path)

    def import_from(self, path: Path) -> None:
        """Show what importing a table would do; done when the person says so."""
        if not self._context.editable:
            return
        dialog = pages.import_dialog(self._context, self._keeper, path, self._window)
        dialog.exec()
        if dialog.done_words is not None:
            self.told.emit(dialog.done_words)

    def add_document(self) -> None:
        """Ask for a document and bring it in."""
        say = self._context.say
        pattern = f"{say('Text documents')} (*.txt *.md *.text);;{say('All files')} (*)"
        path = ask_open(self._window, say("Add a document"), pattern)
        if path is not None:
            self.documents_chosen.emit([path])

    # -- saved filters ------------------------------------------------------------------------------

    def save_filter(self, query: Query) -> None:
        """Ask for a name and keep a query under it."""
        name = self._ask_name("")
        if name:
            self._context.run(add_filter(self._context.plan, name, query.line()))

    def _ask_name(self, before: str) -> str:
        say = self._context.say
        name, taken = QInputDialog.getText(
            self._window, say("Saved filter"), say("Name of the filter"), QLineEdit.EchoMode.Normal, before
        )
        return name.strip() if taken else ""

    def open_menu(self, entry: Entry, place: QPoint) -> None:
        """Open the context menu of a line of the navigation, where it has one."""
        self._entry = entry
        menu = QMenu(self._window)
        say, editable = self._context.say, self._context.editable
        if entry.saved and editable:
            menu.addAction(say("Rename…")).triggered.connect(self._rename_filter)
            menu.addAction(say("Delete")).triggered.connect(self._remove_filter)
        elif entry.what is What.THEME or entry.key == "themes":
            menu.addAction(say("Edit themes…")).triggered.connect(self.edit_themes)
        elif entry.what is What.OFFICE or entry.key == "offices":
            menu.addAction(say("Edit offices…")).triggered.connect(self.edit_offices)
        elif entry.what is What.DOCUMENT or entry.key == "documents":
            menu.addAction(say("Add a document…")).triggered.connect(self.add_document)
        if not editable:
            menu.clear()
        if entry.record is not None:
            menu.addAction(say("History…")).triggered.connect(self._show_history)
        if menu.actions():
            menu.exec(place)

    def _show_history(self) -> None:
        if self._entry is not None and self._entry.record is not None:
            self._context.history_wanted.emit(*self._entry.record)

    def _rename_filter(self) -> None:
        if self._entry is not None:
            name = self._ask_name(self._entry.text)
            if name:
                self._context.run(SetFields("filter", [self._entry.saved], {"name": name}))

    def _remove_filter(self) -> None:
        if self._entry is not None:
            self._context.run(Remove("filter", [self._entry.saved]))
