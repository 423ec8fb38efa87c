"""What the text speaks of while it is read: the subject of names that say only 产值 or 完成投资."""

from __future__ import annotations

import re

from planner.documents.folding import Span
from planner.documents.quantities import Quantity
from planner.documents.units import TIME_UNITS, is_counter

GENERIC = re.compile(
    r"(?:(?:单产|总产|产量)(?:增长|提高|下降)|支出|总产|单产|存栏|出栏|总?产值|产量|总量|规模|(?:营业|销售|主营业务)?收入|增加值|(?:同比)?增长|下降|提高|降低|提升|上升|递增|递减|上涨|增速|占比|比重|比例|覆盖率|面积|数量|总数|人数|总额|利润|税收"
    r"|(?:计划)?(?:年度)?(?:完成|总|产业|固定资产|年度)?(?:计划)?投资(?:额)?|服务人数|受益人数|增幅|其中|完成率|签约额|交易额|成交额|贷款余额|(?:建设|通车|总)?里程|总面积|总产量|总装机|装机(?:容量)?"
    r"|(?:年)?均?增长|毛?入学率|入园率|普及率|巩固率|参[合保]率|达标率|合格率|处理率)"
)
_MADE = (
    r"建成|开工|新开工|竣工|完工|交付|投产|投用|续建|完成|通车|开通|改造|新增|净增|增加|建设|治理|整治|达标"
    r"|达产|销号|培训"
)
MADE_ONLY = re.compile(rf"(?:基本|全部)?(?:{_MADE})+")
_OWN_VERB = re.compile(
    r"^(?:.{0,4}(?:现有|共有))?(?:基本)?(?:建成|新?开工|竣工|完工|交付|投产|投用|续建|完成|新建|建设|实施|推进|安排)*"
)
_END_VERB = re.compile(r"(?:基本)?(?:建成|新?开工|竣工|完工|交付|投产|投用|续建|完成|建设)+$")
_UNDERTAKEN = re.compile(
    r"(?:实施|开展|推进|推动|加快|加强|启动|抓好|做好|深化|继续)(?P<what>[\u4e00-\u9fff“”\"()、]{3,24}?)(?:项目|工程|行动|工作|活动)?$"
)
_SPREAD = re.compile(r"(?:普及|发展|办好)(?P<what>[\u4e00-\u9fff“”]{2,16})$")
_RAISED = re.compile(
    r"(?:提高|降低|扩大|增加|提升|缩小)(?P<what>[\u4e00-\u9fff“”、]{2,30}(?:比例|比重|[率额量]|水平|面积|规模|面|差距))$"
)
_KINDRED = re.compile(
    r"(?:总产量?|单产|产量|面积|产值|增加值|税收|利润|(?:主营业务|销售|营业)?收入|支出|出口|进口|存栏|出栏|(?:建设|通车)?里程|(?:完成)?投资)$"
)
_GROWN = re.compile(rf"(?:{_KINDRED.pattern.removesuffix('$')})(?:增长|提高|下降)")
_PROJECTS = re.compile(r"(?:项目|工程)$")
_CHANGE = re.compile(r"(?:年均|平均)?(?:增加|减少|增长|下降|提高|降低|提升|递增|递减)$")
_PREDICATE = re.compile(
    r"持续|突出|深度|瞄准|聚焦|抢占|加速|加快|将|要|全面|坚持|实现|达到|围绕|大力|着力|继续|推进|推动|力争|强化|做强|做大|重点|加强|保持|稳步|不断|进一步|以[^，,]{1,8}为|争取|努力|积极|完成"
)
_NO_TOPIC = re.compile(
    r"^(?:[今明]年|全[年面力]|我们|各[级地]|会议|.{0,8}(?:目标|任务|时期|规划)|一是|二是|三是|大力|积极|深入|坚持|加[快大强]|推[进动]|实施|开展|建[设立成]|抓|做|培育|完善|优化|提[升高]|支持|扩大|促进|发展|落实)"
)
_ASPECT = re.compile(r"(?:其中[，,]?)?(?P<what>[\u4e00-\u9fff]{2,12})方面$")
_TOTAL = re.compile(r"(?:累计|总数|总量)(?:达到?|为|超过)?$")


class Subjects:
    """Remembers topics, undertakings and the names before, and completes a name that lacks its subject."""

    def __init__(self) -> None:
        """Begin a text, of which nothing has been said yet."""
        self.last = ""
        self._topic = self._object = self._anchor = self._projects = ""
        self._object_end = 0

    def enter(self, words: str, *, new_line: bool, goes_on: bool) -> None:
        """Enter a sentence that opens with ``words``; a new line forgets the topic, a ``;`` keeps the names."""
        if new_line:
            self._topic = ""
        if not goes_on:
            self.last = self._object = self._anchor = self._projects = ""
            self._object_end = 0
        found = _PREDICATE.search(words)
        if found and 2 <= found.start() <= 12 and not _NO_TOPIC.match(words):
            topic = re.sub(r"^\W+|\W+$", "", words[: found.start()])
            self._topic = self._topic if GENERIC.fullmatch(topic) else topic

    def hear(self, words: str, end: int) -> None:
        """Take in a clause without a figure that ends at ``end``: an aspect or a piece of work."""
        if found := _UNDERTAKEN.search(words) or _SPREAD.search(words) or _RAISED.search(words):
            self._object, self._object_end = found["what"].strip('“”"'), end
        if found := _ASPECT.fullmatch(words):
            self._topic, self.last, self._anchor = found["what"], "", ""

    def keep(self, name: str, quantity: Quantity) -> None:
        """Remember the name of a figure for the figures behind it."""
        if quantity.unit in TIME_UNITS or not name:
            return
        self.last = name
        kin = _KINDRED.search(name)
        if kin and kin.start() >= 2:
            self._anchor = _OWN_VERB.sub("", name[: kin.start()]) or self._anchor
        if is_counter(quantity.unit) and _PROJECTS.search(name):
            self._projects = _OWN_VERB.sub("", name) or name

    def complete(self, own: str, part: Span, span: Span, quantity: Quantity, before: str) -> str:
        """Put a subject before a name that says only 产值 or 完成投资, or nothing at all."""
        own = own.removeprefix("计划")
        if not own or own in {"人均", "累计"}:
            return self._unnamed(own, quantity, before)
        if own.endswith("投资") and (subject := self._invested(part)):
            return subject + own
        if own.endswith("率") and self._object and self._object_end + 2 >= part.start:
            return self._object + own
        if own == "支出" and self.last.endswith("收入"):
            return self.last[:-2] + own
        if self.last.endswith(own) and span.start >= part.start:
            return self.last
        if MADE_ONLY.fullmatch(own):
            return self._made(own)
        if self._anchor and (_KINDRED.fullmatch(own) or _GROWN.fullmatch(own)):
            return self._anchor + own
        if span.start > part.start and self.last and own in {"增长", "占比", "占全省比重"}:
            return re.sub(r"^(?:实施|开工|建设|新开工|推进)", "", self.last) + own
        if _CHANGE.fullmatch(own) and self.last:
            return _CHANGE.sub("", self.last) + own
        return self._under_topic(own)

    def _unnamed(self, own: str, quantity: Quantity, before: str) -> str:
        if own == "人均":
            return own + self.last
        if own == "累计" or _TOTAL.search(before):
            return re.sub(r"^(?:新[增建引]进?|净增)", "", self.last)
        if not self.last and self._object:
            return self._object
        if quantity.base not in {"%", "pp"}:
            return _CHANGE.sub("", self.last)
        return self.last or self._topic

    def _invested(self, part: Span) -> str:
        """Return what is invested in: the work of the clause before, or the projects counted before."""
        if self._object and self._object_end + 2 >= part.start:
            return self._object
        return self._projects

    def _made(self, own: str) -> str:
        """Complete 建成 or 开工: what was built or started before, or the work undertaken."""
        if self._projects and self.last.endswith("投资"):
            return own + self._projects
        if self.last:
            if own in self.last and len(own) == 2 and not self.last.startswith(own):
                return self.last
            return own + (_END_VERB.sub("", _OWN_VERB.sub("", self.last)) or self.last)
        if self._object:
            return self._object + ("" if own == "完成" or own[-2:] in {"治理", "整治"} else own)
        return self._under_topic(own)

    def _under_topic(self, own: str) -> str:
        topic = self._topic
        for size in range(min(len(topic), len(own) - 1), 1, -1):
            if topic.endswith(own[:size]):
                return topic + own[size:]
        return topic + own
