"""One open plan and the single road every change takes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.faults import ReadOnly, sorted_out
from planner.store.journal import Cell, Step
from planner.store.past import past_of
from planner.store.reading import Changes
from planner.store.store import Edit, Store
from planner.text import Message


class Command(Protocol):
    """One thing a person can do. Commands are frozen values; they check first, then write."""

    def label(self, plan: Plan) -> Message:
        """Return the line of history, such as “Change milestone due date”."""
        ...

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write the change, or raise :class:`PlannerError` with a sentence that says what to do."""
        ...


@dataclass(frozen=True, slots=True)
class Reversal:
    """What an undo or redo did: the step it took back and the cells others had changed since."""

    step: Step
    left: Sequence[Cell]


class Session:
    """An open plan: its current frozen :class:`Plan`, and who changes it.

    ``now`` and ``who`` are given by the window or the command line; nothing here reads a clock.
    Listeners are called once after each change with what it touched.
    """

    def __init__(self, store: Store, *, who: str, now: Callable[[], datetime], plan: Plan | None = None) -> None:
        """``plan`` is what has been read so far; without it the whole plan is read here."""
        self.store = store
        self.who = who
        self.now = now
        self.plan = store.read() if plan is None else plan
        self.ready = plan is None
        self._listeners: list[Callable[[Changes], None]] = []
        self._readers: list[Callable[[], None]] = []
        self._seen = store.last_step

    @property
    def editable(self) -> bool:
        """Whether the plan may be changed now: whole, checked, and not open for reading only."""
        return self.ready and not self.store.readonly

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)

    def make_way(self, reader: Callable[[], None]) -> None:
        """Call ``reader`` before anything is written: it returns once its own thread no longer reads the store."""
        self._readers.append(reader)

    def replace_plan(self, plan: Plan, *, ready: bool) -> None:
        """Take in a more complete reading of the same file; edits are refused until ``ready``."""
        self.plan = plan
        self.ready = ready
        self._tell(Changes(everything=True))

    def run(self, command: Command, *, kind: str = "edit") -> Changes:
        """Run a command as one step and return what it touched; a refusal leaves everything as it was.

        ``kind`` is the step's kind in the journal; only edits and imports can be taken back.
        """
        self._must_be_ready()
        with (
            self._true_to_the_file(),
            self.store.step(command.label(self.plan), who=self.who, at=self.now(), kind=kind) as edit,
        ):
            command.apply(self.plan, edit)
        return self._catch_up()

    def write(self, command: Command) -> tuple[Plan, Changes]:
        """Run a command as one step and return the plan after it and what it touched, telling nobody.

        For long work in a thread of its own while the store is lent to it; :meth:`take_in` follows where listeners are.
        """
        with self.store.step(command.label(self.plan), who=self.who, at=self.now()) as edit:
            command.apply(self.plan, edit)
        return self.store.refresh(self.plan, self._seen)

    def take_in(self, written: tuple[Plan, Changes]) -> None:
        """Take in what :meth:`write` wrote."""
        self.plan, changes = written
        self._seen = self.store.last_step
        if changes:
            self._tell(changes)

    def undo(self) -> Reversal | None:
        """Take back the newest step; ``None`` when there is nothing to take back."""
        self._must_be_ready()
        with self._true_to_the_file():
            undone = self.store.undo(who=self.who, at=self.now())
        return self._reversed(undone)

    def redo(self) -> Reversal | None:
        """Do again what was last undone; ``None`` when there is nothing."""
        self._must_be_ready()
        with self._true_to_the_file():
            redone = self.store.redo(who=self.who, at=self.now())
        return self._reversed(redone)

    @property
    def undo_label(self) -> Message | None:
        """The label of the step an undo would take back."""
        done = self.store.stacks.done
        return done[-1].label if done else None

    @property
    def redo_label(self) -> Message | None:
        """The label of the step a redo would do again."""
        undone = self.store.stacks.undone
        return undone[-1].label if undone else None

    def history_of(self, goal: str) -> list[tuple[Step, list[Cell], list[str]]]:
        """Return the steps that touched a goal, newest first.

        Each comes with the cells it changed and the tables it added rows to.
        """
        with sorted_out(self.store.path):
            rows, changed, made = past_of(self.store.connection, goal)
        table_of = {id_: table for table, ids in rows.items() for id_ in ids}
        cells: dict[int, list[Cell]] = {}
        for cell in changed:
            cells.setdefault(cell.step, []).append(cell)
        born: dict[int, list[str]] = {}
        for id_, n in made.items():
            born.setdefault(n, []).append(table_of[id_])
        return [
            (step, cells.get(step.n, []), sorted(born.get(step.n, [])))
            for step in self.store.history()
            if step.n in cells or step.n in born
        ]

    def look_again(self) -> None:
        """Read the file anew, after a time in which nobody watched it, such as the computer's sleep.

        Its lock is taken again too. Raises ``PlannerError`` when it was moved, replaced, or is now held by another;
        then each edit is refused until it is back.
        """
        if self.ready and not self.store.readonly:
            self._clear_the_way()
            self.store.in_doubt = True
            self._heal()

    def _clear_the_way(self) -> None:
        for reader in self._readers:
            reader()

    def _must_be_ready(self) -> None:
        if self.store.readonly:
            raise ReadOnly("“{file}” is open for reading only. Save a copy and edit that.", file=self.store.path.name)
        if not self.ready:
            raise PlannerError("The plan is still being checked. Try again in a moment.")
        self._clear_the_way()
        if self.store.in_doubt:
            self._heal()

    @contextmanager
    def _true_to_the_file(self) -> Iterator[None]:
        """After a fault of the disk, show what the file holds, at once or as soon as it can be reached again."""
        try:
            yield
        except PlannerError:
            if self.store.in_doubt:
                with suppress(PlannerError):  # the first refusal says it; the next act tries again
                    self._heal()
            raise

    def _heal(self) -> None:
        self.store.heal()
        self.plan, self._seen = self.store.read(), self.store.last_step
        self._tell(Changes(everything=True))

    def _reversed(self, result: tuple[Step, list[Cell]] | None) -> Reversal | None:
        if result is None:
            return None
        self._catch_up()
        return Reversal(*result)

    def _catch_up(self) -> Changes:
        self.plan, changes = self.store.refresh(self.plan, self._seen)
        self._seen = self.store.last_step
        if changes:
            self._tell(changes)
        return changes

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
