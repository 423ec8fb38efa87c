"""历史: every step that touched the goal, newest first, and the way back to an old value."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout

from planner.commands.edits import SetFields
from planner.domain.fields import field_name
from planner.store.journal import Cell
from planner.text import N_
from planner.ui.context import Context
from planner.ui.details.history_words import HistoryRow, Teller, decoded
from planner.ui.details.tab import Tab, Wants
from planner.ui.tables.columns import Column, Look, Tone
from planner.ui.tables.model import RecordTable
from planner.ui.tables.view import RecordView


class HistoryTab(Tab):
    """The goal's lines of history. A context menu sets single fields back to what they were."""

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__(context, wants)
        columns: list[Column[HistoryRow]] = [
            Column("at", N_("time"), _at, look=_muted, width=148),
            Column("who", N_("by"), _who, look=_muted, width=96),
            Column("what", N_("step"), _what, width=240, wrap=True),
            Column("details", N_("changes"), _details, look=_muted, width=240, stretch=True, wrap=True),
        ]
        self.model = RecordTable[HistoryRow](columns, context.say, parent=self)
        self.view = RecordView[HistoryRow](context, self.model, self)
        self.view.setAccessibleName(context.say("History"))
        self.setFocusProxy(self.view)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def fill(self, *, fresh: bool) -> None:
        """Read the goal's history and show it."""
        context = self.context
        steps = context.session.history_of(self.goal_id)
        teller = Teller(context.plan, self.goal_id, context.say)
        rows = [teller.row(step, cells, born) for step, cells, born in steps]
        (self.model.set_all if fresh else self.model.set_rows)(rows)

    def menu_for(self, row: HistoryRow) -> QMenu:
        """Return the menu of a step: one entry for each field that can be set back."""
        say, menu = self.context.say, QMenu(self)
        teller = Teller(self.context.plan, self.goal_id, say)
        for cell in row.cells:
            if teller.can_restore(cell):
                old = teller.readable(cell, cell.old)
                text = say("Set {field} back to {old}", field=field_name(cell.table, cell.column), old=old)
                menu.addAction(text.replace("&", "&&")).setData(cell)
        if menu.isEmpty():
            menu.addAction(say("Nothing to set back here")).setEnabled(False)
        menu.triggered.connect(self._restore)
        return menu

    def _open_menu(self, place: QPoint) -> None:
        row = self.model.row_at(self.view.indexAt(place))
        if row is not None:
            menu = self.menu_for(row)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def _restore(self, action: QAction) -> None:
        """Set a field back to the value it had before a step."""
        cell = action.data()
        assert isinstance(cell, Cell)
        value = decoded(cell.table, cell.column, cell.old)
        self.context.run(SetFields(cell.table, [cell.row], {cell.column: value}))


def _at(row: HistoryRow) -> str:
    return row.step.at.strftime("%Y-%m-%d %H:%M")


def _who(row: HistoryRow) -> str:
    return row.step.who


def _what(row: HistoryRow) -> str:
    return row.what


def _details(row: HistoryRow) -> str:
    return row.details


def _muted(_: HistoryRow) -> Look:
    return Look(Tone.MUTED)
