import pytest

from planner.domain.query import NONE, Query, read_query
from tests.build import goal, office, plan, theme

PLAN = plan(
    theme("work"),
    office("labour"),
    goal("jobs", 3000, theme="work", lead="labour", by="2020-06-30"),
    goal("homes", 10, milestones={"2020-05-31": 3}),
    goal("old", 1, archived=True),
)


def names(line):
    query = read_query(line)
    return [key for key, found in PLAN.goals.items() if query.keeps(PLAN, found, lambda key: "behind")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ["jobs", "homes"]),
        ("theme:work", ["jobs"]),
        ("theme:none", ["homes"]),
        ("office:labour", ["jobs"]),
        ("due:month", ["jobs"]),
        ("due:overdue", ["homes"]),
        ("light:behind,done", ["jobs", "homes"]),
        ("light:done", []),
        ("archived:yes", ["jobs", "homes", "old"]),
        ("LABOUR", ["jobs"]),
        ("2020-05-31", ["homes"]),
        ("jobs homes", []),
    ],
)
def test_lines_keep_goals(line, expected):
    assert names(line) == expected


@pytest.mark.parametrize("line", ["theme:a,b office:c due:month archived:yes word other", "light:done", ""])
def test_a_line_reads_as_it_was_written(line):
    assert read_query(line).line() == line


def test_what_is_no_condition_is_a_word():
    assert read_query("due:never odd:x light:").words == ("due:never", "odd:x", "light:")


def test_archived_alone_leaves_nothing_out():
    assert not Query(archived=True).narrows
    assert Query(themes=frozenset({NONE})).narrows
