"""Figures in other units just work, or are refused in one sentence."""

import itertools
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.commands.presets import load_units
from planner.documents.units import MEASURES, unit_base
from planner.domain.exchange import Converter
from planner.domain.records import ExchangeRate
from planner.errors import PlannerError
from planner.places import DATA
from tests.build import goal, plan

DAY = date(2020, 3, 31)
RATES = [ExchangeRate("a", "美元", "元", date(2020, 1, 1), 7.0), ExchangeRate("b", "美元", "元", date(2020, 3, 1), 7.1)]


@pytest.mark.parametrize(
    ("text", "unit", "value", "said"),
    [
        ("1,250 万元", "亿元", 0.125, "1,250 万元"),
        ("１２５０万元", "亿元", 0.125, "１２５０万元"),
        ("825亿元", "亿元", 825, ""),
        ("1000人", "万人", 0.1, "1000人"),
        ("1500亩", "平方公里", pytest.approx(1.0), "1500亩"),
        ("0.03mg/m³", "μg/m³", 30, "0.03mg/m³"),
        ("71亿元", "亿美元", 10, "71亿元"),
        ("10亿美元", "亿元", 71, "10亿美元"),
        ("92.5％", "%", 92.5, ""),
    ],
)
def test_figures_in_other_units(text, unit, value, said):
    found = Converter(load_units(), RATES).read(text, unit, DAY)
    assert (found.value, found.said) == (value, said)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("3个百分点", "%"), ("3%", "个百分点"), ("5家", "个"), ("5亿元", "人"), ("", "人"), ("很多", "人")],
)
def test_what_does_not_convert_is_refused(text, unit):
    with pytest.raises(PlannerError):
        Converter(load_units(), RATES).read(text, unit, DAY)


def test_the_rate_of_the_day_counts_and_none_is_built_in():
    assert Converter(load_units(), RATES).read("1亿美元", "亿元", date(2020, 2, 1)).value == 7.0
    with pytest.raises(PlannerError, match="exchange rate"):
        Converter(load_units(), RATES).read("1亿美元", "亿元", date(2019, 2, 1))


def test_documents_and_figures_know_the_same_factors():
    """Two ways of writing that documents hold for one measure convert by the same factor in data/units.json."""
    units, table = load_units(), json.loads((DATA / "units.json").read_text(encoding="utf-8"))
    written = [*units.names, *(other for group in table["groups"] for other in group.get("also", {}))]
    firsts: dict[str, str] = {}
    for name in written:
        base, factor = unit_base(name)
        first = firsts.setdefault(base, name)
        assert units.convert(1.0, name, first) == pytest.approx(factor / unit_base(first)[1]), (name, first)


def test_units_of_documents_never_mix_what_figures_keep_apart():
    units = load_units()
    known = [word for word in MEASURES if units.find(word) is not None]
    for one, other in itertools.combinations(known, 2):
        assert units.convertible(one, other) == (unit_base(one)[0] == unit_base(other)[0]), (one, other)


@given(st.floats(1, 1e9), st.floats(0, 2e9))
def test_another_unit_does_not_change_a_light(target, reached):
    def light(factor, unit):
        made = plan(goal("g", target * factor, unit=unit, progress={"2020-06-30": reached * factor}))
        return assess(made, date(2020, 6, 30), Rule())["g"].light

    assert light(1.0, "亿元") == light(10000.0, "万元")
