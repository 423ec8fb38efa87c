"""One run of Typst: a form and plain data in, pages out.

Each run has a private, fresh folder that holds the form and the data and nothing else. Data reaches the
form only as JSON, so that its characters are never read as markup; packages have no place to come from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from planner.errors import PlannerError
from planner.places import RESOURCES
from planner.sheets.fonts import FontChoice, load, uncovered

FORMS = RESOURCES / "sheets"
Form = Literal["pdf", "png", "svg"]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a run gave: a PDF or a list of pages, and where each sheet starts (pages counted from 0)."""

    pages: Sequence[bytes]
    starts: Sequence[int]
    count: int


def press(form: str, data: Mapping[str, object], faces: FontChoice, kind: Form | None, dpi: float = 144.0) -> Printed:
    """Set ``data`` with the form ``resources/sheets/<form>.typ``.

    ``kind`` says what pages are wanted; ``None`` only counts them. Data that the form cannot set is refused.
    """
    text = json.dumps(data, ensure_ascii=False)
    system = not faces.bundled or bool(uncovered(text))
    with TemporaryDirectory(prefix="planner-sheets-") as folder:
        root = Path(folder)
        for path in FORMS.glob("*.typ"):
            copyfile(path, root / path.name)
        (root / "data.json").write_bytes(text.encode("utf-8", "replace"))
        nowhere = str(root / "packages")
        compiler = typst.Compiler(
            root / f"{form}.typ", root, load(system=system), package_path=nowhere, package_cache_path=nowhere
        )
        try:
            made = [] if kind is None else compiler.compile(format=kind, ppi=dpi)
            marks = json.loads(compiler.query("<sheet>", field="value"))
        except typst.TypstError as error:
            raise PlannerError("The sheet cannot be set: {why}.", why=error.message) from None
    pages = made if isinstance(made, list) else [made] if made else []
    return Printed(pages, [mark["first"] - 1 for mark in marks], marks[-1]["last"] if marks else 0)
