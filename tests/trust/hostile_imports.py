"""Changed and hostile files at every entrance: the program stays alive, within its bounds, and the plan as it was.

Mutants are read many to a process, under the readers' own limits; when such a process dies, its files are read again
one by one through the real entrance, and what they do there counts. Bombs go through the real entrance at once. Run as
``python -m tests.trust.hostile_imports child FOLDER`` it is that process.
"""

from __future__ import annotations

import hashlib
import io
import random
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import xlsxwriter

from planner.apart import set_limits
from planner.documents.formats.docx_in import read_docx
from planner.documents.reader import decode, read_document
from planner.errors import PlannerError
from planner.store.store import Store
from planner.tables.incoming.child import answer
from planner.tables.incoming.foreign import read_book
from tests.build import AS_OF, fresh_store, goal

_BATCH = 250
_SECONDS, _BYTES = 60, 2_000_000_000
_TOKENS = (b"<!DOCTYPE a>", b"&a;", b"<c>", b"</row>", b"\x00", b"99999999999", b'r="XFD1048576"', b"-1", b"\xff\xfe")
_UNGUARDED = (
    "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
)
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"


@dataclass(slots=True)
class Hostile:
    """What came of the files."""

    files: int = 0
    bombs: int = 0
    refused: int = 0
    died: int = 0  # files whose reading process ended; told as a sentence
    crashes: int = 0  # anything but an answer or a refusal in the main program
    slow: int = 0
    big: int = 0
    changed: int = 0

    @property
    def clean(self) -> bool:
        """Whether the program stayed alive, quick and small, and the plan as it was."""
        return not (self.crashes or self.slow or self.big or self.changed)


def run(folder: Path, count: int, *, seed: int = 1, planted: bool = False) -> Hostile:
    """Try ``count`` mutants and all bombs; ``planted`` reads the first bomb in the program's own process instead."""
    found, choose = Hostile(), random.Random(seed)
    with fresh_store(folder, goal("jobs", 3000), as_of=AS_OF) as store:
        plan = store.path
    before = hashlib.sha256(plan.read_bytes()).digest()
    seeds = seeds_in(plan)
    for path in bombs_in(folder):
        found.bombs += 1
        if planted:
            found.crashes += subprocess.run([sys.executable, "-c", _UNGUARDED, str(path)], check=False).returncode < 0
            break
        _through_entrance(path, plan, found)
    for start in range(0, count, _BATCH):
        batch = folder / f"mutants{start}"
        batch.mkdir()
        for n in range(start, min(count, start + _BATCH)):
            name, raw = choose.choice(seeds)
            (batch / f"{n}{name}").write_bytes(mutant(raw, choose))
        _read_batch(batch, plan, found)
        for path in batch.iterdir():
            path.unlink()
    found.big += resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 > _BYTES
    found.big += resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > _BYTES
    found.changed += hashlib.sha256(plan.read_bytes()).digest() != before
    return found


def _read_batch(batch: Path, plan: Path, found: Hostile) -> None:
    paths = sorted(batch.iterdir())
    found.files += len(paths)
    command = [sys.executable, "-m", "tests.trust.hostile_imports", "child", str(batch)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=5 * _SECONDS, check=False)
        answered = done.stdout.decode().split()
    except subprocess.TimeoutExpired as late:
        answered = (late.stdout or b"").decode().split()
    found.refused += answered.count("refused")
    said = len(answered)
    if said < len(paths):  # the one that ended the process, then the rest
        found.died += 1
        _through_entrance(paths[said], plan, found)
        for path in paths[: said + 1]:
            path.unlink()
        found.files -= len(paths) - said - 1
        if said + 1 < len(paths):
            _read_batch(batch, plan, found)


def _through_entrance(path: Path, plan: Path, found: Hostile) -> None:
    """Import, read or open one file as the program does."""
    begun = time.monotonic()
    try:
        if path.suffix == ".plan":
            with Store.open(path, readonly=True) as store:
                store.read()
        elif path.suffix in (".docx", ".txt"):
            read_document(path)
        else:
            read_book(path, keep_off=plan)
    except PlannerError:
        found.refused += 1
    except Exception:  # noqa: BLE001 - whatever it is, it is what this test looks for
        found.crashes += 1
    found.slow += time.monotonic() - begun > _SECONDS + 5


def child(folder: Path) -> None:
    """Read every file of a folder and say a word for each; a reader's own errors end a real process, and count so."""
    set_limits()
    for path in sorted(folder.iterdir()):
        print(_word(path), flush=True)


def _word(path: Path) -> str:
    try:
        match path.suffix:
            case ".plan":
                with Store.open(path, readonly=True) as store:
                    store.read()
            case ".txt":
                decode(path.read_bytes(), path.name)
            case ".docx":
                read_docx(path)
            case _:
                return (
                    "refused" if any("refused" in line for line in answer(path) if isinstance(line, dict)) else "read"
                )
    except PlannerError:
        return "refused"
    except Exception:  # in the real reader this ends the process, which the parent tells as damaged
        if path.suffix in (".plan", ".txt"):
            raise
        return "refused"
    return "read"


# -- what is changed ------------------------------------------------------------------------------


def seeds_in(plan: Path) -> list[tuple[str, bytes]]:
    """Return a small file of each kind with its ending."""
    table = [["指标", "日期", "完成值", "单位"], *(["jobs", f"2020-0{n}-28", str(n * 10), "人"] for n in range(1, 7))]
    text = "\r\n".join(",".join(row) for row in table)
    return [
        (".xlsx", _workbook(table)), (".xlsx", _workbook(table)), (".csv", text.encode("utf-8-sig")),
        (".csv", text.encode("gb18030")), (".docx", _word_file()), (".plan", plan.read_bytes()),
        (".txt", "示范区今年新建充电站40座以上。".encode()),
    ]  # fmt: skip


def _workbook(table: list[list[str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("进展")
    for n, row in enumerate(table):
        for at, cell in enumerate(row):
            sheet.write(n, at, float(cell) if cell.isdigit() else cell)
    book.close()
    return out.getvalue()


def _word_file() -> bytes:
    out = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("示范区今年新建充电站40座以上。")
    made.save(out)
    return out.getvalue()


def mutant(raw: bytes, choose: random.Random) -> bytes:
    """Return changed bytes; of a zip file often a changed part inside."""
    if raw.startswith(b"PK") and choose.random() < 0.7:
        return _repacked(raw, choose)
    return _changed(raw, choose)


def _repacked(raw: bytes, choose: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = choose.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = _changed(part, choose)
            if name != chosen or choose.random() > 0.1:
                new.writestr(name, part)
    return out.getvalue()


def _changed(raw: bytes, choose: random.Random) -> bytes:
    data = bytearray(raw)
    place = choose.randrange(max(1, len(data)))
    match choose.randrange(6):
        case 0:
            for _ in range(choose.choice((1, 8, 64))):
                data[choose.randrange(len(data))] = choose.randrange(256)
        case 1:
            del data[place:]
        case 2:
            data[place:place] = data[place : place + 64] * choose.choice((1, 50, 2000))
        case 3:
            data[place:place] = choose.choice(_TOKENS)
        case 4:
            grown = str(choose.choice((0, -1, 2**31, 10**12, 1048576))).encode()
            found = list(re.finditer(rb"\d+", bytes(data)))
            if found:
                one = choose.choice(found)
                data[one.start() : one.end()] = grown
        case _:
            del data[place : place + choose.choice((1, 16, 200))]
    return bytes(data)


# -- bombs ----------------------------------------------------------------------------------------


def bombs_in(folder: Path) -> Iterator[Path]:
    """Write each bomb and yield its path."""
    whole = _workbook([["指标", "数值"], ["jobs", "1"]])
    far = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    makers: dict[str, Callable[[bytes], bytes]] = {
        "far": lambda part: re.sub(rb"<sheetData>.*(?=</sheetData>)", far, part, flags=re.DOTALL),
        "merge": lambda part: part.replace(
            _CLOSE, _CLOSE + b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "deep": lambda part: part.replace(_OPEN, b"<a>" * 100_000 + _OPEN),
        "doctype": lambda part: part.replace(b"<worksheet", b"<!DOCTYPE a><worksheet", 1),
        "entity": lambda part: entity + part.partition(b"?>")[2],
        "zip": lambda part: part.replace(_OPEN, b" " * 600_000_000 + _OPEN),
    }
    for name, change in makers.items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(_with_sheet(whole, change))
        yield path
    (folder / "overlap.xlsx").write_bytes(_overlapping(whole))
    (folder / "deep.json").write_bytes(b'{"a":' * 200_000)
    (folder / "quote.csv").write_bytes(b'"' + b"a," * 20_000_000)
    (folder / "wide.csv").write_bytes(b"," * 5_000_000)
    yield from (folder / name for name in ("overlap.xlsx", "deep.json", "quote.csv", "wide.csv"))


def _with_sheet(raw: bytes, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


def _overlapping(raw: bytes) -> bytes:
    """Let two entries of the directory name the same bytes."""
    data = bytearray(raw)
    places = [found.start() for found in re.finditer(b"PK\x01\x02", raw)]
    data[places[1] + 42 : places[1] + 46] = data[places[0] + 42 : places[0] + 46]
    return bytes(data)


if __name__ == "__main__":
    child(Path(sys.argv[2]))
