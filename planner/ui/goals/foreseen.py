"""Forecasts, days since when, and last lights for the table: worked out beside the window, only while shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from planner.analysis.foresight import Foresight
from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.store.reading import Changes
from planner.ui.context import Context
from planner.ui.worker import Job, Tick

_PAUSE = 150  # ms after an edit, so that a run of edits is worked out once


class Foreseen(QObject):
    """The foresights known so far.

    Signals:
        arrived: the ids of the goals whose foresight is new.
    """

    arrived = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._known: dict[str, Foresight] = {}
        self._wanted = False
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        context.changed.connect(self._on_changed)

    def of(self, goal: str) -> Foresight | None:
        """Return a goal's foresight, ``None`` while it is being worked out."""
        return self._known.get(goal)

    def want(self, *, wanted: bool) -> None:
        """Say whether any column shows foresights now; they are worked out when it does."""
        self._wanted = wanted
        if wanted:
            self._timer.start(0)

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or "about" in changes.rows:
            self._known.clear()
        for goal in changes.goals:
            self._known.pop(goal, None)
        if self._wanted:
            self._timer.start(_PAUSE)

    def _start(self) -> None:
        context = self._context
        missing = [goal for goal in context.plan.goals if goal not in self._known]
        if not missing or not context.measured:
            return
        if self._job is not None:
            self._job.cancel()
        job = self._job = Job(self)
        job.finished.connect(partial(self._on_finished, job, context.plan))
        job.start(partial(_work_out, context.plan, context.as_of, context.rule, missing))

    def _on_finished(self, job: Job, plan: Plan, found: Mapping[str, Foresight]) -> None:
        if job is not self._job:
            return
        self._job = None
        if plan is self._context.plan:
            self._known.update(found)
            self.arrived.emit(list(found))
        elif self._wanted:
            self._timer.start(_PAUSE)


def _work_out(plan: Plan, as_of: date, rule: Rule, goals: Sequence[str], tick: Tick) -> Mapping[str, Foresight]:
    from planner.analysis.account import foresights  # brings numpy; the first picture does without

    return foresights(plan, as_of, rule, goals, tick)
