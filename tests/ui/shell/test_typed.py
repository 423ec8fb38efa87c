import pytest

from planner.analysis.values import Rule
from planner.domain.kinds import Comparator
from planner.errors import PlannerError
from planner.ui.goals.arrange import Column
from planner.ui.goals.cells import cells_of, target_text
from planner.ui.goals.typed import read_target
from tests.build import goal, plan


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high"),
    [
        ("≥ 825", ">=", 825, None),
        (">=825亿元", ">=", 825, None),
        ("≤34", "<=", 34, None),
        ("约 100", "about", 100, None),
        ("1,200", "=", 1200, None),
        ("2–3", "range", 2, 3),
        ("2~3亿元", "range", 2, 3),
        ("2亿元至3亿元", "range", 2, 3),
        ("８０００万元", "=", 0.8, None),
        ("≥3,000万元", ">=", 0.3, None),
        ("2,000-3,000万元", "range", 0.2, 0.3),
        ("8000万元–1.2亿元", "range", 0.8, 1.2),
        ("825亿元以上", ">=", 825, None),
    ],
)
def test_targets_read_as_they_are_written(text, comparator, low, high):
    assert read_target(plan(), text, "亿元") == {"comparator": Comparator(comparator), "low": low, "high": high}


def test_an_empty_target_takes_the_value_away():
    assert read_target(plan(), " ", "亿元") == {"low": None, "high": None}


@pytest.mark.parametrize(
    "text", ["many", "-", "825 人", "2–x", "3公里", "1亿美元", "2%", "9e99亿元", "99999999999亿亿元"]
)
def test_what_is_no_target_is_refused(text):
    with pytest.raises(PlannerError):
        read_target(plan(), text, "亿元")


@pytest.mark.parametrize("text", ["≥ 825", "≤ 34", "≈ 100", "2–3", "1,200", "12.5"])
def test_a_shown_target_reads_back(text):
    values = read_target(plan(), text, "")
    made = plan(goal("x", values["low"], compare=values["comparator"].value, high=values["high"]))
    assert target_text(made.target("x")) == text


def test_a_row_without_progress_is_blank_and_without_a_target_a_dash():
    made = plan(goal("x"))
    cells = cells_of(made, made.goals["x"], None, str, Rule())
    assert cells.texts[:10] == ("x", "", "—", "", "", "", "", "", "2020-12-31", "—")
    assert set(cells.texts[10:]) == {"", "—"}
    assert cells.texts[Column.FORECAST] == ""
