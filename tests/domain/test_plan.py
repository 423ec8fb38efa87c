"""A plan answers for its goals: the target in force, the series, the order on screen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.fields import LINKS, TABLES, field_name, table_name
from planner.domain.kinds import COMPARATOR_NAMES, KIND_NAMES, OUTLOOK_NAMES, Comparator, Kind, Outlook
from planner.domain.query import read_query
from planner.domain.records import Measurement, Target
from planner.domain.series import Series
from planner.store.codec import RECORDS, columns
from tests.build import goal, office, plan, theme

REVISED = [Target("b", "g", Comparator.AT_LEAST, 120.0, since=date(2020, 5, 1))]


@pytest.mark.parametrize(
    ("as_of", "low"),
    [("2020-04-30", 100.0), ("2020-05-01", 120.0), (None, 120.0), ("1999-01-01", 100.0)],
)
def test_the_target_in_force(as_of, low):
    made = plan(goal("g", 100.0), REVISED)
    assert made.target("g", as_of and date.fromisoformat(as_of)).low == low


def test_no_target():
    assert plan().target("nobody") is None


def test_a_series_is_sorted_and_cut_at_a_day():
    made = plan(goal("g", 9, progress={"2020-05-31": 5.0, "2020-01-31": 1.0, "2020-03-31": 3.0}))
    series = made.series("g")
    assert list(series.values) == [1.0, 3.0, 5.0]
    assert [series.until(date(2020, month, 30)) for month in (1, 3, 4, 6)] == [0, 1, 2, 3]
    assert [row.day.month for row in series.records("g")] == [1, 3, 5]


@given(st.lists(st.tuples(st.dates(), st.floats(allow_nan=False)), unique_by=lambda row: row[0]))
def test_records_come_back_from_a_series(rows):
    made = [Measurement(f"{n}", "g", day, value, "x" * (n % 2)) for n, (day, value) in enumerate(rows)]
    assert sorted(Series.of(made).records("g"), key=lambda row: int(row.id)) == made


def test_goals_stand_by_theme_and_position():
    made = plan(
        theme("second", 2.0), theme("first", 1.0),
        goal("c", 1, theme="first", pos=2.0), goal("a", 1), goal("b", 1, theme="first", pos=1.0),
        goal("d", 1, theme="second", parent="c"),
    )  # fmt: skip
    assert [row.id for row in made.in_order()][-1] == "a"
    assert [row.id for row in made.children("c")] == ["d"]
    assert made.theme_of(made.goals["a"]) is None


def test_names_of_offices():
    made = plan(office("bureau"))
    assert [made.office_name(id_) for id_ in ("bureau", "gone", None)] == ["bureau", "", ""]


def test_every_table_and_field_has_a_name():
    assert TABLES.keys() == RECORDS.keys()
    bare = [(t, f) for t in RECORDS for f in columns(t) if f != "id" and field_name(t, f).key == f and f not in SAME]
    assert bare == []
    assert table_name("goal").key == "goal"


SAME = {"name", "title", "note", "parent", "theme", "office", "document", "goal", "value", "unit", "reason", "issuer",
        "kind", "definition", "baseline", "start", "owner", "leader", "outlook", "archived", "comparator", "deadline",
        "content", "size", "problems", "colour", "letterhead", "points", "weight", "light", "until", "number", "level",
        "demand", "answer", "source"}  # fmt: skip


def test_links_name_fields_that_are():
    assert [(table, field) for table, field in LINKS if field not in columns(table)] == []


@pytest.mark.parametrize(
    ("words", "names"), [(Kind, KIND_NAMES), (Comparator, COMPARATOR_NAMES), (Outlook, OUTLOOK_NAMES)]
)
def test_every_word_of_a_closed_list_has_a_name(words, names):
    assert set(names) == set(words)
    assert len(set(names.values())) == len(names)


def test_only_task_lists_have_no_number():
    assert [kind for kind in Kind if not kind.numeric] == [Kind.TASKS]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("", ["jobs", "air"]),
        ("就业", ["jobs"]),
        ("bureau", ["air"]),
        ("theme:t", ["jobs"]),
        ("theme:none", ["air"]),
        ("office:bureau,x", ["air"]),
        ("light:behind", ["air"]),
        ("due:month", ["jobs"]),
        ("archived:yes", ["jobs", "air", "old"]),
        ("theme:t light:behind", []),
        ("due:never", []),
    ],
)
def test_queries(line, kept):
    made = plan(
        theme("t"), office("bureau"), goal("jobs", 1, theme="t", title="就业", milestones={"2020-06-15": 1}),
        goal("air", 1, lead="bureau"), goal("old", 1, archived=True),
    )  # fmt: skip
    query = read_query(line)
    lights = {"jobs": "ahead", "air": "behind", "old": "done"}
    assert [id_ for id_, row in made.goals.items() if query.keeps(made, row, lights.__getitem__)] == kept
    assert read_query(query.line()) == query
