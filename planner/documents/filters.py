"""What a figure is when it is no goal: a part of a name, an enumeration, a threshold, a date, a rank."""

from __future__ import annotations

import re

from planner.documents.quantities import Quantity
from planner.documents.units import is_counter

_RANK = re.compile(r"强(?!制|化|度|力)|佳|大(?=[\u4e00-\u9fff])|名(?!以上)")
_OBJECT = re.compile(
    r"(?:级|的)?[\u4e00-\u9fff()“”\"、/A-Za-z]{0,18}?(?:项目|企业|工程|装置|生产线|基地|园区|产业|集群|机组|电站|单位|家庭|人群|人口|城市|设施|平台"
    r"|景区)"
)
_OF_PEOPLE = re.compile(r"的?[\u4e00-\u9fff]{0,8}(?:企业|项目|单位)")


def is_attribute(folded: str, quantity: Quantity, end: int) -> bool:
    """Tell a figure that describes a noun and belongs to its name: 投资30亿元以上的项目, 500强, 60万吨油料项目."""
    after = folded[quantity.right : end]
    if after.startswith("强"):
        return True
    if is_counter(quantity.unit):
        return quantity.right > quantity.end and bool(_OF_PEOPLE.match(after)) and quantity.unit.endswith("人")
    return quantity.base not in {"%", "pp"} and bool(after) and bool(_OBJECT.match(after))
