"""The workbook: typed cells under the field's headings, and nothing that runs or links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.analysis.values import Rule
from planner.domain.kinds import Kind
from planner.domain.records import About, Report
from planner.errors import PlannerError
from planner.tables.ledger import Table
from planner.tables.xlsx_out import check_size, export_xlsx, half_widths
from planner.text import Translator
from tests.build import goal, office, plan, theme
from tests.tables.workbook import Workbook, day, widths

AS_OF = date(2020, 6, 30)
RULE = Rule()
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "http://example.org",
    "mailto:a@b.c",
    "internal:A1",
    "{=A1}",
    "007",
]


@pytest.fixture
def say(tmp_path) -> Translator:
    return Translator("en", tmp_path)


def small():
    jobs = goal(
        "jobs",
        3000,
        unit="人",
        theme="people",
        lead="labour",
        partners=["town"],
        milestones={"2020-06-30": 1400, "2020-12-31": 3000},
        progress={"2020-03-31": 588, "2020-06-30": 1517.5},
    )
    tasks = goal("tasks", kind=Kind.TASKS)
    return plan(theme("people"), office("labour"), office("town", pos=2.0), jobs, tasks)  # fmt: skip


def test_sheets_and_headings(say) -> None:
    book = Workbook(export_xlsx(small(), AS_OF, RULE, say))
    assert list(book.sheets) == ["Goals", "Milestones", "Progress", "Reports", "Target values", "Sources"]
    assert book.sheets["Goals"][0] == ["a plan · Cut-off date 2020-06-30"]
    assert book.sheets["Progress"][1] == ["Indicator", "Date", "Value", "Unit of measure", "Note"]


def test_figures_and_days_are_typed(say) -> None:
    book = Workbook(export_xlsx(small(), AS_OF, RULE, say))
    row = book.table("Goals")[0]
    assert (row["Target value"], row["Actual"], row["Lead office"]) == (3000.0, 1517.5, "labour")
    assert day(row["Deadline"]) == date(2020, 12, 31)
    assert row["Completion"] == pytest.approx(1517.5 / 3000)
    assert [(day(row["Date"]), row["Value"]) for row in book.table("Progress")] == [
        (date(2020, 3, 31), 588.0),
        (date(2020, 6, 30), 1517.5),
    ]


def test_figures_show_the_decimals_they_have(say) -> None:
    styles = Workbook(export_xlsx(small(), AS_OF, RULE, say)).parts["xl/styles.xml"].decode()
    assert 'formatCode="#,##0.0"' in styles  # 1,517.5 people of a goal counted in whole ones
    assert 'formatCode="#,##0"' in styles


def test_what_is_missing_stays_empty(say) -> None:
    row = Workbook(export_xlsx(small(), AS_OF, RULE, say)).table("Goals")[1]
    assert [row[name] for name in ("Theme", "Comparator", "Target value", "Actual", "Lead office")] == [None] * 5


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_stays_text(say, text) -> None:
    made = plan(goal("g", 1, title=text, owner=text, note=text, unit=text))
    book = Workbook(export_xlsx(made, AS_OF, RULE, say))
    row = book.table("Goals")[0]
    assert [row[name] for name in ("Indicator", "Owner", "Note", "Unit of measure")] == [text] * 4
    assert not any("<f>" in book.xml(n) or "hyperlink" in book.xml(n) for n in range(1, 7))
    assert not any("externalLink" in part for part in book.parts)


def test_a_demonstration_says_so_on_every_sheet(say) -> None:
    book = Workbook(export_xlsx(replace(small(), about=About("plan", "示例", demo=True)), AS_OF, RULE, say))
    assert all("invented" in rows[0][0] for rows in book.sheets.values())


def test_the_same_plan_gives_the_same_bytes(say) -> None:
    assert export_xlsx(small(), AS_OF, RULE, say) == export_xlsx(small(), AS_OF, RULE, say)


def test_view_and_paper(say) -> None:
    xml = Workbook(export_xlsx(small(), AS_OF, RULE, say)).xml(1)
    assert 'xSplit="3" ySplit="2"' in xml
    assert 'paperSize="9"' in xml
    assert 'fitToHeight="0" orientation="landscape"' in xml
    assert "<autoFilter" in xml


def test_columns_hold_their_text_but_do_not_grow_without_end(say) -> None:
    made = plan(goal("g", 1, title="新增城镇就业" * 40))
    found = widths(Workbook(export_xlsx(made, AS_OF, RULE, say)).xml(1))
    assert 35 < max(found) < 60
    assert min(found) >= 6


def test_a_milestone_says_how_it_stands(say) -> None:
    due = {"2020-03-31": 500, "2020-05-31": 1000, "2020-06-15": 2000, "2020-12-31": 3000}
    made = plan(goal("jobs", 3000, milestones=due, progress={"2020-06-30": 1500}))
    first, *others = made.milestones["jobs"]
    made = replace(made, milestones={"jobs": (replace(first, done=date(2020, 4, 2)), *others)})
    book = Workbook(export_xlsx(made, AS_OF, RULE, say))
    assert [row["State"] for row in book.table("Milestones")] == ["done late", "reached", "overdue", "open"]


def test_reports_keep_their_lines(say) -> None:
    made = replace(small(), reports={"jobs": (Report("r", "jobs", "labour", AS_OF, "一\n二", problems="无"),)})
    row = Workbook(export_xlsx(made, AS_OF, RULE, say)).table("Reports")[0]
    assert (row["Progress made"], row["Problems"], row["Reporting office"]) == ("一\n二", "无", "labour")


def test_a_chinese_character_is_two_wide() -> None:
    assert half_widths("PM2.5 浓度") == 10


def test_more_rows_than_a_sheet_holds_are_refused(say) -> None:
    with pytest.raises(PlannerError, match="Export as JSON"):
        check_size(Table("Progress", (), range(1_048_575)), say)
    check_size(Table("Progress", (), range(1_048_574)), say)


def test_a_big_workbook_says_how_far_it_is(say) -> None:
    heard = []
    many = {(date(2020, 1, 1) + timedelta(days=n % 180)).isoformat(): float(n) for n in range(180)}
    made = plan(*(goal(f"g{n}", 1000, progress=many) for n in range(12)))
    export_xlsx(made, AS_OF, RULE, say, lambda *progress: heard.append(progress))
    assert heard == [(1000, 2184), (2000, 2184)]
