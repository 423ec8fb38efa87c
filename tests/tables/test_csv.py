"""CSV that a Chinese Excel opens rightly, and that runs nothing there."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from planner.analysis.values import Rule
from planner.tables.csv_out import export_csv, harmless
from planner.text import Translator
from tests.build import goal, plan, theme

AS_OF = date(2020, 6, 30)


@pytest.fixture
def say(tmp_path) -> Translator:
    return Translator("en", tmp_path)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_starts_with_a_byte_order_mark_and_ends_lines_as_windows_does(say) -> None:
    content = export_csv(plan(goal("新增就业", 3000)), AS_OF, Rule(), say)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_figures_stay_plain_numbers(say) -> None:
    jobs = goal("jobs", 3000, theme="people", progress={"2020-06-30": 1200})
    (row,) = rows(export_csv(plan(theme("people"), jobs), AS_OF, Rule(), say))
    assert (row["Target value"], row["Actual"], row["Deadline"]) == ("3000", "1200", "2020-12-31")
    assert (row["Completion (%)"], row["Gap (points)"]) == ("40.00", "-9.73")


def test_what_is_missing_stays_empty(say) -> None:
    (row,) = rows(export_csv(plan(goal("tasks")), AS_OF, Rule(), say))
    assert [row[name] for name in ("Target value", "Actual", "Theme")] == ["", "", ""]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe(say, first) -> None:
    text = first + "HYPERLINK(1)"
    (row,) = rows(export_csv(plan(goal("g", 1, title=text)), AS_OF, Rule(), say))
    assert row["Indicator"] == "'" + text == harmless(text)


def test_commas_quotes_and_lines_come_back(say) -> None:
    text = '甲,"乙"\n丙'
    (row,) = rows(export_csv(plan(goal("g", 1, title=text)), AS_OF, Rule(), say))
    assert row["Indicator"] == text


def test_every_line_names_plan_and_cut_off(say) -> None:
    (row,) = rows(export_csv(plan(goal("g", 1), demo=True), AS_OF, Rule(), say))
    assert row["Plan"] == "a plan Cut-off date 2020-06-30 Demonstration: the progress is invented"
