"""Keeping a decision on a proposed goal: one row for each place of a document."""

from __future__ import annotations

from planner.commands.rules import checked
from planner.domain.plan import Plan
from planner.domain.records import Review
from planner.store.store import Edit


def decide(plan: Plan, edit: Edit, review: Review) -> None:
    """Keep a decision; one that was kept for the same place before is changed."""
    old = next((row for row in plan.reviews.values() if _place(row) == _place(review)), None)
    if old is None:
        edit.insert(checked(plan, review))
    else:
        edit.update(Review, old.id, decision=review.decision, goal=review.goal)


def _place(row: Review) -> tuple[str, int, int]:
    return row.document, row.start, row.end
