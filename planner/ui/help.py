"""The two pages of the help menu: every shortcut, and what this program is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

import planner
from planner.text import Translator
from planner.ui.labels import plain_label

_COLUMNS = 2
_MNEMONIC = re.compile(r"\(\w\)")  # the letter in brackets that Chinese menus carry


class _Sheet(QDialog):
    """A page with a heading, labels and one button."""

    def __init__(self, say: Translator, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        self.column.addWidget(plain_label(title, "heading"))
        self._close = QPushButton(say("Close"), self)
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)

    def finish(self) -> None:
        """Put the button under everything."""
        self.column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)


class ShortcutsDialog(_Sheet):
    """Every shortcut with what it does."""

    def __init__(self, say: Translator, table: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(say, say("Keyboard shortcuts"), parent)
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        rows = (len(table) + _COLUMNS - 1) // _COLUMNS
        for n, (words, keys) in enumerate(table):
            grid.addWidget(plain_label(_MNEMONIC.sub("", words).rstrip("…")), n % rows, n // rows * 3)
            grid.addWidget(plain_label(keys, "muted"), n % rows, n // rows * 3 + 1)
            grid.setColumnMinimumWidth(n // rows * 3 + 2, 24)
        scroll = QScrollArea(self)
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumSize(body.sizeHint().width() + 24, min(body.sizeHint().height() + 16, 560))
        self.column.addWidget(scroll)
        self.finish()


class AboutDialog(_Sheet):
    """Name, version, and what the program stands on."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        super().__init__(say, say("Target planner"), parent)
        face = QGuiApplication.font().family()
        for text in (
            say("Version {version}", version=planner.__version__),
            say("Policy targets from the document to the printed sheet. Everything stays on this computer."),
            say("Qt {qt}; typeface on screen: {face}", qt=qVersion(), face=face),
        ):
            self.column.addWidget(plain_label(text, "muted"))
        self.finish()
