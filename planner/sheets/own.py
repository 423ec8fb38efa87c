"""An office's own forms: copies of shipped ones in a folder of its own, changed as the office likes.

A form of the same name in the folder takes the shipped one's place. It is set in a process apart, with limits, from a
fresh copy of the folder that leaves out links, so it can read nothing else; what is wrong with it is said with the
line, and the shipped form still prints.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_data_path

from planner.errors import PlannerError
from planner.sheets.bulk import Tick, quiet
from planner.sheets.fonts import FontChoice, uncovered
from planner.sheets.paper import Paper
from planner.sheets.press import ARCHIVE, FORMS, Picture
from planner.sheets.room import Data
from planner.sheets.workshop import Job, run_apart

SHARED = ("official.typ", "chart.typ", "data.typ")
"""What shipped forms import, copied beside them."""
_ENDINGS = frozenset({".typ", ".png", ".jpg", ".jpeg", ".svg", ".json", ".csv"})
_MOST_FILES, _MOST_BYTES = 200, 50_000_000
_LOOK = 20.0


def folder() -> Path:
    """Return the folder of the office's own forms; it need not be there."""
    return user_data_path("policy-planner") / "forms"


def own_form(name: str, place: Path | None = None) -> Path | None:
    """Return the office's own form of a name, ``None`` when there is none."""
    path = (place or folder()) / f"{name}.typ"
    return path if path.is_file() and not path.is_symlink() else None


def copy_form(name: str, target: Path) -> Path:
    """Copy a shipped form with what it imports into a folder, to be changed there; what is there already stays."""
    shipped = FORMS / f"{name}.typ"
    if not name.isidentifier() or not shipped.is_file():
        raise PlannerError("There is no form “{name}”. planner forms lists them.", name=name)
    made = target / shipped.name
    if made.exists():
        raise PlannerError("“{file}” already exists. Choose another name.", file=made.name)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for file in (*SHARED, "README.md"):
            if not (target / file).exists():
                shutil.copyfile(FORMS / file, target / file)
        shutil.copyfile(shipped, made)
    except OSError as error:
        raise PlannerError("“{file}” cannot be made here: {why}.", file=target.name, why=error.strerror or "") from None
    return made


class OwnPaper(Paper):
    """One document made by an office's own form; set, counted and drawn in a process apart."""

    def __init__(self, path: Path, data: Data, faces: FontChoice, page_size: tuple[float, float]) -> None:
        super().__init__(path.stem, data, faces, page_size)
        self._path = path

    @cached_property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._set(self._data, "png", ppi=_LOOK))

    @property
    def in_word(self) -> bool:
        """No: a Word document would have the layout of the shipped form."""
        return False

    def pdf(self, tick: Tick = quiet, *, archive: bool = False) -> bytes:
        """Return all pages as one PDF; for ``archive`` as PDF/A."""
        tick(0, 1)
        return self._set(self._data, "pdf", standard=ARCHIVE if archive else "")[0]

    def _pictures(self, data: Data, kind: Picture, dpi: float) -> Sequence[bytes]:
        return self._set(data, kind, ppi=dpi)

    def _set(self, data: Data, kind: str, *, ppi: float = 144.0, standard: str = "") -> list[bytes]:
        text = json.dumps(data, ensure_ascii=False)
        system = not self._faces.bundled or bool(uncovered(text))
        with TemporaryDirectory(prefix="planner-forms-") as fresh:
            _copy(self._path.parent, Path(fresh))
            job = Job(fresh, self._path.name, system, kind, ppi, standard=standard, limited=True)
            return run_apart(job, text)


def _copy(source: Path, target: Path) -> None:
    """Copy the plain files of a folder a form may use; links are left out, so that nothing else can be read."""
    files = [
        path
        for path in sorted(source.iterdir())
        if path.suffix.lower() in _ENDINGS and path.is_file() and not path.is_symlink()
    ]
    if len(files) > _MOST_FILES or sum(path.stat().st_size for path in files) > _MOST_BYTES:
        raise PlannerError("The folder of your own forms holds too much. Keep only forms and their pictures there.")
    for path in files:
        shutil.copyfile(path, target / path.name)
