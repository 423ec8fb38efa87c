"""What the journal knows of the days milestones were due: every day ever planned, by the report that planned it."""

from __future__ import annotations

from datetime import date

from planner.store.connection import Connection
from planner.store.rubbish import as_written


def due_days(connection: Connection, milestones: list[str]) -> dict[str, list[tuple[date, date]]]:
    """Return (report day, day due) of each milestone, oldest first, the last of several on one report day.

    The report's day is the cut-off date the plan had when the step was taken, the day of the step where it had none:
    that is the day the figures spoke of. Milestones never dated are left out.
    """
    cut_offs = _cut_offs(connection)
    found: dict[str, dict[date, date]] = {}
    with as_written():
        for id_ in milestones:
            for step, taken, due in _plans(connection, id_):
                held = [day for at, day in cut_offs if at <= step]
                day = date.fromisoformat((held[-1] if held and held[-1] else taken)[:10])
                if due:
                    found.setdefault(id_, {})[day] = date.fromisoformat(due)
    return {id_: list(days.items()) for id_, days in found.items()}


def _plans(connection: Connection, id_: str) -> list[tuple[int, str, str | None]]:
    """Return the step, its time and the day due, for the milestone's first image and each change of its day."""
    rows = connection.execute(
        "SELECT i.step, s.at, i.due, 0 AS n FROM milestone_img i JOIN step s ON s.n = i.step WHERE i.id = ?1 "
        "UNION ALL SELECT c.step, s.at, c.new, c.n FROM chg c JOIN step s ON s.n = c.step "
        "WHERE c.tbl = 'milestone' AND c.col = 'due' AND c.row = ?1 ORDER BY 1, 4",
        (id_,),
    ).fetchall()
    return [(int(step), str(at), due) for step, at, due, _ in rows]


def _cut_offs(connection: Connection) -> list[tuple[int, str | None]]:
    rows = connection.execute(
        "SELECT step, as_of, 0 AS n FROM about_img "
        "UNION ALL SELECT step, new, n FROM chg WHERE tbl = 'about' AND col = 'as_of' ORDER BY 1, 3"
    ).fetchall()
    return [(int(step), day) for step, day, _ in rows]
