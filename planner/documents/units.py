"""Unit words as policy documents write them, and what makes two of them the same."""

from __future__ import annotations

import re
from functools import cache

from planner.documents.numerals import FACTOR, factor_value

_COUNTERS = """
街道 社区 个 家 项 所 处 座 条 张 台 套 片 场 场次 种 期 件 支 只 名 批 户 人 宗 次 人次 亩次 架次 列
班列 标箱 艘 辆 架 棵 株 篇 部 册 门 间 栋 幢 村 镇 县 店 档 班 站 头 位 类 份 具 口 眼 孔 根
羽 尾 匹 款 例 起 对 组 床 桩 枪 单 笔 车次 吨级 轮 幅 枚 块 层 道 趟 趟次 列次 台套 台次 户次
席 届 节 面 届次 课时 学时 学位 间夜 床位 标准箱 公里次 航线
""".split()  # noqa: SIM905 - a list of a hundred quoted words is harder to read
MEASURES = {
    "元": ("CNY", 1.0), "元人民币": ("CNY", 1.0), "美元": ("USD", 1.0), "欧元": ("EUR", 1.0), "港元": ("HKD", 1.0),
    "%": ("%", 1.0), "‰": ("%", 0.1), "成": ("%", 10.0), "个百分点": ("pp", 1.0), "百分点": ("pp", 1.0),
    "平方公里": ("m2", 1e6), "平方千米": ("m2", 1e6), "平方米": ("m2", 1.0), "㎡": ("m2", 1.0), "公顷": ("m2", 1e4),
    "亩": ("m2", 2000 / 3), "公里": ("m", 1e3), "千米": ("m", 1e3), "km": ("m", 1e3), "米": ("m", 1.0),
    "厘米": ("m", 0.01), "毫米": ("m", 0.001), "吨": ("kg", 1e3), "公斤": ("kg", 1.0), "千克": ("kg", 1.0),
    "斤": ("kg", 0.5), "克": ("kg", 1e-3), "毫克": ("kg", 1e-6), "微克": ("kg", 1e-9), "吨标准煤": ("tce", 1.0),
    "吨标煤": ("tce", 1.0), "千瓦": ("W", 1e3), "kW": ("W", 1e3), "瓦": ("W", 1.0), "兆瓦": ("W", 1e6),
    "MW": ("W", 1e6), "吉瓦": ("W", 1e9), "GW": ("W", 1e9), "千瓦时": ("Wh", 1e3), "度": ("Wh", 1e3),
    "立方米": ("m3", 1.0), "方": ("m3", 1.0), "立方": ("m3", 1.0), "升": ("m3", 1e-3), "倍": ("x", 1.0),
    "年": ("yr", 1.0), "岁": ("yr", 1.0), "天": ("day", 1.0), "日": ("day", 1.0), "小时": ("h", 1.0),
    "分钟": ("min", 1.0), "秒": ("s", 1.0), "个月": ("month", 1.0), "月": ("month", 1.0), "分": ("point", 1.0),
    "个工作日": ("workday", 1.0), "工作日": ("workday", 1.0), "周": ("week", 1.0), "周年": ("yr", 1.0),
    "周岁": ("yr", 1.0), "GWh": ("Wh", 1e9), "MWh": ("Wh", 1e6), "kWh": ("Wh", 1e3),
    "微克/立方米": ("ug/m3", 1.0), "μg/m³": ("ug/m3", 1.0), "µg/m³": ("ug/m3", 1.0), "ug/m3": ("ug/m3", 1.0),
    "毫克/立方米": ("ug/m3", 1e3), "mg/m³": ("ug/m3", 1e3), "m²": ("m2", 1.0), "km²": ("m2", 1e6), "m³": ("m3", 1.0),
    "标台": ("bus", 1.0), "TEU": ("teu", 1.0), "标箱": ("teu", 1.0), "标准箱": ("teu", 1.0), "P": ("pflops", 1.0),
    "/10万": ("per 100000", 1.0), "/十万": ("per 100000", 1.0), "人/10万": ("per 100000", 1.0),
    "PFLOPS": ("pflops", 1.0), "EFLOPS": ("pflops", 1e3), "千卡": ("kcal", 1.0), "亿元/公里": ("CNY/m", 1e5),
}  # fmt: skip
TIME_UNITS = frozenset(
    {"年", "月", "日", "天", "小时", "分钟", "秒", "个月", "岁", "个工作日", "工作日", "周", "周年", "周岁"}
)
_WORDS = sorted({*_COUNTERS, *MEASURES}, key=lambda word: (-len(word), word))
_ANY = "|".join(map(re.escape, _WORDS))
# A unit word that begins another word: 两方面, 三支队伍 stays a unit, 一部分, 一起来, 十分别.
_OTHER_WORD = re.compile(
    r"个(?:人|体|性|别)|部(?:门|分|署|委|队|级|位)|成(?!以|左|的|[，,、。;)]|$)|分(?!以|的|[，,、。;)钟]|$)|方(?!以|水|的|[，,、。;)]|$)|台(?:阶|账|湾)"
    r"|面(?!旗|以|的|[，,、。;)]|$)|层(?:次|级|面)|位(?:于|居|列|置)|名(?:单|牌|优|录)|种(?:植|业|子|养|粮)|项(?=目标)|条(?:件|例)|场(?:所|景|地|馆|合|均)|口(?:岸|径|号|粮)|"
    r"站(?:点|位|稳)|度(?:假|过|以外)|里(?:程)|元(?:素|宇|旦|化|首)|天(?:然|津|津|山)|组(?:织|合|建|团)|具(?:备|有|体)|处(?:理|置|于|罚|级)|对(?:口|外|接|标|于|照|应)|根(?:据|本|治|除)|"
    r"单(?:位|独|项|体|列)|架(?:构)|所(?:有|属|在|得|需|以)|支(?:持|撑|付|出|部|援|柱|点)|只(?:有|要|能)|节(?:能|约|水|点|日|余|会)|尾(?:矿|气)|村(?:庄|民|级)|门(?:户|类|槛)|间(?:接|隔)|款(?:项)|"
    r"例(?:如|行)|起(?:来|步|点|到|草)|县(?:域|级)|件(?=套)|次(?:级|产业)|级|期(?:间|工程|项目|[末初限望权货满])|类(?:型|似)|班(?:子)|头(?:部|雁)|周(?:边|转|期)|"
    r"日(?:常|前|均)|月(?:均|度|末|底)|年(?:均|度|代|底|末|初|级|龄|产|来|人均)|床(?:头)|轮(?:驱|岗|训|换)|道(?:路|德|防)|块(?:链)|份(?:额)|张(?:家|掖|北)|批(?:次|发|准|复)|片(?:区)|段"
)
_UNIT = re.compile(rf"(?:{_ANY})(?:[/每](?:{FACTOR})?(?:{_ANY}|美元))?")
_PER = re.compile(r"(/|每)(年|天|日|亩|人|户|家)$")
_FACTOR = re.compile(FACTOR)


def unit_at(folded: str, at: int) -> str:
    """Return the unit word that begins at ``at`` in a folded text, or the empty string."""
    found = _UNIT.match(folded, at)
    return found[0] if found and not _OTHER_WORD.match(folded, found.end() - 1) else ""


@cache
def unit_base(unit: str) -> tuple[str, float]:
    """Return the base a unit measures and how many of it one unit is.

    万亿元 and 亿元 share the base of 元; every counter is its own base, so 家 and 个 differ here
    and are only held alike by :func:`same_unit`.
    """
    plain = _PER.sub("", unit.replace("％", "%").replace(" ", ""))
    if plain in MEASURES:
        return MEASURES[plain]
    found = _FACTOR.match(plain)
    if found and plain[found.end() :] in {*MEASURES, *_COUNTERS, ""}:
        base, times = unit_base(plain[found.end() :])
        return base, times * factor_value(found[0])
    return ("count", 1.0) if plain in {"", "个"} else ("count:" + plain if plain in _COUNTERS else plain, 1.0)


def is_counter(unit: str) -> bool:
    """Tell whether the unit counts things one by one (个 家 项 …), with or without a factor."""
    return unit_base(unit)[0].startswith("count")


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units measure the same; 个 and no unit go with every counter."""
    a, b = unit_base(one)[0], unit_base(other)[0]
    if a == b:
        return True
    any_counter = "count" in (a, b) and a.startswith("count") and b.startswith("count")
    return any_counter or {a, b} == {"count:人", "count:名"}
