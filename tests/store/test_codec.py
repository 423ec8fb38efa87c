"""A record and its row are the same thing; the codec's columns are the table's."""

import math
from datetime import date

import pytest

from planner.domain.kinds import Comparator, Kind, Outlook
from planner.domain.records import About, Goal, Milestone, Target
from planner.store.codec import RECORDS, columns, decode, decode_rows, encode, field_types, optional_fields
from planner.store.store import Store
from planner.store.triggers import DATA_TABLES, LATER_COLUMNS, column_names


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with Store.create(tmp_path_factory.mktemp("codec") / "a.plan") as store:
        yield store.connection


def test_every_table_has_its_record():
    assert tuple(RECORDS) == DATA_TABLES


@pytest.mark.parametrize("table", DATA_TABLES)
def test_columns_are_the_tables(connection, table):
    """Columns a table got later stand behind the first ones."""
    later = [name for name in LATER_COLUMNS.get(table, {}) if name in columns(table)]
    first = [name for name in columns(table) if name not in later]
    assert [*first, "gone", *later] == column_names(connection, table)


@pytest.mark.parametrize("table", DATA_TABLES)
def test_what_may_be_missing_is_what_may_be_null(connection, table):
    must = {name for _, name, _, notnull, _, key in connection.execute(f"PRAGMA table_info({table})") if notnull or key}
    assert must == {*columns(table), "gone"} - optional_fields(table)


@pytest.mark.parametrize("table", DATA_TABLES)
def test_types_are_the_tables(connection, table):
    words = {str: "TEXT", float: "REAL", int: "INTEGER", bool: "INTEGER", date: "TEXT"}
    told = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
    assert {name: words.get(kind, "TEXT") for name, kind in field_types(table).items()} == {
        name: told[name] for name in columns(table)
    }


@pytest.mark.parametrize(
    "record",
    [
        About("plan", "规划", "管委会", date(2020, 6, 30), demo=True, note="x"),
        Goal("g", "n", Kind.RATE, unit="%", digits=2, baseline=-0.5, start=date(2020, 1, 1), outlook=Outlook.DONE),
        Goal("g", "n", Kind.TASKS, archived=True, pos=math.pi),
        Target("t", "g", Comparator.RANGE, 2.0, 3.0, date(2020, 12, 31), since=date(2020, 5, 1)),
        Milestone("m", "g", "上半年"),
    ],
)
def test_a_record_comes_back_from_its_row(record):
    table, row = encode(record)
    assert decode(table, tuple(row[name] for name in columns(table))) == record
    assert {type(value) for value in row.values()} <= {str, int, float, type(None)}


def test_closed_lists_are_the_tables(connection):
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'goal'").fetchone()
    assert all(f"'{word.value}'" in sql for word in (*Kind, *Outlook))
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'target'").fetchone()
    assert all(f"'{word.value}'" in sql for word in Comparator)


def test_rows_read_together_share_their_equal_texts():
    row = encode(Milestone("m", "goal of all", "上半年"))[1]
    rows = [[_own(row[name]) for name in columns("milestone")] for _ in range(2)]
    assert rows[0][1] is not rows[1][1]
    first, second = decode_rows("milestone", rows)
    assert first == second
    assert first.goal is second.goal
    assert first.name is second.name


def _own(value):
    """Return a text as another object, as it comes from the file."""
    return "".join(list(value)) if isinstance(value, str) else value
