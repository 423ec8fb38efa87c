"""Long work off the window's thread: a plain function of frozen values, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

from planner.errors import PlannerError

Tick = Callable[[int, int], None]


class Cancelled(Exception):
    """Raised inside the work by its tick, once the person asked to stop."""


class Job(QObject):
    """One piece of long work for an owner in the window, which may be gone before the work is.

    The job lives until its work ends: the application keeps it. Once its owner is destroyed the work is asked to stop,
    and of the signals only ``over`` and ``crashed`` are still sent.

    Signals (all arrive in the window's thread):
        progress: done and total.
        over: the work has ended, in whatever way; sent before the one that says how.
        finished: the result.
        refused: the :class:`Message` of a :class:`PlannerError`.
        crashed: any other exception, to be raised again where bugs are shown.
        cancelled: the person stopped it.
    """

    progress = Signal(int, int)
    over = Signal()
    finished = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()
    _ticked = Signal(int, int)
    _ended = Signal(object)

    def __init__(self, owner: QObject) -> None:
        super().__init__(QCoreApplication.instance())
        self._stop = self._left = False
        owner.destroyed.connect(self.leave)
        self._ticked.connect(self._on_tick)
        self._ended.connect(self._on_end)
        self.crashed.connect(self._raise)

    def start(self, work: Callable[[Tick], Any]) -> None:
        """Run ``work(tick)`` on a pool thread; it must not touch the store or any widget."""
        QThreadPool.globalInstance().start(_Runner(self, work))

    def cancel(self) -> None:
        """Ask the work to stop at its next tick."""
        self._stop = True

    def leave(self) -> None:
        """Stop and say no more: nobody waits for the result."""
        self._stop = self._left = True

    def tick(self, done: int, total: int) -> None:
        """Report progress from inside the work; raises :class:`Cancelled` when it should stop."""
        if self._stop:
            raise Cancelled
        self._ticked.emit(done, total)

    def end(self, came: _Came) -> None:
        """Send home, from inside the work's thread, what came of it."""
        self._ended.emit(came)

    def _on_tick(self, done: int, total: int) -> None:
        if not self._left:
            self.progress.emit(done, total)

    def _on_end(self, came: _Came) -> None:
        self.over.emit()
        match came.way, self._left:
            case "crashed", _:
                self.crashed.emit(came.what)
            case "finished", False:
                self.finished.emit(came.what)
            case "refused", False:
                self.refused.emit(came.what)
            case "cancelled", False:
                self.cancelled.emit()
        self.deleteLater()

    def _raise(self, error: BaseException) -> None:
        raise error


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of a piece of work."""

    way: str
    what: Any = None


class _Runner(QRunnable):
    """Carries a job's work to a pool thread."""

    def __init__(self, job: Job, work: Callable[[Tick], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """Run the work and send what came of it home."""
        self._job.end(self._came())

    def _came(self) -> _Came:
        try:
            return _Came("finished", self._work(self._job.tick))
        except Cancelled:
            return _Came("cancelled")
        except PlannerError as refusal:
            return _Came("refused", refusal.message)
        except Exception as error:  # noqa: BLE001 - a bug must not die unseen in a thread; it is raised again at home
            return _Came("crashed", error)
