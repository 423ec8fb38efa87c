"""The start page: shown when no plan is open, with what can be opened or made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from planner.text import Translator
from planner.ui.details.elided import ElidedLabel
from planner.ui.labels import plain_label
from planner.ui.offers import Buttons, Offer
from planner.ui.outer import Outer

_WIDTH = 460


class WelcomeWindow(QMainWindow):
    """No plan yet.

    Signals:
        closed: the person closed the window.
    """

    closed = Signal()

    def __init__(self, say: Translator, recent: list[Path], outer: Outer) -> None:
        super().__init__()
        self._say = say
        self._outer = outer
        self.setWindowTitle(say("Target planner"))
        self.setAcceptDrops(True)
        self.resize(900, 620)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._trouble = plain_label("", "", self)
        self._trouble.setWordWrap(True)
        self._card = QFrame(self)
        self._card.setProperty("bar", "refusal")
        self.buttons = Buttons(self._card)
        row = QHBoxLayout(self._card)
        row.addWidget(self._trouble, 1)
        row.addWidget(self.buttons)
        self._card.hide()
        self._column.addWidget(self._card)
        self._fill(recent)
        middle = QWidget(self)
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(self._column)
        whole = QWidget(self)
        rows = QVBoxLayout(whole)
        rows.addStretch(2)
        rows.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        self.setCentralWidget(whole)
        QShortcut(QKeySequence.StandardKey.Quit, self, outer.quitting_wanted.emit)

    def _fill(self, recent: list[Path]) -> None:
        say, outer = self._say, self._outer
        self._column.addWidget(plain_label(say("Target planner"), "heading", self))
        self._column.addWidget(plain_label(say("Open a plan, make a new one, or drop a file here."), "muted", self))
        self._column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for n, (text, keys, act) in enumerate((
            (say("Open a plan…"), "Ctrl+O", outer.asking_wanted.emit),
            (say("New plan…"), "Ctrl+Shift+N", outer.new_wanted.emit),
            (say("Demonstration plan"), "", outer.samples_wanted.emit),
        )):  # fmt: skip
            button = QPushButton(text, self)
            button.setProperty("primary", n == 0)
            button.clicked.connect(act)
            if keys:
                button.setShortcut(QKeySequence(keys))
                button.setToolTip(f"{text}  {keys}")
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        there = [path for path in recent if path.exists()]
        if there:
            self._column.addSpacing(16)
            self._column.addWidget(plain_label(say("Recent plans"), "section", self))
        for path in there:
            self._column.addWidget(_RecentLine(path, outer, self))

    def tell_trouble(self, sentence: str, *offers: Offer) -> None:
        """Say why a plan could not be opened, with what can be done about it."""
        self._trouble.setText(sentence)
        self.buttons.offer(offers)
        self._card.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the program."""
        super().closeEvent(event)
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take plans."""
        if any(url.toLocalFile().endswith(".plan") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped plan."""
        for url in event.mimeData().urls():
            if url.toLocalFile().endswith(".plan"):
                self._outer.open_wanted.emit(Path(url.toLocalFile()))
                return


class _RecentLine(QPushButton):
    """One recent plan: its name, and its folder in grey."""

    def __init__(self, path: Path, outer: Outer, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        self._outer = outer
        self.setProperty("quiet", True)
        self.setAccessibleName(path.stem)
        self.setMinimumHeight(36)
        name, folder = QLabel(path.stem, self), ElidedLabel(Qt.TextElideMode.ElideMiddle, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        folder.setText(str(path.parent))
        folder.setProperty("tone", "faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(name)
        row.addWidget(folder, 1)
        for label in (name, folder):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._outer.open_wanted.emit(self._path)
