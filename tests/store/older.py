"""How the kept plans of older versions were made: the migrations of their time, and a few steps in their own SQL.

``python -m tests.store.older`` makes them anew; there is no need to, and the kept files must never change.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from planner.store import journal
from planner.store.connection import APPLICATION_ID, connect
from planner.store.schema import migrations
from planner.text import message
from tests.build import START

PLANS = Path(__file__).resolve().parent.parent / "plans"
VERSION_1, VERSION_2, VERSION_3 = (PLANS / f"v{n}.plan" for n in (1, 2, 3))

_STEPS = (
    ("seed", "INSERT INTO about(id, title, as_of) VALUES('plan', '一号规划', '2020-06-30')"),
    ("edit", "INSERT INTO theme(id, name, colour) VALUES('t1', '就业', '#2156C2')"),
    ("edit", "INSERT INTO goal(id, name, kind, theme, unit) VALUES('g1', '城镇新增就业', 'cumulative', 't1', '人')"),
    ("edit", "UPDATE goal SET start = '2020-01-01' WHERE id = 'g1'"),
    ("edit", "INSERT INTO target(id, goal, comparator, low, deadline) VALUES('a1', 'g1', '>=', 3000, '2020-12-31')"),
    ("edit", "INSERT INTO milestone(id, goal, name, due, value) VALUES('m1', 'g1', '上半年', '2020-06-30', 1500)"),
    ("edit", "INSERT INTO measurement(id, goal, day, value, note) VALUES('p1', 'g1', '2020-05-31', 1234.5, '月报')"),
    ("edit", "UPDATE milestone SET value = 1600 WHERE id = 'm1'"),
)  # fmt: skip

_LATER_STEPS = (
    ("edit", "INSERT INTO document(id, title, day, content, chars) VALUES('d1', '工作报告', '2020-05-08', '0', 3)"),
    ("edit", "INSERT INTO basis(id, goal, document, start, \"end\", quote) VALUES('b1', 'g1', 'd1', 0, 3, '三千人')"),
    ("edit", "INSERT INTO filter(id, name, query) VALUES('f1', '滞后事项', 'light:behind')"),
)  # fmt: skip

_LAST_STEPS = (
    (
        "edit",
        "INSERT INTO review(id, document, start, \"end\", goal, decision) VALUES('r1', 'd1', 0, 3, 'g1', 'accepted')",
    ),
    ("edit", "INSERT INTO attachment(id, goal, name, content, size) VALUES('x1', 'g1', '佐证.pdf', '0', 1)"),
)  # fmt: skip


def make_version_1(path: Path) -> None:
    """Write a plan as the first released program would have."""
    _make(path, 1, "attachments_and_filters", _STEPS)


def make_version_2(path: Path) -> None:
    """Write a plan with the tables of attachments and filters."""
    _make(path, 2, "reviews", _STEPS + _LATER_STEPS)


def make_version_3(path: Path) -> None:
    """Write a plan with decisions on proposals."""
    _make(path, 3, "curves_rules_and_papers", _STEPS + _LATER_STEPS + _LAST_STEPS)


def _make(path: Path, version: int, stop: str, steps: Sequence[tuple[str, str]]) -> None:
    path.unlink(missing_ok=True)
    path.touch()
    connection = connect(path)
    connection.execute("BEGIN")
    migrations.apply(Database(connection), stop_before=stop)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("INSERT INTO plan(one, plan, site) VALUES(1, ?, ?)", (bytes(range(16)), bytes(range(8))))
    for kind, sql in steps:
        n = journal.begin(connection, kind=kind, label=message("Change {table}"), at=START, who="tester", undoes=None)
        connection.execute(sql)
        assert journal.seal(connection, n)
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    make_version_1(VERSION_1)
    make_version_2(VERSION_2)
    make_version_3(VERSION_3)
