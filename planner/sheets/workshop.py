"""The workshop: one run of Typst in a process of its own, for long packs and for an office's own forms.

``python -m planner.sheets.workshop`` reads one line of JSON and the data after it from standard input, and answers
with one line of JSON and the pages. What Typst keeps of a pack is gone with the process; a form that loops or grows
ends its own process only.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst

from planner import apart
from planner.errors import PlannerError
from planner.sheets.press import compiler

_MOST = 1_000_000_000
_SECONDS = 300.0
_PACKAGE = re.compile(r"failed to (download|load) package|package not found")
_PLACE = re.compile(r"(?P<file>[^\\/\s]+\.typ):(?P<line>\d+):\d+")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set: the form ``main`` below the folder ``root``, and as what.

    ``system`` lets the machine's own faces in, ``standard`` is a PDF standard such as ``a-2b`` (none when empty),
    ``limited`` bounds memory and processor time.
    """

    root: str
    main: str
    system: bool
    kind: str = "pdf"
    ppi: float = 144.0
    tags: bool = True
    standard: str = ""
    limited: bool = False


def run_apart(job: Job, data: str) -> list[bytes]:
    """Set ``data`` (JSON) in a process of its own and return the PDF, or one picture a page.

    Raises :class:`PlannerError` with Typst's own words and the line for a form that is wrong, and for one that takes
    too much time or memory.
    """
    given = json.dumps(asdict(job)).encode() + b"\n" + data.encode("utf-8", "replace")
    try:
        said = apart.ask("planner.sheets.workshop", (), most=_MOST, seconds=_SECONDS, given=given)
    except apart.TooSlow:
        raise PlannerError("The form “{name}” takes too long. Look for a loop in it.", name=job.main) from None
    except apart.Broken:
        raise PlannerError("The form “{name}” takes too much memory, or ended by itself.", name=job.main) from None
    line, _, pages = said.partition(b"\n")
    answer = json.loads(line)
    if answer.get("package"):
        raise PlannerError(
            "The form “{name}” wants a package from the network, which is never reached from here. "
            "Copy what it needs into its folder ({place}).", name=job.main, place=answer["package"],
        )  # fmt: skip
    if "error" in answer:
        raise PlannerError("The form “{name}” cannot be set: {why}", name=job.main, why=answer["error"])
    found, start = [], 0
    for length in answer["lengths"]:
        found.append(pages[start : start + length])
        start += length
    return found


def set_pages(job: Job, data: str) -> list[bytes]:
    """Set ``data`` here and now; raises ``typst.TypstError``."""
    standards: Any = [job.standard] if job.standard else []
    kind: Any = job.kind
    given = compiler(Path(job.root), job.main, data, system=job.system)
    made = given.compile(format=kind, ppi=job.ppi, pdf_tags=job.tags, pdf_standards=standards)
    return made if isinstance(made, list) else [made] if made else []


def in_a_line(error: typst.TypstError, root: str) -> str:
    """Return Typst's words on what is wrong, followed by the file and line where it is.

    The folder ``root`` is gone by the time they are read, so files are named as the form names them.
    """
    place, said = place_of(error), " ".join(error.message.replace(f"{root}{os.sep}", "").split())
    return f"{said} ({place})" if place else said


def place_of(error: typst.TypstError) -> str:
    """Return the file and line where a form is wrong; empty where Typst names none."""
    found = _PLACE.search(error.diagnostic or "")
    return f"{found['file']}:{found['line']}" if found else ""


def main() -> int:
    """Answer one request."""
    line = sys.stdin.buffer.readline()
    job = Job(**json.loads(line))
    data = sys.stdin.buffer.read().decode("utf-8")
    if job.limited:
        apart.set_limits()
    try:
        pages = set_pages(job, data)
    except typst.TypstError as error:
        place = place_of(error) if _PACKAGE.search(error.message) else ""
        told = {"error": in_a_line(error, job.root), "package": place}
        sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
        return 0
    sys.stdout.buffer.write(json.dumps({"lengths": [len(page) for page in pages]}).encode() + b"\n")
    for page in pages:
        sys.stdout.buffer.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
