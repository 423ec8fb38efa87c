"""The JSON export is complete: a plan can be made from it again."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

import pytest

from planner.analysis.status import assess
from planner.analysis.values import Rule, Status
from planner.commands.seeding import make_plan
from planner.domain.plan import Plan
from planner.domain.series import Series
from planner.store.codec import RECORDS, columns, decode
from planner.tables.json_out import export_json
from tests.build import goal, plan, ticking

SINGLE = {
    "theme": "themes", "office": "offices", "document": "documents", "goal": "goals", "filter": "filters",
    "review": "reviews",
}  # fmt: skip
OWNED = {
    "target": "targets", "partner": "partners", "basis": "bases", "milestone": "milestones", "report": "reports",
    "attachment": "attachments",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Plan:
    session = make_plan(tmp_path_factory.mktemp("demo") / "demo.plan", "demo", who="tester", now=ticking())
    session.store.close()
    return session.plan


def read_again(text: str) -> Plan:
    whole = json.loads(text)
    found = {table: [_record(table, row) for row in whole[table]] for table in RECORDS if table != "about"}
    made = {name: {row.id: row for row in found[table]} for table, name in SINGLE.items()}
    made |= {name: _by_goal(found[table]) for table, name in OWNED.items()}
    series = {key: Series.of(rows) for key, rows in _by_goal(found["measurement"]).items()}
    return Plan(_record("about", whole["about"]), measurements=series, **made)


def _record(table: str, row: dict[str, object]) -> object:
    return decode(table, [row[name] for name in columns(table)])


def _by_goal(records) -> dict[str, tuple]:
    goals: dict[str, list] = {}
    for record in records:
        goals.setdefault(record.goal, []).append(record)
    return {key: tuple(rows) for key, rows in goals.items()}


def test_a_plan_can_be_made_from_it_again(demo) -> None:
    assert read_again(export_json(demo, demo.about.as_of, Rule())) == demo


def test_it_says_what_it_is_and_how_every_goal_stands(demo) -> None:
    whole = json.loads(export_json(demo, demo.about.as_of, Rule()))
    assert (whole["format"], whole["version"], whole["as_of"]) == ("planner-plan", 1, "2020-09-30")
    assert whole["rule"]["name"] == "default"
    assert list(whole["status"]) == [goal.id for goal in demo.in_order()]
    named = {field.name for field in fields(Status)} - {"reason"} | {"why"}
    assert all(set(state) == named for state in whole["status"].values())


def test_the_sentence_behind_a_light_goes_out_as_key_and_arguments(demo) -> None:
    whole = json.loads(export_json(demo, demo.about.as_of, Rule()))
    lights = assess(demo, demo.about.as_of, Rule())
    assert {key: state["why"]["key"] for key, state in whole["status"].items()} == {
        key: status.why.key for key, status in lights.items()
    }


def test_tables_come_in_a_fixed_order(demo) -> None:
    whole = json.loads(export_json(demo, demo.about.as_of, Rule()))
    assert list(whole)[:5] == ["format", "version", "as_of", "rule", "about"]
    assert list(whole)[5:-2] == [
        "theme", "office", "document", "goal", "target", "partner", "basis", "milestone", "measurement", "report",
        "attachment", "override", "point", "slip", "score", "filter", "review", "rate", "dayoff",
    ]  # fmt: skip


def test_chinese_stays_readable_and_numbers_are_numbers() -> None:
    text = export_json(plan(goal("新增就业", 3000.5)), date(2020, 6, 30), Rule())
    assert "新增就业" in text
    assert json.loads(text)["target"][0]["low"] == 3000.5
