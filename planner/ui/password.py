"""The dialogs that ask for a password: to open a protected plan, and to protect one, change or remove its password."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.store.keys import GOOD, MOST, Key, WrongPassword
from planner.store.unlocking import OpensBackup
from planner.text import N_, Translator
from planner.ui.labels import plain_label

_WIDTH = 460


class Change(Enum):
    """What is done with a plan's password."""

    PROTECT = N_("Protect with a password")
    CHANGE = N_("Change the password")
    REMOVE = N_("Remove the password")


class _Dialog(QDialog):
    """A heading, words, password fields with one box that shows them, a reason, and two buttons."""

    def __init__(self, say: Translator, heading: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._say = say
        self._fields: list[QLineEdit] = []
        self.setWindowTitle(heading)
        self.setModal(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(8)
        self.setFixedWidth(_WIDTH)
        self.add_words(heading, "heading")

    def add_words(self, text: str, tone: str = "muted") -> QLabel:
        """Add a paragraph."""
        label = plain_label(text, tone, self, wraps=True)
        self.column.addWidget(label)
        return label

    def add_field(self, text: str) -> QLineEdit:
        """Add a password field under its name."""
        field = QLineEdit(self)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(MOST)
        field.setAccessibleName(text)
        self.add_words(text).setBuddy(field)
        self.column.addWidget(field)
        self._fields.append(field)
        return field

    def add_box(self, text: str) -> QCheckBox:
        """Add a box to tick."""
        box = QCheckBox(text, self)
        self.column.addWidget(box)
        return box

    def finish(self, act: str) -> None:
        """Add the reason and the buttons."""
        self.reason = self.add_words("", "danger")
        row = self.row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(self._say("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(act, self)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.go.clicked.connect(self.on_go)
        row.addWidget(cancel)
        row.addWidget(self.go)
        self.column.addLayout(row)
        if self._fields:
            self._fields[0].setFocus()

    def on_shown(self, shown: bool) -> None:
        """Show what is typed, or hide it again."""
        for field in self._fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def on_go(self) -> None:
        """Take what was typed, or say why not."""
        try:
            self.take()
        except PlannerError as refusal:
            self.reason.setText(self._say(refusal.message))
            return
        self.accept()

    def take(self) -> None:
        """Read the fields; raises :class:`PlannerError`."""
        raise NotImplementedError


class PasswordDialog(_Dialog):
    """Asks for the password of a plan.

    ``key`` is there once it was accepted; ``looks_back`` says that the person gives the file up for its backup.
    """

    def __init__(self, say: Translator, needed: PlannerError, parent: QWidget | None = None) -> None:
        """``needed`` says why a password is asked for, or why the last one did not do."""
        super().__init__(say, say("Open a protected plan"), parent)
        self.key: Key | None = None
        self.looks_back = False
        wrong = isinstance(needed, WrongPassword)
        self.add_words(say(needed.message), "danger" if wrong else "muted")
        self.password = self.add_field(say("Password"))
        self.add_box(say("Show what is typed")).toggled.connect(self.on_shown)
        self.finish(say("Open"))
        if isinstance(needed, OpensBackup):
            self._offer_backup()

    def _offer_backup(self) -> None:
        button = QPushButton(self._say("See what can be had back"), self)
        button.setAutoDefault(False)
        button.clicked.connect(self._on_looking_back)
        self.row.insertWidget(0, button)

    def _on_looking_back(self) -> None:
        self.looks_back = True
        self.reject()

    def take(self) -> None:
        """Read the password."""
        self.key = Key(self.password.text())


class ChangeDialog(_Dialog):
    """Asks all that is needed to protect a plan, to change its password or to remove it.

    ``key`` is the new password (``None`` when it is removed), ``forget`` whether unprotected backups shall go.
    """

    def __init__(self, say: Translator, what: Change, old: Key | None, copies: int, parent: QWidget | None) -> None:
        """``copies`` is how many unprotected copies of the plan this program has made."""
        super().__init__(say, say(what.value), parent)
        self.key: Key | None = None
        self._what, self._old = what, old
        self.forget: QCheckBox | None = None
        if what is Change.REMOVE:
            self.add_words(
                say("Everybody who gets hold of the file can then read it. Older backups keep the password.")
            )
        else:
            self.add_words(
                say("A lost password cannot be recovered by anybody: without it the plan and its backups stay closed "
                    "for good."), "danger")  # fmt: skip
        self.current = self.add_field(say("Present password")) if old is not None else None
        if what is not Change.REMOVE:
            self._add_new(copies)
        self.add_box(say("Show what is typed")).toggled.connect(self.on_shown)
        if what is not Change.REMOVE:
            self.kept = self.add_box(say("I have kept the password in a safe place"))
        self.finish(say(what.value))

    @property
    def forgets(self) -> bool:
        """Whether the copies that are not protected shall go."""
        return self.forget is not None and self.forget.isChecked()

    def _add_new(self, copies: int) -> None:
        say = self._say
        self.new = self.add_field(say("New password"))
        self.again = self.add_field(say("Once more"))
        self.hint = self.add_words("", "faint")
        self.new.textChanged.connect(self._on_typed)
        self._on_typed("")
        if copies:
            self.forget = self.add_box(say("Delete the {n} copies that are not protected (backups)", n=copies))
            self.forget.setChecked(True)
        self.add_words(say("Copies elsewhere, on sticks or in the mail, are not protected by this."), "faint")

    def _on_typed(self, text: str) -> None:
        say = self._say
        self.hint.setText(
            say("Long enough.") if len(text) >= GOOD
            else say("At least {n} characters are hard to guess; several words will do.", n=GOOD)
        )  # fmt: skip

    def take(self) -> None:
        """Read the fields."""
        if self.current is not None and Key(self.current.text()) != self._old:
            raise PlannerError("The present password is another one.")
        if self._what is Change.REMOVE:
            return
        new = Key(self.new.text())
        if Key(self.again.text() or " ") != new:
            raise PlannerError("The two passwords differ.")
        if not self.kept.isChecked():
            raise PlannerError("Tick that you have kept the password: nobody can recover it.")
        self.key = new
