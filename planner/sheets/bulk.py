"""Long packs: set in pieces, each in a process of its own, and joined to one PDF.

Typst keeps all it has laid out until it ends: 1.8 MB a sheet. A process for each piece gives that back, uses both
halves of a machine with two cores, and leaves the window's own process small.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from pypdf import PdfWriter

from planner.sheets.fonts import FontChoice, uncovered
from planner.sheets.press import FORMS
from planner.sheets.workshop import Job, run_apart

PIECE = 60
"""Sheets set in one process: about 290 MB of it, so that a pack of 2,000 pages stays below 1 GB in all."""
LONG = 150
"""Pages from which a pack is long."""
_WORKERS = 2
Tick = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """Take note of progress silently."""


def press_pack(form: str, pieces: Sequence[Callable[[], Mapping[str, object]]], faces: FontChoice, tick: Tick) -> bytes:
    """Set the pieces of a pack, each given by a function that makes its data, and return one PDF with its bookmarks.

    ``tick`` hears of each piece that is done; whatever it raises stops the pack when the pieces now under way are done.
    """
    joined = PdfWriter()
    done = 0
    with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as workers:
        for pages in _in_turn(workers, form, pieces, faces):
            tick(done, len(pieces))
            joined.append(io.BytesIO(pages), import_outline=True)
            done += 1
    about = pieces[0]()["head"]
    assert isinstance(about, Mapping), "every form has a head"
    joined.add_metadata({"/Title": str(about["title"]), "/Author": str(about["office"])})
    joined.compress_identical_objects()
    made = io.BytesIO()
    joined.write(made)
    return made.getvalue()


def _in_turn(
    workers: ThreadPoolExecutor, form: str, pieces: Sequence[Callable[[], Mapping[str, object]]], faces: FontChoice
) -> Iterator[bytes]:
    """Yield the pieces in their order, never more under way than there are workers."""
    waiting = []
    for piece in pieces:
        waiting.append(workers.submit(_one, form, piece, faces))
        if len(waiting) > _WORKERS:
            yield waiting.pop(0).result()
    while waiting:
        yield waiting.pop(0).result()


def _one(form: str, piece: Callable[[], Mapping[str, object]], faces: FontChoice) -> bytes:
    data = json.dumps(piece(), ensure_ascii=False)
    system = not faces.bundled or bool(uncovered(data))
    return run_apart(Job(str(FORMS), f"{form}.typ", system, tags=False), data)[0]
