"""佐证材料目录: the files kept with the goals, and the documents they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.records import Goal
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order
from planner.sheets.room import Data
from planner.sheets.tabled import counter, day_width, table_data
from planner.sheets.wording import clauses, long_day

_KILO = 1024


def evidence_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``evidence.typ``."""
    say = order.say
    columns = [
        counter(say), (say("Name of the material"), "3fr", "left"), (say("Document number"), "2fr", "left"),
        (say("Date"), day_width(say), "center"), (say("Size"), "19mm", "right"), (say("Remarks"), "1.6fr", "left"),
    ]  # fmt: skip
    found = [(goal.name, list(_rows(order, goal))) for goal in order.rows]
    numbered, n = [], 0
    for name, rows in found:
        if rows:
            numbered.append((name, [[str(n + place), *row] for place, row in enumerate(rows, 1)]))
            n += len(rows)
    notes = [] if numbered else [say("No material has been kept with these goals.")]
    title = say("{plan}: list of supporting material", plan=order.plan.about.title)
    return table_data(order, faces, title, columns, numbered, notes=notes)


def _rows(order: Order, goal: Goal) -> Iterator[list[str]]:
    plan, say = order.plan, order.say
    for basis in plan.bases.get(goal.id, ()):
        document = plan.documents.get(basis.document) if basis.document else None
        if document is not None:
            yield [document.title, document.number, long_day(document.day, say), "", document.issuer]
        elif basis.cite:
            yield [basis.cite, "", "", "", say("basis")]
    for file in plan.attachments.get(goal.id, ()):
        size = f"{max(file.size / _KILO, 0.1):,.1f} KB"
        yield [file.name, "", long_day(file.day, say) if file.day else "", size, clauses([file.note], say)]
