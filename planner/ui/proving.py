"""The journal held against the tables while nobody waits: of each plan opened, once, in a process of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from planner.errors import PlannerError
from planner.store.backup import write_copy
from planner.text import Message, message
from planner.ui.context import Context
from planner.ui.keeping import Proof

_IDLE = 6_000  # ms without an edit


class IdleProof(QObject):
    """Proves an open plan once it has been left alone for a while.

    The window's thread only writes a copy; edits go on meanwhile.

    Signals:
        damaged: a :class:`Message`: tables and history tell different stories.
        proved: they tell the same.
    """

    damaged = Signal(Message)
    proved = Signal()

    def __init__(self, context: Context, parent: QObject, idle: int = _IDLE) -> None:
        super().__init__(parent)
        self._context = context
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(idle)
        self._timer.timeout.connect(self._begin)
        context.changed.connect(self._wait)
        self._timer.start()

    def stop(self) -> None:
        """Give up, before the plan is closed."""
        self._timer.stop()
        self._context.changed.disconnect(self._wait)

    def _wait(self, _changes: object) -> None:
        self._timer.start()

    def _begin(self) -> None:
        store = self._context.session.store
        if not self._context.session.ready or store.last_step == 0:
            return  # still being read, or nothing to prove; the timer comes again
        self.stop()
        self._folder = tempfile.TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
        try:
            proof = Proof(write_copy(store, Path(self._folder.name) / "proof.plan"))
        except PlannerError:
            self._folder.cleanup()
            return  # no room for a copy; the backups say so
        proof.settled.connect(self._on_settled)

    def _on_settled(self, refusal: Message | None) -> None:
        assert self._folder is not None, "a proof was begun"
        self._folder.cleanup()
        if refusal is None:
            self.proved.emit()
            return
        name = self._context.session.store.path.name
        self.damaged.emit(
            message("The history of “{file}” tells another story than its tables: it is damaged.", file=name)
        )
