"""Python's collection of reference cycles, kept to the window's thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # ms between two looks at how much has gathered
_YOUNG = 5_000  # new containers since the last collection that make one worth its while
_OLD = 10  # collections of the young after which everything is walked


class Collector(QObject):
    """Collects reference cycles from a timer, in place of Python's own collection.

    Python collects in whatever thread happens to make the next object. A window that is part of a cycle would then be
    destroyed by a pool thread, in the middle of long work, and Qt ends the process when a timer is stopped from a
    thread that did not start it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(_EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect when enough has gathered: the young often, everything seldom."""
        young, _middle, rounds = gc.get_count()
        if young >= _YOUNG:
            gc.collect(2 if rounds >= _OLD else 1)
