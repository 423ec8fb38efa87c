"""Bounds on figures as words of a search."""

from datetime import date

import pytest

from planner.analysis.conditions import Condition, foresees, read_condition, within
from planner.domain.query import read_query
from tests.build import goal, plan


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("gap<-10", Condition("gap", "<", -10)),
        ("差距＜－１０", Condition("gap", "<", -10)),
        ("完成可能性≤50%", Condition("chance", "<=", 50)),
        ("since>=2020-03-01", Condition("since", ">=", date(2020, 3, 1).toordinal())),
        ("完成时限<2020年9月30日", Condition("deadline", "<", date(2020, 9, 30).toordinal())),
        ("expected=1,200.5", Condition("expected", "=", 1200.5)),
        ("odd<3", None),
        ("gap<much", None),
        ("gap<", None),
        ("since>2020-02-31", None),
        ("a<b<c", None),
    ],
)
def test_words_that_bound_a_figure(word, found):
    assert read_condition(word) == found


@pytest.mark.parametrize(
    ("word", "values", "held"),
    [
        ("gap<-10", [-0.2, -0.1, 0.0, None], [True, False, False, False]),
        ("chance>=50%", [0.5, 0.4999, 1.0], [True, False, True]),
        ("missed=2", [2.0, 3.0], [True, False]),
        ("pace>0", [0.0, 0.1], [False, True]),
    ],
)
def test_shares_are_bounded_in_per_cent_and_what_is_missing_is_left_out(word, values, held):
    assert [read_condition(word).holds(value) for value in values] == held


def test_a_saved_line_keeps_its_bounds():
    line = "outlook:difficult given:yes gap<-10 chance<=50% since>=2020-03-01 jobs"
    query = read_query(line)
    assert query.line() == line
    assert foresees(query.words)
    assert not foresees(["gap<1", "jobs"])


@pytest.mark.parametrize(("gap", "kept"), [(0.01, True), (0.06, False), (None, False)])
def test_a_bound_that_was_typed_is_no_word_to_look_for(gap, kept):
    made = plan(goal("jobs", 3))
    query = read_query("jobs gap<5")
    assert query.keeps(made, made.goals["jobs"], str, lambda id_, word: within(word, id_, lambda *_: gap)) is kept
