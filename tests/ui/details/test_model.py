"""The one table model: what it tells views, and what it does with typed texts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from planner.places import LOCALES
from planner.text import Translator, message
from planner.ui.tables.columns import Column, Entry
from planner.ui.tables.model import NewRow, RecordTable

SAY = Translator("en", LOCALES)


@dataclass(frozen=True)
class Pair:
    id: str
    value: int


def _id(row: Pair) -> str:
    return row.id


def _value(row: Pair) -> str:
    return str(row.value)


COLUMNS = [Column("id", "name", _id), Column("value", "value", _value, _value, Entry.NUMBER)]


def table(*rows: Pair, **options) -> RecordTable[Pair]:
    made = RecordTable[Pair](COLUMNS, SAY, **options)
    made.set_all(rows)
    return made


def refuse(row: Pair, column: str, text: str):
    return message("No.") if text == "bad" else None


PAIRS = st.lists(st.builds(Pair, st.sampled_from("abcdefgh"), st.integers(0, 3)), unique_by=lambda pair: pair.id)


@given(st.lists(PAIRS, max_size=5))
def test_rows_follow_any_change_and_qt_is_told_rightly(qapp, states):
    model = table(new_row=NewRow("id", "new", lambda text: None))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for rows in states:
        model.set_rows(rows)
        assert list(model.rows) == rows
        assert model.rowCount() == len(rows) + 1
    assert tester.model() is model


def test_only_rows_that_differ_are_told(qapp):
    model = table(Pair("a", 1), Pair("b", 1), Pair("c", 1))
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.set_rows([Pair("a", 1), Pair("b", 2), Pair("c", 1)])
    assert told == [(1, 1)]


def test_refused_text_is_reported_and_nothing_written(qapp, qtbot):
    model = table(Pair("a", 1), commit=refuse)
    with qtbot.waitSignal(model.refused) as blocker:
        assert not model.setData(model.index(0, 1), "bad")
    assert blocker.args[1] == "No."


def test_unchanged_text_runs_no_command(qapp):
    written = []
    model = table(Pair("a", 1), commit=lambda *args: written.append(args))
    assert model.setData(model.index(0, 1), "1")
    assert written == []


@pytest.mark.parametrize(("column", "editable"), [(0, False), (1, True)])
def test_columns_without_edit_are_read_only(qapp, column, editable):
    model = table(Pair("a", 1), commit=refuse)
    assert bool(model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable) is editable


def test_new_row_takes_a_text_once_it_says_something(qapp):
    added = []
    model = table(new_row=NewRow("id", "new", added.append))
    model.setData(model.index(0, 0), "  ")
    model.setData(model.index(0, 0), "c")
    assert added == ["c"]
    assert model.row_at(model.index(0, 0)) is None


def test_nothing_outside_the_table(qapp):
    model = table(Pair("a", 1))
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert model.rowCount(model.index(0, 0)) == 0
