"""A phrase somebody selected, read into the fields of a goal: only what stands plainly in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.documents.filters import is_attribute
from planner.documents.folding import Span, clauses, fold, sentences
from planner.documents.indicators import indicator_of
from planner.documents.quantities import Quantity, find_quantities
from planner.documents.times import Time, find_times
from planner.domain.kinds import Comparator, Kind

_LEVEL = re.compile(r"(?:规模|总量|存量|保有量|库存|面积|里程|人口|人数|装机|容量|寿命|总数|数量|床位数?)(?:\(.*\))?$")
_FLOW = re.compile(r"新[增建引签开改]|引进|完成|发放|培训|招商|签约|转移|总额|收入|产值|产量|净增|成交")
_REACHED = re.compile(r"(?:增至|增加到|达到?|升至|提升到|扩大到|突破|超过|保持在|稳定在|累计达?)\W*$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a selected phrase says; empty or ``None`` where it says nothing. ``low`` is in ``unit``.

    ``start`` and ``end`` are the phrase's own span, outer blanks and punctuation left out.
    """

    start: int
    end: int
    indicator: str
    comparator: Comparator = Comparator.EQUAL
    low: float | None = None
    high: float | None = None
    unit: str = ""
    kind: Kind = Kind.TASKS
    deadline: date | None = None


def read_phrase(text: str, start: int, end: int, day: date | None) -> Phrase:
    """Read the characters ``[start, end)`` of a document that a person selected.

    ``day`` is the document's own date: without it 今年, 年内 and 全年 give no deadline.
    """
    folded = fold(text[start:end])
    whole = _trim(folded)
    quantity, clause = _main_quantity(folded, whole)
    deadline = _deadline(list(find_times(folded, whole.start, whole.end, day)), quantity)
    if quantity is None:
        return Phrase(start + whole.start, start + whole.end, _task_name(text[start:end], whole), deadline=deadline)
    indicator = indicator_of(folded, clause, quantity)
    return Phrase(
        start + whole.start,
        start + whole.end,
        indicator,
        quantity.comparator,
        quantity.low,
        quantity.high,
        quantity.unit,
        guess_kind(indicator, folded[clause.start : quantity.start], quantity),
        deadline,
    )


def guess_kind(indicator: str, before: str, quantity: Quantity) -> Kind:
    """Guess what reported numbers of the goal will mean, from its unit, name and the words before the figure."""
    if quantity.base in {"%", "pp"}:
        return Kind.RATE
    if _FLOW.search(indicator):
        return Kind.CUMULATIVE
    if _LEVEL.search(indicator) or _REACHED.search(before):
        return Kind.LEVEL
    return Kind.CUMULATIVE


def _main_quantity(folded: str, whole: Span) -> tuple[Quantity | None, Span]:
    """Return the phrase's first figure that is no part of a name, and its clause; any figure if none is free."""
    spare: tuple[Quantity, Span] | None = None
    for sentence in sentences(folded[: whole.end]):
        for clause in clauses(folded, sentence):
            for quantity in find_quantities(folded, clause.start, clause.end):
                if not is_attribute(folded, quantity, clause.end):
                    return quantity, clause
                spare = spare or (quantity, clause)
    return spare or (None, whole)


def _deadline(times: Sequence[Time], quantity: Quantity | None) -> date | None:
    """Return the last deadline named before the figure, else the first after it."""
    dated = [time for time in times if time.deadline is not None]
    before = [time for time in dated if quantity is None or time.end <= quantity.left]
    chosen = [time for time in before if time.by] or before or dated
    return chosen[-1].deadline if before and chosen else chosen[0].deadline if chosen else None


def _trim(folded: str) -> Span:
    start, end = 0, len(folded)
    while start < end and folded[start] in " \n,，。;:、!?●·":
        start += 1
    while end > start and folded[end - 1] in " \n,，。;:、!?":
        end -= 1
    return Span(start, end)


def _task_name(text: str, whole: Span) -> str:
    name = re.sub(r"\s+", "", whole.of(text)) if re.search(r"[\u4e00-\u9fff]\s|\n", text) else whole.of(text)
    return re.sub(r"^(?:力争|确保|争取|努力实现|要|将|重点做好)(?=.{4})", "", name)[:120]
