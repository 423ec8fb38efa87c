"""Pages written to files; a half-written file never takes the place of a whole one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.sheets.paper import Paper, Printed

_DPI = 200


def write_pages(pages: Printed, path: Path, tick: Callable[[int, int], None], *, archive: bool = False) -> list[Path]:
    """Write pages as one PDF, or one PNG or SVG a page, chosen by the ending; return the files written.

    A PDF for ``archive`` is PDF/A.
    """
    ending = path.suffix.lower() or ".pdf"
    if ending == ".pdf":
        path = path.with_suffix(".pdf")
        write_whole(path, pages.pdf(tick, archive=archive))
        return [path]
    if ending == ".docx":
        made = pages.docx() if isinstance(pages, Paper) else None
        if made is None:
            raise PlannerError("Only tables and the bulletin can be saved as .docx. Choose .pdf, .png or .svg.")
        write_whole(path, made)
        return [path]
    if ending not in (".png", ".svg"):
        raise PlannerError("Sheets can be saved as .pdf, .png or .svg. Choose one of these endings.")
    files = []
    for n in range(pages.page_count):
        tick(n, pages.page_count)
        target = path if pages.page_count == 1 else path.with_name(f"{path.stem}-{n + 1:03d}{ending}")
        write_whole(target, pages.png(n, _DPI) if ending == ".png" else pages.svg(n).encode("utf-8"))
        files.append(target)
    return files
