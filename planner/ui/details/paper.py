"""The four sections of a report on one sheet: each as high as its text, all scrolled together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from planner.domain.fields import field_name
from planner.ui.context import Context
from planner.ui.details.tab import EDGE
from planner.ui.labels import plain_label
from planner.ui.tables.editors import LongEdit
from planner.ui.words import capital

SECTIONS = ("progress", "problems", "next_steps", "needs")
_WIDE = 480
_LINES = 2


class SectionEdit(LongEdit):
    """One section of a report, as high as its text.

    Signals:
        left: the section was left, or Ctrl+Enter pressed.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height of the text, at least two lines."""
        lines = max(_LINES, round(self.document().size().height()))
        around = self.height() - self.viewport().height()
        margin = 2 * round(self.document().documentMargin())
        height = lines * self.fontMetrics().lineSpacing() + margin + max(around, 2)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the text has at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when left."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Paper(QScrollArea):
    """The sections under their headings, in two columns where there is room."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sections = {name: SectionEdit() for name in SECTIONS}
        names = {name: capital(context.say(field_name("report", name))) for name in SECTIONS}
        self._labels = {name: plain_label(names[name], "muted") for name in SECTIONS}
        for name, edit in self.sections.items():
            edit.setAccessibleName(names[name])
        sheet = QWidget()
        self._grid = QGridLayout(sheet)
        self._grid.setContentsMargins(EDGE, 6, EDGE, 10)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._columns = 0
        self._place(1)
        self.setWidget(sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column or two."""
        super().resizeEvent(event)
        self._place(2 if event.size().width() >= _WIDE else 1)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for n, name in enumerate(SECTIONS):
            row, column = 2 * (n // columns), n % columns
            self._grid.addWidget(self._labels[name], row, column)
            self._grid.addWidget(self.sections[name], row + 1, column, Qt.AlignmentFlag.AlignTop)
        for row in range(2 * len(SECTIONS) + 1):
            self._grid.setRowStretch(row, int(row == 2 * len(SECTIONS)))
