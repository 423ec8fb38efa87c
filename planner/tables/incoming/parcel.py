"""Whether the zip file around a workbook is what it says, before anything is unpacked from it."""

from __future__ import annotations

from itertools import pairwise
from zipfile import ZipFile, ZipInfo

from planner.tables.incoming.refused import Refused

MOST_PARTS = 2_000
MOST_INFLATED = 200_000_000
MOST_RATIO = 200
_SMALL = 1_000_000
_HEAD = 30  # bytes of a part's own head, at least
_PIECE = 1 << 20


def check_parcel(archive: ZipFile) -> None:
    """Refuse a zip file that unpacks to far too much, whose parts overlap, or whose XML declares a document type.

    Sizes are counted while reading, not believed. No spreadsheet program writes a document type, and only entities
    need one. Raises :class:`Refused`.
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused("swollen")
    _check_places(parts)
    inflated = 0
    for part in parts:
        inflated += _measured(archive, part, MOST_INFLATED - inflated)


def _check_places(parts: list[ZipInfo]) -> None:
    """Refuse parts that share bytes (a bomb of quoted overlaps, CVE-2024-0450) or a name."""
    placed = sorted(parts, key=lambda part: part.header_offset)
    for part, other in pairwise(placed):
        if part.header_offset + _HEAD + part.compress_size > other.header_offset:
            raise Refused("swollen")
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise Refused("broken")


def _measured(archive: ZipFile, part: ZipInfo, most: int) -> int:
    total, tail, first = 0, b"", b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            total += len(piece)
            first = first or piece[:4]
            if total > most or (total > _SMALL and total > MOST_RATIO * max(1, part.compress_size)):
                raise Refused("swollen")
            seen = tail + piece
            if b"<!DOCTYPE" in seen or b"<\x00!\x00D\x00O\x00C" in seen or b"\x00<\x00!\x00D\x00O" in seen:
                raise Refused("hostile")
            tail = seen[-16:]
    return total
