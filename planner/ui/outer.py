"""What a window asks of the program around it: other plans, another language, other colours, the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


class Outer(QObject):
    """Handed to every window, so that none of them knows the program or another window.

    Signals:
        open_wanted: the path of a plan.
        asking_wanted: ask which plan to open.
        new_wanted: make a new plan.
        samples_wanted: open the demonstration plan.
        write_back_wanted: write a working copy back to the file it stands for, now.
        password_wanted: ``PROTECT``, ``CHANGE`` or ``REMOVE``: what to do with the plan's password.
        closing_wanted: close the plan and show the start page.
        quitting_wanted: end the program.
        scheme_wanted: ``system``, ``light`` or ``dark``.
        language_wanted: ``zh`` or ``en``.
    """

    open_wanted = Signal(Path)
    asking_wanted = Signal()
    new_wanted = Signal()
    samples_wanted = Signal()
    write_back_wanted = Signal()
    password_wanted = Signal(str)
    closing_wanted = Signal()
    quitting_wanted = Signal()
    scheme_wanted = Signal(str)
    language_wanted = Signal(str)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {
            "file_new": self.new_wanted.emit,
            "file_open": self.asking_wanted.emit,
            "file_write_back": self.write_back_wanted.emit,
            "file_protect": partial(self.password_wanted.emit, "PROTECT"),
            "file_password": partial(self.password_wanted.emit, "CHANGE"),
            "file_unprotect": partial(self.password_wanted.emit, "REMOVE"),
            "file_close": self.closing_wanted.emit,
            "file_quit": self.quitting_wanted.emit,
            "samples": self.samples_wanted.emit,
        }

    def open_recent(self, action: QAction) -> None:
        """Open the plan an entry of the recent menu stands for."""
        self.open_wanted.emit(Path(str(action.data())))


def fill_recent(menu: QMenu, paths: Sequence[Path], outer: Outer) -> None:
    """Fill the menu of recent plans with those that are still there."""
    menu.clear()
    for path in paths:
        if path.exists():
            action = menu.addAction(str(path).replace("&", "&&"))
            action.setData(str(path))
    menu.setEnabled(bool(menu.actions()))
    menu.triggered.connect(outer.open_recent, Qt.ConnectionType.UniqueConnection)
