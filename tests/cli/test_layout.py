"""Tables in a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.cli.layout import Column, cut, pad, plain, table, width


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("目标", 4), ("é", 1), ("e\u0301", 1), ("●", 1), ("", 0)])
def test_width_in_cells(text, cells):
    assert width(text) == cells


def test_columns_stay_straight_with_chinese():
    lines = list(table([Column("name"), Column("n", right=True)], [["签约额", "1,200.0"], ["jobs", "3"]]))
    assert lines == ["name          n", "──────  ───────", "签约额  1,200.0", "jobs          3"]


def test_a_heading_row_runs_across():
    assert list(table([Column("a")], ["【就业】", ["x"]]))[2:] == ["【就业】", "x"]


def test_the_shrinking_column_gives_way():
    rows = [["1", "新签约招商引资项目签约额（亿元）"]]
    lines = list(table([Column("n"), Column("goal", shrinks=True)], rows, most=20))
    assert max(map(width, lines)) <= 20
    assert lines[2] == "1  新签约招商引资项…"


def test_data_cannot_steer_the_terminal():
    assert plain("a\x1b[31mb\nc\u202ed") == "a [31mb c d"


@given(st.text(), st.integers(1, 40))
def test_cut_never_takes_more_than_its_cells(text, most):
    assert width(cut(plain(text), most)) <= most


@given(st.text(alphabet="ab目标—", max_size=20), st.integers(0, 60))
def test_padding_fills_up(text, cells):
    assert width(pad(text, cells)) == max(width(text), cells)
