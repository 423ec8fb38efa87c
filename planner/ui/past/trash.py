"""The trash: everything ever deleted from the plan, by the step that deleted it, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.commands.trash import Deleted, Key, coming_back, restore_deleted, trash_of
from planner.domain.fields import table_name
from planner.errors import PlannerError
from planner.text import N_, Message, message
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.details.history_words import step_label
from planner.ui.words import capital, plain_tip

_ITEM = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 28)
_HEADS = (N_("name"), N_("record kind"), N_("deleted on"), N_("by"), N_("with it"))
_WIDTHS = (340, 110, 150, 100)
_TIME = 2


class TrashDialog(QDialog):
    """What was deleted, newest step first; another column's heading sorts all items by it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        say = context.say
        self.setWindowTitle(say("Trash"))
        self.resize(1080, 640)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(say("Search what was deleted"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.tree = self._make_tree()
        self._words = self._label("muted")
        self._reason = self._label("danger")
        self._count = self._label("muted")
        self.restore = QPushButton(say("Restore"), self)
        self.restore.setProperty("primary", True)
        self.restore.clicked.connect(self._on_restore)
        self._lay_out()
        context.changed.connect(self._on_changed)
        self._read()

    # -- building -----------------------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        say, tree = self._context.say, QTreeWidget(self)
        tree.setHeaderLabels([capital(say(head)) for head in _HEADS])
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setAllColumnsShowFocus(True)
        header = tree.header()
        for n, width in enumerate(_WIDTHS):
            header.resizeSection(n, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(_TIME, Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self._fill)
        tree.itemSelectionChanged.connect(self._on_selected)
        tree.itemDoubleClicked.connect(self._on_double_click)
        return tree

    def _label(self, tone: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("tone", tone)
        return label

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        say = self._context.say
        heading = QLabel(say("Trash"), self)
        heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        about = self._label("muted")
        about.setText(say("Nothing is ever purged: whatever was deleted stays in the plan and can be had back."))
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self._button(say("Close"), self.reject))
        buttons.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        for widget in (heading, about, self.search):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        for widget in (self._words, self._reason):
            column.addWidget(widget)
        column.addLayout(buttons)

    # -- the list -----------------------------------------------------------------------------------

    def _read(self) -> None:
        present = self._context.present
        self.trash = trash_of(present.store, present.plan)
        self._fill()

    def _on_changed(self, _: object) -> None:
        self._read()

    def _fill(self) -> None:
        say, header = self._context.say, self.tree.header()
        words = self.search.text().casefold().split()
        items = [item for item in self.trash.items if all(word in self._searched(item) for word in words)]
        held = QSignalBlocker(self.tree)
        self.tree.clear()
        column, down = header.sortIndicatorSection(), header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.tree.setRootIsDecorated(column == _TIME)
        if column == _TIME:
            self._fill_by_step(items if down else sorted(items, key=lambda item: item.step.n))
        else:
            lines = [(self._texts(item), item) for item in items]
            lines.sort(key=lambda line: line[0][column].casefold(), reverse=down)
            self.tree.addTopLevelItems([self._line(texts, item) for texts, item in lines])
        held.unblock()
        self._count.setText(say("{n} of {all} deleted items", n=len(items), all=len(self.trash.items)))
        if not self.trash.items:
            self._words.setText(say("The trash is empty."))
        self._on_selected()

    def _fill_by_step(self, items: Sequence[Deleted]) -> None:
        groups: list[QTreeWidgetItem] = []
        for _, found in groupby(items, key=lambda item: item.step.n):
            group = list(found)
            step = group[0].step
            count = self._context.say("{n} items", n=len(group)) if len(group) > 1 else ""
            head = QTreeWidgetItem(
                [self._context.say(step_label(step)), "", f"{step.at:%Y-%m-%d %H:%M}", step.who, count]
            )
            head.setFont(0, fonts.font(fonts.BASE, fonts.STRONG))
            head.setSizeHint(0, _ROW)
            head.addChildren([self._line(self._texts(item), item) for item in group])
            groups.append(head)
        self.tree.addTopLevelItems(groups)
        self.tree.expandAll()

    def _searched(self, item: Deleted) -> str:
        say = self._context.say
        return " ".join((item.name, item.goal, say(table_name(item.key[0])), item.step.who)).casefold()

    def _texts(self, item: Deleted) -> list[str]:
        say = self._context.say
        own, goal = " ".join(item.name.split()), " ".join(item.goal.split())
        name = f"{goal} · {own}" if own and goal else own or goal or say(table_name(item.key[0]))
        return [name, say(table_name(item.key[0])), f"{item.step.at:%Y-%m-%d %H:%M}", item.step.who,
                self._counted(item.counts())]  # fmt: skip

    def _counted(self, counts: Counter[str]) -> str:
        say = self._context.say
        return say(", ").join(say("{table} × {n}", table=table_name(name), n=n) for name, n in counts.items())

    def _line(self, texts: list[str], item: Deleted) -> QTreeWidgetItem:
        line = QTreeWidgetItem(texts)
        line.setData(0, _ITEM, item.key)
        line.setSizeHint(0, _ROW)
        if len(texts[0]) > 24:
            line.setToolTip(0, plain_tip(texts[0]))
        return line

    # -- the way back -------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Key]:
        """The items selected; a selected step stands for all of its items."""
        lines = [one for line in self.tree.selectedItems() for one in _lines_of(line)]
        return list(dict.fromkeys(_key(line) for line in lines))

    def choose(self, keys: Sequence[Key]) -> None:
        """Select items by table and id."""
        wanted = set(keys)
        for n in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(n)
            for line in _lines_of(top) if top is not None else []:
                line.setSelected(_key(line) in wanted)

    def _on_selected(self) -> None:
        say, chosen = self._context.say, self.chosen
        self._reason.hide()
        self.restore.setEnabled(False)
        self._words.setVisible(bool(chosen) or not self.trash.items)
        if not chosen:
            return
        try:
            rows = coming_back(self.trash, self._context.present.plan, chosen)
        except PlannerError as refusal:
            self._words.hide()
            self._refuse(refusal.message)
            return
        self._words.setText(say("Comes back: {what}", what=self._counted(Counter(row.table for row in rows))))
        self.restore.setEnabled(self._context.editable)

    def _on_double_click(self, line: QTreeWidgetItem) -> None:
        if not line.childCount() and self.restore.isEnabled():
            self._on_restore()

    def _on_restore(self) -> None:
        present = self._context.present
        try:
            command = restore_deleted(present.store, present.plan, self.trash, self.chosen)
        except PlannerError as refusal:
            self._refuse(refusal.message)
            return
        refusal_of_rules = self._context.try_run(command)
        if refusal_of_rules is not None:
            self._refuse(refusal_of_rules)
        else:
            self._words.setText(
                self._context.say(message("{n} rows came back; Undo takes it back.", n=len(command.rows)))
            )
            self._words.show()

    def _refuse(self, why: Message) -> None:
        self._reason.setText(self._context.say(why))
        self._reason.show()


def _lines_of(line: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Return the items of a step's line, or the item itself."""
    below = (line.child(n) for n in range(line.childCount()))
    return [child for child in below if child is not None] or [line]


def _key(line: QTreeWidgetItem) -> Key:
    table, id_ = line.data(0, _ITEM)
    return table, id_
