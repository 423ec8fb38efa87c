"""Finding the words a known goal rests on, in a document that was added later."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from planner.documents.folding import Span, clauses, fold, sentences
from planner.documents.quantities import Quantity, equal_amounts, find_quantities, in_base, pieces
from planner.documents.units import same_unit
from planner.domain.kinds import Comparator

_MEANINGLESS = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]|数量|人数|个数|目标|任务|工作|的|和|与|及|等")
_FIGURE_FLOOR = 0.34
_TASK_FLOOR = 0.6
_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class WantedBasis:
    """A goal whose wording is looked for: its indicator, and its figure unless it has none."""

    indicator: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    comparator: Comparator | None = None


@dataclass(frozen=True, slots=True)
class FoundBasis:
    """The wording at ``[start, end)`` of the text: a clause, not a paragraph."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a clause stands in its sentence, with the figure in it."""

    clause: Span
    sentence: Span
    quantity: Quantity | None = None


def find_basis(text: str, wanted: Sequence[WantedBasis]) -> list[FoundBasis | None]:
    """Return for each wanted goal the clause it rests on, or ``None`` where it is not plainly there.

    A goal with a figure is found by figure, unit and the characters of its indicator, a task by the
    characters of its name alone. Of equally good places the first one wins.
    """
    folded = fold(text)
    figures, tasks = _index(folded, with_tasks=any(one.low is None for one in wanted))
    return [
        _found(text, _best_figure(folded, figures, one) if one.low is not None else tasks.best(one.indicator))
        for one in wanted
    ]


def _index(folded: str, *, with_tasks: bool) -> tuple[dict[float, list[_Place]], _Tasks]:
    figures: dict[float, list[_Place]] = defaultdict(list)
    tasks = _Tasks(folded)
    for sentence in sentences(folded):
        for clause in clauses(folded, sentence):
            if with_tasks:
                tasks.add(clause)
            quantities = list(find_quantities(folded, clause.start, clause.end))
            for quantity, piece in zip(quantities, pieces(folded, clause, quantities), strict=True):
                figures[_rounded(quantity.amount)].append(_Place(piece, sentence, quantity))
    return figures, tasks


def _rounded(amount: float) -> float:
    return float(f"{amount:.4g}")


def _best_figure(folded: str, figures: dict[float, list[_Place]], wanted: WantedBasis) -> Span | None:
    assert wanted.low is not None
    amount = in_base(wanted.low, wanted.unit)
    best: tuple[float, Span] | None = None
    for place in figures.get(_rounded(amount), ()):
        quantity = place.quantity
        if quantity is None or not _same_figure(quantity, wanted, amount):
            continue
        near = _likeness(wanted.indicator, place.clause.of(folded))
        around = _likeness(wanted.indicator, folded[place.sentence.start : place.clause.end][-_LONGEST_QUOTE:])
        score = near + 0.2 * around + (0.1 if quantity.comparator == wanted.comparator else 0.0)
        if max(near, around) >= _FIGURE_FLOOR and (best is None or score > best[0] + 1e-9):
            best = score, _quote(place, with_subject=around > near + 0.3)
    return best[1] if best else None


def _same_figure(quantity: Quantity, wanted: WantedBasis, amount: float) -> bool:
    if not same_unit(quantity.unit, wanted.unit) or not equal_amounts(quantity.amount, amount):
        return False
    if quantity.high is None or wanted.high is None:
        return (quantity.high is None) == (wanted.high is None)
    return equal_amounts(in_base(quantity.high, quantity.unit), in_base(wanted.high, wanted.unit))


def _quote(place: _Place, *, with_subject: bool) -> Span:
    """Return the clause; with the sentence before it when only that names the indicator and it is short."""
    quantity, clause = place.quantity, place.clause
    if with_subject and clause.end - place.sentence.start <= _LONGEST_QUOTE:
        return Span(place.sentence.start, clause.end)
    if clause.end - clause.start <= _LONGEST_QUOTE or quantity is None:
        return clause
    start = max(clause.start, quantity.left - _LONGEST_QUOTE // 2)
    return Span(start, min(clause.end, max(quantity.right, start + _LONGEST_QUOTE)))


def _plain(words: str) -> str:
    return _MEANINGLESS.sub("", fold(words))


def _likeness(name: str, words: str) -> float:
    """Return the share of the name's characters (counted with repetition) that the words hold."""
    wanted = _letters(name)
    return (wanted & _letters(words)).total() / max(1, wanted.total())


@lru_cache(maxsize=4096)
def _letters(words: str) -> Counter[str]:
    return Counter(_plain(words))


def _pairs(words: str) -> set[str]:
    plain = _plain(words)
    return {plain[n : n + 2] for n in range(len(plain) - 1)} or {plain}


class _Tasks:
    """The clauses of a text by the pairs of characters in them."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._parts: list[Span] = []
        self._by_pair: dict[str, list[int]] = defaultdict(list)

    def add(self, clause: Span) -> None:
        """Take in a clause whole, and its parts when it is a list."""
        marks = [found.start() for found in re.finditer("、", clause.of(self._folded))]
        self._keep(clause)
        if marks and len(marks) <= 30:
            edges = [-1, *marks, clause.end - clause.start]
            for before, after in pairwise(edges):
                self._keep(Span(clause.start + before + 1, clause.start + after))

    def _keep(self, part: Span) -> None:
        if 2 <= part.end - part.start <= _LONGEST_QUOTE:
            self._parts.append(part)
            for pair in _pairs(part.of(self._folded)):
                self._by_pair[pair].append(len(self._parts) - 1)

    def best(self, name: str) -> Span | None:
        """Return the shortest part that holds most of the name's pairs of characters, if it holds enough."""
        pairs = _pairs(name)
        hits = Counter(part for pair in pairs for part in self._by_pair.get(pair, ()))
        if not hits:
            return None
        most = max(hits.values())
        if most / len(pairs) < _TASK_FLOOR:
            return None
        ties = [self._parts[part] for part, count in hits.items() if count == most]
        return min(ties, key=lambda part: (part.end - part.start, part.start))


def _found(text: str, span: Span | None) -> FoundBasis | None:
    return FoundBasis(span.start, span.end, span.of(text)) if span else None
