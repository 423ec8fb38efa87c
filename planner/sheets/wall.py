"""作战图: a wall chart from A3 to A0, months across and goals down, grouped by theme.

Everything is laid out for A0, where no text is smaller than 36 points, and scaled with the paper. So the chart is
legible from two metres: a Chinese character of 36 points is 11.7 mm high (at least 1/200 of the distance, the usual
rule for signs, asks for 10 mm), a capital or figure 9.3 mm, which is 16 minutes of arc, the least that ISO 9241-3
allows. Goals that do not fit on one sheet go on to the next; few are spread over it. Lengths are millimetres on A0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil

from planner.analysis.splits import split
from planner.analysis.status import assess
from planner.analysis.values import LIGHT_NAMES, LIGHT_SHAPES, Light
from planner.domain.days import month_end
from planner.domain.kinds import Kind
from planner.domain.records import Goal, Milestone
from planner.errors import PlannerError
from planner.figures.palette import LIGHT
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order, head_of
from planner.sheets.room import Data, shortened, text_width
from planner.sheets.tabled import grouped, light_cell
from planner.sheets.wording import long_day, month_name, target_words

SIZES: dict[str, float] = {"a0": 1.0, "a1": 0.5**0.5, "a2": 0.5, "a3": 0.5**1.5}
"""The papers there are, with their scale against A0."""
WIDE, HIGH = 1189.0, 841.0
_MM = 72 / 25.4
SMALLEST = 36.0
"""The smallest text on A0, in points."""
_EM = SMALLEST / _MM
_MARGIN, _TOP, _FOOT = 28.0, 104.0, 38.0
_NAME, _LEAD, _AIM = 230.0, 105.0, 120.0
_LINE, _PAD, _THEME, _LEAST = 15.4, 6.0, 22.0, 36.0
_MOST_STRETCH = 1.6
_MOST_LINES, _MOST_COLUMNS = 4, 12
_Column = tuple[str, date, date]


def wall_size(order: Order) -> tuple[float, float]:
    """Return width and height of the order's paper in points; refuses a size there is none of."""
    scale = _scale(order)
    return WIDE * scale * _MM, HIGH * scale * _MM


def _scale(order: Order) -> float:
    size = (order.paper or "a3").lower()
    if size not in SIZES:
        raise PlannerError("“{text}” is not one of: {choices}.", text=size[:40], choices=", ".join(SIZES))
    return SIZES[size]


def wall_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``wall.typ``."""
    say, columns = order.say, _columns(order)
    begin, end = columns[0][1], columns[-1][2]
    rows = [(name, _row(order, n, goal, columns)) for name, goals in grouped(order) for n, goal in goals]
    sheets = _sheets(rows)
    return {
        "head": head_of(order, say("{plan}: wall chart", plan=order.plan.about.title), faces),
        "scale": _scale(order),
        "measures": {"smallest": SMALLEST, "margin": _MARGIN, "top": _TOP, "foot": _FOOT, "theme": _THEME,
                     "name": _NAME, "lead": _LEAD, "aim": _AIM},
        "period": order.period(),
        "heads": [say("Task"), say("Lead office"), say("Target value")],
        "columns": [
            {"name": name, "first": _place(first, begin, end), "last": _after(last, begin, end)}
            for name, first, last in columns
        ],
        "cut_off_at": _after(order.as_of, begin, end) if begin <= order.as_of <= end else None,
        "count": len(sheets),
        "sheets": sheets,
        "legend": list(_legend(order)),
    }  # fmt: skip


def _columns(order: Order) -> list[_Column]:
    """Return the months of the order's period (the cut-off's year without one); more than eighteen become quarters."""
    first = order.first or date(order.as_of.year, 1, 1)
    last = order.last or date(order.as_of.year, 12, 31)
    months = max(1, (last.year - first.year) * 12 + last.month - first.month + 1)
    step = next((step for step in (1, 3, 12, 60) if ceil(months / step) <= _MOST_COLUMNS), 600)
    found, at = [], first.year * 12 + first.month - 1
    end = at + months
    while at < end:
        after = min(at + step, end) - 1
        begin, close = date(at // 12, at % 12 + 1, 1), month_end(date(after // 12, after % 12 + 1, 1))
        found.append((_name(order, begin, close, step), begin, close))
        at += step
    return found


def _name(order: Order, begin: date, close: date, step: int) -> str:
    say = order.say
    if step == 1:
        month = month_name(begin.month, say)
        return month if begin.month > 1 else f"{begin.year}\n{month}"
    if step == 3:
        return f"{begin.year}-{begin.month}/{close.month}"
    return str(begin.year) if step == 12 else f"{begin.year}-{close.year}"


def _place(day: date, begin: date, end: date) -> float:
    """Return where a day begins, as a share of the chart's width."""
    return round((day - begin).days / ((end - begin).days + 1), 5)


def _after(day: date, begin: date, end: date) -> float:
    """Return where a day ends; the last day of the calendar has none after it."""
    return round(((day - begin).days + 1) / ((end - begin).days + 1), 5)


def _row(order: Order, n: int, goal: Goal, columns: Sequence[_Column]) -> Data:
    plan, say = order.plan, order.say
    begin, end = columns[0][1], columns[-1][2]
    target = plan.target(goal.id, order.as_of)
    aim = target_words(target, goal) if goal.kind.numeric else long_day(target.deadline if target else None, say)
    texts = [_cut(f"{n} {goal.name}", _NAME), _cut(plan.office_name(goal.lead), _LEAD), _cut(aim, _AIM)]
    lines = max(_lines(text, width) for text, width in zip(texts, (_NAME, _LEAD, _AIM), strict=True))
    opens, closes = goal.start or begin, (target.deadline if target else None) or end
    span = [_place(max(opens, begin), begin, end), _after(min(closes, end), begin, end)]
    return {
        "texts": texts,
        "height": max(_LEAST, lines * _LINE + _PAD),
        "span": span if span[0] < span[1] else None,
        "marks": list(_marks(order, goal, begin, end)),
        "months": _months(order, goal, columns),
    }


def _lines(text: str, width: float) -> int:
    return max(1, ceil(text_width(text, _EM) * 1.08 / (width - 6)))


def _cut(text: str, width: float) -> str:
    return shortened(text, (width - 6) / _EM * _MOST_LINES * 0.9)


def _marks(order: Order, goal: Goal, begin: date, end: date) -> Iterator[Data]:
    """Yield the milestones within the chart; a name goes as far as the next mark."""
    rows = [row for row in order.plan.milestones.get(goal.id, ()) if row.due is not None and begin <= row.due <= end]
    rows.sort(key=_due)
    places = [_place(_due(row), begin, end) for row in rows]
    wide = WIDE - 2 * _MARGIN - _NAME - _LEAD - _AIM
    for row, at, after in zip(rows, places, [*places[1:], 1.0], strict=False):
        room = ((after - at) * wide - 16) / _EM
        yield {"at": at, "state": _state(order, row), "name": shortened(row.name, room) if room >= 3 else ""}


def _due(row: Milestone) -> date:
    return row.due or date.max


def _state(order: Order, row: Milestone) -> str:
    if row.done is not None and row.done <= order.as_of:
        return "done"
    return "late" if row.due is not None and row.due < order.as_of else "open"


def _months(order: Order, goal: Goal, columns: Sequence[_Column]) -> list[Data]:
    """Return for each column its light, as far as the cut-off, and the share planned to be done by its end."""
    numeric = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    parts = split(order.plan, goal, "month", order.as_of) if numeric else []
    whole = parts[-1].total if parts else 0.0
    found = []
    for _, first, last in columns:
        day = min(last, order.as_of)
        status = assess(order.plan, day, order.rule, [goal.id])[goal.id] if first <= order.as_of else None
        due = [part.total for part in parts if part.last <= last]
        open_ = bool(due) and whole > 0 and any(first <= part.last for part in parts)
        planned = f"{100 * due[-1] / whole:.0f}%" if open_ else ""
        found.append({"light": light_cell(status, order.say) if status else None, "planned": planned})
    return found


def _sheets(rows: Sequence[tuple[str, Data]]) -> list[list[Data]]:
    """Share the rows out over sheets, with the theme's name wherever it begins or goes on overleaf."""
    room = HIGH - 2 * _MARGIN - _TOP - _FOOT
    sheets: list[list[Data]] = [[]]
    used, theme = 0.0, None
    for name, row in rows:
        extra = _THEME if name != theme else 0.0
        if used + extra + row["height"] > room and sheets[-1]:
            sheets.append([])
            used, extra = 0.0, _THEME
        sheets[-1].append({**row, "theme": name if extra else ""})
        used, theme = used + extra + row["height"], name
    return [_spread(sheet, room) for sheet in sheets]


def _spread(sheet: list[Data], room: float) -> list[Data]:
    """Return a sheet's rows grown into the room it has left, within reason."""
    themes = sum(_THEME for row in sheet if row["theme"])
    taken = sum(row["height"] for row in sheet)
    growth = min(_MOST_STRETCH, (room - themes) / taken) if taken else 1.0
    return [{**row, "height": round(row["height"] * max(growth, 1.0), 2)} for row in sheet]


def _legend(order: Order) -> Iterator[Data]:
    say = order.say
    for light in Light:
        yield {
            "shape": LIGHT_SHAPES[light],
            "colour": LIGHT.lights[light],
            "word": say(LIGHT_NAMES[light]),
            "state": "",
        }
    for state, word in (
        ("done", say("milestone done")),
        ("open", say("milestone open")),
        ("late", say("milestone late")),
    ):
        yield {"shape": "", "colour": "", "word": word, "state": state}
    yield {"shape": "50%", "colour": LIGHT.text, "word": say("planned by the end of the month"), "state": ""}
