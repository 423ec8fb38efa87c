"""How far a document's review has come: each proposal with what was decided about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.documents.folding import Span
from planner.documents.proposals import Proposal
from planner.documents.quantities import equal_amounts, in_base
from planner.domain.kinds import Decision
from planner.domain.plan import Plan
from planner.domain.records import Basis, Review
from planner.text import N_


class Stage(StrEnum):
    """Where a proposal stands in the review."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    KNOWN = "known"  # a goal of the plan rests on these very words already


STAGE_NAMES = {
    Stage.OPEN: N_("Undecided"),
    Stage.ACCEPTED: N_("Accepted"),
    Stage.REJECTED: N_("Rejected"),
    Stage.KNOWN: N_("In the plan"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A proposal's stage, the goal it became or is known as, and the id of the decision kept in the plan."""

    stage: Stage = Stage.OPEN
    goal: str | None = None
    review: str | None = None


def stands(plan: Plan, document: str, proposals: Sequence[Proposal]) -> list[Stand]:
    """Return where each proposal of a document stands, in the order given.

    A decision belongs to the proposal whose place it overlaps, so that it outlives small differences in what
    the reading finds. An accepted proposal whose goal was deleted is open again.
    """
    rows = sorted((row for row in plan.reviews.values() if row.document == document), key=lambda row: row.start)
    starts = [row.start for row in rows]
    bases = [(goal, basis) for goal, found in plan.bases.items() for basis in found if basis.document == document]
    return [_stand(plan, one, _decision(rows, starts, one.place), bases) for one in proposals]


def _decision(rows: Sequence[Review], starts: Sequence[int], place: Span) -> Review | None:
    n = bisect_left(starts, place.start)
    near = [row for row in rows[max(0, n - 1) : n + 2] if row.start < place.end and place.start < row.end]
    return min(near, key=lambda row: abs(row.start - place.start) + abs(row.end - place.end), default=None)


def _stand(plan: Plan, one: Proposal, row: Review | None, bases: Sequence[tuple[str, Basis]]) -> Stand:
    if row is not None and row.decision is Decision.REJECTED:
        return Stand(Stage.REJECTED, None, row.id)
    if row is not None and row.goal in plan.goals:
        return Stand(Stage.ACCEPTED, row.goal, row.id)
    known = next((goal for goal, basis in bases if _overlaps(basis, one.place) and _says(plan, goal, one)), None)
    return Stand(Stage.KNOWN if known else Stage.OPEN, known, row.id if row else None)


def _overlaps(basis: Basis, place: Span) -> bool:
    return basis.start is not None and basis.end is not None and basis.start < place.end and place.start < basis.end


def _says(plan: Plan, goal: str, one: Proposal) -> bool:
    """Whether a goal that rests on a place says what the proposal says: the same figure, or work without one."""
    if goal not in plan.goals or plan.goals[goal].kind.numeric != (one.figure is not None):
        return False
    return one.figure is None or any(_equal(value, plan.goals[goal].unit, one) for value in _values(plan, goal))


def _values(plan: Plan, goal: str) -> Iterator[float]:
    return (target.low for target in plan.targets.get(goal, ()) if target.low is not None)


def _equal(value: float, unit: str, one: Proposal) -> bool:
    return one.low is not None and equal_amounts(in_base(value, unit), in_base(one.low, one.unit))
