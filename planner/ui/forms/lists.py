"""Themes and offices: add, rename, recolour, reorder, delete; each act is a step of its own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.commands.edits import THEME_COLOURS, Move, Remove, SetFields, add_office, add_theme
from planner.domain.records import Office, Theme
from planner.store.reading import Changes
from planner.text import Message
from planner.ui import fonts
from planner.ui.context import Context

_ID = Qt.ItemDataRole.UserRole


class ListDialog(QDialog):
    """A list of named records of one table, edited in place; Alt+Up and Alt+Down move, Del deletes."""

    table = ""

    def __init__(self, context: Context, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        heading = QLabel(title, self)
        heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setIconSize(QSize(12, 12))
        self.tree.itemChanged.connect(self._rename)
        self._name = QLineEdit(self)
        self._name.setPlaceholderText(hint)
        self._name.setObjectName("new_name")
        self._name.returnPressed.connect(self._add)
        self._reason = QLabel(self)
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._reason.setProperty("tone", "danger")
        self._reason.setWordWrap(True)
        self._reason.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 16, 24, 16)
        self._layout.setSpacing(8)
        for widget in (heading, self.tree, self._name, self._reason):
            self._layout.addWidget(widget)
        self._buttons = self._make_buttons()
        self._layout.addLayout(self._buttons)
        for keys, act in (("Alt+Up", self.move_up), ("Alt+Down", self.move_down), ("Del", self.delete)):
            QShortcut(QKeySequence(keys), self.tree, act)
        QShortcut(QKeySequence("Ctrl+Shift+H"), self, self.show_history)
        context.changed.connect(self._on_changed)
        self.resize(440, 520)
        self.show_rows()
        self._name.setFocus()

    def _make_buttons(self) -> QHBoxLayout:
        say = self.context.say
        row = QHBoxLayout()
        row.setSpacing(8)
        acts = ((say("Up"), self.move_up), (say("Down"), self.move_down), (say("Delete"), self.delete),
                (say("History…"), self.show_history))  # fmt: skip
        for text, act in acts:
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        close = QPushButton(say("Close"), self)
        close.setAutoDefault(False)
        close.setProperty("primary", True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        return row

    # -- for subclasses ---------------------------------------------------------------------------

    def records(self) -> Mapping[str, Theme] | Mapping[str, Office]:
        """Return the rows to show, in order."""
        raise NotImplementedError

    def add_command(self, name: str) -> object:
        """Return the command that adds a row of this name."""
        raise NotImplementedError

    def parent_of(self, record: Theme | Office) -> str | None:
        """Return the id of the row a record hangs on."""
        return record.parent if isinstance(record, Office) else None

    # -- showing ----------------------------------------------------------------------------------

    def show_rows(self) -> None:
        """Fill the tree anew and keep the chosen row."""
        chosen = self.chosen()
        self.tree.blockSignals(True)
        self.tree.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for record in self.records().values():
            item = QTreeWidgetItem([record.name])
            item.setData(0, _ID, record.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if isinstance(record, Theme):
                item.setIcon(0, _swatch(record.colour))
            items[record.id] = item
        for record in self.records().values():
            over = items.get(self.parent_of(record) or "")
            if over is None:
                self.tree.addTopLevelItem(items[record.id])
            else:
                over.addChild(items[record.id])
        self.tree.expandAll()
        self.tree.blockSignals(False)
        if chosen in items:
            self.tree.setCurrentItem(items[chosen])

    def chosen(self) -> str:
        """Return the id of the chosen row, or the empty string."""
        item = self.tree.currentItem()
        return str(item.data(0, _ID)) if item else ""

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or self.table in changes.rows:
            self.show_rows()

    def show_reason(self, reason: Message | None) -> None:
        """Say why an act was refused."""
        self._reason.setText(self.context.say(reason) if reason else "")
        self._reason.setVisible(reason is not None)

    def reason(self) -> str:
        """Return why the last act was refused, or the empty string."""
        return self._reason.text()

    # -- acts -------------------------------------------------------------------------------------

    def _add(self) -> None:
        refusal = self.context.try_run(self.add_command(self._name.text()))  # type: ignore[arg-type]
        self.show_reason(refusal)
        if refusal is None:
            self._name.clear()

    def _rename(self, item: QTreeWidgetItem) -> None:
        id_, name = str(item.data(0, _ID)), item.text(0).strip()
        if name != self.records()[id_].name:
            self.show_reason(self.context.try_run(SetFields(self.table, [id_], {"name": name})))

    def move_up(self) -> None:
        """Put the chosen row before the one above it."""
        self._move(-1)

    def move_down(self) -> None:
        """Put the chosen row after the one below it."""
        self._move(1)

    def _move(self, way: int) -> None:
        id_ = self.chosen()
        if not id_:
            return
        record = self.records()[id_]
        siblings = [row.id for row in self.records().values() if self.parent_of(row) == self.parent_of(record)]
        place = siblings.index(id_) + way
        if 0 <= place < len(siblings):
            after = siblings[place] if way < 0 else next(iter(siblings[place + 1 :]), None)
            self.show_reason(self.context.try_run(Move(self.table, id_, after)))

    def delete(self) -> None:
        """Delete the chosen row; goals that point to it stay, without it."""
        if self.chosen():
            self.show_reason(self.context.try_run(Remove(self.table, [self.chosen()])))

    def show_history(self) -> None:
        """Show the history of the chosen row."""
        if self.chosen():
            self.context.history_wanted.emit(self.table, self.chosen())


class ThemesDialog(ListDialog):
    """The plan's themes with their colours."""

    table = "theme"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("Themes"), context.say("New theme, then Enter"), parent)
        colour = QPushButton(context.say("Colour…"), self)
        colour.setAutoDefault(False)
        colour.clicked.connect(self._recolour)
        self._buttons.insertWidget(3, colour)

    def records(self) -> Mapping[str, Theme]:
        """The themes."""
        return self.context.plan.themes

    def add_command(self, name: str) -> object:
        """A theme in the next free colour."""
        return add_theme(self.context.plan, name, THEME_COLOURS[len(self.records()) % len(THEME_COLOURS)])

    def _recolour(self) -> None:
        if not self.chosen():
            return
        old = self.records()[self.chosen()].colour
        colour = QColorDialog.getColor(QColor(old), self, self.context.say("Colour of the theme"))
        if colour.isValid():
            command = SetFields(self.table, [self.chosen()], {"colour": colour.name().upper()})
            self.show_reason(self.context.try_run(command))


class OfficesDialog(ListDialog):
    """The plan's offices as a tree; a new office hangs on the chosen one when asked."""

    table = "office"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("Offices"), context.say("New office, then Enter"), parent)
        for text, act in ((context.say("Indent"), self.indent), (context.say("Outdent"), self.outdent)):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self._buttons.insertWidget(2, button)

    def records(self) -> Mapping[str, Office]:
        """The offices."""
        return self.context.plan.offices

    def add_command(self, name: str) -> object:
        """An office beside the chosen one."""
        chosen = self.records().get(self.chosen())
        return add_office(self.context.plan, name, chosen.parent if chosen else None)

    def indent(self) -> None:
        """Hang the chosen office on the one above it."""
        record = self.records().get(self.chosen())
        if record is None:
            return
        siblings = [row.id for row in self.records().values() if row.parent == record.parent]
        place = siblings.index(record.id)
        if place:
            self.show_reason(self.context.try_run(SetFields("office", [record.id], {"parent": siblings[place - 1]})))

    def outdent(self) -> None:
        """Hang the chosen office one level higher."""
        record = self.records().get(self.chosen())
        over = self.records().get(record.parent or "") if record else None
        if record is not None and over is not None:
            self.show_reason(self.context.try_run(SetFields("office", [record.id], {"parent": over.parent})))


def _swatch(colour: str) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(QColor(colour))
    return QIcon(pixmap)
