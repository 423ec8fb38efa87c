"""Reordering goals: what a drag or Alt+Up/Down means as commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.commands.edits import Move
from planner.domain.query import NONE
from planner.ui.goals.arrange import GroupBy


def moves(goals: Sequence[str], rows: Sequence[str], place: int, group_by: GroupBy) -> Iterator[Move]:
    """Yield the commands that put ``goals`` before the row ``place`` (a heading's key starts with ``#``).

    Goals take over the theme or lead office of the group they land in.
    """
    dragged = set(goals)
    heading = next((key[1:] for key in reversed(rows[:place]) if key.startswith("#")), "")
    following = next((key for key in rows[place:] if key not in dragged), None)
    before = None if following is None or following.startswith("#") else following
    field = {GroupBy.THEME: "theme", GroupBy.OFFICE: "lead"}.get(group_by)
    fields = {field: None if heading == NONE else heading} if field and heading else {}
    for goal in goals:
        yield Move("goal", goal, before, fields)


def step(goal: str, rows: Sequence[str], by: int) -> Move | None:
    """Return the command that moves a goal one place up (-1) or down (1) among its neighbours, if there is room."""
    place = rows.index(goal)
    other = place + by
    if not 0 <= other < len(rows) or rows[other].startswith("#"):
        return None
    if by < 0:
        return Move("goal", goal, rows[other])
    after = rows[other + 1] if other + 1 < len(rows) and not rows[other + 1].startswith("#") else None
    return Move("goal", goal, after)
