"""A goal's figures read the same in the table's columns, on its sheet, behind its light and from the command line."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from planner.analysis.account import account, foresights
from planner.analysis.facts import facts_of
from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.cli.explaining import account_data
from planner.domain.kinds import Kind
from planner.places import LOCALES
from planner.sheets.target import Subject, sheet_data
from planner.tables.csv_out import export_csv
from planner.text import Translator
from planner.ui.goals.arrange import Column
from planner.ui.goals.cells import cells_of
from tests.build import AS_OF, goal, plan

SAY, RULE = Translator("en", LOCALES), Rule()
_WRONG = re.compile(r"\b(?:nan|inf|None)\b|(?<!\d)[-−]0(?![.\d])")
MONTHS = [f"2020-0{n}-28" for n in range(1, 7)]


def rising(*values):
    return dict(zip(MONTHS, values, strict=True))


PLAN = plan(
    goal("cumulative", 825.5, unit="亿元", digits=2, progress=rising(31.25, 80, 140.128, 210, 290, 331.3)),
    goal("per_period", 600, kind=Kind.PER_PERIOD, unit="人", progress=rising(3, 41, 30, 52, 33, 7)),
    goal("level", 88, kind=Kind.LEVEL, baseline=61, unit="公顷", digits=1, progress=rising(61, 62, 64, 66, 67, 70.25)),
    goal("falling", 35, compare="<=", kind=Kind.LEVEL, baseline=61, unit="%", progress=rising(60, 58, 57, 55, 52, 51)),
    goal("rate", 95, kind=Kind.RATE, unit="%", digits=1, progress=rising(91, 92, 92.55, 93, 94, 94.1)),
    goal("budget", 40, compare="<=", unit="件", progress=rising(1, 3, 4, 9, 12, 17)),
    goal("tasks", milestones={"2020-03-31": None, "2020-09-30": None}),
    goal("silent", 12, unit="个"),
)  # fmt: skip
SEEN = foresights(PLAN, AS_OF, RULE)
STATUS = assess(PLAN, AS_OF, RULE)


def in_table(name):
    return cells_of(PLAN, PLAN.goals[name], STATUS[name], SAY, RULE, SEEN[name]).texts


def behind_light(name):
    return {fact.key: fact.said(SAY) for fact in facts_of(PLAN, account(PLAN, AS_OF, RULE, name))}


def on_sheet(name):
    found = account(PLAN, AS_OF, RULE, name)
    subject = Subject(PLAN, PLAN.goals[name], 1, found.status, AS_OF, SAY, found.forecast, found.history)
    data = sheet_data(subject)
    return {row["label"]: row["value"] for row in data["figures"]}, " ".join(data["light"]["notes"])


@pytest.mark.parametrize("name", list(PLAN.goals))
def test_the_light_s_figures_are_the_same_in_table_sheet_and_explanation(name):
    table, told, (sheet, _) = in_table(name), behind_light(name), on_sheet(name)
    for column, key, label in (
        (Column.ACTUAL, "actual", "Reached so far"), (Column.EXPECTED, "expected", "Expected by now"),
        (Column.COMPLETION, "completion", "Completion"), (Column.GAP, "gap", "Gap"),
    ):  # fmt: skip
        assert sheet[label].replace("\u200b", "") == table[column]
        assert told.get(key, "—").split()[0].removesuffix("%") == table[column].removesuffix("%")
    assert sheet.get("Needed a month", table[Column.NEEDED]) == table[Column.NEEDED]
    assert told.get("needed", "—").split()[0].removesuffix("%") == table[Column.NEEDED]
    assert told["since"] == table[Column.SINCE]


@pytest.mark.parametrize("name", [name for name, seen in SEEN.items() if seen.forecast])
def test_the_forecast_is_the_same_in_table_sheet_and_explanation(name):
    table, told, (_, notes) = in_table(name), behind_light(name), on_sheet(name)
    low, high = table[Column.RANGE].split(" – ")
    for text in (table[Column.FORECAST], low, high):
        assert text in told["forecast"]
        assert text in notes
    assert table[Column.CHANCE] == told["chance"]
    assert f"meeting the target {table[Column.CHANCE]}" in notes
    assert told.get("day", "—") == table[Column.REACHED]


@pytest.mark.parametrize("name", list(PLAN.goals))
def test_programs_are_given_the_very_numbers(name):
    data, seen, status = account_data(PLAN, account(PLAN, AS_OF, RULE, name), SAY), SEEN[name], STATUS[name]
    assert (data["actual"], data["expected"], data["gap"]) == (status.actual, status.expected, status.gap)
    assert data["since"] == seen.since.isoformat()
    assert [row["light"] for row in data["history"]] == [light for _, light in seen.history]
    forecast = seen.forecast
    assert (data["forecast"] is None) is (forecast is None)
    if forecast is not None:
        assert [data["forecast"][key] for key in ("median", "low", "high", "chance")] == [
            forecast.median, forecast.low, forecast.high, forecast.chance,
        ]  # fmt: skip


def test_a_table_for_other_programs_has_them_too():
    rows = list(csv.DictReader(io.StringIO(export_csv(PLAN, AS_OF, RULE, SAY).decode("utf-8-sig"))))
    for row in rows:
        seen = SEEN[row["Indicator"]]
        assert row["Light since"] == seen.since.isoformat()
        assert len(row["Last lights"]) == 7
        written = [row["Forecast"], row["Lower end of the forecast"], row["Upper end of the forecast"]]
        found = seen.forecast
        ends = ["", "", ""] if found is None else [f"{value:.10g}" for value in (found.median, found.low, found.high)]
        assert written == ends


def test_nothing_is_seen_of_what_is_no_number():
    for name in PLAN.goals:
        texts = [*in_table(name), *behind_light(name).values(), *on_sheet(name)[0].values(), on_sheet(name)[1]]
        assert not [text for text in texts if _WRONG.search(str(text))]


def test_the_fan_is_left_out_where_nobody_draws_it():
    found = account(PLAN, AS_OF, RULE, "cumulative").forecast
    assert found.fan
    assert SEEN["cumulative"].forecast == replace(found, fan=())
