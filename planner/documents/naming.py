"""Names of the figures of a text in context: shared verbs, paired lists, subjects from an earlier clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.folding import Span
from planner.documents.indicators import indicator_of, strip_lead
from planner.documents.quantities import Quantity
from planner.documents.units import TIME_UNITS, is_counter

_RESPECTIVELY = "分别"
_PARTS = re.compile(r"[、和及与]|以及")
_SHARED_VERB = re.compile(
    r"(?:新增|新建|新改建|改扩建|新引进|新开工|新培育|新认定|引进|培育|培训|发放|转移|淘汰|压减|减少)"
)
_STARTS_WITH_VERB = re.compile(
    r"新[增建改引开签投认培]|建成|建设|完成|实施|改造|引进|培育|转移|技术|培训|开工|打造|举办|实现|达到|增长|下降|净增|转化|发放|治理|投资|安排"
)
_GENERIC = re.compile(
    r"(?:支出|总产|单产|存栏|出栏|总?产值|产量|总量|规模|(?:营业)?收入|增加值|(?:完成|总|产业|固定资产|年度)?投资(?:额)?|增长|下降|提高|增速|占比|比重|比例|覆盖率|面积|数量|总数|人数|总额|利润|税收|"
    r"服务人数|受益人数|增幅|其中|完成率|签约额|交易额|成交额|贷款余额|总里程|里程|总面积|总产量|总装机|装机(?:容量)?|(?:年)?均?增长|达标率|合格率|总投资|处理率)"
)
_PREDICATE = re.compile(
    r"持续|突出|深度|瞄准|聚焦|抢占|加速|加快|将|要|全面|坚持|实现|达到|围绕|大力|着力|继续|推进|推动|力争|强化|做强|做大|重点|加强|保持|稳步|不断|进一步|以[^，,]{1,8}为|争取|努力|积极|完成"
)
_NO_TOPIC = re.compile(
    r"^(?:[今明]年|全[年面力]|我们|各[级地]|会议|.{0,8}(?:目标|任务|时期|规划)|一是|二是|三是|大力|积极|深入|坚持|加[快大强]|推[进动]|实施|开展|建[设立成]|抓|做|培育|完善|优化|提[升高]|支持|扩大|促进|发展|落实)"
)
_ASIDE = re.compile(r"\([^()]{7,}\)|(?:具有|具备|符合|能够)[^，,]{2,14}的(?=[\u4e00-\u9fff]{3})")
_SHARE = re.compile(r"占(?!比|地|有|用)[^，,]*[^重例率]$")
_MEASURE_TAIL = re.compile(
    r"(?:污染物|主要污染物)?排放(?:总量|量|强度)|(?:年均|平均)?浓度|总量|总额|余额|(?:全产业链|全口径|总|年)?(?:产值|产量|收入|增加值|投资|出口|进口|面积|覆盖率|普及率|占比|比重|数量|人数|规模)$"
)
_MEASURE_END = re.compile(r"[率量额值数比重入费力度积资口产度次元]$")
_PER_UNIT = re.compile(r"(?:万元|单位)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值)")
_EMISSION = re.compile(r"能耗|能源|二氧化碳|碳排放|用水|水耗|取水")
_MADE_ONLY = re.compile(
    r"(?:基本|全部)?(?:建成|开工|新开工|竣工|完工|交付|投产|投用|续建|完成|通车|开通|改造|新增|净增|增加|建设|治理|整治|达标|销号)+"
)
_OWN_VERB = re.compile(
    r"^(?:.{0,4}(?:现有|共有))?(?:基本)?(?:建成|新?开工|竣工|完工|交付|投产|投用|续建|完成|新建|建设|实施|推进)*"
)
_END_VERB = re.compile(r"(?:基本)?(?:建成|新?开工|竣工|完工|交付|投产|投用|续建|完成|建设)+$")
_UNDERTAKEN = re.compile(
    r"(?:实施|开展|推进|推动|加快|加强|启动|抓好|做好|深化|继续)(?P<what>[\u4e00-\u9fff“”\"()、]{3,24}?)(?:项目|工程|行动|工作|活动)?$"
)
_KINDRED = re.compile(
    r"(?:总产量?|单产|产量|面积|产值|增加值|税收|利润|(?:主营业务|销售|营业)收入|出口|进口|存栏|出栏)$"
)
_QUALIFIER = re.compile(
    r"城镇|农村|乡村|(?:国家|[省市县])级|国内|国际|入境|境内|男性|女性|中央|地方|城市|县城|小学|初中|高中"
)
_COMPARED_PART = re.compile(r"(?:比|较|与|同)(?:上年|去年|(?:19|20)\d\d年|[“\"]?十[一二三四五六]五).*$")
_INNER_ASIDE = re.compile(r"\([^()]*\)")
_CHANGE = re.compile(r"(?:年均|平均)?(?:增加|减少|增长|下降|提高|降低|提升)$")
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
        self._topic = ""
        self._last = ""
        self._object = ""
        self._object_end = 0
        self._bases: list[str] = []
        self._before = self._previous = Span(0, 0)

    def begin(self, sentence: Span, parts: Sequence[Span]) -> None:
        """Enter a sentence: what it opens with is what its figures are about; a new line forgets the old topic."""
        if "\n" in self._folded[max(0, sentence.start - 3) : sentence.start]:
            self._topic = ""
        if self._folded[sentence.start - 1 : sentence.start] != ";":
            self._last = self._object = ""
            self._bases = []
        self._before = Span(sentence.start, sentence.start)
        words = self._folded[parts[0].start : min(parts[0].end, parts[0].start + 30)]
        found = _PREDICATE.search(words)
        if found and 2 <= found.start() <= 12 and not _NO_TOPIC.match(words):
            topic = re.sub(r"^\W+|\W+$", "", words[: found.start()])
            self._topic = self._topic if _GENERIC.fullmatch(topic) else topic

    def context(self, span: Span) -> str:
        """Return the words around a figure with those of the clause before it."""
        return self._folded[max(self._previous.start, span.start - _NEAR) : min(span.end, span.start + _NEAR)]

    def names(self, part: Span, quantities: Sequence[Quantity], spans: Sequence[Span]) -> list[Name]:
        """Return a name for each figure of a clause; ``spans`` are the pieces they stand in."""
        self._previous, self._before = self._before, part
        if not quantities and (found := _UNDERTAKEN.search(part.of(self._folded))):
            self._object, self._object_end = found["what"].strip('“”"'), part.end
        named = self._paired(part, quantities, spans)
        if not named:
            for quantity, span in zip(quantities, spans, strict=True):
                named.append(self._name(part, quantity, span))
        return named

    def _name(self, part: Span, quantity: Quantity, span: Span) -> Name:
        own = indicator_of(self._folded, span, quantity)
        words, inherited = own, False
        if own in {"", "人均"} or _GENERIC.fullmatch(own) or _MADE_ONLY.fullmatch(own):
            words = self._with_subject(part, span, quantity, own)
            inherited = words != own
        elif span.start > part.start and self._last and not _STARTS_WITH_VERB.match(own):
            verb = _SHARED_VERB.match(self._last)
            if verb and self._folded[span.start - 1] in "、和及":
                words, inherited = verb[0] + own, True
        if quantity.unit not in TIME_UNITS:
            self._last = words or self._last
        return Name(self._tidy(words, span), inherited)

    def _with_subject(self, part: Span, span: Span, quantity: Quantity, own: str) -> str:
        """Put a subject before a name that says only 产值 or 完成投资, or nothing at all."""
        if self._object and own.endswith("投资") and self._object_end + 2 >= part.start:
            return self._object + own
        if own == "人均":
            return own + self._last
        if own == "支出" and self._last.endswith("收入"):
            return self._last[:-2] + own
        if not own and not self._last and self._object and is_counter(quantity.unit):
            return self._object
        if not own:
            return _CHANGE.sub("", self._last) if quantity.base not in {"%", "pp"} else self._last or self._topic
        if self._last.endswith(own) and span.start >= part.start:
            return self._last
        if _MADE_ONLY.fullmatch(own) and self._last:
            return own + (_END_VERB.sub("", _OWN_VERB.sub("", self._last)) or self._last)
        if self._object and not self._last and (_MADE_ONLY.fullmatch(own) or own.endswith("投资")):
            return self._object + ("" if own == "完成" or own[-2:] in {"治理", "整治"} else own)
        if _KINDRED.fullmatch(own) and (kin := _KINDRED.search(self._last)) and kin.start() >= 2:
            return self._last[: kin.start()] + own
        if (
            span.start > part.start
            and self._last
            and own in {"完成投资", "投资", "总投资", "增长", "占比", "占全省比重"}
        ):
            return re.sub(r"^(?:实施|开工|建设|新开工|推进)", "", self._last) + own
        if _CHANGE.fullmatch(own) and self._last:
            return _CHANGE.sub("", self._last) + own
        topic = self._topic
        for size in range(min(len(topic), len(own) - 1), 1, -1):
            if topic.endswith(own[:size]):
                return topic + own[size:]
        return topic + own

    def _paired(self, part: Span, quantities: Sequence[Quantity], spans: Sequence[Span]) -> list[Name]:
        """Pair the names before 分别 with the figures after it, when there are as many of each."""
        at = self._folded.find(_RESPECTIVELY, part.start, part.end)
        listed = [one for one in quantities if one.left > at]
        if at < 0 or len(listed) < 2:
            return []
        names = self._listed_names(Span(max(part.start, at - _NEAR), at), len(listed))
        if len(names) != len(listed):
            return []
        self._bases = names
        verb = strip_lead(self._folded, Span(at + len(_RESPECTIVELY), listed[0].left))
        self._last = names[-1] + verb
        before = [self._name(part, *pair) for pair in zip(quantities, spans, strict=True) if pair[0].left < at]
        return [*before, *(Name(self._tidy(name + verb, part), paired=True) for name in names)]

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
