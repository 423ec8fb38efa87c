"""A list of cards with acts: what can be done with the current card stands in it, and each act has one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.figures.palette import Palette
from planner.ui import fonts
from planner.ui.words import plain_tip

_CARD = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE, _LINE, _BUTTONS, _PADDING = 16, 12, 22, 44, 34


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do with a card: its words, its key and the key's name."""

    words: str
    key: Qt.Key
    name: str
    do: Callable[[], None]
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One entry: a heading with a mark at its right, lines below it, and ``more`` lines while it is current."""

    key: str
    heading: str
    mark: str = ""
    mark_colour: str = ""
    lines: Sequence[str] = ()
    more: Sequence[str] = ()
    acts: Sequence[Act] = ()

    def height(self, *, current: bool) -> int:
        """Return the card's height in pixels."""
        lines = 1 + len(self.lines) + (len(self.more) if current else 0)
        return 2 * _ABOVE + lines * _LINE - 4 + (_BUTTONS if current and self.acts else 0)


class CardList(QListWidget):
    """Shows cards; arrows move, and the keys of the current card's acts do them.

    Signals:
        chosen: the key of the card that became current by hand.
    """

    chosen = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_CardDelegate(palette, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self._opened: QListWidgetItem | None = None
        self.currentItemChanged.connect(self._on_current)

    def show_cards(self, cards: Sequence[Card], current: str | None = None) -> None:
        """Show other cards; ``current`` (or the card that was current) stays so if it is among them."""
        wanted = current if current is not None else self.current()
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self._opened = None
        self.clear()
        for card in cards:
            item = QListWidgetItem(card.heading, self)
            item.setData(_CARD, card)
            item.setToolTip(plain_tip("\n".join((card.heading, *card.lines, *card.more))))
            item.setSizeHint(QSize(0, card.height(current=False)))
        keys = [card.key for card in cards]
        row = keys.index(wanted) if wanted in keys else 0
        self.setCurrentRow(row if cards else -1)
        self.blockSignals(False)
        self._open(self.currentItem())
        self.verticalScrollBar().setValue(place)
        self.scrollToItem(self.currentItem())

    def current(self) -> str | None:
        """Return the key of the current card."""
        item = self.currentItem()
        return str(item.data(_CARD).key) if item is not None else None

    def choose(self, key: str) -> None:
        """Make a card current and bring it into view, without telling."""
        for row in range(self.count()):
            if self.item(row).data(_CARD).key == key:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                self._open(self.item(row))
                self.scrollToItem(self.item(row))

    def event(self, event: QEvent) -> bool:
        """Take the keys of the acts before the window's own shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the act of a key, else move."""
        act = self._act_of(event)
        if act is not None:
            act.do()
        elif event.text() and event.text().isprintable():
            event.ignore()  # letters search nothing here
        else:
            super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> Act | None:
        item = self.currentItem()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if item is None or not plain:
            return None
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
        return next((act for act in item.data(_CARD).acts if act.key == key), None)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        self._open(item)
        if item is not None:
            self.chosen.emit(item.data(_CARD).key)

    def _open(self, item: QListWidgetItem | None) -> None:
        if self._opened is not None and self._opened is not item:
            self.removeItemWidget(self._opened)
            self._opened.setSizeHint(QSize(0, self._opened.data(_CARD).height(current=False)))
        self._opened = item
        if item is None:
            return
        card = item.data(_CARD)
        item.setSizeHint(QSize(0, card.height(current=True)))
        if card.acts and self.itemWidget(item) is None:
            self.setItemWidget(item, _Buttons(card.acts, self.viewport()))


class _Buttons(QWidget):
    """The acts of the current card, along its lower edge; without room their keys stand in the tooltips alone."""

    def __init__(self, acts: Sequence[Act], parent: QWidget) -> None:
        super().__init__(parent)
        self._acts = acts
        self._made = [QPushButton(self) for _ in acts]
        row = QHBoxLayout()
        row.setSpacing(8)
        for act, button in zip(acts, self._made, strict=True):
            button.setToolTip(act.name)
            button.setProperty("primary", act.primary)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
            button.clicked.connect(act.do)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 0, _SIDE, _ABOVE)
        column.addStretch(1)
        column.addLayout(row)
        self._name(parent.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the keys where there is room."""
        super().resizeEvent(event)
        self._name(event.size().width())

    def _name(self, width: int) -> None:
        named = [f"{act.words} {act.name}" for act in self._acts]
        taken = sum(self.fontMetrics().horizontalAdvance(words) + _PADDING for words in named) + 2 * _SIDE
        for act, words, button in zip(self._acts, named, self._made, strict=True):
            button.setText(words if taken <= width else act.words)


class _CardDelegate(QStyledItemDelegate):
    """Paints a card; every text is drawn as it is, never as markup."""

    def __init__(self, palette: Palette, owner: QListWidget) -> None:
        super().__init__(owner)
        self._palette = palette
        self._owner = owner

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw heading, mark and lines."""
        card: Card = index.data(_CARD)
        colours, rect = self._palette, option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_soft if current else colours.surface))
        painter.setPen(QColor(colours.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        line = QRect(rect.left() + _SIDE, rect.top() + _ABOVE - 2, rect.width() - 2 * _SIDE, _LINE)
        small = fonts.font(fonts.SMALL)
        mark_width = QFontMetrics(small).horizontalAdvance(card.mark)
        painter.setFont(small)
        painter.setPen(QColor(card.mark_colour or colours.faint))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, card.mark)
        heading = line.adjusted(0, 0, -mark_width - 12, 0)
        self._line(painter, heading, card.heading, colours.text, weight=fonts.STRONG)
        for words in card.lines:
            line.translate(0, _LINE)
            self._line(painter, line, words, colours.muted)
        for words in card.more if current else ():
            line.translate(0, _LINE)
            self._line(painter, line, words, colours.muted)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, rect: QRect, words: str, colour: str, weight: int = fonts.REGULAR) -> None:
        painter.setFont(fonts.font(fonts.BASE if weight > fonts.REGULAR else fonts.SMALL, weight))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, rect.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, flags, shown)
