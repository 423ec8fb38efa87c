"""Documents on their way in: plain texts at once, other formats off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planner.documents.formats.foreign import kind_of
from planner.documents.reader import SourceText, read_document
from planner.errors import PlannerError
from planner.ui.worker import Job, Tick


class Bringing(QObject):
    """Reads files.

    Signals:
        came: the :class:`SourceText` of a file that was read.
        refused: the :class:`Message` why a file was not.
        busy: whether files are still being read.
    """

    came = Signal(object)
    refused = Signal(object)
    busy = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = 0

    def bring(self, paths: Sequence[Path]) -> None:
        """Read files; each comes or is refused by its own."""
        for path in paths:
            if _is_foreign(path):
                self._read_off(path)
                continue
            try:
                source = read_document(path)
            except PlannerError as refusal:
                self.refused.emit(refusal.message)
            else:
                self.came.emit(source)

    def _read_off(self, path: Path) -> None:
        job = Job(self)
        self._jobs += 1
        self.busy.emit(True)
        job.over.connect(self._on_over)
        job.finished.connect(self.came)
        job.refused.connect(self.refused)
        job.start(partial(_read, path))

    def _on_over(self) -> None:
        self._jobs -= 1
        self.busy.emit(self._jobs > 0)


def _read(path: Path, tick: Tick) -> SourceText:
    del tick
    return read_document(path)


def _is_foreign(path: Path) -> bool:
    try:
        return kind_of(path) is not None
    except OSError:
        return False  # reading it will say what is the matter
