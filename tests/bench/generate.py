"""Big plans for tests and benchmarks: the same for the same numbers, written as one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from planner.domain.kinds import Comparator, Kind
from planner.domain.records import (
    About,
    Basis,
    Goal,
    Measurement,
    Milestone,
    Office,
    Partner,
    Record,
    Report,
    Target,
    Theme,
)
from planner.store.store import Store
from planner.text import message

THEMES = (
    ("招商引资", "#2156C2"), ("就业创业", "#1E8A5B"), ("人才", "#6F52C0"), ("污染防治", "#0F8FA3"),
    ("城市建设", "#B5642A"), ("党建巡察", "#5E6B84"), ("工业经济", "#3D6FB0"), ("科技创新", "#7A5195"),
    ("对外开放", "#2E7D6B"), ("民生保障", "#A8556B"), ("乡村振兴", "#6B8E23"), ("安全生产", "#8C6239"),
)  # fmt: skip
_BUREAUS = (
    "招商局",
    "经济发展局",
    "人社局",
    "生态环境局",
    "规划建设局",
    "农业农村局",
    "城市管理局",
    "教育局",
    "卫生健康局",
    "财政局",
    "科技局",
    "商务局",
)
_TOWNS = ("龙港", "八岗", "清河", "明港", "银河", "郑港", "滨河", "新港", "张庄", "冯堂", "三官庙", "岗李")
_PARTS = ("综合科", "规划科", "项目科", "服务科")
_VERBS = ("新增", "完成", "新建", "改造", "引进", "培育", "实现", "提升", "新开工", "竣工")
_THINGS = {
    "招商引资": ("签约项目", "到位资金", "外资项目", "总部企业"),
    "就业创业": ("城镇就业", "转移就业", "创业人数", "技能培训"),
    "人才": ("博士后工作站", "高层次人才", "技能人才", "人才公寓"),
    "污染防治": ("优良天数", "改造锅炉", "整治企业", "治理河段"),
    "城市建设": ("道路里程", "绿地面积", "老旧小区", "供热面积"),
    "党建巡察": ("走访户数", "党员培训", "整改事项", "示范支部"),
    "工业经济": ("规上企业", "技改投资", "工业产值", "智能工厂"),
    "科技创新": ("高新企业", "研发投入", "授权专利", "技术合同"),
    "对外开放": ("进出口额", "货运吞吐", "国际航线", "跨境订单"),
    "民生保障": ("学位", "养老床位", "社区食堂", "医保参保"),
    "乡村振兴": ("高标准农田", "村集体收入", "农村公路", "示范村"),
    "安全生产": ("隐患整改", "应急演练", "企业检查", "培训人次"),
}
_UNITS = (
    ("个", 0, 60), ("家", 0, 120), ("人", 0, 5000), ("亿元", 1, 900), ("万元", 0, 80000),
    ("公里", 1, 90), ("亩", 0, 6000),
)  # fmt: skip
_KINDS = (Kind.CUMULATIVE,) * 6 + (Kind.PER_PERIOD, Kind.LEVEL, Kind.RATE, Kind.TASKS)
AS_OF = date(2020, 9, 30)
_START, _END = date(2020, 1, 1), date(2020, 12, 31)
_WRITTEN = datetime(2020, 10, 1, 9, tzinfo=UTC)
_SHARE = 500


def make_big(path: Path, goals: int, milestones: int = 12, measurements: int = 60) -> None:
    """Write a plan of ``goals`` goals over 12 themes and 60 offices to a new file.

    Each goal has ``milestones`` dated steps and, unless it is a task list, ``measurements`` dated values;
    a tenth have an office's report. Names, figures and ids depend on the numbers alone.
    """
    random = Random(2020)
    with (
        Store.create(path) as store,
        store.step(message("Add {table}", table="goal"), who="bench", at=_WRITTEN) as edit,
    ):
        themes, offices = list(_themes()), list(_offices())
        edit.insert(About("plan", f"{goals} 个目标", "测试开发区", AS_OF), *themes, *offices)
        batch: list[Record] = []
        for n in range(goals):
            batch += _goal(random, n, themes, offices, (milestones, measurements))
            if n % _SHARE == _SHARE - 1:
                edit.insert(*batch)
                batch = []
        edit.insert(*batch)


def _themes() -> Iterator[Theme]:
    for n, (name, colour) in enumerate(THEMES):
        yield Theme(f"theme{n:011x}", name, colour, float(n))


def _offices() -> Iterator[Office]:
    """Yield 60 offices: 12 bureaus, 12 town offices, and 36 sections under the bureaus."""
    names = [(name, None) for name in _BUREAUS] + [(f"{name}办事处", None) for name in _TOWNS]
    names += [(f"{bureau}{part}", n) for n, bureau in enumerate(_BUREAUS) for part in _PARTS[:3]]
    for n, (name, parent) in enumerate(names):
        yield Office(f"office{n:010x}", name, None if parent is None else f"office{parent:010x}", float(n))


def _id(random: Random) -> str:
    """Return a row id like those of the store, which come in no order."""
    return f"{random.getrandbits(64):016x}"


def _goal(
    random: Random, n: int, themes: list[Theme], offices: list[Office], sizes: tuple[int, int]
) -> Iterator[Record]:
    own, theme, kind = _id(random), themes[n % len(themes)], random.choice(_KINDS)
    unit, digits, most = ("%", 1, 100) if kind is Kind.RATE else random.choice(_UNITS)
    aim = round(most * random.uniform(0.2, 1.0), digits) or 1.0
    lead = random.choice(offices).id
    name = (
        f"{random.choice(_VERBS)}{random.choice(_THINGS[theme.name])}（{offices[n % len(offices)].name}第 {n + 1} 项）"
    )
    numeric = kind.numeric
    yield Goal(
        own, name, kind, theme.id, unit=unit if numeric else "", digits=digits, start=_START, lead=lead,
        baseline=round(aim * 0.7, digits) if kind is Kind.LEVEL else None, owner="负责人", pos=float(n),
    )  # fmt: skip
    comparator = random.choice((Comparator.AT_LEAST, Comparator.AT_LEAST, Comparator.EQUAL, Comparator.ABOUT))
    yield Target(_id(random), own, comparator, aim if numeric else None, deadline=_END)
    yield Partner(_id(random), own, random.choice(offices).id)
    yield Basis(_id(random), own, cite="《测试开发区年度工作要点》第 1 段")
    yield from _milestones(random, own, lead, (sizes[0], aim if numeric else None, digits))
    if numeric:
        yield from _measurements(random, own, (sizes[1], aim, digits))
    if n % 10 == 0:
        yield Report(_id(random), own, lead, AS_OF, "按计划推进。", "部分手续未办结。", "十月完成。")


def _milestones(random: Random, goal: str, office: str, want: tuple[int, float | None, int]) -> Iterator[Milestone]:
    count, aim, digits = want
    for k in range(1, count + 1):
        due = _START + (_END - _START) * k / count
        done = due + timedelta(days=random.randint(-6, 9)) if random.random() < 0.8 else None
        value = None if aim is None else round(aim * k / count, digits)
        reached = done if done and done <= AS_OF else None
        yield Milestone(_id(random), goal, f"第 {k} 步", due, value, office, reached, pos=float(k))


def _measurements(random: Random, goal: str, want: tuple[int, float, int]) -> Iterator[Measurement]:
    count, aim, digits = want
    speed = random.uniform(0.5, 1.2) * aim * 0.75
    for k in range(1, count + 1):
        day = _START + (AS_OF - _START) * k / count
        value = max(0.0, speed * k / count + random.gauss(0, 0.01) * aim)
        yield Measurement(_id(random), goal, day, round(value, digits), "月报" if k % 12 == 0 else "")
