"""Goals find their wording: when the document they were taken from is added, their bases get its spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from planner.documents.basis import FoundBasis, WantedBasis, find_basis
from planner.domain.plan import Plan
from planner.domain.records import Basis, Goal

Link = tuple[str, int, int, str]
"""Basis id, first and last character position (exclusive), and the words between them."""

_TITLE = re.compile(r"《(.+?)》")
_PARAGRAPH_END = re.compile(r"[。！？!?]\s*\n")
_WIDEST_GAP = 60
_LONGEST_QUOTE = 300
_LEAST_SHARE = 0.5


@dataclass(slots=True)
class _Search:
    """What is looked for on behalf of one goal, and what was found."""

    goal: Goal
    bases: list[Basis]
    wanted: list[tuple[WantedBasis, ...]]  # for each, alternatives in the order they are tried
    found: list[FoundBasis] = field(default_factory=list)


def links_for(plan: Plan, text: str) -> list[Link]:
    """Return where the bases that only cite a source stand in ``text``.

    A goal's figures (target, then baseline) are found by figure, unit and indicator; task lists by
    the words of their tasks, which together give one span for each paragraph. Sources are held
    apart by the title in their citation: where less than half of the goals of one title are found
    in the text, it is taken for another document and none of them is linked.
    """
    searches = [_search(plan, plan.goals[goal], rows) for goal, rows in _open_bases(plan).items()]
    answers = iter(find_basis(text, [one for search in searches for ways in search.wanted for one in ways]))
    for search in searches:
        tried = ([next(answers) for _ in ways] for ways in search.wanted)
        hits = (next(filter(None, ways), None) for ways in tried)
        search.found = list(dict.fromkeys(filter(None, hits)))
    titles: dict[str, list[_Search]] = {}
    for search in searches:
        titles.setdefault(_title(search.bases[0]), []).append(search)
    links: list[Link] = []
    for group in titles.values():
        if sum(1 for search in group if search.found) >= _LEAST_SHARE * len(group):
            links += [link for search in group for link in _links(search, text)]
    return links


def _open_bases(plan: Plan) -> dict[str, list[Basis]]:
    rows = {goal: [row for row in bases if row.cite and row.document is None] for goal, bases in plan.bases.items()}
    return {goal: found for goal, found in rows.items() if found and goal in plan.goals}


def _title(basis: Basis) -> str:
    found = _TITLE.search(basis.cite)
    return found[1] if found else basis.cite


def _search(plan: Plan, goal: Goal, bases: list[Basis]) -> _Search:
    wanted = _figures(plan, goal) if goal.kind.numeric else _tasks(plan, goal)
    return _Search(goal, bases, wanted)


def _figures(plan: Plan, goal: Goal) -> list[tuple[WantedBasis, ...]]:
    target = plan.target(goal.id)
    wanted: list[tuple[WantedBasis, ...]] = []
    if target is not None and target.low is not None:
        wanted.append((WantedBasis(goal.name, target.low, target.high, goal.unit, target.comparator),))
    if goal.baseline is not None:
        wanted.append((WantedBasis(goal.name, goal.baseline, None, goal.unit),))
    return wanted or [(WantedBasis(goal.name),)]


def _tasks(plan: Plan, goal: Goal) -> list[tuple[WantedBasis, ...]]:
    rows = plan.milestones.get(goal.id, ())
    noted = ([f"{row.name} {row.note}", row.name] if row.note else [row.name] for row in rows)
    return [(WantedBasis(goal.name),), *(tuple(map(WantedBasis, names)) for names in noted)]


def _links(search: _Search, text: str) -> list[Link]:
    if search.goal.kind.numeric:
        spans = [(found.start, found.end) for found in search.found]
    else:
        spans = _gathered(search.found, text, len(search.bases))
    pairs = zip(search.bases, spans, strict=False)
    return [(basis.id, start, end, text[start:end]) for basis, (start, end) in pairs]


def _gathered(found: Sequence[FoundBasis], text: str, most: int) -> list[tuple[int, int]]:
    """Join neighbouring spans of one paragraph and return the ``most`` richest of them, in text order."""
    ordered = sorted(found, key=lambda one: (one.start, one.end))
    groups = [ordered[:1]]
    for before, after in pairwise(ordered):
        if _together(groups[-1][0].start, before.end, after, text):
            groups[-1].append(after)
        else:
            groups.append([after])
    richest = sorted((group for group in groups if group), key=lambda group: -len(group))[:most]
    return sorted((group[0].start, max(one.end for one in group)) for group in richest)


def _together(first: int, end: int, after: FoundBasis, text: str) -> bool:
    apart = after.start - end > _WIDEST_GAP or _PARAGRAPH_END.search(text, end, after.start)
    return not apart and after.end - first <= _LONGEST_QUOTE
