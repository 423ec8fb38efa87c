"""What leaves the program: what is said before, and the one place that hands a file to another program."""

from __future__ import annotations

import sys
import weakref
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from planner.domain.filenames import clean_name
from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.text import Translator

_READ_ONLY = 0o400
_FROM_OUTSIDE = b"[ZoneTransfer]\r\nZoneId=3\r\n"


def may_leave(say: Translator, parent: QWidget) -> bool:
    """Say that a file about to be written will not be protected, and ask whether to go on."""
    told = say("What is written here is not protected by the plan's password.")
    return _ask(parent, say("Export"), (told, say("Whoever has the file can read it.")), (say("Go on"), say("Cancel")))


def save_instead(say: Translator, parent: QWidget, name: str, *, protected: bool) -> bool:
    """Say why an attachment is not opened, and ask whether to save a copy of it instead."""
    if protected:
        told = say("Opening “{name}” would leave it unprotected in a temporary folder.", name=name)
    else:
        told = say("“{name}” may run as a program and is not opened from here.", name=name)
    more = say("A copy of it can be saved to a folder you choose.")
    return _ask(parent, say("Attachments"), (told, more), (say("Save a copy as …"), say("Cancel")))


def _ask(parent: QWidget, title: str, told: tuple[str, str], answers: tuple[str, str]) -> bool:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(told[0])
    box.setInformativeText(told[1])
    go = box.addButton(answers[0], QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(answers[1], QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is go


def write_foreign(path: Path, content: bytes) -> None:
    """Write bytes that may come from a stranger; Windows is told so, and its programs open them with care.

    Raises :class:`PlannerError` when the place cannot be written to.
    """
    write_whole(path, content)
    if sys.platform == "win32":
        try:
            Path(f"{path}:Zone.Identifier").write_bytes(_FROM_OUTSIDE)
        except OSError:  # a stick without streams
            return


def open_folder(place: Path) -> bool:
    """Let the system show a folder; whether it could."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


class Outside:
    """Files handed to the programs they belong to, each in a new private folder that goes when this does."""

    def open(self, name: str, content: bytes) -> None:
        """Write a read-only copy where only this person can read it, and let the system open it."""
        folder = TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
        weakref.finalize(self, folder.cleanup)
        path = Path(folder.name) / clean_name(name)
        write_foreign(path, content)
        path.chmod(_READ_ONLY)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise PlannerError("No program opens “{name}”. Save a copy and open it yourself.", name=path.name)
