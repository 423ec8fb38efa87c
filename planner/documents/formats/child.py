"""The child process: ``python -m planner.documents.formats.child KIND FILE`` answers with one line of JSON.

The answer is ``{"text": …}``, or ``scanned``, ``locked`` or ``swollen`` set to true. A file that breaks a reader ends
this process with another code, which the parent takes for a damaged file; so nothing is caught here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from planner.apart import set_limits


def main(arguments: list[str]) -> int:
    """Read one file and print the answer."""
    set_limits()
    kind, path = arguments[0], Path(arguments[1])
    answer = read(kind, path)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


def read(kind: str, path: Path) -> dict[str, object]:
    """Return the answer for a file of a kind."""
    match kind:
        case "docx":
            from planner.documents.formats.docx_in import read_docx

            return read_docx(path)
        case "pdf":
            from planner.documents.formats.pdf_in import read_pdf

            return read_pdf(path)
        case _:
            from planner.documents.formats.html_in import read_html

            return {"text": read_html(path.read_bytes())}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
