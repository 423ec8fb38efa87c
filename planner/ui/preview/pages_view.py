"""Pages one below the other, drawn when they come into view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from planner.figures.palette import Palette

_GAP = 16
_POINTS = 72.0
_KEEP = 24
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PagesView(QAbstractScrollArea):
    """A column of pages of one size (in points) at a zoom; pixels are asked for as they are needed.

    Signals:
        wanted: page number (from 0) and dots per inch to draw it at.
        page_changed: the page now in the middle of the view.
        zoom_changed: the zoom was changed by the wheel.
        clicked: a page was clicked.
    """

    wanted = Signal(int, float)
    page_changed = Signal(int)
    zoom_changed = Signal(float)
    clicked = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._count = 0
        self._size = QSizeF(595.28, 841.89)
        self._zoom = 1.0
        self._fit = "page"
        self._pixmaps: dict[int, tuple[float, QPixmap]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._marked = -1
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(48)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # -- what is shown ----------------------------------------------------------------------------

    def set_pages(self, count: int, width: float, height: float) -> None:
        """Show ``count`` pages of a size in points; what was drawn is forgotten."""
        self._count, self._size = count, QSizeF(width, height)
        self._pixmaps.clear()
        self._asked.clear()
        self._lay_out()

    def set_count(self, count: int) -> None:
        """Show so many pages; what was drawn stays."""
        self._count = count
        self._lay_out()

    def set_picture(self, page: int, dpi: float, png: bytes) -> None:
        """Take in a page's picture."""
        self._asked.discard((page, dpi))
        pixmap = QPixmap()
        pixmap.loadFromData(png, "PNG")
        self._pixmaps[page] = (dpi, pixmap)
        while len(self._pixmaps) > _KEEP:
            far = max(self._pixmaps, key=self._distance)
            del self._pixmaps[far]
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Show at a fixed zoom; 1.0 is the size on paper."""
        self._fit, self._zoom = "", max(0.2, min(zoom, 6.0))
        self._lay_out()

    def fit(self, what: str) -> None:
        """Fit the ``page`` or its ``width`` and keep fitting when the window changes."""
        self._fit = what
        self._lay_out()

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        self.verticalScrollBar().setValue(round(page * self._step()))

    def mark(self, page: int) -> None:
        """Put a frame around a page and keep it in view."""
        self._marked = page
        top, bar = round(page * self._step()), self.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self.viewport().height() - self._step():
            bar.setValue(top)
        self.viewport().update()

    def is_drawn(self, page: int) -> bool:
        """Whether a page's picture is there."""
        return page in self._pixmaps

    @property
    def page(self) -> int:
        """The page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return max(0, min(self._count - 1, int(middle // self._step())))

    # -- geometry ---------------------------------------------------------------------------------

    def _scale(self) -> float:
        return self._zoom * self.logicalDpiX() / _POINTS

    def _page_size(self) -> QSizeF:
        return self._size * self._scale()

    def _step(self) -> float:
        return self._page_size().height() + _GAP

    def _distance(self, page: int) -> int:
        return abs(page - self.page)

    def _lay_out(self) -> None:
        room = self.viewport().size()
        base = self.logicalDpiX() / _POINTS
        if self._fit and not self._size.isEmpty():
            wide = (room.width() - 2 * _GAP) / (self._size.width() * base)
            high = (room.height() - 2 * _GAP) / (self._size.height() * base)
            self._zoom = max(0.1, wide if self._fit == "width" else min(wide, high))
        total = self._count * self._step() + _GAP
        bar = self.verticalScrollBar()
        bar.setPageStep(room.height())
        bar.setRange(0, max(0, round(total - room.height())))
        across = self.horizontalScrollBar()
        across.setPageStep(room.width())
        across.setRange(0, max(0, round(self._page_size().width() + 2 * _GAP - room.width())))
        self.viewport().update()
        self.zoom_changed.emit(self._zoom)

    def _place(self, page: int) -> QRectF:
        size = self._page_size()
        left = max(_GAP, (self.viewport().width() - size.width()) / 2) - self.horizontalScrollBar().value()
        top = _GAP + page * self._step() - self.verticalScrollBar().value()
        return QRectF(QPointF(left, top), size)

    # -- Qt ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in view, and ask for those whose pixels are missing or too coarse."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._palette.ground))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        dpi = round(_POINTS * self._scale() * self.devicePixelRatioF(), 1)
        first = max(0, int(self.verticalScrollBar().value() // self._step()) - 1)
        for page in range(first, self._count):
            place = self._place(page)
            if place.top() > self.viewport().height():
                break
            if place.bottom() < 0:
                continue
            painter.fillRect(place, Qt.GlobalColor.white)
            known = self._pixmaps.get(page)
            if known is not None:
                painter.drawPixmap(place, known[1], QRectF(known[1].rect()))
            marked = page == self._marked
            painter.setPen(QPen(QColor(self._palette.accent if marked else self._palette.hairline), 2 if marked else 1))
            painter.drawRect(place)
            if (known is None or known[0] != dpi) and (page, dpi) not in self._asked:
                self._asked.add((page, dpi))
                self.wanted.emit(page, dpi)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting."""
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which page was clicked."""
        page = int((event.position().y() + self.verticalScrollBar().value() - _GAP / 2) // self._step())
        if 0 <= page < self._count:
            self.clicked.emit(page)
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw anew where the view now stands."""
        del dx, dy
        self.viewport().update()

    def _on_scrolled(self) -> None:
        self.page_changed.emit(self.page)
