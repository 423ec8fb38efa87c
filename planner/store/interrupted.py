"""A step that was cut off: what a file's first page was before it, from the rollback journal beside it.

A power cut in the middle of a step may leave the first page torn, or of the next plan format. SQLite puts it back
when it opens the file; whoever looks at the header before that has to look where SQLite will.
The layout of the journal: “The Rollback Journal”, section 3 of SQLite's file format document.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">8sIIIII")  # magic, records, nonce, pages at first, sector, page
_ALL = 0xFFFFFFFF  # as many records as there are


def first_page_before(path: Path) -> bytes | None:
    """Return the first page as it stood before a step that was cut off; ``None`` when no such step changed it."""
    try:
        with path.with_name(path.name + "-journal").open("rb") as journal:
            return next((page for number, page in _pages(journal) if number == 1), None)
    except OSError:
        return None


def _pages(journal: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the pages SQLite would put back, up to the first that is not whole."""
    start = 0
    while True:
        journal.seek(start)
        head = journal.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return
        magic, records, nonce, _, sector, size = _HEAD.unpack(head)
        if magic != _MAGIC or not 512 <= size <= 65536 or not 32 <= sector <= 65536:
            return
        journal.seek(start + sector)
        for _ in range(records):
            record = journal.read(size + 8)
            page = record[4:-4]
            if len(record) < size + 8 or _sum(page, nonce) != int.from_bytes(record[-4:], "big"):
                return
            yield int.from_bytes(record[:4], "big"), page
        if records == _ALL:
            return
        start = -(-journal.tell() // sector) * sector


def _sum(page: bytes, nonce: int) -> int:
    """Return the check sum of a page: every two hundredth byte from the end, and the nonce."""
    return (nonce + sum(page[at] for at in range(len(page) - 200, 0, -200))) & 0xFFFFFFFF
