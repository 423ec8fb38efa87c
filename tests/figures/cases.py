"""Goals worth a picture: the usual one, and every shape a chart has to bear."""

from dataclasses import replace
from datetime import date

from planner.analysis.forecast.goals import forecast
from planner.analysis.status import assess
from planner.analysis.tracks import Track
from planner.analysis.values import Rule
from planner.domain.kinds import Comparator, Kind
from planner.domain.records import Target
from planner.figures.bullets import bullets
from planner.figures.heat import heat_map
from planner.figures.milestonetrend import trend_chart
from planner.figures.pace import pace_chart
from planner.figures.svg import chart_svg
from planner.figures.tables_svg import bullets_svg, heat_svg
from planner.figures.trajectory import trajectory_chart
from planner.places import LOCALES
from planner.text import Translator
from tests.build import goal, plan

CUT_OFF = date(2020, 9, 30)
_MONTHS = ("01-31", "02-29", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30")


def monthly(*values, year=2020):
    """Return progress at the ends of the first months of a year."""
    return {f"{year}-{day}": value for day, value in zip(_MONTHS, values, strict=False)}


GOALS = {
    "rising": goal(
        "g", 825, title="新签约招商引资项目签约额", unit="亿元", digits=1,
        milestones={"2020-03-31": 206, "2020-06-30": 412, "2020-09-30": 619, "2020-12-31": 825},
        progress=monthly(28, 77, 118, 210, 258, 330, 402, 471, 542.6)),
    "falling": goal(
        "g", 49, title="PM2.5 年均浓度", kind=Kind.LEVEL, compare="<=", baseline=58.0, unit="μg/m³", digits=1,
        milestones={"2020-06-30": 53}, progress=monthly(58.4, 57.2, 56, 55.1, 54.6, 54, 53.1, 52.4, 51.8)),
    "held": goal(
        "g", 92.5, title="优良天数比率", kind=Kind.RATE, unit="%", digits=1,
        progress=monthly(88.1, 90, 91.4, 92.9, 93.5, 93.2, 93, 92.8, 93.1)),
    "budget": goal(
        "g", 120, title="三公经费", compare="<=", unit="万元", progress=monthly(8, 15, 27, 39, 52, 63, 71, 88, 97)),
    "range": goal(
        "g", 2, title="新建博士后科研工作站", compare="range", high=3, unit="个",
        progress={"2020-05-20": 0, "2020-08-25": 1}),
    "per_period": goal(
        "g", 3000, title="新增城镇就业", kind=Kind.PER_PERIOD, unit="人",
        progress=monthly(120, 90, 260, 310, 300, 333, 351, 342, 380)),
    "tasks": goal(
        "g", title="大气污染防治任务", milestones={"2020-03-31": None, "2020-06-30": None, "2020-08-31": None,
        "2020-11-30": None}),
    "years": goal(
        "g", 120, title="建成区面积", kind=Kind.LEVEL, baseline=92.0, unit="平方公里", start="2019-01-01",
        by="2022-12-31", milestones={"2020-12-31": 106},
        progress={"2019-06-30": 94, "2019-12-31": 97, "2020-06-30": 101}),
    "quarters": goal(
        "g", 1_250_000, title="外贸进出口总额", unit="万元", start="2019-07-01", by="2021-06-30",
        progress={"2019-12-31": 310_000, "2020-06-30": 590_000}),
    "one_point": goal("g", 600, title="返乡下乡创业", unit="人", progress={"2020-05-31": 96}),
    "zeros": goal("g", 0, title="拖欠农民工工资案件", compare="=", unit="起", progress=monthly(0, 0, 0, 0, 0, 0)),
    "crowded": goal(
        "g", 100, title="旧改户数", compare="range", high=103, unit="户",
        milestones={"2020-09-28": 80, "2020-09-30": 82}, progress=monthly(5, 9, 30, 44, 58, 66, 70, 76, 101)),
    "nothing": goal("g", kind=Kind.CUMULATIVE, by=None, start=None, title="未定目标"),
}  # fmt: skip


def chart(name, language="zh", as_of=CUT_OFF):
    """Return the trajectory chart of one of the goals."""
    made = plan(GOALS[name], as_of=as_of)
    return trajectory_chart(made, "g", assess(made, as_of, Rule())["g"], as_of, Translator(language, LOCALES))


def more_charts(language="en"):
    """Yield (name, SVG text) of every other chart: pace, milestone trend, heat map, bullets, and the fan."""
    say = Translator(language, LOCALES)
    for name in ("rising", "falling", "one_point", "tasks", "nothing"):
        made = plan(GOALS[name], as_of=CUT_OFF)
        status = assess(made, CUT_OFF, Rule())["g"]
        yield f"pace_{name}", chart_svg(pace_chart(made, "g", status, CUT_OFF, say), 452, 168, fonts=FONTS, size=7.5)
    for name, tracks in TRACKS.items():
        yield f"mta_{name}", chart_svg(trend_chart(tracks, CUT_OFF, name, say), 452, 300, fonts=FONTS, size=7.5)
    made = revised()
    status, fan = assess(made, CUT_OFF, Rule())["g"], forecast(made, CUT_OFF)["g"]
    yield "revised", chart_svg(trajectory_chart(made, "g", status, CUT_OFF, say, fan), 452, 168, fonts=FONTS, size=7.5)
    yield "heat", heat_svg(heat_map(made, CUT_OFF, Rule(), ["g"], say), 452, fonts=FONTS)
    yield "heat_empty", heat_svg(heat_map(made, CUT_OFF, Rule(), [], say), 452, fonts=FONTS)
    yield "bullets", bullets_svg(bullets(made, {"g": status}, ["g"], say), 452, fonts=FONTS)
    yield "bullets_empty", bullets_svg(bullets(made, {}, [], say), 452, fonts=FONTS)


FONTS = ("Noto Sans SC",)


def revised():
    """Return a plan whose one goal had its target raised in July, with a note on a figure."""
    made = plan(GOALS["rising"], as_of=CUT_OFF)
    raised = Target("g/t2", "g", Comparator.AT_LEAST, 900, None, date(2020, 12, 31), date(2020, 7, 1), "raised")
    series = made.series("g")
    noted = replace(series, notes={series.ids[3]: "one large project"})
    return replace(made, targets={"g": (*made.targets["g"], raised)}, measurements={"g": noted})


def _days(*pairs):
    return tuple((date.fromisoformat(day), date.fromisoformat(due)) for day, due in pairs)


TRACKS = {
    "three": [
        Track("a", "permit", _days(("2020-01-15", "2020-04-30"), ("2020-03-31", "2020-06-15")), date(2020, 6, 20)),
        Track("b", "halls", _days(("2020-01-15", "2020-10-31"), ("2020-06-30", "2020-12-15"))),
        Track("c", "road", _days(("2020-01-15", "2020-12-31"), ("2020-07-31", "2020-11-15"))),
        Track("d", "missed", _days(("2020-01-15", "2020-08-15"))),
    ],
    "one": [Track("a", "permit", _days(("2020-09-30", "2020-11-30")))],
    "none": [],
}
