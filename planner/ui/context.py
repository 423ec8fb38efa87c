"""What every view is given: the open plan, the reader's language, the colours, and one signal for every change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Signal

from planner.analysis.values import Rule, Status
from planner.commands.past import Moment, PastSession
from planner.commands.presets import load_rule
from planner.commands.session import Command, Reversal, Session
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.figures.palette import Palette
from planner.store.reading import Changes
from planner.store.working import WorkingCopy
from planner.text import Message, Translator
from planner.ui.worker import Job


class Context(QObject):
    """The window's one state, passed to every view's constructor.

    Views read ``plan`` and ``status()``, write through ``run()``, and refresh themselves once when
    ``changed`` tells of ids they show. They never write to each other.

    Signals:
        changed: a :class:`Changes`, once after every edit, undo, redo, import or further reading.
        refused: a :class:`Message`, when a command was refused and its caller did not show why itself.
        reversed_: a :class:`Reversal` after undo or redo.
        history_wanted: table and id of a record whose history a person asks for.
    """

    changed = Signal(object)
    refused = Signal(object)
    reversed_ = Signal(object)
    history_wanted = Signal(str, str)
    _returned = Signal()

    def __init__(
        self,
        session: Session,
        say: Translator,
        palette: Palette,
        rule: Rule,
        working: WorkingCopy | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.present = session
        """The session of the plan as it is now; ``session`` is another one while the past is shown."""
        self.working = working
        self.say = say
        self.palette = palette
        self.rule = rule
        self.measured = session.ready
        """Whether progress has been read, so that a status means something."""
        self.glimpse = not session.ready
        """Whether only the first goals have been read, so that counts mean nothing yet."""
        self._statuses: dict[str, Status] = {}
        self._lent: Job | None = None
        session.listen(self._on_changes)

    @property
    def editable(self) -> bool:
        """Whether the plan may be changed now: whole, checked, and not open for reading only."""
        return self.session.editable

    @property
    def file(self) -> Path:
        """The file a person knows the plan by, wherever it is being edited."""
        return self.working.target if self.working is not None else self.session.store.path

    @property
    def moment(self) -> Moment | None:
        """The past moment the plan is shown as of, ``None`` for now."""
        return self.session.moment if isinstance(self.session, PastSession) else None

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.session.plan

    @property
    def as_of(self) -> date:
        """The cut-off date of the plan's figures."""
        day = self.plan.about.as_of
        assert day is not None, "a plan is made with a cut-off date"
        return day

    def look_back(self, past: PastSession) -> None:
        """Show the plan as it stood; everything looks at it until :meth:`back_to_now`."""
        self.session = past
        self._start_anew()

    def back_to_now(self) -> None:
        """Show the plan as it is."""
        if self.session is not self.present:
            self.session = self.present
            self._start_anew()

    def _start_anew(self) -> None:
        self._on_changes(Changes(everything=True))

    def take_goals(self, plan: Plan) -> None:
        """Take in all goals, still without their progress."""
        self.glimpse = False
        self.session.replace_plan(plan, ready=False)

    def take_measured(self, plan: Plan) -> None:
        """Take in the whole plan, progress and all; edits wait until the file has been checked."""
        self.measured = True
        self.session.replace_plan(plan, ready=False)

    def allow_edits(self) -> None:
        """Let the plan be edited: it is whole and has been checked. Tells views with empty changes."""
        self.session.ready = True
        self.changed.emit(Changes())

    def status(self, goal: str) -> Status:
        """Return a goal's status at the cut-off date; worked out once until something changes it."""
        found = self._statuses.get(goal)
        if found is None:
            self._assess([goal])
            found = self._statuses[goal]
        return found

    def statuses(self) -> Mapping[str, Status]:
        """Return the status of every goal of the plan."""
        missing = [goal for goal in self.plan.goals if goal not in self._statuses]
        if missing:
            self._assess(missing)
        return self._statuses

    def _assess(self, goals: Sequence[str]) -> None:
        from planner.analysis.status import assess  # brings numpy; the first picture does without

        self._statuses.update(assess(self.plan, self.as_of, self.rule, goals))

    def lend(self, owner: QObject) -> Job | None:
        """Return a job of ``owner`` whose work may read the store in its thread; edits wait until it ends.

        ``None`` while the plan is still being read, or lent already: one connection serves one thread.
        """
        if not self.present.ready or self._lent is not None:
            return None
        self.present.ready = False
        job = self._lent = Job(owner)
        job.over.connect(self._take_back)
        self.changed.emit(Changes())
        return job

    def _take_back(self) -> None:
        self._lent = None
        self.present.ready = True
        self._returned.emit()
        self.changed.emit(Changes())

    def wait(self) -> None:
        """Wait for the work the store is lent to, before the plan is closed."""
        if self._lent is not None:
            loop = QEventLoop()
            self._returned.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def run(self, command: Command) -> bool:
        """Run a command; on a refusal emit ``refused`` and return false."""
        refusal = self.try_run(command)
        if refusal is not None:
            self.refused.emit(refusal)
        return refusal is None

    def try_run(self, command: Command) -> Message | None:
        """Run a command and return why it was refused, for a view that shows the reason beside the field."""
        try:
            self.session.run(command)
        except PlannerError as refusal:
            return refusal.message
        return None

    def undo(self) -> None:
        """Take back the newest step."""
        self._reverse(redo=False)

    def redo(self) -> None:
        """Do again what was last undone."""
        self._reverse(redo=True)

    def _reverse(self, *, redo: bool) -> None:
        try:
            done: Reversal | None = self.session.redo() if redo else self.session.undo()
        except PlannerError as refusal:
            self.refused.emit(refusal.message)
            return
        if done is not None:
            self.reversed_.emit(done)

    def _above(self, goals: Iterable[str]) -> frozenset[str]:
        """Return the goals those are parts of, at any height: what is rolled up from parts changes with them."""
        known, found = self.plan.goals, set[str]()
        for goal in goals:
            parent = known[goal].parent if goal in known else None
            while parent in known and parent not in found and parent is not None:
                found.add(parent)
                parent = known[parent].parent
        return frozenset(found)

    def _on_changes(self, changes: Changes) -> None:
        above = self._above(changes.goals)
        if above:
            changes = replace(changes, goals=changes.goals | above)
        if changes.everything or "about" in changes.rows:
            self.rule = load_rule(self.plan.about.rule)
            self._statuses.clear()
        for goal in changes.goals:
            self._statuses.pop(goal, None)
        self.changed.emit(changes)
