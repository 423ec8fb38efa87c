"""How many goals fall under each theme, office, document, light and saved filter; kept up goal by goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from planner.analysis.conditions import within
from planner.analysis.keyed import figure
from planner.domain.plan import Plan
from planner.domain.query import NONE, Query, read_query
from planner.domain.records import Goal
from planner.store.reading import Changes
from planner.ui.context import Context

GOALS = "goals"
ARCHIVED = "archived"
MONTH = "due:month"
BEHIND = "light:behind,far_behind"
BUILT_IN = (MONTH, BEHIND)
"""Searches every plan offers without saving them."""


class Tally(QObject):
    """Counts of goals by key: ``theme:<id>``, ``office:<id>``, ``document:<id>``, ``light:<light>``, ``filter:<line>``.

    Archived goals count only under ``archived``. An edit recounts the touched goals, not the plan.

    Signals:
        counted: after any count may have changed.
    """

    counted = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._counts: Counter[str] = Counter()
        self._keys: dict[str, tuple[str, ...]] = {}
        self._queries: Mapping[str, Query] = {}
        self._count_all()
        context.changed.connect(self._on_changed)

    def __getitem__(self, key: str) -> int:
        return self._counts[key]

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or {"about", "filter", "office"} & changes.rows.keys():
            self._count_all()
        else:
            self._recount(changes.goals)
        self.counted.emit()

    def _count_all(self) -> None:
        plan = self._context.plan
        self._keys = {}
        if self._context.measured:
            self._context.statuses()
            lines = (*BUILT_IN, *(saved.query for saved in plan.filters.values()))
            self._queries = {line: read_query(line) for line in lines}
            self._counts = Counter()
            self._recount(plan.goals)
        else:
            self._counts = _first_counts(plan)

    def _recount(self, goals: Iterable[str]) -> None:
        plan = self._context.plan
        for id_ in goals:
            self._counts.subtract(self._keys.pop(id_, ()))
            goal = plan.goals.get(id_)
            if goal is not None:
                self._keys[id_] = keys = self._keys_of(plan, goal)
                self._counts.update(keys)

    def _keys_of(self, plan: Plan, goal: Goal) -> tuple[str, ...]:
        if goal.archived:
            return (ARCHIVED,)
        light = self._light_of(goal.id)
        keys = [GOALS, f"theme:{goal.theme or NONE}", f"office:{goal.lead or NONE}", f"light:{light}"]
        keys += {f"document:{basis.document}" for basis in plan.bases.get(goal.id, ()) if basis.document}
        keys += [f"filter:{line}" for line, query in self._queries.items() if self._keeps(query, goal)]
        return tuple(keys)

    def _keeps(self, query: Query, goal: Goal) -> bool:
        return query.keeps(self._context.plan, goal, self._light_of, self._within)

    def _within(self, goal: str, word: str) -> bool | None:
        return within(word, goal, self._figure_of)

    def _figure_of(self, goal: str, key: str) -> float | None:
        context = self._context
        return figure(context.plan, goal, key, context.status(goal), None)

    def _light_of(self, goal: str) -> str:
        return self._context.status(goal).light.value


def _first_counts(plan: Plan) -> Counter[str]:
    """Count what needs no progress, for the first picture."""
    active = [goal for goal in plan.goals.values() if not goal.archived]
    counts = Counter(f"theme:{goal.theme or NONE}" for goal in active)
    counts.update(f"office:{goal.lead or NONE}" for goal in active)
    counts[GOALS] = len(active)
    counts[ARCHIVED] = len(plan.goals) - len(active)
    return counts
