"""The name of what a figure counts, as a planner would write it, taken from the words around the figure."""

from __future__ import annotations

import re

from planner.documents.folding import Span
from planner.documents.quantities import Quantity
from planner.documents.times import find_times
from planner.documents.units import is_counter

_MODAL = re.compile(
    r"力争|确保|争取|努力实现|力求|拟安排|拟|预计|预期(?!目标|寿命|性)|计划(?=新|完|实|建|投|安)|将(?!近|军|来)|总体上|原则上|使得?(?!用)"
)
_LEAD = re.compile(
    r"(?:(?:全[国省市县区]|我[国省市县区]|各地)(?=[要将须])|将|[\s、,，:(“”]|\d{1,2}[.、](?!\d)|[(][一二三四五六七八九十\d]{1,3}[)]|[一二三四五六七八九十]{1,3}、|今后|其中|同时|此外|另外|并且?(?!网|购)|以及|和(?!谐|平)|及|与|再(?!生|就|造)|还|也|要|应|须|到(?=$|20|今)"
    r"|至(?=20)|努力(?!程)|实现|继续|进一步|积极|大力|全力|着力|不断|持续|扎实|稳步|有序|加大|推动(?=.{0,2}(?:新|建|实|完))"
    r"|含(?=[新续改扩])|同步|按计划|按期|如期|分批|[一二三四五六七八九十]年(?:共|累计|内|间)?(?=[开培新完实建])|通过|提出|一是|二是|三是|四是|五是|首先|(?:主要)?(?:预期)?目标(?=[\u4e00-\u9fff]{4})|[◎●■◆★·]|的|个?左右|以上|力争|确保|争取|年均(?=.{4}))+"
)
_LINK = re.compile(
    r"(?:增加到|提高到|提升到|提升至|提高至|上升到|上升至|增加至|增长到|增长至|下降到|下降至|降到|降低到|降低至|减少到|减少至|压减到"
    r"|压减至|扩大到|扩大至|发展到|恢复到|缩短到|缩短至|缩小到|缩减到|压缩到|压缩至|达到|升至|降至|增至|减至|控制在|保持在|稳定在|维持在|超过|突破"
    r"|实现|完成|力争|努力|(?<!环境)保持|继续|达|为|是|分别|按|至|在|(?<![签合条特节大])约|到|拟?定为|设定为|确定为|累计|不得|不能|需|就|将|要|实现翻番|翻[一两]番|(?<![人年月日平户])均|都|各|再|有望|预计|原则上|总体上|基本|全部|拟|已|可|也(?!门)"
    r"|分别|左右|[\s,，:、]|(?<=[标数量值额率度])定)$"
)
_STRESS = re.compile(r"(?:要|再|继续|还要|要再)(?=(?:增长|下降|提高|减少|增加|降低|提升)$)")
_COMPARISON = re.compile(
    r"(?:比|较)(?:去年|上年|上一年|往年|(?:19|20)\d\d年|[“\"]?[九十][一二三四五六]?五[”\"]?)(?:同期|末|底|预算|期末)*"
    r"(?:的?\d[^，,增下减提降上]{0,12})?(?=(?:增长|下降|提高|减少|增加|降低|提升|上升)?$)"
)
_CIRCUMSTANCE = re.compile(
    r"^(?:优先|重点)?在.{2,24}?(?=新[增建引开]|建设|打造|培育|布局)|^.{2,8}(?:条件|年景|情况|前提)下"
)
_TARGET_WORD = re.compile(r"的?(?:预期)?(增长|下降)?(?:预期)?目标(?:值|任务)?$")
_MAKE = re.compile(
    r"^(?:推动|推进|支持|加快|继续|重点|组织)?(?:建设|建成|打造|实施|培育|举办|开展|完成|形成|创建|布局|遴选|认定|选派|发布|推出|启动|组建|建立|设立|落实|抓好|谋划"
    r"|开工|建成投用|支持|组织|推广|研发|制定|制修订|发展|扶持|选树|评选|建好|办好|实现|安排|建成运营|达到|有|突破|超过)+(?:了|好|不少于)?$"
)
_NEW = re.compile(r"新[增建引改开签投]|再[建造]|改[造建]|引进|培育|扩建|新建|转移|减少|发放|代|净增|扩大|压减|淘汰")
_RIGHT_END = re.compile(r"[,，;。!?\n、:(]|(?:以上|以内|左右)$")
_COUNT = re.compile(r"(?:数|数量|人数|总数|个数|家数)$")
_RISE = re.compile(r"(?:由|从)[^，,、]{0,8}\d[^，,、]{0,16}$")
_NAMELY = re.compile(r"[^、]{0,12}?(?:包括|比如|例如|分别是|分别为)(?=[\u4e00-\u9fff])")
_CHANGE_ONLY = re.compile(
    r"(?:年均|平均|每年|同比|实际|现价|可比价)*"
    r"(?:增长|下降|提高|降低|减少|增加|上升|提升|增速|增幅|降幅|上涨|递增|递减)(?:速度|率)?|(?:完成|总|年度)?投资(?:额)?"
)
_CHANGE_TAIL = re.compile(f"(?:{_CHANGE_ONLY.pattern})$")
_NOBODY = re.compile(r"(?:我|全|本)[国省市县区州盟旗]|我们|政府|到|其中|同时|并且?")
_VERBAL = re.compile(
    r"(?:新?\(?[改扩]*\)?建|新[增建引开投签]工?|建[成设]|改[造建]|扩建|续建|维修|整治|治理|修复|完成|硬化|绿化|养护|种植|栽植|流转|发行|[、和及/])+"
)
_MERELY = re.compile(r"(?:建[成设]|完成|实施|发行)+")
_AND_SO_ON = re.compile(r"(?<![高中初平均同])等(?:项目|工程|任务|工作|活动|方面)?(?:建设)?$")
_LONGEST = 80
_SHORT = 8


def indicator_of(folded: str, clause: Span, quantity: Quantity) -> str:
    """Return the indicator's name for a quantity of a clause; empty when nothing in the clause names it.

    The words before the figure lose their time words, modal words and linking verbs; what follows a
    counted figure (两个投资30亿元以上的高质量项目) is the name's noun.
    """
    left = strip_lead(folded, _before(folded, clause, quantity))
    noun = noun_after(folded, quantity, min(clause.end, quantity.right + _LONGEST))
    if noun and left.endswith("覆盖") and quantity.base == "%":
        return left + noun if left != "覆盖" else noun + "覆盖率"
    if noun and left and _VERBAL.fullmatch(left):
        return noun if _MERELY.fullmatch(left) else left + noun
    if noun and (is_counter(quantity.unit) or not left or _MAKE.match(left)):
        verb = "" if _MAKE.match(left) or not _NEW.search(left) else left
        if verb or not left or _MAKE.match(left):
            return verb + noun
        touching = folded[quantity.left - len(left) : quantity.left] == left
        return (left if touching and len(left) <= _SHORT else _made(left)) + noun
    return left


def _before(folded: str, clause: Span, quantity: Quantity) -> Span:
    """Return the words before a figure, without the value it rises or falls from (由52亿元增加到)."""
    start = max(clause.start, quantity.left - _LONGEST)
    found = _RISE.search(folded, start, quantity.left)
    return Span(start, found.start() if found and found.start() > start else quantity.left)


def strip_lead(folded: str, span: Span) -> str:
    """Return the words of ``span`` without leading time and modal words and without linking verbs at the end.

    What stands after the last time or modal word names the figure; if nothing does, what stands before it.
    """
    marks = [
        Span(time.start, time.end)
        for time in find_times(folded, span.start, span.end, None)
        if folded[max(span.start, time.start - 1) : time.start] not in {"比", "较"}
    ]
    marks += [Span(*found.span()) for found in _MODAL.finditer(folded, span.start, span.end)]
    marks.sort(key=lambda mark: mark.start)
    starts = [span.start, *(mark.end for mark in marks)]
    ends = [*(mark.start for mark in marks), span.end]
    after = ""
    for start, end in zip(reversed(starts), reversed(ends), strict=True):
        words = _strip_links(folded[start:end]) + after if start < end else after
        if words and not words.startswith("占") and not _CHANGE_ONLY.fullmatch(words):
            return words
        after = words
    found = _CHANGE_TAIL.search(after)
    return after[found.start() :] if found and _NOBODY.fullmatch(after[: found.start()]) else after


def _strip_links(words: str) -> str:
    words = words[found.end() :] if (found := _NAMELY.match(words)) else words
    if lead := _LEAD.match(words):
        words = words[lead.end() :]
    while found := _LINK.search(words):
        words = words[: found.start()]
    words = re.sub(r"分别|^(?:同比|环比)|(?:在[^，,]{0,16})?(?:的)?基础上$", "", words)
    words = _STRESS.sub("", _COMPARISON.sub("", words))
    words = _CIRCUMSTANCE.sub("", words)
    words = _TARGET_WORD.sub(r"\1", words)
    return words.strip(' 的“”"')


def noun_after(folded: str, quantity: Quantity, end: int) -> str:
    """Return the noun that follows a figure within its clause, or the empty string."""
    rest = folded[quantity.right : end]
    if rest[:1] in {"(", ")", "、"}:
        return ""
    rest = _RIGHT_END.split(rest, maxsplit=1)[0]
    rest = re.sub(r"^(?:的|多个|余个|具有|左右的)", "", rest)
    rest = _AND_SO_ON.sub("", rest.strip(" 的"))
    rest = rest if "“" in rest else rest.strip('”"')
    return "" if rest == "以上" or re.match(r"(?:目标|任务|要求|标准|水平|规模)", rest) else rest


def _made(left: str) -> str:
    """Return the verbs right before a counted noun that belong to its name, such as 新引进."""
    found = re.search(r"(?:新[增建引改开签]\w?|引进培育|引进)$", left)
    return found[0] if found else ""
