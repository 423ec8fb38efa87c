"""One query, shown by four parts of the window: search field, navigation, chips and status line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from planner.domain.query import Query
from planner.ui.goals.page import GoalsPage
from planner.ui.header import Header
from planner.ui.middle import Middle
from planner.ui.navigation import Navigation
from planner.ui.statusbar import StatusBar


class Search(QObject):
    """Keeps the parts that show or change what is searched for in step.

    Signals:
        saving_wanted: a :class:`Query` to be kept under a name.
    """

    saving_wanted = Signal(object)

    def __init__(self, page: GoalsPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._header: Header | None = None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {"find": self._focus}

    def join(self, header: Header, navigation: Navigation, status: StatusBar, middle: Middle) -> None:
        """Connect the parts."""
        self._header, self._navigation, self._status, self._middle = header, navigation, status, middle
        page = self._page
        page.query_changed.connect(self._show)
        page.chips.saving_wanted.connect(self._save)
        page.view.typed.connect(header.type)
        header.searched.connect(self._on_searched)
        header.left.connect(self._on_left)
        navigation.query_wanted.connect(self._on_wanted)
        status.light_toggled.connect(self._on_light)
        navigation.mark(page.query)

    def _show(self, query: Query) -> None:
        assert self._header is not None, "joined before anything is searched"
        self._header.show_words(" ".join(query.words))
        self._navigation.mark(query)
        self._status.mark(query)

    def _on_wanted(self, query: Query, join: bool) -> None:
        self._middle.show_goals()
        old = self._page.query
        wanted = replace(query, archived=old.archived)
        if join:
            wanted = replace(
                old,
                themes=old.themes | query.themes,
                offices=old.offices | query.offices,
                lights=old.lights | query.lights,
                due=query.due or old.due,
            )
        self._page.set_query(wanted)
        self._navigation.mark(self._page.query)

    def _on_searched(self, text: str) -> None:
        self._middle.show_goals()
        self._page.set_words(text)

    def _on_left(self) -> None:
        self._page.view.setFocus()

    def _on_light(self, light: str) -> None:
        self._middle.show_goals()
        self._page.toggle_light(light)

    def _save(self) -> None:
        self.saving_wanted.emit(self._page.query)

    def _focus(self) -> None:
        if self._header is not None:
            self._header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._header.search.selectAll()
