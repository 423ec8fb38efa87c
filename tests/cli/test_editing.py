"""Edits from the command line: each is one step and shows in what is read afterwards."""

import json

import pytest

from planner.commands.amounts import read_amount
from planner.domain.kinds import Comparator
from planner.errors import PlannerError
from tests.build import plan


@pytest.fixture
def goal(call):
    """Read one goal back."""
    return lambda plan, which: json.loads(call("show", plan, which, "--json").out)


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "digits"),
    [
        (">=825", Comparator.AT_LEAST, 825, None, 0),
        ("≥ 825.5亿元", Comparator.AT_LEAST, 825.5, None, 1),
        ("不超过３５", Comparator.AT_MOST, 35, None, 0),
        ("约100", Comparator.ABOUT, 100, None, 0),
        ("=3", Comparator.EQUAL, 3, None, 0),
        ("3,000", Comparator.EQUAL, 3000, None, 0),
        ("2-3", Comparator.RANGE, 2, 3, 0),
        ("2亿元–3.25亿元", Comparator.RANGE, 2, 3.25, 2),
        ("8000万元", Comparator.EQUAL, 0.8, None, 1),
        ("2,000-3,000万元", Comparator.RANGE, 0.2, 0.3, 1),
    ],
)
def test_amount(text, comparator, low, high, digits):
    amount = read_amount(plan(), text, "亿元")
    assert (amount.comparator, amount.low, amount.high, amount.digits) == (comparator, low, high, digits)


@pytest.mark.parametrize("text", ["", ">=", "many", "2-3-4", "5万人", "-", "3%", "1亿美元"])
def test_no_amount(text):
    with pytest.raises(PlannerError):
        read_amount(plan(), text, "亿元")


def test_target_baseline_and_milestone_in_another_unit(call, zone, goal):
    call("add-goal", zone, "投资额", "--target", "≥８０００万元", "--unit", "亿元", "--baseline", "1,000万元")
    call("add-milestone", zone, "投资额", "半年", "2020-06-30")
    assert (goal(zone, "投资额")["target"]["low"], goal(zone, "投资额")["baseline"]) == (0.8, 0.1)
    assert call("set", zone, "投资额", "target", "2000-3000万元").code == 0
    assert (goal(zone, "投资额")["target"]["low"], goal(zone, "投资额")["target"]["high"]) == (0.2, 0.3)
    assert "“公里”" in call("set", zone, "投资额", "baseline", "3公里").sentence
    assert "exchange rate" in call("set", zone, "投资额", "target", "1亿美元").sentence


def test_a_new_goal_takes_the_unit_its_target_is_written_with(call, zone, goal):
    call("add-goal", zone, "投资额", "--target", "8000万元")
    assert (goal(zone, "投资额")["unit"], goal(zone, "投资额")["target"]["low"]) == ("万元", 8000)
    call("set", zone, "投资额", "unit", "")
    assert "has no unit" in call("set", zone, "投资额", "target", "5万元").sentence


def test_add_goal_with_everything(call, zone, goal):
    call("add-office", zone, "投资局")
    call("add-theme", zone, "消费", "--colour", "#AA0000")
    answer = call(
        "add-goal", zone, "社会消费品零售总额", "--target", ">=90.5亿元", "--unit", "亿元", "--deadline", "2020年底",
        "--theme", "消费", "--lead", "投资局", "--partner", "党群工作部", "--baseline", "80",
        "--baseline-day", "2019-12-31",
    )  # fmt: skip
    assert answer.code == 0
    made = goal(zone, "社会消费品零售总额")
    assert (made["target"]["low"], made["digits"], made["start"], made["kind"]) == (90.5, 1, "2020-01-01", "cumulative")
    assert (made["lead"], made["partners"], made["theme"]) == ("投资局", ["党群工作部"], "消费")


def test_a_goal_without_target_is_a_task_list(call, zone, goal):
    call("add-goal", zone, "清理台账")
    assert goal(zone, "清理台账")["kind"] == "tasks"


def test_markup_in_a_name_stays_text(call, zone, goal):
    name = "<b>目标</b> #strong[x] {n} %s =1+1"
    assert call("add-goal", zone, name).out.endswith(f"{name}.\n")
    assert goal(zone, name)["name"] == name


def test_record_and_correct(call, demo, goal):
    call("record", demo, 1, "2020-09-15", "５００.５亿元", "--note", "周报")
    call("record", demo, 1, "2020-09-15", "1,500")
    rows = [row for row in goal(demo, 1)["measurements"] if row["day"] == "2020-09-15"]
    assert [(row["value"], row["note"]) for row in rows] == [(1500.0, "周报")]


def test_a_negative_value_is_no_option(call, zone, goal):
    assert call("record", zone, 1, "2020-03-31", "-5").code == 0
    assert goal(zone, 1)["measurements"][0]["value"] == -5


def test_milestones_by_quarter_add_up(call, zone, goal):
    assert call("milestones", zone, 9, "--every", "quarter").code == 0
    rows = goal(zone, 9)["milestones"]
    assert [row["due"][5:] for row in rows] == ["03-31", "06-30", "09-30", "12-31"]
    assert rows[-1]["value"] == 3000
    assert all(row["value"] == int(row["value"]) for row in rows)


def test_milestones_by_rule(call, zone, goal):
    call("milestones", zone, 9, "--every", "FREQ=MONTHLY;BYMONTHDAY=25;COUNT=3", "--name", "到{date}")
    assert [row["name"] for row in goal(zone, 9)["milestones"]][:2] == ["到2020-01-25", "到2020-02-25"]


def test_a_preview_writes_nothing(call, zone, goal):
    before = zone.read_bytes()
    assert "2020-03-31" in call("milestones", zone, 9, "--every", "quarter", "--preview").out
    assert zone.read_bytes() == before


def test_done_and_open_again(call, zone, goal):
    call("milestones", zone, 9, "--every", "quarter")
    call("done", zone, "9.1", "2020-04-02")
    assert goal(zone, 9)["milestones"][0]["done"] == "2020-04-02"
    call("done", zone, "9.1", "--open")
    assert goal(zone, 9)["milestones"][0]["done"] is None


@pytest.mark.parametrize(
    ("field", "value", "path", "expected"),
    [
        ("owner", "某人", ("owner",), "某人"),
        ("lead", "党群工作部", ("lead",), "党群工作部"),
        ("deadline", "2020-11-30", ("target", "deadline"), "2020-11-30"),
        ("target", ">=3,200人", ("target", "low"), 3200.0),
        ("comparator", "at least", ("target", "comparator"), ">="),
        ("kind", "level", ("kind",), "level"),
        ("baseline", "", ("baseline",), None),
        ("note", "-", ("note",), "-"),
    ],
)
def test_set_a_goal(call, zone, goal, field, value, path, expected):
    answer = call("set", zone, 9, field, value)
    assert (answer.code, answer.err) == (0, "")
    found = goal(zone, 9)
    for key in path:
        found = found[key]
    assert found == expected


def test_fields_have_chinese_names(call, zone, goal):
    assert call("set", zone, 9, "责任人", "某人", "--lang", "zh").code == 0
    assert goal(zone, 9)["owner"] == "某人"


def test_a_revised_target_keeps_the_former(call, zone, goal):
    call("set", zone, 9, "target", ">=3500", "--from", "2020-04-01", "--reason", "调整")
    targets = goal(zone, 9)["targets"]
    assert [(row["low"], row["since"], row["reason"]) for row in targets] == [
        (3000, None, ""),
        (3500, "2020-04-01", "调整"),
    ]


def test_set_plan_milestone_theme_and_office(call, zone):
    assert call("set", zone, "plan", "as_of", "2020-06-30").code == 0
    call("milestones", zone, 9, "--every", "quarter")
    assert call("set", zone, "9.1", "value", "800人").out == "Change milestone value\n"
    assert call("set", zone, "就业创业", "name", "就业").code == 0
    assert call("set", zone, "党群工作部", "name", "党群部").code == 0
    assert "【就业】" in call("list", zone).out


def test_nothing_changed_leaves_no_step(call, zone):
    steps = call("history", zone).out
    assert call("set", zone, 9, "unit", "人").out == "Nothing changed: it was so already.\n"
    assert call("history", zone).out == steps


def test_undo_and_redo_survive_between_calls(call, zone, goal):
    call("record", zone, 9, "2020-03-31", "700")
    assert call("undo", zone).out == "Taken back: Record progress of “新增城镇就业” on 2020-03-31.\n"
    assert goal(zone, 9)["measurements"] == []
    assert call("redo", zone).out == "Done again: Record progress of “新增城镇就业” on 2020-03-31.\n"
    assert goal(zone, 9)["measurements"][0]["value"] == 700
    call("undo", zone)
    assert call("undo", zone).out == "There is nothing to take back.\n"


@pytest.mark.parametrize("item", ["9", "5.1", "就业创业", "党群工作部"])
def test_delete_and_bring_back(call, zone, item):
    before = call("show", zone, 5, "--json").out + call("list", zone, "--json").out
    assert call("delete", zone, item).code == 0
    assert call("show", zone, 5, "--json").out + call("list", zone, "--json").out != before
    call("undo", zone)
    assert call("show", zone, 5, "--json").out + call("list", zone, "--json").out == before


def test_delete_one_figure(call, demo, goal):
    call("delete", demo, 1, "--on", "2020-09-30")
    assert goal(demo, 1)["measurements"][-1]["day"] == "2020-08-31"
