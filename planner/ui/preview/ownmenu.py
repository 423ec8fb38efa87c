"""An office's own form beside the shipped one: make a copy to change, open its folder, go back to the shipped form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from planner.errors import PlannerError
from planner.sheets.own import copy_form, folder, own_form
from planner.text import Message, Translator, message
from planner.ui.leaving import open_folder


class OwnMenu(QPushButton):
    """A button that says whose form is shown, with what can be done about it.

    Signals:
        changed: another form is to be set.
        told: words on what was done, or why it was not.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, say: Translator, parent: QWidget, place: Path | None = None) -> None:
        """``place`` is the folder of the office's own forms; the program's usual one unless given."""
        super().__init__(parent)
        self._say, self._place, self._name = say, place or folder(), ""
        self._shipped: set[str] = set()
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.make = menu.addAction(say("Make your own of this form"))
        self.open = menu.addAction(say("Open its folder"))
        self.read = menu.addAction(say("Read it again"))
        self.back = menu.addAction(say("Use the shipped form"))
        self.back.setCheckable(True)
        for action, act in ((self.make, self._on_make), (self.open, self._on_open), (self.read, self.changed.emit),
                            (self.back, self._on_back)):  # fmt: skip
            action.triggered.connect(act)
        menu.aboutToShow.connect(self._refresh)
        self.setMenu(menu)

    def take(self, name: str) -> None:
        """Stand for this form from now on."""
        self._name = name
        self._refresh()

    @property
    def form(self) -> Path | None:
        """The office's own form to be used, ``None`` for the shipped one."""
        return None if self._name in self._shipped else own_form(self._name, self._place)

    def _refresh(self) -> None:
        there = own_form(self._name, self._place) is not None
        self.make.setEnabled(not there)
        self.open.setEnabled(there)
        self.read.setEnabled(there)
        self.back.setEnabled(there)
        self.back.setChecked(there and self._name in self._shipped)
        self.setText(self._say("Your own form") if self.form is not None else self._say("Shipped form"))

    def _on_make(self) -> None:
        try:
            made = copy_form(self._name, self._place)
        except PlannerError as refusal:
            self._tell(refusal.message)
            return
        self._shipped.discard(self._name)
        self._refresh()
        self.changed.emit()
        self._tell(message("Copied to “{file}”. What it is given is told in README.md beside it.", file=str(made)))

    def _on_open(self) -> None:
        if not open_folder(self._place):
            self._tell(message("Your own forms are in “{folder}”.", folder=str(self._place)))

    def _on_back(self) -> None:
        self._shipped.symmetric_difference_update({self._name})
        self._refresh()
        self.changed.emit()

    def _tell(self, what: Message) -> None:
        self.told.emit(self._say(what))
