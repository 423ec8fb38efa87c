"""The milestone trend of a goal in a window of its own: day planned against day reported, with the diagonal."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.commands.trends import tracks_of
from planner.figures.milestonetrend import trend_chart
from planner.figures.svg import chart_svg
from planner.ui.context import Context

_SIDE = 640.0


class Drawing(QWidget):
    """A drawing on white paper, as large as there is room, in its own shape."""

    def __init__(self, svg: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._drawn = QSvgRenderer(QByteArray(svg.encode()), self)
        self.setAccessibleName(words)
        self.setMinimumSize(360, 360)

    def sizeHint(self) -> QSize:
        """Return the size it was drawn at."""
        return self._drawn.defaultSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, keeping its shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor("white"))
        size = self._drawn.defaultSize()
        scale = min(self.width() / size.width(), self.height() / size.height())
        place = QRectF(0, 0, size.width() * scale, size.height() * scale)
        place.moveCenter(QRectF(self.rect()).center())
        self._drawn.render(painter, place)


class TrendDialog(QDialog):
    """How the planned days of a goal's milestones moved with each report, from the history."""

    def __init__(self, context: Context, goal: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say, plan = context.say, context.plan
        name = plan.goals[goal].name
        self.setWindowTitle(say("Milestone trend: {name}", name=name))
        chart = trend_chart(tracks_of(context.present.store, plan, goal), context.as_of, name, say)
        fonts = (self.font().family(), "sans-serif")
        words = QLabel(say("A line that rises has slipped; on the diagonal a milestone is reached."), self)
        words.setProperty("tone", "muted")
        close = QPushButton(say("Close"), self)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(Drawing(chart_svg(chart, _SIDE, _SIDE, fonts=fonts), chart.title, self), 1)
        layout.addWidget(words)
        layout.addWidget(close)
        self.resize(720, 780)
