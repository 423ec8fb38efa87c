"""The first goals of a large plan, read alone so that a window shows them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.domain.plan import Plan
from planner.domain.records import About
from planner.store.codec import columns, decode_rows
from planner.store.connection import Connection
from planner.store.faults import sorted_out
from planner.store.reading import by_goal
from planner.store.store import Store

_FIRST = """
SELECT goal.id FROM goal LEFT JOIN {group} AS g ON g.id = goal.{field} AND g.gone = 0
WHERE goal.gone = 0 AND archived = 0 ORDER BY g.pos IS NULL, g.pos, g.id, goal.pos, goal.id LIMIT ?
"""


def read_glimpse(store: Store, by: str, most: int) -> Plan:
    """Read only the goals a window shows first: the first ``most`` by ``theme`` or by ``office``, with their targets.

    Themes and offices are all there, archived goals are not; documents, filters and progress come later.
    """
    group, field = ("office", "lead") if by == "office" else ("theme", "theme")
    with sorted_out(store.path):
        connection = store.connection
        ids = [id_ for (id_,) in connection.execute(_FIRST.format(group=group, field=field), (most,)).fetchall()]
        return Plan(
            about=next(iter(_rows(connection, "about")), About("plan")),
            themes={row.id: row for row in _rows(connection, "theme")},
            offices={row.id: row for row in _rows(connection, "office")},
            goals={row.id: row for row in _rows(connection, "goal", "id", ids)},
            targets=by_goal(_rows(connection, "target", "goal", ids)),
        )


def _rows(connection: Connection, table: str, key: str = "", values: Sequence[str] = ()) -> list[Any]:
    names = ", ".join(f'"{name}"' for name in columns(table))
    wanted = f" AND {key} IN ({', '.join('?' * len(values))})" if key else ""
    order = {"about": "id", "target": "since, id"}.get(table, "pos, id")
    query = f"SELECT {names} FROM {table} WHERE gone = 0{wanted} ORDER BY {order}"
    return list(decode_rows(table, connection.execute(query, list(values)).fetchall()))
