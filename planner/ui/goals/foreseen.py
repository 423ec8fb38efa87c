"""Forecasts, days since when, and last lights for the table: worked out beside the window, only while shown.

What columns show is worked out for the rows that are looked at; a search or an order needs every goal's.
"""

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

_SOON = 20  # ms in which the rows of a picture are gathered
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
        self._seen: set[str] = set()  # goals that were asked for and are not known yet
        self._touched: set[str] = set()  # goals changed since the job began
        self._shown = self._all = False
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        context.changed.connect(self._on_changed)

    def of(self, goal: str) -> Foresight | None:
        """Return a goal's foresight, ``None`` while it is being worked out."""
        found = self._known.get(goal)
        if found is None and self._shown:
            self._seen.add(goal)
            self._begin(_SOON)
        return found

    @property
    def working(self) -> bool:
        """Whether foresights are being worked out, or soon will be."""
        return self._job is not None or self._timer.isActive()

    def show(self, *, shown: bool) -> None:
        """Say whether any column shows foresights; those of the goals asked for are worked out while one does."""
        if shown and not self._shown:
            self.arrived.emit(list(self._context.plan.goals))  # every row is asked for again, and asks in its turn
        self._shown = shown

    def want_all(self, *, wanted: bool) -> None:
        """Say whether a search or an order needs the foresight of every goal."""
        self._all = wanted
        if wanted:
            self._begin(0)

    def _begin(self, pause: int) -> None:
        if self._job is None and not self._timer.isActive():
            self._timer.start(pause)

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or "about" in changes.rows:
            self._known.clear()
            self._touched.update(self._context.plan.goals)
        for goal in changes.goals:
            self._known.pop(goal, None)
        self._touched |= changes.goals
        if self._all or self._seen:
            self._timer.start(_PAUSE)

    def _start(self) -> None:
        context = self._context
        wanted = context.plan.goals if self._all else self._seen & context.plan.goals.keys()
        missing = [goal for goal in wanted if goal not in self._known]
        if self._job is not None or not missing or not context.measured:
            return
        self._seen.clear()
        self._touched.clear()
        job = self._job = Job(self)
        job.over.connect(self._on_over)
        job.finished.connect(self._on_finished)
        job.start(partial(_work_out, context.plan, context.as_of, context.rule, missing))

    def _on_finished(self, found: Mapping[str, Foresight]) -> None:
        fresh = {goal: one for goal, one in found.items() if goal not in self._touched}
        self._known.update(fresh)
        self._seen |= self._touched & found.keys()
        if fresh:
            self.arrived.emit(list(fresh))
        if self._all or self._seen:
            self._begin(_PAUSE)

    def _on_over(self) -> None:
        self._job = None


def _work_out(plan: Plan, as_of: date, rule: Rule, goals: Sequence[str], tick: Tick) -> Mapping[str, Foresight]:
    from planner.analysis.account import foresights  # brings numpy; the first picture does without

    return foresights(plan, as_of, rule, goals, tick)
