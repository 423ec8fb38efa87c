"""A selected phrase becomes the fields of a goal."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.documents.phrase import Phrase, read_phrase
from planner.domain.kinds import Comparator, Kind

DAY = date(2021, 4, 1)
SHARED = Path(__file__).parents[2].parent / "shared" / "documents"


def read(phrase: str, day: date | None = DAY) -> Phrase:
    return read_phrase(phrase, 0, len(phrase), day)


@pytest.mark.parametrize(
    ("phrase", "indicator", "comparator", "low", "high", "unit"),
    [
        ("力争年内新引进两个投资5亿元以上的制造业项目", "新引进投资5亿元以上的制造业项目", "=", 2, None, "个"),
        ("确保签约额不低于１２０亿元", "签约额", ">=", 120, None, "亿元"),
        ("新建托育点3~5处", "新建托育点", "range", 3, 5, "处"),
        ("绿地面积增至38平方公里", "绿地面积", "=", 38, None, "平方公里"),
        ("城镇登记失业率控制在4.2％以内", "城镇登记失业率", "<=", 4.2, None, "%"),
        ("培训技工1.5万人次以上", "培训技工", ">=", 1.5, None, "万人次"),
        ("引进1家世界500强企业", "引进世界500强企业", "=", 1, None, "家"),
        ("新建水库二十座", "新建水库", "=", 20, None, "座"),
        ("粮食总产稳定在1,250万吨左右", "粮食总产", "about", 1250, None, "万吨"),
        ("绿电占比达到三分之一", "绿电占比", "=", 100 / 3, None, "%"),
    ],
)
def test_figures(phrase, indicator, comparator, low, high, unit) -> None:
    got = read(phrase)
    assert (got.indicator, got.comparator, got.high, got.unit) == (indicator, comparator, high, unit)
    assert got.low == pytest.approx(low)


@pytest.mark.parametrize(
    ("phrase", "deadline"),
    [
        ("到2023年底建成泵站6座", date(2023, 12, 31)),
        ("2022年6月底前建成泵站6座", date(2022, 6, 30)),
        ("今年三季度末建成泵站6座", date(2021, 9, 30)),
        ("年内建成泵站6座", date(2021, 12, 31)),
        ("“十四五”末建成泵站6座", date(2025, 12, 31)),
        ("2022年2月30日前建成泵站6座", None),
        ("建成泵站6座", None),
    ],
)
def test_deadlines(phrase: str, deadline: date | None) -> None:
    assert read(phrase).deadline == deadline


def test_this_year_stays_open_without_the_documents_date() -> None:
    assert read("今年新建泵站6座", None).deadline is None
    assert read("2022年底新建泵站6座", None).deadline == date(2022, 12, 31)


def test_kinds() -> None:
    assert read("城镇化率达到60%").kind is Kind.RATE
    assert read("人口规模增至30万人").kind is Kind.LEVEL
    assert read("新增就业800人").kind is Kind.CUMULATIVE
    assert read("深化河道采砂治理") == Phrase(0, 8, "深化河道采砂治理")


def test_offsets_are_those_of_the_document() -> None:
    text = "会议要求，今年新建泵站6座。"
    got = read_phrase(text, 4, len(text), DAY)
    assert text[got.start : got.end] == "今年新建泵站6座"


@given(st.text(alphabet="今年新建0123456789一二两十百千万亿%，。～-至个元〔〕第年月日底达到 \n", max_size=60))
def test_any_selection_is_read(phrase: str) -> None:
    got = read(phrase)
    assert 0 <= got.start <= got.end <= max(len(phrase), got.start)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled texts lie beside a checkout only")
def test_all_nine_goals_of_the_zones_document() -> None:
    text = (SHARED / "texts/seed.txt").read_text(encoding="utf-8")
    for gold in json.loads((SHARED / "gold/seed.json").read_text(encoding="utf-8"))["goals"]:
        got = read_phrase(text, gold["start"], gold["end"], date(2020, 5, 8))
        assert (got.low, got.high, got.unit) == (gold["value"], gold["value2"], gold["unit"])
        assert got.comparator == Comparator(gold["comparator"])
        assert gold["indicator"].startswith(got.indicator)
        assert got.deadline is None or got.deadline.isoformat() == gold["deadline"]
