"""A search over goals as a value, and its one-line form as kept in saved filters.

The line is words separated by blanks. ``theme:``, ``office:``, ``document:``, ``light:`` and ``outlook:`` take ids
(or lights, or outlooks) separated by commas; ``due:month`` keeps what falls due in the month of the cut-off date,
``due:overdue`` what was due before it; ``given:yes`` keeps goals whose light a person gave; ``archived:yes`` shows
archived goals too. A word such as ``gap<-10`` may bound a figure; who asks says so. Any other word must occur
in the goal's name, definition, note, lead office or milestone names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from planner.domain.plan import Plan
from planner.domain.records import Goal

NONE = "none"
"""Stands for “without a theme” and “without a lead office”."""

_LISTS = {"theme": "themes", "office": "offices", "document": "documents", "light": "lights", "outlook": "outlooks"}
_DUE = frozenset({"month", "overdue"})


Bounds = Callable[[str, str], bool | None]
"""Tells of a goal and a word whether the goal has a figure within the bound the word sets, ``None`` for other words."""


def _unbounded(_goal: str, _word: str) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Query:
    """Which goals to show; every part that is not empty must hold, one value of each list is enough."""

    words: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    lights: frozenset[str] = frozenset()
    due: str = ""
    archived: bool = False
    outlooks: frozenset[str] = frozenset()
    given: bool = False

    @property
    def narrows(self) -> bool:
        """Whether the query leaves anything out that is not archived."""
        lists = self.themes or self.offices or self.documents or self.lights or self.outlooks
        return bool(lists or self.words or self.due or self.given)

    def line(self) -> str:
        """Return the one-line form."""
        parts = [f"{key}:{','.join(sorted(found))}" for key, found in self._lists() if found]
        if self.due:
            parts.append(f"due:{self.due}")
        if self.given:
            parts.append("given:yes")
        if self.archived:
            parts.append("archived:yes")
        return " ".join([*parts, *self.words])

    def _lists(self) -> Iterator[tuple[str, frozenset[str]]]:
        yield "theme", self.themes
        yield "office", self.offices
        yield "document", self.documents
        yield "light", self.lights
        yield "outlook", self.outlooks

    def keeps(self, plan: Plan, goal: Goal, light_of: Callable[[str], str], bounds: Bounds = _unbounded) -> bool:
        """Return whether a goal is shown; ``light_of`` and ``bounds`` are asked only for what is searched for."""
        return (
            (self.archived or not goal.archived)
            and (not self.themes or (goal.theme or NONE) in self.themes)
            and (not self.offices or (goal.lead or NONE) in self.offices)
            and (not self.documents or any(b.document in self.documents for b in plan.bases.get(goal.id, ())))
            and (not self.outlooks or (goal.outlook or NONE) in self.outlooks)
            and (not self.words or self._has_words(plan, goal, bounds))
            and (not self.due or self._is_due(plan, goal))
            and (not self.given or plan.override(goal.id, plan.about.as_of) is not None)
            and (not self.lights or light_of(goal.id) in self.lights)
        )

    def _has_words(self, plan: Plan, goal: Goal, bounds: Bounds) -> bool:
        held = {word: bounds(goal.id, word) for word in self.words}
        if False in held.values():
            return False
        names = " ".join(row.name for row in plan.milestones.get(goal.id, ()))
        text = f"{goal.name} {goal.definition} {goal.note} {plan.office_name(goal.lead)} {names}".casefold()
        return all(known or word.casefold() in text for word, known in held.items())

    def _is_due(self, plan: Plan, goal: Goal) -> bool:
        as_of = plan.about.as_of
        if as_of is None:
            return False
        target = plan.target(goal.id)
        open_steps = (row.due for row in plan.milestones.get(goal.id, ()) if row.done is None)
        return any(_falls(day, as_of, self.due) for day in (target.deadline if target else None, *open_steps))


def _falls(day: date | None, as_of: date, due: str) -> bool:
    if day is None:
        return False
    return day < as_of if due == "overdue" else (day.year, day.month) == (as_of.year, as_of.month)


def read_query(line: str) -> Query:
    """Read what :meth:`Query.line` wrote; words that are no condition are searched for as they stand."""
    lists: dict[str, frozenset[str]] = {}
    words: list[str] = []
    due, archived, given = "", False, False
    for word in line.split():
        key, colon, rest = word.partition(":")
        if colon and rest and key in _LISTS:
            lists[_LISTS[key]] = frozenset(rest.split(","))
        elif key == "due" and rest in _DUE:
            due = rest
        elif (key, rest) == ("archived", "yes"):
            archived = True
        elif (key, rest) == ("given", "yes"):
            given = True
        else:
            words.append(word)
    return Query(tuple(words), due=due, archived=archived, given=given, **lists)
