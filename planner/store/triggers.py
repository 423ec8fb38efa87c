"""Triggers that write the journal: every change of a data table, natively typed, or no change at all.

They are generated from the tables themselves and made again after each migration, because
``sqlite_utils``'s ``transform()`` drops them. Only built-in functions appear in them, so they run
with ``trusted_schema`` off.
"""

from __future__ import annotations

from planner.store.connection import Connection

DATA_TABLES = (
    "about", "theme", "office", "document", "goal", "target", "partner", "basis", "milestone", "measurement",
    "report", "attachment", "filter", "review",
)  # fmt: skip
"""Every journalled table, parents before children."""

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


def _make_image(connection: Connection, table: str, columns: list[str], *, exists: bool) -> None:
    image = f"{table}_img"
    if not exists:
        own = ", ".join(f'"{column}" ANY' for column in columns if column != "id")
        connection.execute(
            f"CREATE TABLE {image}(n INTEGER PRIMARY KEY, step INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, {own}) STRICT"
        )
        connection.execute(f"CREATE INDEX {image}_step ON {image}(step)")
        return
    for column in set(columns) - set(column_names(connection, image)):
        connection.execute(f'ALTER TABLE {image} ADD COLUMN "{column}" ANY')


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
