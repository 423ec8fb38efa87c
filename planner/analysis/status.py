"""The light of every goal at a cut-off date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from planner.analysis.values import Light, Rule, Status
from planner.domain.plan import Plan
from planner.text import message


def assess(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str] | None = None) -> dict[str, Status]:
    """Return the status of the given goals (all when ``None``) by id."""
    ids = plan.goals if goals is None else goals
    return {id_: Status(Light.NO_DATA, message("No figure has been reported yet.")) for id_ in ids if id_ in plan.goals}
