"""期次材料包: everything an office hands out for a period, as one folder of PDFs or as one PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfWriter

from planner.domain.periods import Period
from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.sheets.bulk import Tick
from planner.sheets.forms import FORMS, pages_of
from planner.sheets.orders import Order
from planner.sheets.paper import Printed

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST = 60
_ORDER = ("bulletin", "breakdown", "monthly", "duties", "assessment", "evidence", "pledge", "wall", "target")


def write_pack(
    order: Order, period: Period, folder: Path, tick: Tick, *, together: bool = False, names: Sequence[str] = ()
) -> list[Path]:
    """Write every form of a period, or those named, into ``folder``, or ``together`` as one PDF; return the files.

    File names hold plan, form, period and cut-off; files of these names are replaced. Nothing takes its place before
    all is made: whoever stops it, or a full disk, leaves the folder as it was. Raises :class:`PlannerError`.
    """
    for name in names:
        if name not in _ORDER:
            raise PlannerError("“{text}” is not one of: {choices}.", text=name[:40], choices=", ".join(_ORDER))
    fresh = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".pack-", dir=folder) as half:
            made = _write(replace(order, first=period.first, last=period.last), period, Path(half), tick,
                          together=together, names=names or _ORDER)  # fmt: skip
            files = [path.replace(folder / path.name) for path in made]
    except OSError as error:
        raise PlannerError("“{file}” cannot be made here: {why}.", file=folder.name, why=error.strerror or "") from None
    finally:
        if fresh and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return files


def _write(
    asked: Order, period: Period, folder: Path, tick: Tick, *, together: bool, names: Sequence[str]
) -> list[Path]:
    order, parts = asked, list(_parts(asked, names))
    tail = f"{period.key} {order.say('as of {day}', day=order.as_of.isoformat())}.pdf"
    if together:
        path = folder / file_name(order.plan.about.title, order.say("Pack of the period"), tail)
        write_whole(path, _joined(parts, tick))
        return [path]
    files = []
    for n, (title, make) in enumerate(parts):
        tick(n, len(parts))
        path = folder / file_name(order.plan.about.title, title, tail)
        write_whole(path, make().pdf())
        files.append(path)
    return files


def file_name(*parts: str) -> str:
    """Return a name of parts that every system can hold; each part is cut where it is very long."""
    safe = [
        _UNSAFE.sub("_", part).strip(" .")[:_LONGEST] if n < len(parts) - 1 else part for n, part in enumerate(parts)
    ]
    return " ".join(part for part in safe if part)


def _parts(order: Order, names: Sequence[str]) -> Iterator[tuple[str, Callable[[], Printed]]]:
    """Yield the titles of the forms of a pack with what makes each."""
    for name in _ORDER:
        form = FORMS.get(name)
        if form is None or name not in names:
            continue
        title = order.say(form.title)
        if not form.per_office:
            yield title, _maker(name, order)
            continue
        for office in _offices(order):
            yield f"{title} {order.plan.office_name(office)}", _maker(name, replace(order, office=office))


def _maker(name: str, order: Order) -> Callable[[], Printed]:
    def make() -> Printed:
        return pages_of(name, order)

    return make


def _offices(order: Order) -> list[str]:
    """Return the offices that lead a goal of the order, in the plan's order."""
    leading = {goal.lead for goal in order.rows}
    return [office for office in order.plan.offices if office in leading]


def _joined(parts: list[tuple[str, Callable[[], Printed]]], tick: Tick) -> bytes:
    writer = PdfWriter()
    for n, (title, make) in enumerate(parts):
        tick(n, len(parts))
        start = len(writer.pages)
        writer.append(io.BytesIO(make().pdf()), import_outline=False)
        writer.add_outline_item(title=title, page_number=start)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
