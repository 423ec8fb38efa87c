"""A later document held against the goals a plan already has: unchanged, changed, new, no longer mentioned."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.documents.proposals import Proposal
from planner.documents.quantities import equal_amounts, in_base
from planner.documents.units import same_unit
from planner.domain.plan import Plan
from planner.domain.records import Basis, Goal, Target
from planner.text import N_

_LEAST_LIKENESS = 0.6
_MEANINGLESS = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]|数量|人数|个数|目标|任务|工作|全[区市省县年]|的|和|与|及|等")


class Standing(StrEnum):
    """How a goal of the plan and a proposal of the later document stand to each other."""

    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"
    UNCHANGED = "unchanged"


STANDING_NAMES = {
    Standing.CHANGED: N_("Changed target"),
    Standing.NEW: N_("Newly set"),
    Standing.MISSING: N_("No longer mentioned"),
    Standing.UNCHANGED: N_("Unchanged"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: a goal of the plan, a proposal, or both, each with its wording.

    ``old`` is the target that held before the document; ``taken`` tells that the document's own target
    is already in the plan.
    """

    standing: Standing
    goal: str | None = None
    proposal: Proposal | None = None
    old: Target | None = None
    old_words: str = ""
    new_words: str = ""
    taken: bool = False


def compare(plan: Plan, document: str, text: str, proposals: Sequence[Proposal], day: date | None) -> list[Compared]:
    """Hold the proposals of a document of the plan against the goals that were there without it.

    Goals whose time was over by ``day``, the document's date, are left out, archived ones too. A goal that
    is not found again is only called missing when it rests on the words of some other document.
    Changed ones come first, then new ones, missing ones and unchanged ones, each in reading order.
    """
    goals = {goal.id: goal for goal in plan.in_order() if _stands(plan, goal, document, day)}
    pairs = _pairs(plan, document, goals, proposals)
    lines = [_line(plan, document, text, one, pairs.get(n)) for n, one in enumerate(proposals)]
    lost = [goal for goal in goals if goal not in set(pairs.values()) and _elsewhere(plan, goal, document)]
    lines += [
        Compared(Standing.MISSING, goal, None, _before(plan, goal, document), _words(plan, goal, document))
        for goal in lost
    ]
    order = list(Standing)
    return sorted(lines, key=lambda line: order.index(line.standing))


def _stands(plan: Plan, goal: Goal, document: str, day: date | None) -> bool:
    bases = plan.bases.get(goal.id, ())
    target = plan.target(goal.id)
    over = day is not None and target is not None and target.deadline is not None and target.deadline < day
    born_here = bool(bases) and all(basis.document == document for basis in bases)
    return not (goal.archived or over or born_here)


def _elsewhere(plan: Plan, goal: str, document: str) -> bool:
    return any(basis.document != document for basis in plan.bases.get(goal, ()))


def _line(plan: Plan, document: str, text: str, proposal: Proposal, goal: str | None) -> Compared:
    new_words = text[proposal.start : proposal.end]
    if goal is None:
        taken = any(_covers(basis, document, proposal) for rows in plan.bases.values() for basis in rows)
        return Compared(Standing.NEW, None, proposal, None, "", new_words, taken)
    old = _before(plan, goal, document)
    newest = plan.target(goal)
    same = old is None or _same_target(plan.goals[goal], old, proposal)
    return Compared(
        Standing.UNCHANGED if same else Standing.CHANGED,
        goal,
        proposal,
        old,
        _words(plan, goal, document),
        new_words,
        newest is not None and newest.document == document,
    )


def _before(plan: Plan, goal: str, document: str) -> Target | None:
    """Return the newest target that does not come from the document."""
    rows = plan.targets.get(goal, ())
    return next((target for target in reversed(rows) if target.document != document), None)


def _words(plan: Plan, goal: str, document: str) -> str:
    bases = [basis for basis in plan.bases.get(goal, ()) if basis.document != document]
    return next((basis.quote for basis in reversed(bases) if basis.quote), bases[-1].cite if bases else "")


def _same_target(goal: Goal, old: Target, new: Proposal) -> bool:
    if new.deadline is not None and old.deadline is not None and new.deadline != old.deadline:
        return False
    if new.figure is None or old.low is None:
        return True
    return old.comparator == new.comparator and _equal(old.low, goal.unit, new.low, new.unit) and (
        _equal(old.high, goal.unit, new.high, new.unit)
    )  # fmt: skip


def _equal(one: float | None, unit: str, other: float | None, other_unit: str) -> bool:
    if one is None or other is None:
        return one is other
    return equal_amounts(in_base(one, unit), in_base(other, other_unit))


# -- which proposal speaks of which goal ----------------------------------------------------------


def _pairs(plan: Plan, document: str, goals: Mapping[str, Goal], proposals: Sequence[Proposal]) -> dict[int, str]:
    """Return the goal each proposal (by its place in the list) speaks of; each goal at most once."""
    found = sorted(_candidates(plan, document, goals, proposals), key=lambda one: (-one[0], one[1], one[2]))
    pairs: dict[int, str] = {}
    taken: set[str] = set()
    for _, n, goal in found:
        if n not in pairs and goal not in taken:
            pairs[n] = goal
            taken.add(goal)
    return pairs


def _candidates(
    plan: Plan, document: str, goals: Mapping[str, Goal], proposals: Sequence[Proposal]
) -> Iterator[tuple[float, int, str]]:
    """Yield (likeness, proposal, goal) for every pair that can be one and the same promise."""
    by_pair: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for id_, goal in goals.items():
        pairs = _bigrams(goal.name)
        sizes[id_] = len(pairs)
        for pair in pairs:
            by_pair[pair].append(id_)
    for n, proposal in enumerate(proposals):
        pairs = _bigrams(proposal.indicator)
        hits = Counter(id_ for pair in pairs for id_ in by_pair.get(pair, ()))
        for id_, count in hits.items():
            likeness = 2 * count / (len(pairs) + sizes[id_])
            if likeness >= _LEAST_LIKENESS and _comparable(goals[id_], proposal):
                yield likeness + _bonus(plan, goals[id_], proposal), n, id_
        for id_ in _linked(plan, document, goals, proposal):
            yield 3.0, n, id_


def _linked(plan: Plan, document: str, goals: Mapping[str, Goal], proposal: Proposal) -> Iterator[str]:
    for id_ in goals:
        if _comparable(goals[id_], proposal) and any(
            _covers(basis, document, proposal) for basis in plan.bases.get(id_, ())
        ):
            yield id_


def _covers(basis: Basis, document: str, proposal: Proposal) -> bool:
    if basis.document != document or basis.start is None or basis.end is None:
        return False
    place = proposal.place
    return basis.start < place.end and place.start < basis.end


def _comparable(goal: Goal, proposal: Proposal) -> bool:
    if goal.kind.numeric != (proposal.figure is not None):
        return False
    return not goal.kind.numeric or same_unit(goal.unit, proposal.unit)


def _bonus(plan: Plan, goal: Goal, proposal: Proposal) -> float:
    """Prefer, of equally like names, the goal with the same deadline and then with the same figure."""
    target = plan.target(goal.id)
    if target is None:
        return 0.0
    same_day = target.deadline is not None and target.deadline == proposal.deadline
    same_value = target.low is not None and _equal(target.low, goal.unit, proposal.low, proposal.unit)
    return 0.1 * same_day + 0.05 * same_value


def _bigrams(name: str) -> set[str]:
    plain = _MEANINGLESS.sub("", name) or name
    return {plain[n : n + 2] for n in range(len(plain) - 1)} or {plain}
