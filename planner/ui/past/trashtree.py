"""The list of deleted items: page by page, since there may be a million; by step, or by any other column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from planner.commands.trash import Deleted, Key
from planner.domain.fields import table_name
from planner.text import N_, Translator
from planner.ui import fonts
from planner.ui.details.history_words import step_label
from planner.ui.words import capital, plain_tip

_ITEM = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 28)
_HEADS = (N_("name"), N_("record kind"), N_("deleted on"), N_("by"), N_("with it"))
_WIDTHS = (340, 110, 150, 100)
_TIME = 2
_PAGE = 500
"""How many items are listed at a time; the next come when the list is scrolled to its end."""


class TrashTree(QTreeWidget):
    """Items under the steps that deleted them, or flat when sorted by another column than the time."""

    def __init__(self, say: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say
        self._items: Sequence[Deleted] = ()
        self._rest: Iterator[Deleted] = iter(())
        self._head: QTreeWidgetItem | None = None  # the step the items listed last belong to
        self._sizes: Counter[int] = Counter()  # how many items each step has
        self.listed = 0
        self.setHeaderLabels([capital(say(head)) for head in _HEADS])
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAllColumnsShowFocus(True)
        header = self.header()
        for n, width in enumerate(_WIDTHS):
            header.resizeSection(n, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(_TIME, Qt.SortOrder.DescendingOrder)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_items(self, items: Sequence[Deleted]) -> None:
        """List other items, given newest first, in the order the headings ask for: their first page."""
        header = self.header()
        column, down = header.sortIndicatorSection(), header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        if column != _TIME:
            items = sorted(items, key=partial(self._sort_text, column), reverse=down)
        elif not down:
            items = sorted(items, key=_step_number)
        self._items, self._rest, self._head, self.listed = items, iter(items), None, 0
        self._sizes = Counter(item.step.n for item in items)
        self.clear()
        self.setRootIsDecorated(column == _TIME)
        self._list_more()

    def _sort_text(self, column: int, item: Deleted) -> str:
        return self._texts(item)[column].casefold()

    def _on_scrolled(self, value: int) -> None:
        maximum = self.verticalScrollBar().maximum()
        if maximum and value == maximum:
            self._list_more()

    def _list_more(self) -> None:
        held = QSignalBlocker(self)
        by_step = self.header().sortIndicatorSection() == _TIME
        for item in islice(self._rest, _PAGE):
            line = self._line(self._texts(item), item)
            if by_step:
                self._head_of(item).addChild(line)
            else:
                self.addTopLevelItem(line)
            self.listed += 1
        held.unblock()

    def _head_of(self, item: Deleted) -> QTreeWidgetItem:
        """Return the line of the step an item was deleted in; items of one step follow each other."""
        step, say = item.step, self._say
        if self._head is None or self._head.data(0, _ITEM) != step.n:
            count = say("{n} items", n=self._sizes[step.n]) if self._sizes[step.n] > 1 else ""
            head = QTreeWidgetItem([say(step_label(step)), "", f"{step.at:%Y-%m-%d %H:%M}", step.who, count])
            head.setData(0, _ITEM, step.n)
            head.setFont(0, fonts.font(fonts.BASE, fonts.STRONG))
            head.setSizeHint(0, _ROW)
            self.addTopLevelItem(head)
            head.setExpanded(True)
            self._head = head
        return self._head

    def searched(self, item: Deleted) -> str:
        """Return the text an item is found by."""
        return " ".join((item.name, item.goal, self._say(table_name(item.key[0])), item.step.who)).casefold()

    def _texts(self, item: Deleted) -> list[str]:
        own, goal = " ".join(item.name.split()), " ".join(item.goal.split())
        kind = self._say(table_name(item.key[0]))
        name = f"{goal} · {own}" if own and goal and item.key[0] != "goal" else own or goal or kind
        return [name, kind, f"{item.step.at:%Y-%m-%d %H:%M}", item.step.who, self.counted(item.counts())]

    def counted(self, counts: Counter[str]) -> str:
        """Return in words how many rows of which tables these are."""
        say = self._say
        return say(", ").join(say("{table} × {n}", table=table_name(name), n=n) for name, n in counts.items())

    def _line(self, texts: list[str], item: Deleted) -> QTreeWidgetItem:
        line = QTreeWidgetItem(texts)
        line.setData(0, _ITEM, item.key)
        line.setSizeHint(0, _ROW)
        if len(texts[0]) > 24:
            line.setToolTip(0, plain_tip(texts[0]))
        return line

    @property
    def chosen(self) -> list[Key]:
        """The items selected; a selected step stands for all of its items, listed or not."""
        lines = self.selectedItems()
        steps = {line.data(0, _ITEM) for line in lines if line.childCount()}
        keys = [item.key for item in self._items if item.step.n in steps] if steps else []
        keys += [_key(line) for line in lines if not line.childCount()]
        return list(dict.fromkeys(keys))

    def choose(self, keys: Sequence[Key]) -> None:
        """Select items that are listed by table and id."""
        wanted = set(keys)
        for n in range(self.topLevelItemCount()):
            top = self.topLevelItem(n)
            for line in _lines_of(top) if top is not None else []:
                line.setSelected(_key(line) in wanted)


def _lines_of(line: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Return the items of a step's line, or the item itself."""
    below = (line.child(n) for n in range(line.childCount()))
    return [child for child in below if child is not None] or [line]


def _key(line: QTreeWidgetItem) -> Key:
    table, id_ = line.data(0, _ITEM)
    return table, id_


def _step_number(item: Deleted) -> int:
    return item.step.n
