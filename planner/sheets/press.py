"""One run of Typst: a form and plain data in, pages out.

Nothing of a plan is written anywhere: the form lies where it shipped, the data reaches it in memory. It comes
as JSON (a form reads ``json(bytes(sys.inputs.data))``), so its characters are never read as markup; packages
have no place to come from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import typst

from planner.errors import PlannerError
from planner.places import RESOURCES
from planner.sheets.fonts import FontChoice, load, uncovered

FORMS = RESOURCES / "sheets"
Picture = Literal["png", "svg"]
ARCHIVE: Literal["a-2u"] = "a-2u"


def press_pdf(form: str, data: Mapping[str, object], faces: FontChoice, *, tags: bool, archive: bool = False) -> bytes:
    """Set ``data`` with the form ``resources/sheets/<form>.typ`` and return a PDF; ``tags`` for reading aloud.

    For ``archive`` it is PDF/A-2u (ISO 19005-2), which holds all it needs to look the same, and be read, in many years.
    """
    with _giving(form, data, faces) as given:
        made = given.compile(format="pdf", pdf_tags=tags, pdf_standards=[ARCHIVE] if archive else [])
    assert isinstance(made, bytes)
    return made


def press_pictures(
    form: str, data: Mapping[str, object], faces: FontChoice, kind: Picture, dpi: float
) -> Sequence[bytes]:
    """Set ``data`` and return one picture a page."""
    with _giving(form, data, faces) as given:
        made = given.compile(format=kind, ppi=dpi)
    return made if isinstance(made, list) else [made] if made else []


def ask(form: str, data: Mapping[str, object], faces: FontChoice, label: str) -> Sequence[int]:
    """Set ``data`` and return the numbers the form leaves under a label."""
    with _giving(form, data, faces) as given:
        found: list[int] = json.loads(given.query(f"<{label}>", field="value"))
    return found


def compiler(root: Path, main: str, data: str, *, system: bool) -> typst.Compiler:
    """Return a compiler that gives ``data`` (JSON) to the form ``main`` in the folder ``root`` and reads nothing else.

    ``system`` lets the machine's own faces in.
    """
    nowhere = root / main / "packages"  # below a file, where no folder can ever be made
    return typst.Compiler(
        root / main,
        root,
        load(system=system),
        sys_inputs={"data": data},
        package_path=nowhere,
        package_cache_path=nowhere,
    )


@contextmanager
def _giving(form: str, data: Mapping[str, object], faces: FontChoice) -> Iterator[typst.Compiler]:
    """Give the data to a form; data the form cannot set is refused."""
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode()
    system = not faces.bundled or bool(uncovered(text))
    try:
        yield compiler(FORMS, f"{form}.typ", text, system=system)
    except typst.TypstError as error:
        raise PlannerError("The sheet cannot be set: {why}.", why=error.message) from None
