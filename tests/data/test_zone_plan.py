"""The zone's plan says what the published reports say: figures exact, nothing else, no sentence of theirs."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from planner.commands.rules import checked
from planner.commands.seeding import make_plan
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.places import DATA
from tests.build import ticking

SEED = Path(__file__).parents[2].parent / "shared" / "documents" / "texts" / "seed.txt"
LONGEST_NAME = 17
"""A station's full name and the reports' title are this long; a sentence is longer."""


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Plan:
    session = make_plan(tmp_path_factory.mktemp("zone") / "zone.plan", "zone", who="tester", now=ticking())
    session.store.close()
    return session.plan


def find(plan: Plan, name: str) -> tuple[Goal, Target]:
    (goal,) = (goal for goal in plan.goals.values() if goal.name == name)
    target = plan.target(goal.id)
    assert target is not None
    return goal, target


@pytest.mark.parametrize(
    ("name", "sign", "low", "high", "unit", "year"),
    [
        ("新签约招商引资项目签约额", ">=", 825, None, "亿元", 2020),
        ("新引进世界500强项目", "=", 1, None, "个", 2020),
        ("新引进投资30亿元以上项目", "=", 2, None, "个", 2020),
        ("新增城镇就业", "=", 3000, None, "人", 2020),
        ("新增农村劳动力转移就业", "=", 1200, None, "人", 2020),
        ("返乡下乡创业", "=", 600, None, "人", 2020),
        ("新建博士后科研工作站（实践基地）", "range", 2, 3, "个", 2020),
        ("建成区规模", "=", 120, None, "平方公里", 2022),
        ("人口规模", "=", 100, None, "万人", 2022),
    ],
)
def test_what_is_promised(plan, name, sign, low, high, unit, year) -> None:
    goal, target = find(plan, name)
    assert (target.comparator, target.low, target.high, goal.unit) == (sign, low, high, unit)
    assert target.deadline == date(year, 12, 31)


@pytest.mark.parametrize(
    ("name", "baseline", "unit"),
    [
        ("新签约招商引资项目签约额", 820, "亿元"),
        ("新签约招商项目数", 22, "个"),
        ("实际吸收外资", 5.84, "亿美元"),
        ("引进市外资金", 57.7, "亿元"),
        ("巡察入户走访", 382, "户"),
        ("巡察谈话了解", 647, "人"),
        ("巡察民主测评", 858, "人"),
        ("巡察受理来信来访", 93, "件"),
        ("下发立行立改通知书", 12, "份"),
        ("巡察发现问题线索", 89, "个"),
    ],
)
def test_what_was_before(plan, name, baseline, unit) -> None:
    goal, _ = find(plan, name)
    assert (goal.baseline, goal.unit, goal.baseline_day) == (baseline, unit, date(2019, 12, 31))


@pytest.mark.parametrize(
    ("name", "tasks"),
    [
        ("集群、重大项目和重点项目盯办", 3),
        ("八大产业方向招商", 8),
        ("农民工工资基本无拖欠", 2),
        ("大气污染防治攻坚", 5),
        ("水污染防治攻坚", 1),
        ("土壤污染防治攻坚", 1),
        ("污染防治其他专项工作", 1),
        ("污染源头系统治理", 3),
        ("各级环保督察问题整改", 1),
        ("第二轮巡察", 4),
        ("全区党务年度工作", 4),
        ("群团组织与工作品牌", 5),
    ],
)
def test_task_lists(plan, name, tasks) -> None:
    goal, target = find(plan, name)
    assert goal.kind is Kind.TASKS
    assert target.low is None
    assert len(plan.milestones[goal.id]) == tasks


def test_the_inspection_visits_four_named_offices(plan) -> None:
    goal, target = find(plan, "第二轮巡察")
    offices = {plan.office_name(row.office) for row in plan.milestones[goal.id]}
    assert offices == {"龙港办事处", "八岗办事处", "清河办事处", "明港办事处"}
    assert (target.deadline - date(2020, 5, 10)).days in range(58, 63)
    assert len(list(plan.children(goal.id))) == 6


def test_the_reports_give_no_progress_of_2020(plan) -> None:
    assert not plan.measurements
    assert not plan.reports
    assert not any(row.done for rows in plan.milestones.values() for row in rows)
    assert (plan.about.as_of, plan.about.demo) == (date(2020, 5, 31), False)


def test_every_goal_says_where_it_comes_from(plan) -> None:
    assert set(plan.bases) == set(plan.goals)
    cites = [row.cite for rows in plan.bases.values() for row in rows]
    assert all("《航空港" in cite and "篇" in cite and "段" in cite for cite in cites)
    assert not any(row.quote or row.document for rows in plan.bases.values() for row in rows)


def test_lead_offices_only_where_the_reports_name_them(plan) -> None:
    assert {plan.office_name(goal.lead) for goal in plan.goals.values()} == {"", "党工委巡察工作领导小组", "党群工作部"}


def test_the_plan_keeps_the_program_s_own_rules(plan) -> None:
    owned = [row for table in (plan.targets, plan.milestones) for rows in table.values() for row in rows]
    for record in [plan.about, *plan.goals.values(), *owned]:
        assert checked(plan, record) == record


def test_no_sentence_of_the_reports_is_shipped() -> None:
    text = _folded(SEED.read_text(encoding="utf-8"))
    runs = {text[n : n + LONGEST_NAME + 1] for n in range(len(text) - LONGEST_NAME)}
    shipped = "\n".join(path.read_text(encoding="utf-8") for path in DATA.rglob("*.toml"))
    lines = [_folded(line) for line in shipped.splitlines()]
    assert [line for line in lines if any(run in line for run in runs)] == []


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace(" ", "").split())
