"""A plan with something of everything, and the orders that print each form of it in every way there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planner.commands.presets import load_rule
from planner.domain.kinds import Comparator, Kind
from planner.domain.plan import Plan
from planner.domain.records import Attachment, Basis, Document, Office, Report, Score, Slip, Target, Theme
from planner.sheets.fonts import FontChoice
from planner.sheets.forms import FORMS, pages_of
from planner.sheets.orders import MODERN, OFFICIAL, Order
from planner.sheets.paper import Printed
from tests.build import goal, plan
from tests.sheets.paper import SAY

CUT_OFF = date(2020, 9, 30)
BLANK = ("duties", "monthly", "assessment")
_STEPS = {"2020-03-31": 160.0, "2020-06-30": 390.0, "2020-09-30": 615.0, "2020-12-31": 825.0}
_MONTHS = ("01-31", "02-29", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30")


def _monthly(*values: float) -> dict[str, float]:
    return {f"2020-{day}": value for day, value in zip(_MONTHS, values, strict=False)}


def _goals() -> list[list[Any]]:
    return [
        goal("signed", 825, title="新签约招商引资项目签约额", theme="invest", unit="亿元", digits=1, baseline=820.0,
             lead="trade", partners=["build"], owner="某局长", leader="某副主任", definition="当年新签约项目总额。",
             milestones=_STEPS, progress=_monthly(28, 77, 118, 210, 258, 330, 402, 471, 542.6), points=20.0),
        goal("projects", 1, title="新引进世界500强项目", theme="invest", unit="个", lead="trade", owner="某局长",
             partners=["labour", "build"], progress={"2020-08-25": 1}, points=10.0),
        goal("jobs", 3000, title="新增城镇就业", kind=Kind.PER_PERIOD, theme="jobs", unit="人", lead="labour",
             progress=_monthly(120, 90, 260, 310, 300, 333, 351, 342, 380), points=20.0),
        goal("station", 2, title="新建博士后科研工作站", compare="range", high=3, theme="jobs", unit="个",
             lead="labour", progress={"2020-05-20": 0, "2020-08-25": 1}),
        goal("dust", 49, title="PM2.5年均浓度", kind=Kind.LEVEL, compare="<=", baseline=58.0, unit="μg/m³", digits=1,
             theme="clean", lead="build", partners=["trade"],
             progress=_monthly(58.4, 57.2, 56, 55.1, 54.6, 54, 53.1, 52.4, 51.8), points=15.0),
        goal("roads", title="北区道路建设", theme="clean", lead="build", definition="北区三条道路建成通车。",
             milestones={"2020-03-31": None, "2020-06-30": None, "2020-11-30": None}),
    ]  # fmt: skip


def whole(**about: object) -> Plan:
    """Return the plan; ``about`` changes its card (``letterhead``, ``demo`` …)."""
    made = plan(
        [Theme(*row) for row in (("invest", "招商引资"), ("jobs", "就业人才"), ("clean", "环境与城建"))],
        [Office(*row) for row in (("trade", "招商局"), ("labour", "人力资源局"), ("build", "规划建设局"))],
        [Document("d", "2020年工作要点", "党政办公室", "郑港〔2020〕12号", date(2020, 3, 2))],
        *_goals(),
        [
            Target("t2", "signed", Comparator.AT_LEAST, 825, None, date(2020, 12, 31), date(2020, 5, 8), "受影响下调"),
            Basis("b", "signed", "d", 3, 20, "全年新签约招商引资项目签约额不低于825亿元", "第3条"),
            Report("r1", "signed", "trade", CUT_OFF, "签约两批二十一个项目。", "用地指标未落实。", "逐项复核清单。",
                   "请明确供地时间。"),
            Report("r2", "dust", "build", CUT_OFF, "完成锅炉改造四十台。", "扬尘管控不稳。", "增加巡查。", ""),
            Attachment("a", "signed", "签约清单.xlsx", "0" * 64, 20480, 1.0, CUT_OFF, "盖章扫描件"),
            Slip("s", "signed", CUT_OFF, 3, "reminder slip", "trade", "连续两期落后。", "限期说明原因。",
                 date(2020, 10, 15)),
            Score("c", "signed", CUT_OFF, 13.5, 13.0, "用地影响"),
        ],
        as_of=CUT_OFF,
    )  # fmt: skip
    card = {"title": "2020年重点目标", "office": "示范区管理委员会", **about}
    return replace(made, about=replace(made.about, **card))


@dataclass(frozen=True, slots=True)
class Way:
    """One form in one language and one way of printing it; :func:`str` is the name of its picture."""

    form: str
    language: str = "zh"
    style: str = OFFICIAL
    blank: bool = False
    letterhead: bool = False
    mark: bool = False

    def __str__(self) -> str:
        more = [word for word in ("blank", "letterhead", "mark") if getattr(self, word)]
        return "-".join([self.form, self.language, *([self.style] if self.style == MODERN else []), *more])

    def order(self, made: Plan | None = None, **more: Any) -> Order:
        """Return the order for a plan (the one with everything by default)."""
        if made is None:
            made = whole(letterhead="示范区管理委员会文件" if self.letterhead else "")
        say = SAY[self.language]
        asked = {
            "first": date(2020, 1, 1), "last": date(2020, 12, 31), "office": "trade", "every": "quarter",
            "style": self.style, "blank": self.blank, "mark": say("Draft") if self.mark else "",
            "number": "示管〔2020〕18号" if self.letterhead else "", "annex": 1,
        }  # fmt: skip
        goals = more.pop("goals", [g.id for g in made.in_order()])
        return Order(made, CUT_OFF, load_rule("default"), say, goals, **asked | more)

    def pages(self, made: Plan | None = None, **more: Any) -> Printed:
        """Return the pages, in the bundled faces alone, so that they are the same on every machine."""
        return pages_of(self.form, self.order(made, **more), FontChoice())


def ways() -> list[Way]:
    """Return every form in both languages and both styles, and the blank ones."""
    found = [Way(form, language, style) for form in FORMS for language in SAY for style in (OFFICIAL, MODERN)]
    return found + [Way(form, language, blank=True) for form in BLANK for language in SAY]
