"""Tables come in as one step: what rows say, what is refused and where, and coming back without loss."""

from __future__ import annotations

from datetime import date

import pytest

from planner.analysis.values import Rule
from planner.commands.edits import Add
from planner.commands.importing.bring import bring_in, draft_import
from planner.commands.importing.draft import Verdict
from planner.domain.kinds import Comparator
from planner.domain.records import ExchangeRate
from planner.errors import PlannerError
from planner.tables.csv_out import export_csv
from planner.tables.incoming.foreign import Book, Sheet, read_book
from planner.tables.incoming.headings import Purpose
from planner.tables.incoming.layout import recognise
from planner.tables.json_out import export_json
from planner.tables.xlsx_out import export_xlsx
from tests.build import AS_OF, fresh_session, goal


@pytest.fixture(autouse=True)
def _own_backups(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def session(tmp_path):
    with_unit = goal("invest", 100, unit="亿元", digits=2, progress={"2020-03-31": 20.0})
    found = fresh_session(tmp_path, with_unit, goal("jobs", 3000, unit="人", milestones={"2020-09-30": 2000.0}))
    yield found
    found.store.close()


def drafted(session, *rows, year=None, purpose=None, name="表"):
    sheet = Sheet(name, rows)
    book = Book("t.xlsx", "ab" * 32, [sheet])
    return draft_import(session.plan, book, sheet, recognise(sheet, purpose, year=year))


HEAD = ("指标", "日期", "完成值", "单位", "备注")


def test_units_are_converted_and_one_undo_takes_all_back(session):
    bring_in(session, drafted(session, HEAD, ("invest", date(2020, 6, 30), 250000.0, "万元", None),
                              ("jobs", "2020年5月", "1.2千", None, "月报")))  # fmt: skip
    assert list(session.plan.series("invest").values) == [20.0, 25.0]
    assert list(session.plan.series("jobs").values) == [1200.0]
    step = session.store.history()[0]
    assert (step.kind, step.label.args["hash"]) == ("import", "ab" * 32)
    session.undo()
    assert len(session.plan.series("jobs")) == 0


def test_targets_and_baselines_in_other_units_and_foreign_money(session):
    head = ("指标", "目标值", "基数", "上限")
    rows = (("invest", "2,000–3,000万元", "1亿美元", None), ("jobs", "0.3万人", "1千", None))
    assert [one.message.key[:20] for one in drafted(session, head, *rows).findings] == ["The plan has no exch"]
    session.run(Add([ExchangeRate("r", "美元", "元", date(2020, 1, 1), 7.0)]))
    bring_in(session, drafted(session, head, *rows))
    assert (session.plan.target("invest").low, session.plan.target("invest").high) == (0.2, 0.3)
    assert (session.plan.goals["invest"].baseline, session.plan.goals["jobs"].baseline) == (7.0, 1000.0)


def test_foreign_figures_count_at_the_rate_of_their_day(session):
    rates = [
        ExchangeRate("a", "美元", "元", date(2020, 1, 1), 7.0),
        ExchangeRate("b", "美元", "元", date(2020, 5, 1), 8.0),
    ]
    session.run(Add(rates))
    bring_in(session, drafted(session, HEAD, ("invest", date(2020, 4, 30), 3.0, "亿美元", None),
                              ("invest", date(2020, 5, 31), "4亿美元", None, None)))  # fmt: skip
    assert list(session.plan.series("invest").values)[1:] == [21.0, 32.0]


def test_the_same_table_again_adds_nothing(session):
    rows = (HEAD, ("jobs", date(2020, 5, 31), 10.0, "人", None))
    bring_in(session, drafted(session, *rows))
    again = drafted(session, *rows)
    assert (again.empty, again.counts[Verdict.SAME]) == (True, 1)
    with pytest.raises(PlannerError, match="nothing to import"):
        bring_in(session, again)


@pytest.mark.parametrize(
    ("cells", "place", "why"),
    [
        (("jobs", "6月30日", 1.0, None, None), "表!B2", "has no year"),
        (("jobs", "2020-02-30", 1.0, None, None), "表!B2", "no day"),
        (("jobs", date(2020, 6, 1), 1.0, "公里", None), "表!C2", "cannot be converted"),
        (("jobs", date(2020, 6, 1), "三成", None, None), "表!C2", "not a number"),
        (("nobody", date(2020, 6, 1), 1.0, None, None), "表!A2", "There is no goal"),
        (("jobs", date(2020, 12, 1), 1.0, None, None), "表!C2", "cut-off date"),
    ],
)
def test_a_bad_row_is_refused_with_its_address(session, cells, place, why):
    draft = drafted(session, HEAD, cells)
    (finding,) = draft.findings
    assert draft.empty
    assert why in finding.message.key
    assert finding.place == place


def test_months_need_a_year_from_the_person(session):
    rows = (("指标", "1月", "1—6月", "计量单位"), ("jobs", 5.0, "１，２００", "人"))
    with pytest.raises(PlannerError, match="which year"):
        drafted(session, *rows, purpose=Purpose.PROGRESS)
    draft = drafted(session, *rows, year=2020)
    assert [(row.day, row.value) for row in draft.inserts] == [(date(2020, 1, 31), 5.0), (date(2020, 6, 30), 1200.0)]


def test_a_target_table_becomes_goals_with_offices(session):
    head = ("序号", "工作任务", "量化目标", "牵头单位", "配合单位", "完成时限")
    bring_in(
        session, drafted(session, head, (1.0, "新建充电站", "不少于40座", "住建局、财政局", "规划局", "2020年12月底前"))
    )
    made = next(one for one in session.plan.goals.values() if one.name == "新建充电站")
    target = session.plan.target(made.id)
    assert (target.comparator, target.low, made.unit) == (Comparator.AT_LEAST, 40.0, "座")
    assert target.deadline == date(2020, 12, 31)
    assert session.plan.office_name(made.lead) == "住建局"
    assert [session.plan.office_name(row.office) for row in session.plan.partners[made.id]] == ["财政局", "规划局"]


def test_a_plan_that_changed_since_the_preview_is_left_alone(session):
    draft = drafted(session, HEAD, ("jobs", date(2020, 5, 31), 10.0, "人", None))
    bring_in(session, drafted(session, HEAD, ("jobs", date(2020, 4, 30), 9.0, "人", None)))
    with pytest.raises(PlannerError, match="changed since"):
        bring_in(session, draft)


def test_without_a_backup_nothing_comes_in(session, tmp_path):
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(PlannerError):
        bring_in(session, drafted(session, HEAD, ("jobs", date(2020, 5, 31), 10.0, "人", None)))
    assert len(session.plan.series("jobs")) == 0


def test_what_we_export_comes_back_the_same(session, tmp_path):
    bring_in(session, drafted(session, HEAD, ("jobs", date(2020, 5, 31), 10.0, "人", "=1+1")))
    plan, say = session.plan, lambda text: text.key.format(**text.args)
    (tmp_path / "a.xlsx").write_bytes(export_xlsx(plan, AS_OF, Rule(), say))
    (tmp_path / "a.csv").write_bytes(export_csv(plan, AS_OF, Rule(), say))
    (tmp_path / "a.json").write_text(export_json(plan, AS_OF, Rule()), encoding="utf-8")
    for name, sheets in (("a.xlsx", 3), ("a.csv", 1), ("a.json", 3)):
        book = read_book(tmp_path / name)
        for sheet in book.sheets[:sheets]:
            draft = draft_import(plan, book, sheet, recognise(sheet))
            assert (draft.empty, draft.findings) == (True, []), (name, sheet.name)
            assert draft.lines


def test_an_office_unknown_to_the_plan_is_no_milestones_office(session):
    draft = drafted(session, ("指标", "里程碑", "完成时限", "责任单位"), ("jobs", "半程", date(2020, 6, 1), "某局"))
    assert draft.findings[0].place == "表!D2"
