"""Parts in other units count in their parent's, or are said to count for nothing."""

from datetime import date

import pytest

from planner.analysis.status import assess
from planner.analysis.values import Light
from planner.commands.presets import load_rule
from planner.commands.rules import rule_findings
from planner.domain.kinds import Kind, Rollup
from planner.domain.records import ExchangeRate
from tests.build import AS_OF, goal, plan

RULE = load_rule("default")


def part(name, target, unit, reached, **words):
    return goal(name, target, unit=unit, parent="whole", progress={"2020-06-30": reached}, **words)


def joined(rollup, *parts, unit="亿元", target=100, rates=()):
    whole = goal("whole", target, unit=unit, digits=2, rollup=rollup)
    return plan(whole, *parts, [*rates])


def status(made):
    return assess(made, AS_OF, RULE)["whole"]


TWO = (part("a", 600_000, "万元", 300_000, weight=3.0), part("b", 40, "亿元", 10))


@pytest.mark.parametrize(
    ("rollup", "value"),
    [
        (Rollup.SUM, 40), (Rollup.MEAN, 20), (Rollup.WEIGHTED, 25), (Rollup.MINIMUM, 10), (Rollup.MAXIMUM, 30),
    ],
)  # fmt: skip
def test_parts_in_ten_thousands_under_a_whole_in_hundred_millions(rollup, value):
    assert status(joined(rollup, *TWO)).actual == pytest.approx(value)


def test_the_worst_part_gives_the_light():
    found = status(joined(Rollup.WORST, *TWO))
    assert found.light is Light.FAR_BEHIND
    assert "b" in str(found.why.args["name"])


def test_persons_under_ten_thousands_of_them():
    made = joined(Rollup.SUM, part("a", 5000, "人", 2500), part("b", 0.5, "万人", 0.25), unit="万人", target=1)
    assert status(made).actual == pytest.approx(0.5)
    assert status(made).notes == ()


@pytest.mark.parametrize(("day", "value"), [("2020-05-01", 14.2), ("2020-07-01", 7.0)])
def test_money_by_the_rate_of_the_day(day, value):
    rates = [
        ExchangeRate("old", "美元", "元", date(2020, 1, 1), 3.5),
        ExchangeRate("new", "美元", "元", date.fromisoformat(day), 7.1),
    ]
    assert status(joined(Rollup.SUM, part("a", 4, "亿美元", 2), rates=rates)).actual == pytest.approx(value)


@pytest.mark.parametrize(("unit", "other"), [("亿元", "人"), ("%", "个百分点"), ("亿元", "亿美元"), ("个", "家")])
def test_what_does_not_convert_is_left_out_and_said(unit, other):
    made = joined(Rollup.SUM, part("a", 60, unit, 30), part("b", 40, other, 10), unit=unit)
    found = status(made)
    assert found.actual == 30
    said = [note.key for note in found.notes]
    assert any("cannot be converted" in key for key in said)
    assert any("cannot be converted" in finding.message.key for finding in rule_findings(made))


@pytest.mark.parametrize(
    ("second", "end"), [(39, "1.00 亿元 too little."), (41.5, "1.50 亿元 too much."), (40, None)]
)  # fmt: skip
def test_parts_that_do_not_add_up_are_found_with_the_difference(second, end):
    made = joined(Rollup.SUM, TWO[0], part("b", second, "亿元", 10))
    found = [finding.message for finding in rule_findings(made)]
    assert len(found) == len(status(made).notes) == (end is not None)
    for text in (*found, *status(made).notes):
        assert text.key.format(**text.args).endswith(end)


def test_a_part_of_another_kind_does_not_add_up_with_amounts():
    made = joined(Rollup.SUM, *TWO, part("c", 7, "亿元", 1, kind=Kind.LEVEL, baseline=0))
    assert not [finding for finding in rule_findings(made) if "add up" in finding.message.key]
