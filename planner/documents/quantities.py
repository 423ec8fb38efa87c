"""Quantities: a numeral with its unit and the words around it that say how it binds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.documents.folding import Span
from planner.documents.numerals import Numeral, find_numerals
from planner.documents.units import TIME_UNITS, unit_at, unit_base
from planner.domain.kinds import Comparator

_BEFORE = (
    (
        Comparator.AT_LEAST,
        "不低于 不得低于 不得少于 不能低于 不少于 不小于 超过 突破 高于 大于 多于 至少 超 最低 不下于",
    ),
    (Comparator.AT_LEAST, "达到或超过 逾 跨越 迈上 站上 跨上 跃上"),
    (Comparator.AT_MOST, "不超过 不得超过 不能超过 不超 不高于 不多于 不大于 低于 少于 小于 最多 至多 控制在"),
    (Comparator.ABOUT, "约 大约 近 接近 大概 将近"),
)
_AFTER = (
    (Comparator.AT_LEAST, "以上 及以上 或以上 之上"),
    (Comparator.AT_MOST, "以内 以下 及以下 之内 之下"),
    (Comparator.ABOUT, "左右 上下"),
)
_BEFORE_WORDS = {word: comparator for comparator, words in _BEFORE for word in words.split()}
_AFTER_WORDS = {word: comparator for comparator, words in _AFTER for word in words.split()}
_LONGEST = max(map(len, _BEFORE_WORDS))
_AFTER_BOUND = re.compile("[ ]?(" + "|".join(sorted(_AFTER_WORDS, key=len, reverse=True)) + ")")
_BARE_END = re.compile(r"[，,。;:、)\s!?]|$|以上|以内|以下|左右|的|和|及")
# A measure without a unit: 系数达到0.55, 收入比缩小到2.5.
_INDEX = re.compile(
    r"(?:系数|指数|[率比]|比值|密度|强度|评分|得分)(?:总体|平均)?"
    r"(?:(?:提高|提升|下降|降低|缩小|上升|控制|稳定|保持|增加)?[到至在]|达到?|高于|低于|不[超低高]于|不超过|超过)$"
)
_PEOPLE = re.compile(
    r"(?:以上|左右)?(?:农村|城镇|困难|贫困|建档立卡|农业转移|留守|失业|下岗|退役)*(?:人口|群众|农民|职工|居民|学生|老人|劳动力|高校毕业生|农户|军人|儿童)"
)
_LIST_MARKS = "、和及与并且"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit at ``[start, end)``; ``[left, right)`` includes the words that bind it.

    ``low`` is the value and ``high`` the upper one of a range, in ``unit`` (a factor belongs to the
    unit: 100 万人).
    """

    start: int
    end: int
    left: int
    right: int
    low: float
    high: float | None
    unit: str
    comparator: Comparator
    chinese: bool = False
    bound: bool = False  # a word says how it binds
    half: bool = False  # written 一半

    @property
    def base(self) -> str:
        """What the unit measures; see :func:`planner.documents.units.unit_base`."""
        return unit_base(self.unit)[0]

    @property
    def amount(self) -> float:
        """The value in the unit's base."""
        return self.low * unit_base(self.unit)[1]


def find_quantities(folded: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Yield the quantities of a folded text in order: years, days and bare list numbers are none."""
    for numeral in find_numerals(folded, start, end):
        found = _quantity(folded, numeral)
        if found is not None:
            yield found


def _quantity(folded: str, numeral: Numeral) -> Quantity | None:
    at = numeral.end
    if numeral.share or numeral.multiple:
        return _bound(folded, numeral, "%" if numeral.share else "倍", at)
    if at < len(folded) and folded[at] == " " and unit_at(folded, at + 1):
        at += 1
    word = unit_at(folded, at)
    if word in TIME_UNITS and not _a_duration(folded, numeral, word):
        return None
    if not word and not _may_stand_bare(folded, numeral):
        return None
    return _bound(folded, numeral, numeral.factor + word, at + len(word))


def _a_duration(folded: str, numeral: Numeral, word: str) -> bool:
    """Tell a length of time (60天, 79.4岁, 3年) from a date (2020年, 5月, 8日)."""
    if numeral.factor or word not in {"年", "月", "日"}:
        return True
    return word == "年" and numeral.low < 100 and folded[numeral.end : numeral.end + 2] != "年代"


def _may_stand_bare(folded: str, numeral: Numeral) -> bool:
    """A number without a unit counts only when it was written as a large round one, as in 减少1000万以上."""
    if numeral.chinese:
        return False
    if not numeral.factor:
        return bool(_INDEX.search(folded, max(0, numeral.start - 16), numeral.start)) and bool(
            _BARE_END.match(folded, numeral.end)
        )
    if _PEOPLE.match(folded, numeral.end):
        return True
    return bool(_BARE_END.match(folded, numeral.end))


def _bound(folded: str, numeral: Numeral, unit: str, end: int) -> Quantity:
    left, before = _word_before(folded, numeral.start)
    after = _AFTER_BOUND.match(folded, end)
    right = after.end() if after else end
    comparator = _AFTER_WORDS[after[1]] if after else before
    if numeral.high is not None:
        kind = Comparator.RANGE
    elif comparator is not None:
        kind = comparator
    else:
        kind = Comparator.AT_LEAST if numeral.more else Comparator.EQUAL
    return Quantity(
        numeral.start, end, left, right, numeral.low, numeral.high, unit, kind, numeral.chinese,
        comparator is not None,
        numeral.half,
    )  # fmt: skip


def _word_before(folded: str, start: int) -> tuple[int, Comparator | None]:
    for size in range(min(_LONGEST, start), 0, -1):
        comparator = _BEFORE_WORDS.get(folded[start - size : start])
        if comparator is not None:
            return start - size, comparator
    return start, None


def with_shared_bounds(folded: str, clause: Span, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Let the figures after 分别 share the word that binds only the first or only the last of them.

    分别控制在5万吨、6万吨以内 binds both from above; 分别增长8%、10%以上、12%以上 binds two of three.
    """
    at = folded.find("分别", clause.start, clause.end)
    listed = [one for one in quantities if at >= 0 and one.left > at]
    if len(listed) < 2 or any(one.base != listed[0].base for one in listed):
        return list(quantities)
    first, last = listed[0], listed[-1]
    if last.right > last.end and not any(one.right > one.end for one in listed[:-1]):
        comparator = last.comparator
    elif first.left < first.start and not any(one.bound for one in listed[1:]):
        comparator = first.comparator
    else:
        return list(quantities)
    shared = {one.start for one in listed if one.high is None}
    return [replace(one, comparator=comparator, bound=True) if one.start in shared else one for one in quantities]


def equal_amounts(one: float, other: float) -> bool:
    """Tell whether two amounts are the same figure (relative tolerance 1e-4, as statistics are rounded)."""
    return abs(one - other) <= 1e-4 * max(abs(one), abs(other), 1e-9)


def in_base(value: float, unit: str) -> float:
    """Return ``value`` of ``unit`` in the base of that unit."""
    return value * unit_base(unit)[1]


def pieces(folded: str, clause: Span, quantities: Sequence[Quantity]) -> list[Span]:
    """Cut a clause with several figures at the list marks between them: one piece for each figure.

    Figures that no mark parts (由66户整合至12户) keep the whole stretch together.
    """
    spans = []
    start, waiting = clause.start, 0
    for n, one in enumerate(quantities):
        waiting += 1
        edge = _edge(folded, one, quantities[n + 1]) if n + 1 < len(quantities) else clause.end
        if edge is not None:
            spans += [Span(start, edge)] * waiting
            start, waiting = edge + 1, 0
    return spans


def _edge(folded: str, one: Quantity, other: Quantity) -> int | None:
    between = folded[one.right : other.left]
    if between[:1] and between[0] in _LIST_MARKS:
        return one.right
    if between and between[-1] in _LIST_MARKS:
        return other.left - 1
    opened = between.rfind("(")
    at = max(between.rfind("、"), between.rfind(" "), opened if opened > between.rfind(")") else -1)
    return one.right + at if at >= 0 else None
