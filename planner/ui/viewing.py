"""How the window is looked at: grouping, what is shown, colours, language; and the page of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from planner.domain.query import Query
from planner.ui import pages
from planner.ui.actions import Actions
from planner.ui.context import Context
from planner.ui.goals.arrange import GroupBy
from planner.ui.goals.page import GoalsPage
from planner.ui.help import AboutDialog, ShortcutsDialog
from planner.ui.settings import SCHEMES, Settings


class ViewActions(QObject):
    """Acts on what is shown, never on the plan.

    Signals:
        scheme_wanted: ``system``, ``light`` or ``dark``.
        language_wanted: ``zh`` or ``en``.
    """

    scheme_wanted = Signal(str)
    language_wanted = Signal(str)

    def __init__(self, context: Context, page: GoalsPage, side: QWidget, settings: Settings) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._side = side
        self._settings = settings
        self._actions: Actions | None = None
        page.query_changed.connect(self._on_query)
        page.grouped.connect(self._on_grouped)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        found: dict[str, Callable[[], None]] = {
            "archived": self._toggle_archived,
            "clear": self._clear,
            "columns": self._choose_columns,
            "plan_charts": self._show_charts,
            "side": self._toggle_side,
            "details": self._page.toggle_details,
            "full": self._toggle_full,
            "keys": self._show_keys,
            "about": self._show_about,
        }
        found |= {f"group_{by.value}": partial(self._page.set_grouping, by) for by in GroupBy}
        found |= {f"scheme_{scheme}": partial(self.scheme_wanted.emit, scheme) for scheme in SCHEMES}
        found |= {f"language_{language}": partial(self.language_wanted.emit, language) for language in ("zh", "en")}
        return found

    def mark(self, actions: Actions) -> None:
        """Check the actions that stand for what is shown now."""
        self._actions = actions
        actions[f"scheme_{self._settings.scheme}"].setChecked(True)
        actions[f"language_{self._context.say.language}"].setChecked(True)
        for name, shown in (("side", self._settings.choice("side", "yes")), ("details", "yes")):
            actions[name].setChecked(shown == "yes")
        self._side.setVisible(actions["side"].isChecked())
        self._on_grouped(self._page.model.group_by)
        self._on_query(self._page.query)

    def _on_grouped(self, group_by: GroupBy) -> None:
        self._settings.choose("group", group_by.value)
        if self._actions is not None:
            self._actions[f"group_{group_by.value}"].setChecked(True)

    def _on_query(self, query: Query) -> None:
        if self._actions is not None:
            self._actions["archived"].setChecked(query.archived)

    def _toggle_archived(self) -> None:
        self._page.set_query(replace(self._page.query, archived=not self._page.query.archived))

    def _clear(self) -> None:
        self._page.set_query(Query())

    def _choose_columns(self) -> None:
        self._page.view.column_menu().exec(QCursor.pos())

    def _show_charts(self) -> None:
        goals = [goal for group in self._page.model.groups for goal in group.goals]
        dialog = pages.plan_charts(self._context, goals, self._page.window())
        dialog.goal_wanted.connect(self._page.go_to)
        dialog.exec()

    def _toggle_side(self) -> None:
        self._side.setVisible(not self._side.isVisible())
        self._settings.choose("side", "yes" if self._side.isVisible() else "no")

    def _toggle_full(self) -> None:
        window = self._page.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_keys(self) -> None:
        if self._actions is not None:
            ShortcutsDialog(self._context.say, self._actions.table(), self._page.window()).exec()

    def _show_about(self) -> None:
        AboutDialog(self._context.say, self._page.window()).exec()
