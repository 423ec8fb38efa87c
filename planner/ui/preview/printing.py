"""Pages onto the system's printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from planner.sheets.render import Pages
from planner.ui.worker import Tick

DPI = 300


def print_pages(printer: QPrinter, pages: Pages, numbers: Sequence[int], tick: Tick) -> int:
    """Print the given pages (from 0), each on its own sheet, at the size they were set in; return how many.

    May run off the window's thread: Qt paints onto printers and images from any one thread.
    """
    printer.setFullPage(True)
    painter = QPainter(printer)
    try:
        for place, number in enumerate(numbers):
            tick(place, len(numbers))
            if place:
                printer.newPage()
            picture = QImage.fromData(pages.png(number, DPI))
            painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), picture)
    finally:
        painter.end()
    return len(numbers)
