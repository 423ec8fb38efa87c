"""Triggers that write the journal: every change of a data table, natively typed, or no change at all.

They are generated from the tables themselves and made again after each migration, because
``sqlite_utils``'s ``transform()`` drops them. Only built-in functions appear in them, so they run
with ``trusted_schema`` off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.store.connection import Connection


class Added(NamedTuple):
    """A column a table got later: its SQL, and what older rows hold in it."""

    sql: str
    default: object


DATA_TABLES = (
    "about", "theme", "office", "document", "goal", "target", "partner", "basis", "milestone", "measurement",
    "report", "attachment", "filter", "review", "override", "point", "slip", "score", "rate", "dayoff",
)  # fmt: skip
"""Every journalled table, parents before children."""
LATER_COLUMNS: Mapping[str, Mapping[str, Added]] = {
    "about": {
        "cycle": Added("INTEGER NOT NULL DEFAULT 0 CHECK(cycle BETWEEN 0 AND 12)", 0),
        "letterhead": Added("TEXT NOT NULL DEFAULT ''", ""),
        "numbering": Added("TEXT NOT NULL DEFAULT ''", ""),
    },
    "goal": {
        "curve": Added(
            "TEXT NOT NULL DEFAULT 'line' CHECK(curve IN ('line', 'workdays', 'step', 'logistic', 'dhss', "
            "'power', 'compound', 'profile', 'points'))",
            "line",
        ),
        "bend": Added("REAL DEFAULT NULL", None),
        "middle": Added("REAL DEFAULT NULL", None),
        "rule": Added("TEXT NOT NULL DEFAULT ''", ""),
        "growth": Added("REAL DEFAULT NULL", None),
        "forecast": Added("TEXT NOT NULL DEFAULT ''", ""),
        "rollup": Added(
            "TEXT NOT NULL DEFAULT '' CHECK(rollup IN ('', 'sum', 'mean', 'weighted', 'min', 'max', 'worst'))", ""
        ),
        "weight": Added("REAL NOT NULL DEFAULT 1.0", 1.0),
        "points": Added("REAL DEFAULT NULL", None),
        "cycle": Added("INTEGER DEFAULT NULL CHECK(cycle BETWEEN 0 AND 12)", None),
    },
    "measurement": {
        "sense": Added(
            "TEXT NOT NULL DEFAULT '' CHECK(sense IN ('', 'cumulative', 'per_period', 'level', 'rate'))", ""
        ),
        "since": Added("TEXT DEFAULT NULL", None),
        "corrects": Added("TEXT DEFAULT NULL REFERENCES measurement(id) DEFERRABLE INITIALLY DEFERRED", None),
        "said": Added("TEXT NOT NULL DEFAULT ''", ""),
    },
    "attachment": {"day": Added("TEXT DEFAULT NULL", None), "note": Added("TEXT NOT NULL DEFAULT ''", "")},
}
"""Columns that tables got after they were first released, in order.

Steps hash them by name and only where they differ from their default, so that a column added later changes no
older hash.
"""

_NO_STEP = "SELECT RAISE(ABORT, 'edit outside a step') WHERE (SELECT step FROM ctx) IS NULL;"
_FOREVER = "SELECT RAISE(ABORT, 'the journal only grows');"


def make_triggers(connection: Connection) -> None:
    """Drop and make again the image tables' columns and all journal triggers.

    Runs inside the caller's transaction.
    """
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in DATA_TABLES:
        if table in present:
            columns = column_names(connection, table)
            _make_image(connection, table, columns, exists=f"{table}_img" in present)
            for statement in _data_triggers(table, columns):
                connection.execute(statement)
    for table in ("chg", "blob", *(f"{name}_img" for name in DATA_TABLES if name in present)):
        connection.execute(f"CREATE TRIGGER {table}_keep BEFORE UPDATE ON {table} BEGIN {_FOREVER} END")
        connection.execute(f"CREATE TRIGGER {table}_stay BEFORE DELETE ON {table} BEGIN {_FOREVER} END")
    connection.execute(f"CREATE TRIGGER blob_step BEFORE INSERT ON blob BEGIN {_NO_STEP} END")
    connection.execute(f"CREATE TRIGGER step_keep BEFORE UPDATE ON step WHEN old.hash IS NOT NULL BEGIN {_FOREVER} END")
    connection.execute(f"CREATE TRIGGER step_stay BEFORE DELETE ON step BEGIN {_FOREVER} END")


def column_names(connection: Connection, table: str) -> list[str]:
    """Return the columns of a table in order."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def defaults(connection: Connection, table: str) -> dict[str, str]:
    """Return what each column holds when nothing was written, as SQL."""
    return {row[1]: row[4] or "NULL" for row in connection.execute(f"PRAGMA table_info({table})")}


def _make_image(connection: Connection, table: str, columns: list[str], *, exists: bool) -> None:
    image = f"{table}_img"
    if not exists:
        own = ", ".join(f'"{column}" ANY' for column in columns if column != "id")
        connection.execute(
            f"CREATE TABLE {image}(n INTEGER PRIMARY KEY, step INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, {own}) STRICT"
        )
        connection.execute(f"CREATE INDEX {image}_step ON {image}(step)")
        return
    present = column_names(connection, image)
    for column, default in defaults(connection, table).items():
        if column not in present:
            connection.execute(f'ALTER TABLE {image} ADD COLUMN "{column}" ANY DEFAULT {default}')


def _data_triggers(table: str, columns: list[str]) -> list[str]:
    names = ", ".join(f'"{column}"' for column in columns)
    news = ", ".join(f'new."{column}"' for column in columns)
    changes = " UNION ALL ".join(
        f"""SELECT (SELECT step FROM ctx), '{table}', new.id, '{c}', old."{c}", new."{c}" """
        f"""WHERE old."{c}" IS NOT new."{c}" OR typeof(old."{c}") <> typeof(new."{c}")"""
        for c in columns
        if c != "id"
    )
    return [
        (
            f"CREATE TRIGGER {table}_born AFTER INSERT ON {table} BEGIN {_NO_STEP} "
            f"INSERT INTO {table}_img(step, {names}) VALUES((SELECT step FROM ctx), {news}); END"
        ),
        (
            f"CREATE TRIGGER {table}_change AFTER UPDATE ON {table} BEGIN {_NO_STEP} "
            f"INSERT INTO chg(step, tbl, row, col, old, new) {changes}; END"
        ),
        (
            f"CREATE TRIGGER {table}_name BEFORE UPDATE OF id ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'ids never change'); END"
        ),
        (
            f"CREATE TRIGGER {table}_stay BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'rows are marked gone, never deleted'); END"
        ),
    ]
