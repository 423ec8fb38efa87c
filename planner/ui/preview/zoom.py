"""The choice of a zoom: fit the page, fit its width, or a size."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from planner.text import Translator
from planner.ui.preview.pages_view import ZOOMS, PagesView

_FIRST_SIZE = 2


class ZoomBox(QComboBox):
    """Sets the zoom of a view of pages."""

    def __init__(self, view: PagesView, say: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.addItem(say("Fit page"), "page")
        self.addItem(say("Fit width"), "width")
        for zoom in ZOOMS:
            self.addItem(f"{zoom:.0%}", zoom)
        self.activated.connect(self.apply)

    def apply(self) -> None:
        """Show the pages as chosen."""
        what = self.currentData()
        if isinstance(what, str):
            self._view.fit(what)
        else:
            self._view.set_zoom(float(what))

    def fit_page(self) -> None:
        """Show whole pages."""
        self.setCurrentIndex(0)
        self.apply()

    def closer(self) -> None:
        """Take the next larger size."""
        self._step(1)

    def farther(self) -> None:
        """Take the next smaller size."""
        self._step(-1)

    def _step(self, way: int) -> None:
        self.setCurrentIndex(max(_FIRST_SIZE, min(self.count() - 1, self.currentIndex() + way)))
        self.apply()
