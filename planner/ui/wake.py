"""Notices that the computer slept, or that a person comes back to the window: what was open may have changed."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

_BEAT = 5_000  # ms
_GAP = 60.0  # seconds between two beats that no busy window explains


class Wake(QObject):
    """Watches the clock and the window.

    Signals:
        woke: the clock went on for more than a minute between two beats, or was set; the file must be read anew.
        returned: a person came back to the window from another program.
    """

    woke = Signal()
    returned = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.time()
        self._clock = QTimer(self)
        self._clock.setInterval(_BEAT)
        self._clock.timeout.connect(self._on_clock)
        self._clock.start()
        app.applicationStateChanged.connect(self._on_state)

    def _on_clock(self) -> None:
        self.beat(time.time())

    def beat(self, at: float) -> None:
        """Take note of the time (seconds since 1970); tell when too much went by since the last beat."""
        gap, self._last = abs(at - self._last), at
        if gap > _GAP:
            self.woke.emit()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.returned.emit()
