"""Long work of the preview: one piece at a time, with a bar and a way to stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from planner.text import Message, Translator, message
from planner.ui.worker import Job, Tick

Work = Callable[[Tick], object]


class Running(QWidget):
    """A progress bar and a stop, seen while something runs.

    Signals:
        busy: whether something runs now.
        refused: the :class:`Message` of why the work was not done, also when it was stopped.
    """

    busy = Signal(bool)
    refused = Signal(object)

    def __init__(self, say: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self.stop = QPushButton(say("Cancel"), self)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._bar)
        row.addWidget(self.stop)

    @property
    def on(self) -> bool:
        """Whether something runs."""
        return self._job is not None

    def run(self, work: Work, then: Callable[[object], None]) -> None:
        """Do ``work`` off the window's thread and hand what comes of it to ``then``."""
        self._job = Job(self)
        self._job.progress.connect(self._on_progress)
        self._job.refused.connect(self._on_refused)
        self._job.finished.connect(self._on_end)
        self._job.finished.connect(then)
        self._job.cancelled.connect(self._on_cancelled)
        self._bar.setRange(0, 0)
        self.show()
        self.busy.emit(True)
        self._job.start(work)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_end(self, _result: object) -> None:
        self._job = None
        self.hide()
        self.busy.emit(False)

    def _on_refused(self, why: Message) -> None:
        self._on_end(None)
        self.refused.emit(why)

    def _on_cancelled(self) -> None:
        self._on_refused(message("Stopped."))
