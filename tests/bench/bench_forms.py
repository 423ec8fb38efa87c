"""Forms: the first page of each, the memory of a pack of 2,000 pages, and a sheet against LibreOffice.

LibreOffice converts a workbook with as many sheets of the same words and a chart each, one A4 page a sheet, its start
included; where it is not installed that row is left out and said.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import xlsxwriter
from pypdf import PdfReader

from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.places import LOCALES
from planner.sheets.forms import FORMS, pages_of
from planner.sheets.orders import Order
from planner.sheets.render import target_sheets
from planner.store.store import Store
from planner.text import Translator
from tests.bench.generate import AS_OF, make_big

PACK = 2_000
_FORM_GOALS = 36  # as many as the zone's plan has
_OFFICE_SHEETS = 200
_ROOT = Path(__file__).resolve().parents[2]
_PER_MB = 1024 if sys.platform == "linux" else 1024 * 1024
_SAY = Translator("zh", LOCALES)
Row = tuple[str, float, float | None]


def measure(goals: int) -> list[Row]:
    """Return the rows; the size of plan asked for is not used, since forms cost by the page."""
    del goals
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_big(folder / "big.plan", PACK, 12, 60)
        with Store.open(folder / "big.plan", readonly=True) as store:
            plan = store.read()
        wanted = [goal.id for goal in plan.in_order()]
        rows = [*_first_pages(plan, wanted[:_FORM_GOALS]), *_office(plan, wanted, folder)]
        command = [sys.executable, "-m", "tests.bench.bench_forms", str(folder / "big.plan")]
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT).stdout
        return [*rows, (f"pack of {PACK:,} pages, all processes, MB", float(told), None)]


def _first_pages(plan: Plan, goals: list[str]) -> list[Row]:
    """Time the first page of every form as the preview asks for it, typefaces loaded before."""
    order = Order(plan, AS_OF, Rule(), _SAY, goals, date(AS_OF.year, 1, 1), AS_OF, office=plan.goals[goals[0]].lead)
    pages_of("target", order).png(0, 96)
    rows: list[Row] = []
    for name in FORMS:
        start = perf_counter()
        pages_of(name, order).png(0, 96)
        rows.append((f"first page of {name}", perf_counter() - start, None))
    return rows


def _memory(path: Path) -> float:
    """Return the peak in MB of this process and its two workers together, while it sets a pack."""
    with Store.open(path, readonly=True) as store:
        plan = store.read()
    target_sheets(plan, [goal.id for goal in plan.in_order()], AS_OF, Rule(), _SAY).pdf()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + 2 * worker) / _PER_MB


def _office(plan: Plan, goals: list[str], folder: Path) -> list[Row]:
    """Time one of our sheets and one page that LibreOffice makes of a workbook with the same goals."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("LibreOffice is not installed here; the comparison with it is left out", file=sys.stderr)
        return []
    some = goals[:_OFFICE_SHEETS]
    start = perf_counter()
    pages = target_sheets(plan, some, AS_OF, Rule(), _SAY)
    pages.pdf()
    ours = (perf_counter() - start) / len(some)
    book = folder / "book.xlsx"
    _write_book(book, pages.data()["sheets"])
    start = perf_counter()
    subprocess.run([program, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)],
                   check=True, capture_output=True)  # fmt: skip
    theirs = (perf_counter() - start) / len(some)
    assert len(PdfReader(folder / "book.pdf").pages) == len(some), "one page a sheet, as ours"
    return [("one of many sheets against LibreOffice", ours, theirs), _cold(program, folder, pages.data()["sheets"])]


def _cold(program: str, folder: Path, sheets: list[dict]) -> Row:
    """Time one sheet alone, every program started for it: ours from the plan file, theirs from a workbook made before.

    The best of three, so that neither waits for the disk.
    """
    plan, book, paper = folder / "small.plan", folder / "one.xlsx", folder / "ours.pdf"
    make_big(plan, _FORM_GOALS, 12, 60)
    _write_book(book, sheets[:1])
    commands = (
        [sys.executable, "main.py", "sheet", str(plan), "1", "-o", str(paper)],
        [program, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)],
    )
    ours, theirs = (min(_seconds(command) for _ in range(3)) for command in commands)
    assert len(PdfReader(paper).pages) == len(PdfReader(folder / "one.pdf").pages) == 1
    return "one sheet from cold against LibreOffice", ours, theirs


def _seconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=_ROOT)
    return perf_counter() - start


def _write_book(path: Path, sheets: list[dict]) -> None:
    """Write one worksheet for each target sheet: every text of it, and a chart of as many points."""
    with xlsxwriter.Workbook(str(path)) as book:
        ruled = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        for n, sheet in enumerate(sheets):
            page = book.add_worksheet(f"{n + 1}")
            page.set_paper(9)
            page.fit_to_pages(1, 1)
            page.set_column(0, 3, 24)
            texts = list(_texts({key: part for key, part in sheet.items() if key != "chart"}))
            for place, text in enumerate(texts):
                page.write_string(place // 4, place % 4, text, ruled)
            for month in range(12):
                page.write_row(month, 5, [month + 1, (month + 1) * 10, (month + 1) * 9])
            chart = book.add_chart({"type": "line"})
            for column in (6, 7):
                chart.add_series({"categories": [page.name, 0, 5, 11, 5], "values": [page.name, 0, column, 11, column]})
            page.insert_chart(len(texts) // 4 + 2, 0, chart)
            page.print_area(0, 0, len(texts) // 4 + 20, 7)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for part in value.values() for text in _texts(part))
        case list() | tuple():
            yield from (text for part in value for text in _texts(part))


if __name__ == "__main__":
    print(_memory(Path(sys.argv[1])))
