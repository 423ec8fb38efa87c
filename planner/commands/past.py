"""The plan as it stood at a moment: a session that shows it and refuses every edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.commands.session import Reversal, Session
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store import past
from planner.store.faults import ReadOnly, sorted_out
from planner.store.journal import Cell, Step
from planner.store.store import Store
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of a day, or the state right after one of its steps; ``n`` is the newest step that counts."""

    day: date
    n: int
    step: Step | None = None

    @property
    def words(self) -> Message:
        """The moment as it stands in a title or a refusal."""
        if self.step is None:
            return Message(self.day.isoformat())
        return message("{time}, step {n}", time=self.step.at.isoformat(" ", "minutes")[:16], n=self.n)


def end_of(store: Store, day: date) -> Moment:
    """Return the moment at the end of a day."""
    with sorted_out(store.path):
        return Moment(day, past.last_step_on(store.connection, day))


def after(step: Step) -> Moment:
    """Return the moment right after a step."""
    return Moment(step.at.date(), step.n, step)


def plan_at(store: Store, moment: Moment) -> Plan:
    """Read the whole plan as it stood; usable off the window's thread while nothing is written.

    Raises :class:`PlannerError` for a day before the plan was made.
    """
    with sorted_out(store.path):
        plan = past.plan_after(store.connection, moment.n)
    if plan.about.as_of is None:
        raise PlannerError("On {day} this plan had not been made yet. Choose a later day.", day=moment.day)
    return plan


def days_with_steps(store: Store) -> Mapping[date, int]:
    """Return how many steps were taken on each day that has any, oldest first."""
    with sorted_out(store.path):
        return past.days_with_steps(store.connection)


def steps_on(store: Store, day: date) -> list[Step]:
    """Return the steps of a day, newest first."""
    return [step for step in store.history() if step.at.date() == day]


def looked_at_only(moment: Moment) -> Message:
    """Return why nothing can be changed while the past is shown, and how to get back."""
    return message("This is the plan as it stood on {moment}. Go back to now (Esc) to change it.", moment=moment.words)


class PastSession(Session):
    """A session on the plan as it stood; nothing can be written through it."""

    def __init__(self, present: Session, moment: Moment, plan: Plan) -> None:
        super().__init__(present.store, who=present.who, now=present.now, plan=plan)
        self.ready = True
        self.moment = moment

    @property
    def editable(self) -> bool:
        """Never: what was is looked at only."""
        return False

    @property
    def undo_label(self) -> Message | None:
        """Nothing is taken back here."""
        return None

    @property
    def redo_label(self) -> Message | None:
        """Nothing is done again here."""
        return None

    def undo(self) -> Reversal | None:
        """Refuse."""
        self._must_be_ready()
        return None

    def redo(self) -> Reversal | None:
        """Refuse."""
        self._must_be_ready()
        return None

    def history_of(self, goal: str) -> list[tuple[Step, list[Cell], list[str]]]:
        """Return the steps that touched a goal up to the moment, newest first."""
        return [line for line in super().history_of(goal) if line[0].n <= self.moment.n]

    def _must_be_ready(self) -> None:
        sentence = looked_at_only(self.moment)
        raise ReadOnly(sentence.key, **sentence.args)
