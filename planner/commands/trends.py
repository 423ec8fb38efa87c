"""The milestones of a goal as they were planned over time, from the journal."""

from __future__ import annotations

from planner.analysis.tracks import Track
from planner.domain.plan import Plan
from planner.store.duedays import due_days
from planner.store.store import Store


def tracks_of(store: Store, plan: Plan, goal: str) -> list[Track]:
    """Return the goal's dated milestones with every day ever planned for them, in order."""
    rows = [row for row in plan.milestones.get(goal, ()) if row.due is not None]
    known = due_days(store.connection, [row.id for row in rows])
    return [Track(row.id, row.name, tuple(known.get(row.id, ())), row.done) for row in rows]
