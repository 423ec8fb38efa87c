"""Names of the figures of a text in context: shared verbs, paired lists, subjects from an earlier clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.folding import Span
from planner.documents.indicators import indicator_of, strip_lead
from planner.documents.quantities import Quantity
from planner.documents.subjects import GENERIC, MADE_ONLY, Subjects

_RESPECTIVELY = "分别"
_PARTS = re.compile(r"[、和及与]|以及")
_SHARED_VERB = re.compile(
    r"(?:新增|新建|新改建|改扩建|新引进|新开工|新培育|新认定|引进|培育|培训|发放|转移|淘汰|压减|减少)"
)
_STARTS_WITH_VERB = re.compile(
    r"新[增建改引开签投认培]|建成|建设|完成|实施|改造|引进|培育|转移|技术|培训|开工|打造|举办|实现|达到|增长|下降|净增|转化|发放|治理|投资|安排"
)
_ASIDE = re.compile(r"\([^()]{7,}\)|(?:具有|具备|符合|能够)[^，,]{2,14}的(?=[\u4e00-\u9fff]{3})")
_SHARE = re.compile(r"占(?!比|地|有|用)[^，,]*[^重例率]$")
_MEASURE_TAIL = re.compile(
    r"(?:污染物|主要污染物)?排放(?:总量|量|强度)|(?:年均|平均)?浓度|总量|总额|余额|(?:全产业链|全口径|总|年)?(?:产值|产量|收入|增加值|投资|出口|进口|面积|覆盖率|普及率|占比|比重|数量|人数|规模)$"
)
_SUM = re.compile(r"(?:进出口总[额值]|到位资金|完成投资|投资|税收|财政赤字)$")
_MEASURE_END = re.compile(r"[率量额值数比重入费力度积资口产度次元]$")
_PER_UNIT = re.compile(r"(?:万元|单位)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值)")
_EMISSION = re.compile(r"能耗|能源|二氧化碳|碳排放|用水|水耗|取水")
_QUALIFIER = re.compile(
    r"城镇|农村|乡村|(?:国家|[省市县])级|国内|国际|入境|境内|男性|女性|中央|地方|城市|县城|小学|初中|高中"
)
_COMPARED_PART = re.compile(r"(?:比|较|与|同)(?:上年|去年|(?:19|20)\d\d年|[“\"]?十[一二三四五六]五).*$")
_INNER_ASIDE = re.compile(r"\([^()]*\)")
_BOTH_WORDS = {"城乡": ("城镇", "农村"), "进出口": ("进口", "出口"), "存贷款": ("存款", "贷款"), "产销": ("产", "销")}
_BOTH = re.compile("|".join(_BOTH_WORDS))
_NEAR = 120
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's name; ``inherited`` when a part of it stands with an earlier figure, ``paired`` by 分别."""

    words: str
    inherited: bool = False
    paired: bool = False


def _completed(names: Sequence[str]) -> list[str]:
    """Give every name of a list the words that only the first or the last one carries for all."""
    tail = _MEASURE_TAIL.search(names[-1])
    head = _PER_UNIT.match(names[0])
    full = []
    for name in names:
        ends = _ended(name, names[-1], tail[0] if tail else "")
        full.append(ends if head is None or name is names[0] or not _EMISSION.match(name) else head[0] + ends)
    return full


def _part_of(own: str, whole: str) -> str:
    """Give a part (其中跨境电商30亿元) the measure or the verb of the whole it belongs to."""
    tail = _SUM.search(whole)
    if tail and not own.endswith(tail[0]) and not _MEASURE_END.search(own):
        return own + tail[0]
    verb = _SHARED_VERB.match(whole)
    return verb[0] + own if verb and not tail and not _STARTS_WITH_VERB.match(own) else own


def _ended(name: str, last: str, tail: str) -> str:
    """Give a name of a list the end that only the last one carries."""
    if _QUALIFIER.fullmatch(name) and (parallel := _QUALIFIER.match(last)) and parallel.end() < len(last):
        return name + last[parallel.end() :]
    if "排放" in tail and "排放" not in name:
        return name + tail
    if _MEASURE_END.search(name):
        return name
    return name + (tail or ("率" if last.endswith("率") else ""))


class Naming:
    """Names figures in reading order, remembering what the text speaks of."""

    def __init__(self, text: str, folded: str) -> None:
        """Begin a text; names are cut from ``text``, whose characters ``folded`` holds in plain form."""
        self._text = text
        self._folded = folded
        self._subjects = Subjects()
        self._bases: list[str] = []
        self._before = self._previous = Span(0, 0)

    def begin(self, sentence: Span, parts: Sequence[Span]) -> None:
        """Enter a sentence: what it opens with is what its figures are about; a new line forgets the old topic."""
        goes_on = self._folded[sentence.start - 1 : sentence.start] == ";"
        if not goes_on:
            self._bases = []
        self._before = Span(sentence.start, sentence.start)
        words = self._folded[parts[0].start : min(parts[0].end, parts[0].start + 30)]
        new_line = "\n" in self._folded[max(0, sentence.start - 3) : sentence.start]
        self._subjects.enter(words, new_line=new_line, goes_on=goes_on)

    def context(self, span: Span) -> str:
        """Return the words around a figure with those of the clause before it."""
        return self._folded[max(self._previous.start, span.start - _NEAR) : min(span.end, span.start + _NEAR)]

    def names(self, part: Span, quantities: Sequence[Quantity], spans: Sequence[Span]) -> list[Name]:
        """Return a name for each figure of a clause; ``spans`` are the pieces they stand in."""
        self._previous, self._before = self._before, part
        if not quantities:
            self._subjects.hear(part.of(self._folded), part.end)
        named = self._paired(part, quantities, spans)
        if not named:
            for quantity, span in zip(quantities, spans, strict=True):
                named.append(self._name(part, quantity, span))
        return named

    def _name(self, part: Span, quantity: Quantity, span: Span) -> Name:
        own = indicator_of(self._folded, span, quantity)
        words, inherited = own, False
        if own in {"", "人均", "累计"} or GENERIC.fullmatch(own) or MADE_ONLY.fullmatch(own):
            before = self._folded[span.start : quantity.left]
            words = self._subjects.complete(own, part, span, quantity, before)
            inherited = words != own
        elif self._subjects.last and self._folded.startswith("其中", part.start) and span.start == part.start:
            words = _part_of(own, self._subjects.last)
            inherited = words != own
        elif span.start > part.start and self._subjects.last and not _STARTS_WITH_VERB.match(own):
            verb = _SHARED_VERB.match(self._subjects.last)
            if verb and self._folded[span.start - 1] in "、和及":
                words, inherited = verb[0] + own, True
        self._subjects.keep(words, quantity)
        return Name(self._tidy(words, span), inherited)

    def _paired(self, part: Span, quantities: Sequence[Quantity], spans: Sequence[Span]) -> list[Name]:
        """Pair the names before 分别 with the figures after it, when there are as many of each."""
        at = self._folded.find(_RESPECTIVELY, part.start, part.end)
        listed = [one for one in quantities if one.left > at and not self._aside(at, one)]
        if at < 0 or len(listed) < 2:
            return []
        names = self._listed_names(Span(max(part.start, at - _NEAR), at), len(listed))
        if len(names) != len(listed):
            return []
        self._bases = names
        verb = strip_lead(self._folded, Span(at + len(_RESPECTIVELY), listed[0].left))
        self._subjects.last = names[-1] + verb
        paired = {one.start: name + verb for one, name in zip(listed, names, strict=True)}
        return [
            Name(self._tidy(paired[one.start], part), paired=True)
            if one.start in paired
            else self._name(part, one, span)
            for one, span in zip(quantities, spans, strict=True)
        ]

    def _aside(self, at: int, quantity: Quantity) -> bool:
        """Tell a figure in a parenthesis that was opened behind ``at``."""
        return self._folded.rfind("(", at, quantity.left) > self._folded.rfind(")", at, quantity.left)

    def _listed_names(self, span: Span, count: int) -> list[str]:
        """Return the names a list before 分别 gives; those of the list before it when it only compares."""
        subject = _COMPARED_PART.sub("", _INNER_ASIDE.sub("", strip_lead(self._folded, span)))
        if len(subject) < 2:
            if len(self._bases) == count:
                return self._bases
            subject = _INNER_ASIDE.sub("", strip_lead(self._folded, self._previous))
        names = [name for name in _PARTS.split(subject) if name]
        if len(names) == 1 and count == 2 and (both := _BOTH.search(subject)):
            names = [subject.replace(both[0], one, 1) for one in _BOTH_WORDS[both[0]]]
        return _completed(names) if len(names) == count else []

    def _tidy(self, words: str, span: Span) -> str:
        """Return the name as the text writes it, without long asides; a share is called 比重."""
        at = self._folded.find(words, span.start, span.end) if words else -1
        words = self._text[at : at + len(words)] if at >= 0 else words
        words = re.sub(r"\s+", "", words.replace("（", "(").replace("）", ")"))
        words = _ASIDE.sub("", words)
        if _SHARE.search(words):
            words += "比重"
        return words[-_LONGEST_NAME:]
