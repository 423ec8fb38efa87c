"""What a cell is typed into: one small widget for each entry of a column, all with ``text()`` and ``setText()``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPen, QPixmap, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QWidget,
)

from planner.domain.days import read_day
from planner.errors import PlannerError
from planner.ui.tables.columns import Column, Entry


class DateEdit(QLineEdit):
    """A line for a day in any of the explicit forms; Alt+Down or the small leaf opens a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar: QCalendarWidget | None = None
        colour, scale = self.palette().dark().color(), self.devicePixelRatioF()
        leaf = self.addAction(_leaf(colour, scale), QLineEdit.ActionPosition.TrailingPosition)
        leaf.triggered.connect(self.open_calendar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar on Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the month of the typed day."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            plain = QTextCharFormat()
            plain.setForeground(self.palette().text())
            for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
                self._calendar.setWeekdayTextFormat(weekend, plain)
            self._calendar.activated.connect(self._take)
            self._calendar.clicked.connect(self._take)
        try:
            self._calendar.setSelectedDate(QDate.fromString(read_day(self.text()).isoformat(), Qt.DateFormat.ISODate))
        except PlannerError:
            self._calendar.showSelectedDate()
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()

    def _take(self, day: QDate) -> None:
        self.setText(day.toString(Qt.DateFormat.ISODate))
        if self._calendar is not None:
            self._calendar.hide()
        self.setFocus()


def _leaf(colour: QColor, scale: float) -> QIcon:
    picture = QPixmap(round(16 * scale), round(16 * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    painter.drawRoundedRect(QRect(2, 3, 12, 11), 2, 2)
    painter.drawLine(2, 7, 14, 7)
    painter.drawLine(5, 1, 5, 4)
    painter.drawLine(11, 1, 11, 4)
    painter.end()
    return QIcon(picture)


class ChoiceEdit(QComboBox):
    """One of a list, found while typing. ``free`` texts that are not in it are left for the command to judge."""

    def __init__(self, choices: list[str], parent: QWidget | None = None, *, free: bool = False) -> None:
        super().__init__(parent)
        self.setEditable(free)
        self.addItems(choices)
        self.setItemDelegate(QStyledItemDelegate(self))  # the style sheet's row height holds for this one only
        self.setFrame(False)
        if free:
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(choices, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)

    def text(self) -> str:
        """Return what is typed or chosen."""
        return self.currentText()

    def setText(self, text: str, /) -> None:
        """Begin with this text."""
        self.setCurrentIndex(self.findText(text))
        if self.isEditable():
            self.setEditText(text)


class LongEdit(QPlainTextEdit):
    """Several lines of plain text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def text(self) -> str:
        """Return what is typed."""
        return self.toPlainText()

    def setText(self, text: str, /) -> None:
        """Begin with this text."""
        self.setPlainText(text)
        self.selectAll()


def _line(parent: QWidget, column: Column[Any]) -> QWidget:
    line = QLineEdit(parent)
    side = Qt.AlignmentFlag.AlignRight if column.to_the_right else Qt.AlignmentFlag.AlignLeft
    line.setAlignment(Qt.AlignmentFlag.AlignVCenter | side)
    return line


def _date(parent: QWidget, _: Column[Any]) -> QWidget:
    return DateEdit(parent)


def _choice(parent: QWidget, column: Column[Any]) -> QWidget:
    return ChoiceEdit(list(column.choices()), parent)


def _office(parent: QWidget, column: Column[Any]) -> QWidget:
    return ChoiceEdit(list(column.choices()), parent, free=True)


def _long(parent: QWidget, _: Column[Any]) -> QWidget:
    return LongEdit(parent)


EDITORS: Mapping[Entry, Callable[[QWidget, Column[Any]], QWidget]] = {
    Entry.TEXT: _line,
    Entry.LONG: _long,
    Entry.NUMBER: _line,
    Entry.DATE: _date,
    Entry.CHOICE: _choice,
    Entry.OFFICE: _office,
}
"""How each entry is typed into."""
