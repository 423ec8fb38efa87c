"""The field of work a proposal belongs to, in the words a plan uses for its themes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.documents.proposals import Proposal

FIELDS = {
    "招商引资": r"招商|引资|签约|投资|外资|世界500强|引进.{0,6}(?:项目|企业)|重[大点]项目|项目建设",
    "就业创业": r"就业|创业|失业|劳动力|技能|培训",
    "人才": r"人才|博士|博士后|院士|专家|高校毕业生",
    "污染防治": r"污染|环保|环境|生态|大气|VOC|挥发性|扬尘|PM|空气|水质|减排|能耗|碳|柴油|绿化|造林|垃圾",
    "科技创新": r"科技|创新|研发|专利|高新技术|实验室|孵化|技术合同|瞪羚|专精特新|数字|算力",
    "城市建设": r"城市|城镇化|建成区|拆迁|安置|道路|管网|棚户|老旧小区|停车|更新|公园|地铁|轨道|扩[容展]",
    "交通物流": r"航线|航空|货运|机场|物流|班列|铁路|公路|港口|吞吐|快递|枢纽",
    "对外开放": r"进出口|外贸|跨境|开放|自贸|保税|通关",
    "农业农村": r"农业|农村|农民|粮食|乡村|脱贫|高标准农田|耕地|养殖",
    "财政金融": r"财政|税收|金融|贷款|存款|债券|预算|上市",
    "民生保障": r"教育|学校|学位|医疗|医院|养老|社保|住房|低保|文化|体育|托育|床位|健康|幼儿园|民生",
    "产业经济": r"生产总值|增加值|工业|产业|制造|服务业|消费|零售|规上|企业|营业收入|经济",
    "安全稳定": r"安全|信访|治安|应急|消防|平安|风险",
    "党建": r"党建|党组织|党员|巡察|廉政|纪检",
}
"""Fields of work by the words that speak of them; of several that fit the one named first in the words wins."""

_FIELD = {name: re.compile(pattern) for name, pattern in FIELDS.items()}
_LONGEST = 8


def theme_of(one: Proposal, known: Sequence[str] = ()) -> str:
    """Return the name of a proposal's theme, empty where nothing tells. ``known`` are themes the plan has.

    The part of the text it stands in decides, then its indicator. A part that speaks of no usual field of
    work gives its own words when they are short enough for a name.
    """
    own = one.theme if len(one.theme) <= _LONGEST else ""
    return _field(one.theme, known) or _field(one.indicator, known) or own


def _field(words: str, known: Sequence[str]) -> str:
    named = next((name for name in known if name and name in words), "")
    hits = [(found.start(), name) for name, pattern in _FIELD.items() if (found := pattern.search(words))]
    if named or not hits:
        return named
    _, field = min(hits)
    return next((name for name in known if name == field or _FIELD[field].search(name)), field)
