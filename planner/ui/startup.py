"""Opening a plan so that the window shows at once: first rows, picture, then the rest in short slices and a check.

Until everything is read and checked the plan cannot be edited.
"""

from __future__ import annotations

import getpass
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from planner.commands.session import Session
from planner.domain.plan import Plan
from planner.errors import Finding
from planner.store.arriving import Arrival, Visitor, open_plan
from planner.store.check import check_opened
from planner.store.glimpse import read_glimpse
from planner.store.keys import Key
from planner.store.store import Store
from planner.store.working import WorkingCopy
from planner.text import Message
from planner.ui.context import Context

SMALL = 6_000_000
"""Bytes of a plan file below which everything is read before the first picture: some 20,000 rows."""
GLIMPSE = 60
"""Goals read before the first picture of a large plan: more than a tall screen shows."""
_SLICE = 0.008  # seconds of reading between two looks at the person's mouse and keys


def person() -> str:
    """Return the name the person is logged in with, or the empty string."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def now() -> datetime:
    """Return the moment a step is written under."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan open for the window, the working copy it lies in (``None`` in place), and what to tell about it."""

    session: Session
    working: WorkingCopy | None = None
    told: tuple[Message, ...] = ()


def open_session(
    path: Path,
    *,
    group_by: str = "theme",
    readonly: bool = False,
    word: str = "working copy",
    key: Key | None = None,
) -> Opened:
    """Open a plan for the window, in place or in a working copy; an older one is upgraded first.

    The session holds only the goals of the first picture in the order of ``group_by``; everything, when the plan is
    small. ``word`` names a copy kept beside its original, ``key`` opens a protected plan. Raises ``PlannerError``.
    """
    if readonly:
        arrival = Arrival(Store.open(path, readonly=True, key=key), None, ())
    else:
        arrival = open_plan(path, Visitor(person(), now(), word, key))
    store = arrival.store
    try:
        if store.path.stat().st_size > SMALL:
            session = Session(store, who=person(), now=now, plan=read_glimpse(store, group_by, GLIMPSE))
        else:
            session = Session(store, who=person(), now=now)
            session.ready = not check_opened(store)
    except BaseException:
        store.close()
        raise
    return Opened(session, arrival.working, arrival.told)


class _Check(QThread):
    """SQLite's own check off the window's thread; nothing else uses the connection meanwhile but short readings."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self.findings: list[Finding] = []

    def run(self) -> None:
        """Check the pages of the file."""
        self.findings = check_opened(self._store)


class Loading(QObject):
    """Reads the rest of an open plan while the window already shows it.

    Signals:
        done: the plan is whole and checked, and may be edited.
        damaged: a :class:`Message` on what is wrong with the file; it stays read-only.
    """

    done = Signal()
    damaged = Signal(Message)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._slices: Iterator[Plan] = iter(())
        self._plan = context.plan
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_on)
        self._check: _Check | None = None

    def start(self) -> None:
        """Begin once the window has been painted; does nothing for a plan that is ready."""
        session = self._context.session
        if not session.ready:
            plan = session.store.read_first()
            self._context.take_goals(plan)
            self._slices = session.store.read_rest(plan)
            self._timer.start()

    def stop(self) -> None:
        """Give up, before the plan is closed."""
        self._timer.stop()
        if self._check is not None:
            self._check.wait()

    def _read_on(self) -> None:
        until = time.perf_counter() + _SLICE
        while time.perf_counter() < until:
            plan = next(self._slices, None)
            if plan is None:
                self._timer.stop()
                self._start_check()
                return
            self._plan = plan

    def _start_check(self) -> None:
        self._context.take_measured(self._plan)
        self._check = _Check(self._context.session.store, self)
        self._check.finished.connect(self._on_checked)
        self._check.start()

    def _on_checked(self) -> None:
        assert self._check is not None
        if self._check.findings:
            self.damaged.emit(self._check.findings[0].message)
            return
        self._context.allow_edits()
        self.done.emit()
