"""An office's own form beside the shipped one: make a copy to change, open its folder, go back to the shipped form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from planner.errors import PlannerError
from planner.sheets.own import copy_form, folder, own_form
from planner.text import Message, Translator, message
from planner.ui.leaving import open_folder
from planner.ui.settings import Settings

_SHIPPED = "shipped"


class OwnForms:
    """The office's own forms, and where a person would rather have the shipped one; kept on this computer."""

    def __init__(self, settings: Settings, place: Path | None = None) -> None:
        """``place`` is the folder of the office's own forms; the program's usual one unless given."""
        self._settings, self.place = settings, place or folder()

    def there(self, name: str) -> bool:
        """Whether the office has a form of its own."""
        return own_form(name, self.place) is not None

    def left(self, name: str) -> bool:
        """Whether the shipped form is wanted all the same."""
        return self._settings.choice(f"print/{name}/own", "") == _SHIPPED

    def leave(self, name: str, *, shipped: bool) -> None:
        """Want the shipped form, or the office's own again, from now on."""
        self._settings.choose(f"print/{name}/own", _SHIPPED if shipped else "")

    def used(self, name: str) -> Path | None:
        """Return the office's own form that is to be used, ``None`` for the shipped one."""
        return None if self.left(name) else own_form(name, self.place)


class OwnMenu(QPushButton):
    """A button that says whose form is shown, with what can be done about it.

    Signals:
        changed: another form is to be set.
        told: words on what was done, or why it was not.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, say: Translator, parent: QWidget, forms: OwnForms) -> None:
        super().__init__(parent)
        self._say, self.forms, self._name = say, forms, ""
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
        return self.forms.used(self._name)

    def _refresh(self) -> None:
        there = self.forms.there(self._name)
        self.make.setEnabled(not there)
        for action in (self.open, self.read, self.back):
            action.setEnabled(there)
        self.back.setChecked(there and self.forms.left(self._name))
        self.setText(self._say("Your own form") if self.form is not None else self._say("Shipped form"))

    def _on_make(self) -> None:
        try:
            made = copy_form(self._name, self.forms.place)
        except PlannerError as refusal:
            self._tell(refusal.message)
            return
        self.use(shipped=False)
        self._tell(message("Copied to “{file}”. What it is given is told in README.md beside it.", file=str(made)))

    def _on_open(self) -> None:
        if not open_folder(self.forms.place):
            self._tell(message("Your own forms are in “{folder}”.", folder=str(self.forms.place)))

    def _on_back(self) -> None:
        self.use(shipped=not self.forms.left(self._name))

    def use(self, *, shipped: bool) -> None:
        """Set the shipped form, or the office's own, from now on and the next time too."""
        self.forms.leave(self._name, shipped=shipped)
        self._refresh()
        self.changed.emit()

    def _tell(self, what: Message) -> None:
        self.told.emit(self._say(what))
