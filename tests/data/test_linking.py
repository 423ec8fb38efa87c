"""When the reports' own text is added, the zone's goals find their wording in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.commands.linking import links_for
from planner.commands.papers import AddDocument
from planner.commands.seeding import make_plan
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Basis, Milestone
from planner.store.store import new_id
from tests.build import goal, plan, ticking

TEXTS = Path(__file__).parents[2].parent / "shared" / "documents" / "texts"
SEED = (TEXTS / "seed.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def zone(tmp_path_factory) -> Plan:
    """The zone's plan after its document was added."""
    session = make_plan(tmp_path_factory.mktemp("zone") / "zone.plan", "zone", who="tester", now=ticking())
    session.run(AddDocument(new_id(), "会议报道", SEED, links=links_for(session.plan, SEED)))
    session.store.close()
    return session.plan


def quotes(zone: Plan, name: str) -> list[str]:
    return [row.quote for goal in zone.goals.values() if goal.name == name for row in zone.bases[goal.id]]


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("新签约招商引资项目签约额", ["825亿元", "820亿元"]),
        ("新引进世界500强项目", ["1个"]),
        ("新引进投资30亿元以上项目", ["两个"]),
        ("新签约招商项目数", ["22个"]),
        ("实际吸收外资", ["5.84亿美元"]),
        ("引进市外资金", ["57.7亿元"]),
        ("新增城镇就业", ["3000人"]),
        ("新增农村劳动力转移就业", ["1200人"]),
        ("返乡下乡创业", ["600人"]),
        ("新建博士后科研工作站（实践基地）", ["2~3个"]),
        ("建成区规模", ["120平方公里"]),
        ("人口规模", ["100万人"]),
        ("巡察入户走访", ["382户"]),
        ("巡察谈话了解", ["647人"]),
        ("巡察民主测评", ["858人"]),
        ("巡察受理来信来访", ["93件"]),
        ("下发立行立改通知书", ["12份"]),
        ("巡察发现问题线索", ["89个"]),
    ],
)
def test_figures_find_their_clause(zone, name, figures) -> None:
    found = quotes(zone, name)
    assert len(found) == len(figures)
    assert all(figure in quote for figure, quote in zip(figures, found, strict=True))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("大气污染防治攻坚", ["结构调整", "智慧监管", "VOCs", "差异化", "柴油货车"]),
        ("污染源头系统治理", ["城乡接合部", "散乱污", "机动车"]),
        ("第二轮巡察", ["龙港", "八岗", "清河", "明港", "60天"]),
        ("农民工工资基本无拖欠", ["根治欠薪", "无拖欠"]),
        ("集群、重大项目和重点项目盯办", ["一个集群", "十个重大", "30个重点"]),
        ("各级环保督察问题整改", ["环保督察"]),
    ],
)
def test_a_task_list_finds_its_tasks_in_one_span(zone, name, words) -> None:
    (quote,) = quotes(zone, name)
    assert all(word in quote for word in words)


def test_the_eight_directions_lie_in_their_six_paragraphs(zone) -> None:
    found = quotes(zone, "八大产业方向招商")
    marks = ["智能终端", "智能网联", "智能装备", "生物医药", "航空制造", "电子商务"]
    assert [mark for mark, quote in zip(marks, found, strict=True) if mark in quote] == marks
    assert "航空物流" in found[4]
    assert "文旅商贸" in found[5]


def test_every_basis_is_found_and_quotes_its_span(zone) -> None:
    (document,) = zone.documents
    for row in (row for rows in zone.bases.values() for row in rows):
        assert row.document == document
        assert row.quote == SEED[row.start : row.end] != ""


@pytest.mark.parametrize("name", ["gwy_2010", "gwy_2013", "hunan_2026", "jilin_2026", "shaanxi_2026"])
def test_other_documents_are_not_taken_for_it(tmp_path, name) -> None:
    session = make_plan(tmp_path / "zone.plan", "zone", who="tester", now=ticking())
    session.store.close()
    assert links_for(session.plan, (TEXTS / f"{name}.txt").read_text(encoding="utf-8")) == []


def jobs(*bases: Basis) -> Plan:
    pieces = [goal("jobs", 3000, title="新增就业", unit="人"), goal("roads", 12, title="新建公路", unit="公里")]
    return replace(plan(*pieces), bases={row.goal: (row,) for row in bases})


def test_half_of_a_source_s_goals_must_be_there() -> None:
    text = "今年新增就业3000人。"
    here, elsewhere = Basis("b1", "jobs", cite="《甲》第1段"), Basis("b2", "roads", cite="《甲》第2段")
    assert [basis for basis, *_ in links_for(jobs(here, elsewhere), text)] == ["b1"]
    assert links_for(jobs(elsewhere), text) == []


def test_a_basis_with_a_document_stays_as_it_is() -> None:
    linked = Basis("b1", "jobs", document="d", start=0, end=3, quote="abc", cite="《甲》")
    assert links_for(jobs(linked), "今年新增就业3000人。") == []


def test_the_words_of_a_note_help_to_find_a_task() -> None:
    made = plan(goal("cars", title="汽车", kind=Kind.TASKS))
    task = Milestone("m", "cars", "新能源汽车", note="整车、电池、电控")
    made = replace(made, milestones={"cars": (task,)}, bases={"cars": (Basis("b", "cars", cite="《甲》"),)})
    text = "围绕新能源汽车等主导产业。新能源汽车重点引进整车、电池、电控。"
    ((_, start, _, quote),) = links_for(made, text)
    assert start > 10
    assert "电控" in quote
