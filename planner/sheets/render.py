"""Target sheets of a plan as pages: counted, drawn one by one for a preview, or all together as a PDF."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import accumulate

from planner.analysis.forecast.goals import forecast
from planner.analysis.lighthistory import histories
from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.sheets.bulk import LONG, PIECE, Tick, press_pack, quiet
from planner.sheets.fonts import FontChoice, fonts_used
from planner.sheets.orders import Order, head_of
from planner.sheets.press import Picture, ask, press_pdf, press_pictures
from planner.sheets.room import Data
from planner.sheets.target import Subject, sheet_data
from planner.text import Translator

FORM = "target"
_A4 = (595.276, 841.89)
TAGGED = 60
"""Packs of more pages go without tags for reading aloud, which would make them five times as large."""


class Pages:
    """The pages of a pack of sheets, all of one size.

    Every picture is drawn by the form that makes the PDF, from the same data: what is seen is what is
    printed. A single page is drawn by setting its own sheet alone, so a preview of a thousand sheets
    costs what it shows. Pages are counted from 0. Calls from several threads do not disturb each other.
    """

    page_size = _A4

    def __init__(
        self, head: Mapping[str, object], sheets: Sequence[Data], counts: Sequence[int], faces: FontChoice
    ) -> None:
        """``counts`` says how many pages each sheet takes."""
        self._head, self._sheets, self._faces = head, sheets, faces
        self._starts = [0, *accumulate(counts)]
        self._drawn: tuple[object, Sequence[bytes]] = (None, ())

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._starts[-1]

    @property
    def font_names(self) -> str:
        """The faces the pages are set in, for a person."""
        return self._faces.names

    def pdf(self, tick: Tick = quiet, *, archive: bool = False) -> bytes:
        """Return all pages as one PDF with bookmarks and real text; for ``archive`` as PDF/A.

        Long packs are set in pieces, of which ``tick`` hears.
        """
        if self.page_count > LONG and not archive:
            starts = range(0, len(self._sheets), PIECE)
            return press_pack(FORM, [partial(self.data, n, n + PIECE) for n in starts], self._faces, tick)
        tags = archive or self.page_count <= TAGGED
        return press_pdf(FORM, self.data(), self._faces, tags=tags, archive=archive)

    def png(self, page: int, dpi: float = 144.0) -> bytes:
        """Return a page's picture at ``dpi`` dots per inch."""
        return self._draw(page, "png", dpi)

    def svg(self, page: int) -> str:
        """Return a page as SVG text."""
        return self._draw(page, "svg", 72.0).decode("utf-8")

    def data(self, first: int = 0, last: int | None = None) -> dict[str, object]:
        """Return what the form is given for the sheets from ``first`` to before ``last``."""
        sheets = self._sheets[first:last]
        pages = [
            {"number": start + page, "page": page, "count": end - start, "name": sheet["short"]}
            for sheet, start, end in zip(sheets, self._starts[first:], self._starts[first + 1 :], strict=False)
            for page in range(1, end - start + 1)
        ]
        return {"head": {**self._head, "pages": pages}, "sheets": sheets}

    def _draw(self, page: int, kind: Picture, dpi: float) -> bytes:
        if not 0 <= page < self.page_count:
            raise IndexError(page)
        sheet = bisect_right(self._starts, page) - 1
        wanted = (sheet, kind, dpi)
        known, pages = self._drawn
        if known != wanted:
            pages = press_pictures(FORM, self.data(sheet, sheet + 1), self._faces, kind, dpi)
            self._drawn = (wanted, pages)
        return pages[page - self._starts[sheet]]


def target_sheets(
    plan: Plan,
    goals: Iterable[str],
    as_of: date,
    rule: Rule,
    say: Translator,
    tick: Tick = quiet,
    *,
    faces: FontChoice | None = None,
) -> Pages:
    """Return the target sheets (目标任务书) of ``goals``, one after the other, as of a cut-off date.

    ``tick`` hears of each goal; whatever it raises stops the work. ``faces`` is chosen by this machine
    unless given. Raises :class:`PlannerError` when there is no goal to print.
    """
    return sheets_of(Order(plan, as_of, rule, say, tuple(goals)), faces or fonts_used(), tick)


def sheets_of(order: Order, faces: FontChoice, tick: Tick = quiet) -> Pages:
    """Return the target sheets of an order's goals, in its style and with its mark; see :func:`target_sheets`."""
    plan, as_of, say = order.plan, order.as_of, order.say
    wanted = [goal.id for goal in order.rows]
    foreseen, lights = forecast(plan, as_of, wanted), histories(plan, as_of, order.rule, wanted)
    numbers = {goal.id: n for n, goal in enumerate(plan.in_order(), 1)}
    head = _head(order, faces)
    sheets, counts = [], []
    for n, goal in enumerate(order.rows):
        tick(n, len(wanted))
        status, known = order.statuses[goal.id], (foreseen.get(goal.id), lights[goal.id])
        sheet = sheet_data(Subject(plan, goal, numbers[goal.id], status, as_of, say, *known, order.style))
        sheets.append(sheet)
        counts.append(1 if sheet["single"] else _count(head, sheet, faces))
    return Pages(head, sheets, counts, faces)


def _count(head: Mapping[str, object], sheet: Data, faces: FontChoice) -> int:
    """Return how many pages a sheet takes that does not fit on one."""
    return ask(FORM, {"head": {**head, "pages": []}, "sheets": [sheet]}, faces, "last-page")[-1]


def _head(order: Order, faces: FontChoice) -> Data:
    """Return what all sheets of a pack share."""
    say = order.say
    warning = say("Demonstration data: the progress is invented and no basis for any work.")
    note = warning if order.plan.about.demo else ""
    return head_of(order, say("Target sheet"), faces, note=note, words=_words(say))


def _words(say: Translator) -> dict[str, object]:
    return {
        "indicator": say("Indicator"),
        "basis": say("Basis"),
        "light": say("Light"),
        "trajectory": say("Planned trajectory"),
        "progress": say("Progress"),
        "date": say("Date"),
        "no_progress": say("No figure has been reported up to the cut-off date."),
        "milestones": say("Milestones"),
        "no_milestones": say("The goal has not been broken down into milestones."),
        "milestone_heads": [
            say("No."), say("Milestone"), say("Due"), say("Planned"), say("Office"), say("State"),
        ],
        "report_heads": [say("Progress made"), say("Problems"), say("Next steps"), say("Needs coordination")],
        "signatures": [say("Owner (signature)"), say("Lead office (seal)"), say("Leader (signature)")],
        "signed_on": say("Date:"),
        "continued": say("continued"),
        "page_of": say("Sheet page {page} of {count}", page="{page}", count="{count}"),
    }  # fmt: skip
