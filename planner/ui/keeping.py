"""Backups that make themselves while a plan is open, proved in a process of their own.

The window's thread only writes the copy (0.1 s for 32 MB); whatever is slow about the proof happens elsewhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from planner.errors import PlannerError
from planner.store.backups import Backups
from planner.store.proving import Claim, question, refusal_in
from planner.text import Message, message
from planner.ui.context import Context
from planner.ui.startup import now

_FIRST_LOOK = 2_000  # ms after the window has been painted
_LOOK = 60_000  # ms
_PACKAGE = Path(__file__).resolve().parents[2]
_END = 5_000  # ms


class Proof(QObject):
    """One copy being proved; it outlives the window that asked for it, and ends with the program.

    Signals:
        settled: ``None`` when the copy is proved and has its name, else the :class:`Message` of why not.
    """

    settled = Signal(object)

    def __init__(self, claim: Claim) -> None:
        app = QCoreApplication.instance()
        super().__init__(app)
        self._claim = claim
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        paths = [str(_PACKAGE), *filter(None, [environment.value("PYTHONPATH")])]
        environment.insert("PYTHONPATH", os.pathsep.join(paths))
        self._process.setProcessEnvironment(environment)
        self._process.finished.connect(self._on_end)
        self._process.errorOccurred.connect(self._on_error)
        assert app is not None, "a window has its program"
        app.aboutToQuit.connect(self._stop)
        self._process.start(sys.executable, ["-m", "planner.store.proving"])
        self._process.write(question(claim))
        self._process.closeWriteChannel()

    def _on_end(self) -> None:
        self.settled.emit(refusal_in(bytes(self._process.readAllStandardOutput().data())))
        self.deleteLater()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # after any other one, the end follows
            Path(self._claim.half).unlink(missing_ok=True)
            self.settled.emit(refusal_in(b""))
            self.deleteLater()

    def _stop(self) -> None:
        """End with the program; what was not proved is no backup."""
        self._process.kill()
        self._process.waitForFinished(_END)
        Path(self._claim.half).unlink(missing_ok=True)


class Keeper(QObject):
    """Backs the open plan up: at open and every half hour when it changed, and before anything risky.

    Signals:
        made: a backup is proved and in its place: its path.
        failed: a :class:`Message` on why there is none; stands until the next ``made``.
    """

    made = Signal(Path)
    failed = Signal(Message)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._busy = False
        self._first = True
        self._once_more = False  # what waits was asked for after the copy under way had been taken
        self._waiting: list[tuple[Message, Callable[[], None]]] = []
        self._clock = QTimer(self)
        self._clock.setInterval(_FIRST_LOOK)
        self._clock.timeout.connect(self.look)
        if not context.session.store.readonly:
            self._clock.start()

    @property
    def backups(self) -> Backups:
        """The backups of the open plan."""
        return Backups.of(self._context.session.store)

    def look(self) -> None:
        """Back the plan up when it is time: changed since the newest at the first look, later half an hour after it."""
        if not self._context.editable or self._busy:
            return
        store = self._context.session.store
        try:
            wanted = self.backups.changed(store) if self._first else self.backups.due(store, now())
        except PlannerError as refusal:
            self.failed.emit(refusal.message)
            return
        self._first = False
        self._clock.setInterval(_LOOK)
        if wanted:
            self.make()

    def make(self) -> None:
        """Copy the plan now and have the copy proved; :attr:`made` or :attr:`failed` follows."""
        if self._busy:
            return
        backups = self.backups
        try:
            claim = backups.start(self._context.session.store, now())
        except PlannerError as refusal:
            self._fail(refusal.message)
            return
        self._busy = True
        proof = Proof(claim)
        proof.settled.connect(partial(self._on_settled, backups, claim))

    def before(self, why: Message, act: Callable[[], None]) -> None:
        """Do something risky once a fresh, proved backup is there; never without one."""
        self._waiting.append((why, act))
        self._once_more = self._busy
        self.make()

    def _on_settled(self, backups: Backups, claim: Claim, refusal: Message | None) -> None:
        self._busy = False
        if refusal is not None:
            self._fail(message("No backup could be made in “{folder}”. {why}", folder=str(backups.folder), why=refusal))
            return
        if not self._waiting:  # what waits may be the restoring of an old one
            backups.thin(now())
        self.made.emit(Path(claim.target))
        if self._once_more:
            self._once_more = False
            if self._context.editable:  # else the plan is being closed
                self.make()
            return
        waiting, self._waiting = self._waiting, []
        for _, act in waiting:
            act()

    def _fail(self, why: Message) -> None:
        waiting, self._waiting, self._once_more = self._waiting, [], False
        for act, _ in waiting[:1]:
            why = message("Not done, since no backup could be made before “{act}”: {why}", act=act, why=why)
        self.failed.emit(why)
