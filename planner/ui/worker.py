"""Long work off the window's thread: a plain function of frozen values, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from planner.errors import PlannerError

Tick = Callable[[int, int], None]


class Cancelled(Exception):
    """Raised inside the work by its tick, once the person asked to stop."""


class Job(QObject):
    """One piece of long work.

    Signals (all arrive in the window's thread):
        progress: done and total.
        finished: the result.
        refused: the :class:`Message` of a :class:`PlannerError`.
        crashed: any other exception, to be raised again where bugs are shown.
        cancelled: the person stopped it.
    """

    progress = Signal(int, int)
    finished = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = False
        self.crashed.connect(self._raise)

    def start(self, work: Callable[[Tick], Any]) -> None:
        """Run ``work(tick)`` on a pool thread; it must not touch the store or any widget."""
        QThreadPool.globalInstance().start(_Runner(self, work))

    def cancel(self) -> None:
        """Ask the work to stop at its next tick."""
        self._stop = True

    def tick(self, done: int, total: int) -> None:
        """Report progress from inside the work; raises :class:`Cancelled` when it should stop."""
        if self._stop:
            raise Cancelled
        self.progress.emit(done, total)

    def _raise(self, error: BaseException) -> None:
        raise error


class _Runner(QRunnable):
    """Carries a job's work to a pool thread."""

    def __init__(self, job: Job, work: Callable[[Tick], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """Run the work and send what came of it home."""
        job = self._job
        try:
            result = self._work(job.tick)
        except Cancelled:
            job.cancelled.emit()
        except PlannerError as refusal:
            job.refused.emit(refusal.message)
        except Exception as error:  # noqa: BLE001 - a bug must not die unseen in a thread; it is raised again at home
            job.crashed.emit(error)
        else:
            job.finished.emit(result)
