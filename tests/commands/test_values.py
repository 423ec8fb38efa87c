"""What is typed becomes a field's value, or one sentence."""

from datetime import date

import pytest

from planner.commands.values import read_field
from planner.domain.kinds import Comparator, Kind
from planner.errors import PlannerError
from planner.places import LOCALES
from planner.text import Translator
from tests.build import goal, office, plan, theme

PLAN = plan(theme("就业"), office("人社局"), office("同名"), goal("g", 1, title="甲"), goal("h", 1, title="甲"))
ZH = Translator("zh", LOCALES)


@pytest.mark.parametrize(
    ("table", "field", "text", "value"),
    [
        ("milestone", "due", "2020年6月底", date(2020, 6, 30)),
        ("milestone", "due", "", None),
        ("milestone", "value", "1,200人", 1200.0),
        ("milestone", "value", "０．３万人", 3000.0),
        ("target", "high", "1.2万", 12_000.0),
        ("goal", "baseline", "2千人", 2000.0),
        ("goal", "digits", "2", 2),
        ("goal", "archived", "是", True),
        ("goal", "archived", "", False),
        ("goal", "kind", "累计", Kind.CUMULATIVE),
        ("goal", "kind", "rate", Kind.RATE),
        ("goal", "kind", "task list", Kind.TASKS),
        ("target", "comparator", "≥", Comparator.AT_LEAST),
        ("goal", "theme", "就业", "就业"),
        ("goal", "lead", "人社局", "人社局"),
        ("goal", "lead", "", None),
        ("about", "office", "管委会", "管委会"),
        ("goal", "name", "  名  ", "名"),
    ],
)
def test_reading(table, field, text, value):
    if text == "≥":
        text = ZH("at least")
    assert read_field(PLAN, table, field, text, unit="人", translate=ZH) == value


@pytest.mark.parametrize(
    ("table", "field", "text", "why"),
    [
        ("milestone", "due", "2020-02-30", "no day"),
        ("milestone", "value", "多", "not a number"),
        ("milestone", "value", "3万元", "cannot be converted"),
        ("goal", "digits", "1.5", "whole number"),
        ("goal", "archived", "maybe", "neither yes nor no"),
        ("goal", "kind", "别的", "is not one of: 累计"),
        ("goal", "theme", "没有", "There is no “没有”"),
        ("goal", "parent", "甲", "2 entries named"),
        ("office", "parent", "没有", "There is no"),
    ],
)
def test_refused(table, field, text, why):
    with pytest.raises(PlannerError, match=why):
        read_field(PLAN, table, field, text, unit="人", translate=ZH)
