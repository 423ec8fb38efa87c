"""期次材料包: everything an office hands out for a period, as one folder of PDFs or as one PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader, PdfWriter

from planner.domain.periods import Period
from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.sheets.bulk import Tick, quiet
from planner.sheets.forms import FORMS, pages_of
from planner.sheets.orders import Order
from planner.sheets.slip import slips_of

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST, _SHORT = 60, 54
PACKED = ("bulletin", "slip", "breakdown", "monthly", "duties", "assessment", "evidence", "pledge", "wall", "target")
"""The forms of a pack, in the order in which they are handed out."""
STEPS = 1000
"""What one form counts for in the progress of a pack."""


def shipped(_name: str) -> Path | None:
    """Use no form of the office's own."""
    return None


@dataclass(frozen=True, slots=True)
class Pack:
    """What belongs to a pack: an order for all goals, its period, and the forms ``names``, or all when there is none.

    ``kept`` holds fields of the order (group, paper …) that differ for single forms. ``together`` makes one PDF,
    ``archive`` makes each a PDF/A. ``own`` gives the office's own form of a name, ``None`` for the shipped one.
    """

    order: Order
    period: Period
    names: Sequence[str] = ()
    together: bool = False
    archive: bool = False
    own: Callable[[str], Path | None] = shipped
    kept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def checked(self) -> Pack:
        """Return the pack with its forms in order; refuses unknown ones, and PDF/A as one PDF, which none can be."""
        for name in self.names:
            if name not in PACKED:
                raise PlannerError("“{text}” is not one of: {choices}.", text=name[:40], choices=", ".join(PACKED))
        if self.together and self.archive:
            raise PlannerError("A joined PDF cannot be filed as PDF/A. Choose one PDF for each form.")
        order = replace(self.order, first=self.period.first, last=self.period.last)
        return replace(self, order=order, names=[name for name in PACKED if not self.names or name in self.names])

    def file_name(self, title: str) -> str:
        """Return the name of the file that holds what is called ``title``: plan, title, period and cut-off."""
        order = self.order
        day = order.say("as of {day}", day=order.as_of.isoformat())
        return file_name(order.plan.about.title, title, f"{self.period.key} {day}.pdf")


@dataclass(slots=True)
class Progress:
    """How far a pack is, for whoever looks while it is made: which form of how many, and the pages so far."""

    title: str = ""
    part: int = 0
    parts: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """One PDF of a pack: a form, for one office where it is for one."""

    name: str
    title: str
    order: Order


def write_pack(pack: Pack, folder: Path, tick: Tick = quiet, progress: Progress | None = None) -> list[Path]:
    """Write a pack into ``folder`` and return its files, whose names hold plan, form, period and cut-off.

    Files of these names are replaced. Nothing takes its place before all is made: whoever stops it by raising from
    ``tick``, or a full disk, leaves the folder as it was. ``tick`` counts :data:`STEPS` a form. Raises
    :class:`PlannerError`.
    """
    asked, fresh = pack.checked(), not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".pack-", dir=folder) as half:
            made = _write(asked, Path(half), tick, progress or Progress())
            files = [path.replace(folder / path.name) for path in made]
    except OSError as error:
        raise PlannerError("“{file}” cannot be made here: {why}.", file=folder.name, why=error.strerror or "") from None
    finally:
        if fresh and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return files


def _write(pack: Pack, folder: Path, tick: Tick, progress: Progress) -> list[Path]:
    if pack.together:
        path = folder / pack.file_name(pack.order.say("Pack of the period"))
        write_whole(path, _joined(pack, tick, progress))
        return [path]
    files = []
    for part, pdf in _made(pack, tick, progress):
        path, same = folder / pack.file_name(part.title), 1
        while path.exists():  # two offices of one name
            same += 1
            path = folder / pack.file_name(f"{part.title[:_SHORT]} ({same})")
        write_whole(path, pdf)
        files.append(path)
    return files


def file_name(*parts: str) -> str:
    """Return a name of parts that every system can hold; each part is cut where it is very long."""
    safe = [
        _UNSAFE.sub("_", part).strip(" .")[:_LONGEST] if n < len(parts) - 1 else part for n, part in enumerate(parts)
    ]
    return " ".join(part for part in safe if part)


def _made(pack: Pack, tick: Tick, progress: Progress) -> Iterator[tuple[_Part, bytes]]:
    """Yield each part with its PDF, and tell how far it is."""
    parts = list(_parts(pack))
    progress.parts = len(parts)
    for n, part in enumerate(parts):
        progress.title, progress.part = part.title, n + 1
        tick(n * STEPS, len(parts) * STEPS)

        def within(done: int, total: int, start: int = n * STEPS) -> None:
            tick(start + STEPS * done // max(total, 1), len(parts) * STEPS)

        pages = pages_of(part.name, part.order, own=pack.own(part.name))
        pdf = pages.pdf(within, archive=pack.archive)
        progress.pages += len(PdfReader(io.BytesIO(pdf)).pages)
        yield part, pdf


def _parts(pack: Pack) -> Iterator[_Part]:
    """Yield the parts of a pack; slips only where some are asked for, unless nothing else was wanted."""
    for name in pack.names:
        form = FORMS[name]
        order = replace(pack.order, **pack.kept.get(name, {}))  # type: ignore[arg-type]
        title = order.say(form.title)
        if name == "slip" and len(pack.names) > 1 and not slips_of(order):
            continue
        if not form.per_office:
            yield _Part(name, title, order)
            continue
        for office in _offices(order):
            yield _Part(name, f"{title} {order.plan.office_name(office)}", replace(order, office=office))


def _offices(order: Order) -> list[str]:
    """Return the offices that lead a goal of the order, in the plan's order."""
    leading = {goal.lead for goal in order.rows}
    return [office for office in order.plan.offices if office in leading]


def _joined(pack: Pack, tick: Tick, progress: Progress) -> bytes:
    writer = PdfWriter()
    for part, pdf in _made(pack, tick, progress):
        start = len(writer.pages)
        writer.append(io.BytesIO(pdf), import_outline=False)
        writer.add_outline_item(title=part.title, page_number=start)
    order = pack.order
    title = f"{order.plan.about.title} {order.say('Pack of the period')} {pack.period.key}"
    writer.add_metadata({"/Title": title, "/Author": order.plan.about.office})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
