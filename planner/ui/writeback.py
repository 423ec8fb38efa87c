"""A working copy's way back to the file it stands for: after edits settle, when asked, and before the plan closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Lock

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from planner.store.store import Store
from planner.store.whereabouts import Place
from planner.store.working import Delivered, Parcel, WorkingCopy
from planner.text import Message, Translator, message
from planner.ui.context import Context
from planner.ui.startup import now
from planner.ui.statusbar import StatusBar
from planner.ui.worker import Cancelled, Job, Tick

SETTLED = 3_000  # ms without an edit
_LARGE, _SETTLED_LARGE = 24_000_000, 15_000  # bytes; ms: so large a plan is not sent to a stick after every word
_AGAIN = 15_000  # ms until a refused write-back is tried again


class Errand:
    """One snapshot and its delivery, in a thread of their own; an edit breaks the snapshot off and need not wait."""

    def __init__(self, working: WorkingCopy, store: Store) -> None:
        self._working = working
        self._store = store
        self._gate = Lock()
        self._revoked = False
        self._begun = False
        self._read = Event()  # set once the thread reads the store no more

    def run(self, word: str, at: datetime, tick: Tick) -> Delivered:
        """Take the snapshot and deliver it; for a job."""
        with self._gate:
            if self._revoked:
                raise Cancelled
            self._begun = True
        return self._working.write_back(self._taken(tick), word, at)

    def _taken(self, tick: Tick) -> Parcel:
        try:
            return self._working.snapshot(self._store, tick)
        finally:
            self._read.set()

    def make_way(self, job: Job) -> None:
        """Return once the store is read no more, some milliseconds later at most; what is being delivered goes on."""
        with self._gate:
            self._revoked = True
        if self._begun and not self._read.is_set():
            job.cancel()
            self._read.wait()


class WriteBack(QObject):
    """Keeps the file behind a working copy up to date, off the window's thread.

    Signals:
        stood: something about how the copy stands has changed.
        told: a :class:`Message` worth knowing.
        refused: a :class:`Message` on why it could not be written back; said once until it succeeds.
    """

    stood = Signal()
    told = Signal(object)
    refused = Signal(object)
    _over = Signal()

    def __init__(self, context: Context, working: WorkingCopy, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._store = context.present.store
        self._working = working
        self._job: Job | None = None
        self._make_way: Callable[[], None] | None = None
        self._former = working.target.name
        self._trouble: Message | None = None
        self._asked = False  # by a person, who is told how it ended
        self._at: datetime | None = None
        self._status: StatusBar | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_clock)
        context.present.make_way(self._before_edit)
        context.changed.connect(self._on_changed)
        self.stood.connect(self._show)
        if self.unwritten:
            self._clock.start(SETTLED)

    def join(self, status: StatusBar) -> None:
        """Show how the copy stands in a window's bottom line, from now on."""
        self._status = status
        status.write_back_wanted.connect(self.write_now)
        self._show()

    @property
    def unwritten(self) -> bool:
        """Whether the copy holds steps the file does not."""
        return self._store.last_step != self._working.written_step

    @property
    def protected(self) -> bool:
        """Whether the file lies where nothing can be written."""
        return self._working.place is Place.READ_ONLY

    def standing(self) -> Message:
        """Return how the copy stands."""
        if self._job is not None:
            return message("Working copy · writing back…")
        if self.unwritten:
            return message(
                "Working copy · cannot be written back" if self.protected else "Working copy · not written back yet"
            )
        removable = self._working.place is Place.REMOVABLE
        if self._at is None and removable:
            return message("Working copy · nothing to write back · safe to remove")
        if self._at is None:
            return message("Working copy · nothing to write back")
        if removable:
            return message("Working copy · written back {time} · safe to remove", time=f"{self._at:%H:%M}")
        return message("Working copy · written back {time}", time=f"{self._at:%H:%M}")

    def write_now(self) -> None:
        """Write back at once; says so when there is nothing to be written."""
        self._clock.stop()
        if self._job is None and not self.unwritten:
            self.told.emit(message("“{file}” holds everything already.", file=self._working.target.name))
        else:
            self._asked = True
            self._start()

    def look_again(self) -> None:
        """Try at once what was refused, such as after the computer slept or a stick was plugged in again."""
        if self.unwritten and not self.protected:
            self._start()

    def move_to(self, target: Path) -> None:
        """Write the plan to another file, which it is written back to from now on; raises ``PlannerError``."""
        self._clock.stop()
        self._wait()
        self._working.move_to(self._working.snapshot(self._store), target)
        self.stood.emit()

    def finish(self) -> Message | None:
        """Write back what is not yet written, waiting for it; return why it could not be done."""
        self._clock.stop()
        if self._job is None and self.unwritten:
            self._trouble = None
            self._start()
        self._wait()
        self._clock.stop()
        return self._trouble if self.unwritten else None

    def close(self) -> None:
        """Let go of a copy whose plan has been closed; removes it when the file holds everything.

        ``finish`` came before, and the store is still open here so that its last step can be asked for.
        """
        self._clock.stop()
        whole = not self.unwritten
        self._store.close()
        if whole:
            self._working.discard()

    # -- what happens -------------------------------------------------------------------------------

    def _wait(self) -> None:
        """Wait for the delivery under way, with the person's keys and mouse held back."""
        if self._job is not None:
            loop = QEventLoop()
            self._over.connect(loop.quit)
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            QGuiApplication.restoreOverrideCursor()

    def _before_edit(self) -> None:
        if self._make_way is not None:
            self._make_way()

    def _on_changed(self) -> None:
        if self.unwritten and not self.protected:
            large = self._store.path.stat().st_size > _LARGE
            self._clock.start(_SETTLED_LARGE if large else SETTLED)
        self.stood.emit()

    def _on_clock(self) -> None:
        if self.unwritten and self._context.present.ready:
            self._start()
        elif self.unwritten:
            self._clock.start(SETTLED)

    def _start(self) -> None:
        if self._job is not None:
            return  # another look follows its end
        job, errand = Job(self), Errand(self._working, self._store)
        self._job, self._make_way = job, partial(errand.make_way, job)
        self._former = self._working.target.name
        job.finished.connect(self._on_written)
        job.refused.connect(self._on_refused)
        for over in (job.finished, job.refused, job.crashed, job.cancelled):
            over.connect(self._on_ended)
        job.start(partial(errand.run, self._context.say("working copy"), now()))
        self.stood.emit()

    def _on_written(self, delivered: Delivered) -> None:
        former = self._former
        if delivered.aside:
            self.told.emit(delivered.sentence(former))
        elif self._trouble is not None or self._asked:
            self.told.emit(message("“{file}” has been written back and read back.", file=former))
        self._trouble, self._asked = None, False
        self._at = now()

    def _on_refused(self, why: Message) -> None:
        if why != self._trouble or self._asked:
            self._trouble, self._asked = why, False
            self.refused.emit(why)
        if not self.protected:
            self._clock.start(_AGAIN)

    def _on_ended(self) -> None:
        self._job = self._make_way = None
        if self.unwritten and not self._clock.isActive() and not self.protected:
            self._clock.start(SETTLED)
        self.stood.emit()
        self._over.emit()

    def _show(self) -> None:
        if self._status is None:
            return
        say = self._context.say
        words = say(self.standing())
        hint = say("Edited in a copy on this computer; the file itself: {path}", path=str(self._working.target))
        self._status.stand(words, hint, waiting=self.unwritten and self._job is None and not self.protected)


def ask_again(trouble: Message, say: Translator, parent: QWidget | None) -> bool:
    """Say before closing why a working copy was not written back, and ask whether to try once more."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(say("Not written back"))
    box.setText(say(trouble))
    box.setInformativeText(say("Nothing is lost: the working copy stays here and is offered again."))
    again = box.addButton(say("Try again"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(say("Close"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is again
