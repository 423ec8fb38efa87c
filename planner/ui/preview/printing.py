"""Pages onto the system's printer: as vectors, where a page is nothing but drawing; else as a picture of 300 dpi."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from planner.sheets.paper import Printed
from planner.ui.worker import Tick

DPI = 300
_KEPT, _MOST_COPIES, _LAST_DUPLEX = 3, 99, 3
_PICTURE = "<image"


def set_up(printer: QPrinter, pages: Printed) -> None:
    """Choose the paper the pages were set for, before a person chooses otherwise."""
    width, height = pages.page_size
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def recall(printer: QPrinter, kept: str) -> None:
    """Take up copies, sides and colour as :func:`kept_of` wrote them; what does not read so is left alone."""
    parts = kept.split(",")
    if len(parts) == _KEPT and all(part.isdecimal() for part in parts):
        copies, duplex, colour = map(int, parts)
        printer.setCopyCount(min(max(copies, 1), _MOST_COPIES))
        printer.setDuplex(QPrinter.DuplexMode(min(duplex, _LAST_DUPLEX)))
        printer.setColorMode(QPrinter.ColorMode.GrayScale if colour == 0 else QPrinter.ColorMode.Color)


def kept_of(printer: QPrinter) -> str:
    """Return copies, sides and colour of a printer as a text to be kept."""
    return f"{printer.copyCount()},{printer.duplex().value},{printer.colorMode().value}"


def chosen_pages(printer: QPrinter, count: int, here: int) -> Sequence[int]:
    """Return the pages (from 0) a person chose in the system's dialog: all, a range, or the one in view."""
    match printer.printRange():
        case QPrinter.PrintRange.CurrentPage:
            return [here]
        case QPrinter.PrintRange.PageRange:
            return range(max(printer.fromPage(), 1) - 1, min(printer.toPage() or count, count))
        case _:
            return range(count)


def print_pages(printer: QPrinter, pages: Printed, numbers: Sequence[int], tick: Tick) -> int:
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
            draw(painter, pages, number, QRectF(printer.pageLayout().fullRectPixels(printer.resolution())))
    finally:
        painter.end()
    return len(numbers)


def draw(painter: QPainter, pages: Printed, number: int, place: QRectF) -> bool:
    """Draw one page into a rectangle, keeping its shape; return whether it was drawn as vectors.

    Shipped forms hold no pictures: their charts are drawn like everything else. A page of an office's own form with a
    picture in it goes as a picture itself, since Qt would draw the inner one coarsely.
    """
    width, height = pages.page_size
    scale = min(place.width() / width, place.height() / height)
    fitted = QRectF(0, 0, width * scale, height * scale)
    fitted.moveCenter(place.center())
    drawn = pages.svg(number)
    if _PICTURE not in drawn:
        QSvgRenderer(QByteArray(drawn.encode())).render(painter, fitted)
        return True
    painter.drawImage(fitted, QImage.fromData(pages.png(number, DPI)))
    return False
