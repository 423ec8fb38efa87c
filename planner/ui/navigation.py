"""The left side: pages, themes, offices, documents and saved filters, each with how many goals it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.analysis.conditions import foresees
from planner.domain.plan import Plan
from planner.domain.query import NONE, Query, read_query
from planner.domain.records import Office
from planner.store.reading import Changes
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.entries import Entry, What
from planner.ui.tally import BEHIND, GOALS, MONTH, Tally
from planner.ui.words import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_TABLES = frozenset({"theme", "office", "document", "filter", "goal"})


class NavigationModel(QAbstractListModel):
    """The lines of the navigation."""

    def __init__(self, context: Context, tally: Tally, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._tally = tally
        self._entries = list(self._make())
        context.changed.connect(self._on_changed)
        tally.counted.connect(self._on_counted)

    def entry(self, row: int) -> Entry | None:
        """Return the line of a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    @property
    def entries(self) -> Sequence[Entry]:
        """All lines, from top to bottom."""
        return self._entries

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or _TABLES & changes.rows.keys():
            self._on_counted()

    def _on_counted(self) -> None:
        fresh = list(self._make())
        if [(e.what, e.key) for e in fresh] != [(e.what, e.key) for e in self._entries]:
            self.beginResetModel()
            self._entries = fresh
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(self._entries, fresh, strict=True)):
            if old != new:
                self._entries[row] = new
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    # -- the lines ----------------------------------------------------------------------------------

    def _make(self) -> Iterator[Entry]:
        plan, say, tally = self._context.plan, self._context.say, self._tally
        yield Entry(What.GOALS, say("Goals"), count=tally[GOALS])
        yield Entry(What.CAPTION, say("Themes"), "themes")
        for theme in plan.themes.values():
            yield Entry(What.THEME, theme.name, theme.id, tally[f"theme:{theme.id}"], theme.colour)
        if tally[f"theme:{NONE}"]:
            yield Entry(What.THEME, say("Without a theme"), NONE, tally[f"theme:{NONE}"])
        if not plan.themes:
            yield Entry(What.ADD, say("Add themes…"), "themes")
        yield Entry(What.CAPTION, say("Offices"), "offices")
        yield from self._offices(plan)
        if not plan.offices:
            yield Entry(What.ADD, say("Add offices…"), "offices")
        yield Entry(What.CAPTION, say("Documents"), "documents")
        for document in plan.documents.values():
            count = tally[f"document:{document.id}"]
            yield Entry(What.DOCUMENT, document.title, document.id, count)
        if not plan.documents:
            yield Entry(What.ADD, say("Add a document…"), "documents")
        yield Entry(What.CAPTION, say("Saved filters"), "filters")
        yield Entry(What.FILTER, say("Due this month"), MONTH, tally[f"filter:{MONTH}"])
        yield Entry(What.FILTER, say("Behind schedule"), BEHIND, tally[f"filter:{BEHIND}"])
        for saved in plan.filters.values():
            held = None if foresees(read_query(saved.query).words) else tally[f"filter:{saved.query}"]
            yield Entry(What.FILTER, saved.name, saved.query, held, saved=saved.id)

    def _offices(self, plan: Plan) -> Iterator[Entry]:
        """Yield the offices that lead goals, each under the office it belongs to, with the goals of all below it."""
        under: dict[str | None, list[Office]] = {}
        for office in plan.offices.values():
            under.setdefault(office.parent if office.parent in plan.offices else None, []).append(office)

        def walk(parent: str | None, depth: int) -> Iterator[Entry]:
            for office in under.get(parent, ()):
                below = list(walk(office.id, depth + 1))
                count = self._tally[f"office:{office.id}"] + sum(e.count or 0 for e in below if e.depth == depth + 1)
                if count:
                    ids = ",".join((office.id, *(e.key.partition(",")[0] for e in below)))
                    yield Entry(What.OFFICE, office.name, ids, count, depth=depth)
                yield from below

        yield from walk(None, 0)
        if self._tally[f"office:{NONE}"]:
            yield Entry(What.OFFICE, self._context.say("Without a lead office"), NONE, self._tally[f"office:{NONE}"])

    # -- what Qt asks -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object | None:
        """Return a line's text, its tooltip, or the entry itself."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return entry.text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(entry.text) if len(entry.text) > 9 else None
            case _ if role == ENTRY_ROLE:
                return entry
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Captions cannot be chosen."""
        entry = self.entry(index.row())
        if entry is None or entry.what is What.CAPTION:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class NavigationDelegate(QStyledItemDelegate):
    """Draws the lines: colour square, name, count."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        palette = context.palette
        self._text, self._muted, self._faint = QColor(palette.text), QColor(palette.muted), QColor(palette.faint)
        self._accent, self._soft = QColor(palette.accent), QColor(palette.accent_soft)
        self._hover = QColor(palette.text)
        self._hover.setAlpha(10)
        self._plain, self._strong, self._small = fonts.font(), fonts.font(weight=fonts.STRONG), fonts.font(11)
        self._width = QFontMetricsF(self._plain)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        entry: Entry = index.data(ENTRY_ROLE)
        rect = QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.what is What.CAPTION:
            painter.setFont(self._small)
            painter.setPen(self._muted)
            painter.drawText(rect.adjusted(16, 8, -8, 0), Qt.AlignmentFlag.AlignVCenter, entry.text)
            return
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._soft if chosen else self._hover)
            painter.drawRoundedRect(rect.adjusted(8, 1, -8, -1), 6, 6)
        x = rect.left() + 16 + 14 * entry.depth
        if entry.what is What.THEME:
            painter.setBrush(QColor(entry.colour) if entry.colour else self._faint)
            painter.drawRoundedRect(QRectF(x, rect.center().y() - 4, 8, 8), 2, 2)
            x += 16
        right = self._paint_count(painter, rect, entry, chosen=chosen)
        colour = self._accent if chosen or entry.what is What.ADD else self._text
        painter.setFont(self._strong if chosen else self._plain)
        painter.setPen(colour)
        name = self._width.elidedText(entry.text, Qt.TextElideMode.ElideMiddle, right - x - 8)
        drop = (self._width.ascent() - self._width.descent()) / 2
        painter.drawText(QPointF(x, rect.center().y() + drop), name)

    def _paint_count(self, painter: QPainter, rect: QRectF, entry: Entry, *, chosen: bool) -> float:
        right = rect.right() - 18
        if entry.count is not None and not self._context.glimpse:
            text = f"{entry.count:,}"
            width = self._width.horizontalAdvance(text)
            painter.setFont(self._plain)
            painter.setPen(self._muted if chosen or entry.count else self._faint)
            drop = (self._width.ascent() - self._width.descent()) / 2
            painter.drawText(QPointF(right - width, rect.center().y() + drop), text)
            right -= width
        return right

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Captions have room above them."""
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(160, 36 if entry.what is What.CAPTION else 30)


class Navigation(QListView):
    """The left side of the window.

    Signals:
        query_wanted: a :class:`Query`, and whether to join it with what is searched already (Ctrl).
        document_wanted: the id of a document to read.
        adding_wanted: ``themes``, ``offices`` or ``documents``, from the line of an empty section.
        menu_wanted: an :class:`Entry` and the place (on screen) for its context menu.
    """

    query_wanted = Signal(object, bool)
    document_wanted = Signal(str)
    adding_wanted = Signal(str)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, context: Context, tally: Tally, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = NavigationModel(context, tally, self)
        self.setModel(self._lines)
        self.setItemDelegate(NavigationDelegate(context, self))
        self.setMouseTracking(True)
        self.setViewportMargins(0, 8, 0, 8)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(context.say("Navigation"))
        self._marked: Query | str = Query()
        self._lines.modelReset.connect(self._mark_again)

    def mark(self, query: Query) -> None:
        """Mark the line that stands for a query; none when no line does."""
        self._marked = replace(query, archived=False)
        self._mark_again()

    def mark_document(self, document: str) -> None:
        """Mark a document's line."""
        self._marked = document
        self._mark_again()

    def _mark_again(self) -> None:
        wanted = self._marked
        if isinstance(wanted, Query):
            rows = (n for n, entry in enumerate(self._lines.entries) if entry.query == wanted)
        else:
            rows = (n for n, e in enumerate(self._lines.entries) if (e.what, e.key) == (What.DOCUMENT, wanted))
        self._mark(next(rows, None))

    def _mark(self, row: int | None) -> None:
        if row is None:
            self.clearSelection()
        elif self.currentIndex().row() != row or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._lines.index(row, 0))

    def _go(self, entry: Entry | None, *, join: bool) -> None:
        if entry is None or entry.what is What.CAPTION:
            return
        if entry.what is What.DOCUMENT:
            self.document_wanted.emit(entry.key)
        elif entry.what is What.ADD:
            self.adding_wanted.emit(entry.key)
        else:
            self.query_wanted.emit(entry.query, join)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where a line points."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            entry = self._lines.entry(self.indexAt(event.position().toPoint()).row())
            self._go(entry, join=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where the current line points on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self._lines.entry(self.currentIndex().row()), join=False)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the line at the pointer, or of the current line when the keyboard asked."""
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        entry = self._lines.entry(index.row())
        if entry is not None:
            self.menu_wanted.emit(entry, place)

    def pointed(self) -> tuple[str, str] | None:
        """Return table and id of the record the current line stands for."""
        entry = self._lines.entry(self.currentIndex().row())
        return entry.record if entry is not None else None

    def sizeHint(self) -> QSize:
        """Wide enough for the usual names."""
        return QSize(208, 400)
