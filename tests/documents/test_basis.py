"""Goals of a shipped plan find their wording in a document added later."""

import json
from pathlib import Path

import pytest

from planner.documents.basis import WantedBasis, find_basis
from planner.domain.kinds import Comparator

SHARED = Path(__file__).parents[2].parent / "shared" / "documents"
TEXT = (
    "去年，全县新建泵站4座，投入900万元。\n"
    "今年，力争新建泵站6座、改造渠道12.5公里，投入达到0.12亿元以上。培训村级水管员6人。\n"
    "要深化河道采砂治理、推进节水型学校创建，抓好防汛演练。\n"
)


def quotes(*wanted: WantedBasis) -> list[str | None]:
    return [found and found.quote for found in find_basis(TEXT, wanted)]


def test_figures_are_found_by_value_unit_and_indicator() -> None:
    assert quotes(WantedBasis("新建泵站数", 6, None, "座"), WantedBasis("水利投入", 1200, None, "万元")) == [
        "力争新建泵站6座",
        "投入达到0.12亿元以上",
    ]
    assert quotes(WantedBasis("改造渠道", 12500, None, "米")) == ["改造渠道12.5公里"]


def test_what_is_not_plainly_there_is_not_found() -> None:
    assert (
        quotes(
            WantedBasis("新建泵站数", 7, None, "座"),
            WantedBasis("新建泵站数", 6, 8, "座"),
            WantedBasis("新建泵站数", 6, None, "公里"),
            WantedBasis("引进博士", 6, None, "人"),
            WantedBasis("轨道交通建设"),
        )
        == [None] * 5
    )


def test_tasks_are_found_by_their_names() -> None:
    assert quotes(WantedBasis("河道采砂治理"), WantedBasis("节水型学校创建")) == [
        "要深化河道采砂治理",
        "推进节水型学校创建",
    ]


def test_spans_are_of_the_text() -> None:
    found = find_basis(TEXT, [WantedBasis("新建泵站", 4, None, "座")])[0]
    assert found is not None
    assert TEXT[found.start : found.end] == found.quote == "全县新建泵站4座"


def test_a_million_characters_in_one_line_are_searched() -> None:
    text = "，".join(["新建泵站6座和渠道", *["继续做好河道两岸的日常管护工作"] * 5] * 10_000)
    found = find_basis(text, [WantedBasis("新建泵站", 6, None, "座"), WantedBasis("渠道")])
    assert [one is not None for one in found] == [True, True]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled texts lie beside a checkout only")
def test_the_zones_goals_and_baselines() -> None:
    text = (SHARED / "texts/seed.txt").read_text(encoding="utf-8")
    gold = json.loads((SHARED / "gold/seed.json").read_text(encoding="utf-8"))["goals"]
    wanted = [
        WantedBasis(g["indicator"], g["value"], g["value2"], g["unit"], Comparator(g["comparator"])) for g in gold
    ]
    found = find_basis(text, wanted)
    for goal, basis in zip(gold, found, strict=True):
        assert basis is not None
        assert basis.start <= goal["value_start"] < goal["value_end"] <= basis.end <= basis.start + 60


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled texts lie beside a checkout only")
@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [("走访户数", 382, "户"), ("谈话人数", 647, "人"), ("民主测评人数", 858, "人"), ("受理来信来访", 93, "件"),
     ("立行立改通知书", 12, "份"), ("发现问题线索", 89, "个")],
)  # fmt: skip
def test_the_first_rounds_figures(name: str, value: float, unit: str) -> None:
    text = (SHARED / "texts/seed.txt").read_text(encoding="utf-8")
    found = find_basis(text, [WantedBasis(name, value, None, unit)])[0]
    assert found is not None
    assert str(value) in found.quote
