"""The page for a plan that is not to be believed: what happened, and what each way back would give.

It stands in the place of the plan's window. Nothing is repaired silently: each way writes a new file, and the
damaged one is moved aside only when the person says so.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.domain.fields import table_name
from planner.store.keys import Key
from planner.store.recovery import Offer, Recovery, Way, look_into, new_name, recover, take_place
from planner.store.salvage import Salvaged
from planner.text import Message, Translator, message
from planner.ui.files import PLAN, ask_save
from planner.ui.labels import plain_label
from planner.ui.outer import Outer
from planner.ui.startup import now, person
from planner.ui.worker import Job, Tick

_WIDTH = 640
_MOST_NAMES = 5


class RecoveryWindow(QMainWindow):
    """One damaged plan.

    Signals:
        closed: the person closed the window.
        recovered: the new plan's path, a :class:`Message` on what came back, and its key.
    """

    closed = Signal()
    recovered = Signal(Path, Message, object)

    def __init__(self, say: Translator, path: Path, what: Message, outer: Outer, key: Key | None = None) -> None:
        super().__init__()
        self._say = say
        self._path = path
        self.what = what
        self._key = key
        self.found: Recovery | None = None
        self.offers: dict[Way, QPushButton] = {}
        self.setWindowTitle(f"{path.stem} — {say('Target planner')}")
        self.resize(1000, 720)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._state = plain_label(say("Looking for what can be had back …"), "muted", self, wraps=True)
        self._trouble = plain_label("", "danger", self, wraps=True)
        self._trouble.hide()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._instead = QCheckBox(say("Give the new file the name of the damaged one, which is kept beside it"), self)
        self._instead.hide()
        self._lay_out(outer)
        QShortcut(QKeySequence.StandardKey.Quit, self, outer.quitting_wanted.emit)
        QShortcut(QKeySequence(Qt.Key.Key_Return), self, self._press)
        QShortcut(QKeySequence(Qt.Key.Key_Enter), self, self._press)

    # -- building -----------------------------------------------------------------------------------

    def _lay_out(self, outer: Outer) -> None:
        say, column = self._say, self._column
        column.addWidget(
            plain_label(say("“{file}” cannot be opened as it is", file=self._path.name), "heading", self, wraps=True)
        )
        column.addWidget(plain_label(say(self.what), "", self, wraps=True))
        column.addWidget(plain_label(str(self._path.parent), "faint", self, wraps=True))
        column.addSpacing(8)
        column.addWidget(self._state)
        column.addWidget(self._trouble)
        column.addLayout(self._cards)
        column.addWidget(self._instead)
        column.addSpacing(8)
        row = QHBoxLayout()
        for text, act in ((say("Open another plan…"), outer.asking_wanted), (say("Close"), outer.closing_wanted)):
            button = QPushButton(text, self)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        middle = QWidget(self)
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(column)
        whole = QWidget(self)
        rows = QVBoxLayout(whole)
        rows.addStretch(2)
        rows.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        self.setCentralWidget(whole)

    # -- looking ------------------------------------------------------------------------------------

    def look(self) -> None:
        """Begin to try every way back, off the window's thread."""
        job = Job(self)
        job.finished.connect(self.show_offers)
        job.refused.connect(self._refuse)
        job.start(partial(_look, self._path, self.what, key=self._key))

    def show_offers(self, found: Recovery) -> None:
        """Show what each way would give."""
        say, self.found = self._say, found
        if not found.offers:
            self._state.setText(
                say(
                    "Nothing of it can be read, and there is no backup of it on this machine. The file was not changed."
                )
            )
            return
        first = say("Each way writes a new file. The damaged one is not changed.")
        self._state.setText(f"{first} {say(found.hint)}" if found.hint is not None else first)
        for n, offer in enumerate(found.offers):
            self._cards.addWidget(self._card(offer, first=n == 0))
        self._instead.show()
        self.offers[found.offers[0].way].setFocus()

    def _card(self, offer: Offer, *, first: bool) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        title, facts, lost = self.words_of(offer)
        say = self._say
        button = QPushButton(say("Recover…"), card)
        button.setProperty("primary", first)
        button.setAccessibleName(title)
        button.setAccessibleDescription(facts)
        button.clicked.connect(partial(self._choose, offer.way))
        self.offers[offer.way] = button
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(title, "section", self, wraps=True))
        words.addWidget(plain_label(facts, "", self, wraps=True))
        if lost:
            words.addWidget(plain_label(lost, "muted", self, wraps=True))
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def words_of(self, offer: Offer) -> tuple[str, str, str]:
        """Return a way's name, what it would give, and what it would not."""
        say = self._say
        at = offer.at.isoformat(" ", "minutes")[:16] if offer.at else "—"
        match offer.way:
            case Way.BACKUP:
                return (
                    say("The newest sound backup"),
                    say("As of {at}: {goals} goals, {n} steps of history.", at=at, goals=offer.goals, n=offer.steps),
                    "",
                )
            case Way.REPLAY:
                return (
                    say("What the history proves"),
                    say("As of {at}: {goals} goals, {n} of {of} steps of history.",
                        at=at, goals=offer.goals, n=offer.steps, of=offer.steps_of),
                    self._lost(offer),
                )  # fmt: skip
            case Way.SALVAGE:
                return (
                    say("Everything that can be read"),
                    say("{goals} goals, {n} of {of} rows; {steps} of {all} steps of history stay single steps.",
                        goals=offer.goals, n=offer.found, of=offer.of, steps=offer.steps, all=offer.steps_of),
                    self._lost(offer),
                )  # fmt: skip

    def _lost(self, offer: Offer) -> str:
        say, parts = self._say, []
        if offer.cut:
            parts.append(say("The end of the file is missing."))
        if offer.lost:
            names = [f"{say(table_name(table))} “{name}”" for table, name in offer.lost[:_MOST_NAMES]]
            parts.append(say("Not readable: {names}", names=", ".join(names)))
        if len(offer.lost) > _MOST_NAMES:
            parts.append(say("and {n} more", n=len(offer.lost) - _MOST_NAMES))
        return " ".join(parts)

    # -- recovering ---------------------------------------------------------------------------------

    def _choose(self, way: Way, _checked: bool = False) -> None:  # noqa: FBT002 - what the signal carries
        say = self._say
        suggested = new_name(self._path, say("recovered"))
        if self._instead.isChecked():
            self.recover_to(way, suggested)
            return
        pattern = f"{say('Plans')} ({PLAN})"
        target = ask_save(self, say("Where the recovered plan goes"), suggested, pattern)
        if target is not None:
            self.recover_to(way, target)

    def recover_to(self, way: Way, target: Path) -> None:
        """Write the plan to a new file, off the window's thread; then it may take the damaged one's name."""
        assert self.found is not None, "the ways are shown once they are known"
        self._busy(busy=True)
        job = Job(self)
        job.finished.connect(self._on_recovered)
        job.refused.connect(self._refuse)
        job.start(partial(_recover, self.found, way, target, instead=self._instead.isChecked()))

    def _on_recovered(self, result: tuple[Path, Message]) -> None:
        self._busy(busy=False)
        self.recovered.emit(*result, self._key)

    def _refuse(self, why: Message) -> None:
        self._busy(busy=False)
        self._trouble.setText(self._say(why))
        self._trouble.show()

    def _busy(self, *, busy: bool) -> None:
        self._trouble.hide()
        for button in self.offers.values():
            button.setEnabled(not busy)

    def _press(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    def tell_trouble(self, sentence: str, *_offers: object) -> None:
        """Say why another plan could not be opened."""
        self._trouble.setText(sentence)
        self._trouble.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the program."""
        super().closeEvent(event)
        self.closed.emit()


def _look(path: Path, what: Message, _tick: Tick, *, key: Key | None) -> Recovery:
    return look_into(path, what, at=now(), key=key)


def _recover(found: Recovery, way: Way, target: Path, _tick: Tick, *, instead: bool) -> tuple[Path, Message]:
    told = recover(found, way, target, at=now(), who=person())
    if not instead:
        return target, _account(told, found.path)
    kept = take_place(found.path, target, now(), found.key)
    return found.path, _account(told, kept or found.path)


def _account(told: Salvaged | None, kept: Path) -> Message:
    if told is None:
        return message("This is the plan as of its newest sound backup; the damaged file is kept as “{file}”.",
                       file=kept.name)  # fmt: skip
    return message(
        "Recovered: {n} of {of} rows, {steps} of {all} steps of history; the damaged file is kept as “{file}”.",
        n=told.found, of=told.of, steps=told.steps, all=told.steps_of, file=kept.name,
    )  # fmt: skip
