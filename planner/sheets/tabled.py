"""What the forms that are one table share: columns, groups, an annex's head, lights, periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from planner.analysis.splits import Part
from planner.analysis.values import LIGHT_NAMES, LIGHT_SHAPES, Status
from planner.domain.kinds import Kind
from planner.domain.numbers import show_number
from planner.domain.records import Goal, Report
from planner.figures.palette import LIGHT
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order, head_of
from planner.sheets.room import Data, text_width
from planner.sheets.wording import breakable
from planner.text import Translator

Column = tuple[str, str, str]
"""Name, width as Typst writes it, and alignment of a column."""
Rows = Sequence[Sequence[object]]
_CELL = 10.5 * 25.4 / 72
"""Size 5, which tables are set in, in mm."""
_GAP = 2.6
"""Room beside a cell's text, both sides together, in mm."""
LIGHT_WIDTH = "24mm"
"""A column of lights: 严重滞后, far behind."""


def counter(say: Translator) -> Column:
    """Return the column that numbers the rows."""
    return say("No."), "11mm", "center"


def day_width(say: Translator) -> str:
    """Return how wide a column of days is in which none breaks: 2020年12月31日, 31 Dec 2020."""
    return "31mm" if say.language == "zh" else "25mm"


def width_for(texts: Iterable[str], least: float = 11.0) -> str:
    """Return how wide a column must be that no text of it breaks, in mm."""
    return f"{max(least, *(text_width(text, _CELL) + _GAP for text in texts)):.1f}mm"


def table_data(
    order: Order,
    faces: FontChoice,
    title: str,
    columns: Iterable[Column],
    groups: Iterable[tuple[str, Rows]],
    **more: object,
) -> Data:
    """Return the data of a form that is one table."""
    say = order.say
    found: Data = {
        "annex": say("Annex {n}", n=order.annex) if order.annex else "",
        "period": order.period(),
        "facts": [],
        "notes": [],
        "columns": [{"name": name, "width": width, "align": align} for name, width, align in columns],
        "groups": [{"name": name, "rows": rows} for name, rows in groups],
        **more,
    }
    return {"head": head_of(order, title, faces), **breakable(found)}


def grouped(order: Order, goals: Iterable[Goal] | None = None) -> Iterator[tuple[str, Sequence[tuple[int, Goal]]]]:
    """Yield the goals by theme or by lead office, numbered through."""
    groups: dict[str, list[tuple[int, Goal]]] = {}
    for n, goal in enumerate(order.rows if goals is None else goals, 1):
        theme = order.plan.theme_of(goal)
        name = order.plan.office_name(goal.lead) if order.group == "office" else (theme.name if theme else "")
        groups.setdefault(name, []).append((n, goal))
    yield from groups.items()


def light_cell(status: Status, say: Translator) -> Data:
    """Return a light with its shape and word, so that it is told without its colour."""
    word = status.band.word if status.band else LIGHT_NAMES[status.light]
    colour = status.band.colour if status.band and status.band.colour else LIGHT.lights[status.light]
    return {"shape": LIGHT_SHAPES[status.light], "word": say(word), "colour": colour}


def due_in(goal: Goal, parts: Sequence[Part], first: date, last: date) -> float | None:
    """Return what is planned for a period: an amount's own share, a level's value at its end."""
    inside = [part for part in parts if first <= part.last <= last]
    if not inside:
        return None
    amount = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    return sum(part.amount for part in inside) if amount else inside[-1].total


def shown(value: float | None, goal: Goal) -> str:
    """Write a value in the goal's decimals; nothing for nothing."""
    return "" if value is None else show_number(round(value, goal.digits + 2), goal.digits)


def newest_report(order: Order, goal: Goal) -> Report | None:
    """Return the newest words on a goal up to the cut-off, within the order's period when it has one."""
    rows = [row for row in order.plan.reports.get(goal.id, ()) if row.day <= order.as_of]
    if order.first is not None:
        rows = [row for row in rows if row.day >= order.first]
    return rows[-1] if rows else None
