"""Issue supervision slips: number them and keep them, all in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.commands.edits import find
from planner.commands.rules import checked
from planner.domain.plan import Plan
from planner.domain.records import Slip
from planner.errors import PlannerError
from planner.store.store import Edit, new_id
from planner.text import Message, message

_YEAR = "{year}"


@dataclass(frozen=True, slots=True)
class IssueSlips:
    """Issue drafts of slips; each gets the plan's next number, within its year where the plan's form names the year.

    A number once given is kept by its slip; reprinting changes nothing.
    """

    drafts: Sequence[Slip]

    def label(self, plan: Plan) -> Message:
        """Say how many."""
        return message("Issue {n} supervision slips", n=len(self.drafts))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Number the drafts in their order, check and write them; refuse one that was issued already."""
        if not self.drafts:
            raise PlannerError("There is no slip to issue.")
        kept = [slip for slips in plan.slips.values() for slip in slips]
        known = {(slip.goal, slip.day, slip.level) for slip in kept}
        last: dict[int, int] = {}
        for slip in kept:
            key = _series(plan, slip)
            last[key] = max(last.get(key, 0), slip.number)
        for draft in self.drafts:
            find(plan, "goal", draft.goal)
            if (draft.goal, draft.day, draft.level) in known:
                raise PlannerError("This slip was issued already. Print it again instead.")
            key = _series(plan, draft)
            last[key] = last.get(key, 0) + 1
            edit.insert(checked(plan, replace(draft, id=new_id(), number=last[key])))


def _series(plan: Plan, slip: Slip) -> int:
    """Return which run of numbers a slip belongs to: its year's, or 0 where the form of numbers names no year."""
    return slip.day.year if not plan.about.numbering or _YEAR in plan.about.numbering else 0
