"""The reading process: ``python -m planner.tables.incoming.child FILE`` answers with lines of JSON.

First ``{"sha256": …}``, then for each sheet ``{"sheet": name, "rows": n}`` and its rows, each a list of
cells: ``null``, a number, a text, or a list of one text for a day. What is not read is
``{"refused": kind, "place": …}``. A file that breaks a reader ends this process
with another code, which the parent takes for a damaged file; so nothing broad is caught here.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from planner.apart import set_limits
from planner.tables.incoming.refused import Refused

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def main(arguments: list[str]) -> int:
    """Read one file and print its cells."""
    set_limits()
    out = sys.stdout.buffer
    for line in answer(Path(arguments[0])):
        out.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n")
    return 0


def answer(path: Path) -> Iterator[object]:
    """Yield the lines of the answer."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield {"sha256": digest}
        yield from _cells(path, head)
    except Refused as why:
        yield {"refused": why.kind, "place": why.place}


def _cells(path: Path, head: bytes) -> Iterator[object]:
    if head.startswith((_ZIP, _OLD)):
        from planner.tables.incoming.workbook_in import read_xls, read_xlsx

        yield from _said((read_xlsx if head.startswith(_ZIP) else read_xls)(path))
    elif head.startswith(b"%PDF-"):
        raise Refused("foreign")
    elif head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        from planner.tables.incoming.json_in import read_json

        yield from _said(read_json(path))
    else:
        from planner.tables.incoming.text_in import read_text_table

        yield from _said([(path.stem, read_text_table(path))])


def _said(sheets: Iterable[tuple[str, Sequence[object]]]) -> Iterator[object]:
    for name, rows in sheets:
        yield {"sheet": name, "rows": len(rows)}
        yield from rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
