"""Buttons for what can be done about something that was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

Offer = tuple[str, Callable[[], object]]
"""One thing to do, in the reader's words and as an act; the act may raise ``PlannerError``."""


class Buttons(QWidget):
    """One button for each offer, the nearest first.

    Signals:
        pressed: one of them was pressed, right before its act.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: Sequence[Offer] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.made: list[QPushButton] = []

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show these offers in place of those before."""
        self._offers = offers
        while len(self.made) < len(offers):
            button = QPushButton(self)
            button.clicked.connect(self._on_pressed)
            self._row.addWidget(button)
            self.made.append(button)
        for n, button in enumerate(self.made):
            button.setVisible(n < len(offers))
            button.setText(offers[n][0] if n < len(offers) else "")
        self.setVisible(bool(offers))

    def _on_pressed(self) -> None:
        _words, act = self._offers[[button is self.sender() for button in self.made].index(True)]
        self.pressed.emit()
        act()
