"""Units convert inside their group and never across."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.commands.presets import load_units
from planner.errors import PlannerError
from planner.places import DATA

UNITS = load_units()


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        (825, "亿元", "万元", 8_250_000),
        (0.9, "万亿元", "亿元", 9000),
        (5.84, "亿美元", "万美元", 58_400),
        (1_000_000, "人", "万人", 100),
        (120, "平方公里", "公顷", 12_000),
        (1, "平方公里", "亩", 1500),
        (15, "亩", "平方米", 10_000),
        (2.5, "公里", "米", 2500),
        (3, "万吨", "吨", 30_000),
        (35, "微克/立方米", "μg/m³", 35),
        (3, "万家", "家", 30_000),
    ],
)
def test_conversions(value, source, target, result) -> None:
    assert UNITS.convert(value, source, target) == pytest.approx(result, rel=1e-12)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%", "个百分点"),
        ("亿元", "亿美元"),
        ("个", "家"),
        ("人", "人次"),
        ("天", "个工作日"),
        ("亿元", "万人"),
        ("怪", "元"),
    ],
)
def test_what_measures_different_things_is_refused(source, target) -> None:
    assert not UNITS.convertible(source, target)
    with pytest.raises(PlannerError, match="cannot be converted"):
        UNITS.convert(1, source, target)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("km²", "平方公里"),
        ("％", "%"),
        ("ｋｍ", "公里"),
        ("TEU", "标箱"),
        ("µg/m³", "μg/m³"),
        ("百分点", "个百分点"),
        ("亿 元", "亿元"),
        ("㎡", "平方米"),
        ("ha", "公顷"),
        ("sq km", "平方公里"),
        ("平方千米", "平方公里"),
        ("pp", "个百分点"),
        ("percentage points", "个百分点"),
        ("per cent", "%"),
        ("ＵＳＤ", "美元"),
        ("US$", "美元"),
        ("万美金", "万美元"),
        ("people", "人"),
        ("t", "吨"),
        ("days", "天"),
    ],
)
def test_other_ways_of_writing_a_unit(written, name) -> None:
    found = UNITS.find(written)
    assert found is not None
    assert found.name == name


def test_an_unknown_unit_is_itself() -> None:
    assert UNITS.find("标准泳池") is None
    assert UNITS.convert(3, "标准泳池", "标准泳池") == 3
    assert UNITS.digits("标准泳池") == 0


def test_decimals_shown() -> None:
    assert [UNITS.digits(name) for name in ("元", "亿元", "人", "万人", "%")] == [0, 2, 0, 2, 1]


@given(st.sampled_from(UNITS.names), st.sampled_from(UNITS.names), st.floats(-1e9, 1e9))
def test_there_and_back(source, target, value) -> None:
    if UNITS.convertible(source, target):
        back = UNITS.convert(UNITS.convert(value, source, target), target, source)
        assert back == pytest.approx(value, rel=1e-12, abs=1e-12)


def test_every_unit_stands_once() -> None:
    table = json.loads((DATA / "units.json").read_text(encoding="utf-8"))
    assert len(set(UNITS.names)) == len(UNITS.names)
    assert all(group["units"][group["base"]] == 1 for group in table["groups"])
    assert all(UNITS.find(name) for group in table["groups"] for name in group.get("also", {}))
