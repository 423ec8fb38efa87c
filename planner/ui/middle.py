"""The middle of the window: the goals page, and the page documents are read on once one is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from planner.ui import pages
from planner.ui.context import Context
from planner.ui.goals.page import GoalsPage

if TYPE_CHECKING:
    from planner.ui.reading.page import ReadingPage

_TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv"))


class Middle(QStackedWidget):
    """One page at a time.

    Signals:
        document_shown: the id of the document now read.
        table_wanted: the path of a table that was dropped, to be imported.
    """

    document_shown = Signal(str)
    table_wanted = Signal(object)

    def __init__(self, context: Context, goals: GoalsPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._goals = goals
        self._reading: ReadingPage | None = None
        self.addWidget(goals)

    def show_goals(self) -> None:
        """Go to the goals page."""
        self.setCurrentWidget(self._goals)

    def show_document(self, document: str, basis: str = "") -> None:
        """Read a document, at the place a basis marks when one is given."""
        self._page().show_document(document, basis or None)
        self.setCurrentWidget(self._page())
        self.document_shown.emit(document)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take dropped files: a table to be imported, anything else as a document."""
        tables = [path for path in paths if path.suffix.lower() in _TABLES]
        documents = [path for path in paths if path.suffix.lower() not in _TABLES]
        if documents:
            self.take_documents(documents)
        if tables:
            self.table_wanted.emit(tables[0])

    def take_documents(self, paths: Sequence[Path]) -> None:
        """Bring in documents and read the last of them."""
        self.setCurrentWidget(self._page())
        self._page().add_files(paths)

    def _page(self) -> ReadingPage:
        if self._reading is None:
            self._reading = pages.reading_page(self._context)
            self._reading.goal_wanted.connect(self._go_to_goal)
            self._reading.document_shown.connect(self.document_shown)
            self.addWidget(self._reading)
        return self._reading

    def _go_to_goal(self, goal: str) -> None:
        self.show_goals()
        self._goals.go_to(goal)
