"""Bugs: one dialog for each distinct traceback, with a report to copy. One of the program's two broad handlers.

A bug may strike in any thread and many times in one repaint. Each is written to standard error; the dialog is
asked for through a signal, so that it opens in the window's own thread, and opens once for each traceback.
"""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton

import planner
from planner.errors import PlannerError, without_values
from planner.text import Message, Translator

_MOST = 20


class Faults(QObject):
    """Takes every exception nobody caught.

    Signals:
        refused: the :class:`Message` of a refusal that slipped through a slot; it belongs in the message bar.
        struck: the report of a bug not seen before (from any thread).
    """

    refused = Signal(object)
    struck = Signal(str)

    def __init__(self, say: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.say = say
        self.discreet = False  # a protected plan is open: a report names places in the code, no values
        self._lock = threading.Lock()
        self._seen: set[str] = set()
        self._open: QMessageBox | None = None
        self._waiting: list[str] = []
        self.struck.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> Callable[[], None]:
        """Catch what nobody catches; return what puts the former hooks back."""
        former, former_thread = sys.excepthook, threading.excepthook
        sys.excepthook = self.catch
        threading.excepthook = self._catch_thread

        def put_back() -> None:
            sys.excepthook, threading.excepthook = former, former_thread

        return put_back

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Report one exception; callable from any thread and any number of times."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.exit(130)
            return
        if isinstance(error, PlannerError):
            self.refused.emit(error.message)
            return
        text = without_values(error) if self.discreet else "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        with self._lock:
            fresh = text not in self._seen and len(self._seen) < _MOST
            self._seen.add(text)
        if fresh:
            self.struck.emit(report(text))

    def _catch_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, text: str) -> None:
        if self._open is not None:
            self._waiting.append(text)
            return
        box = self._open = QMessageBox()
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.say("A fault in the program"))
        box.setText(self.say("Something went wrong that is not your doing."))
        box.setInformativeText(
            self.say("Your plan is safe: the step that failed was taken back. The report helps to mend the fault.")
        )
        box.setDetailedText(text)
        copy = QPushButton(self.say("Copy report"), box)
        copy.setProperty("report", text)
        copy.clicked.connect(self._copy)
        box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # the box would close on it; only our own slot stays
        copy.clicked.connect(self._copy)
        box.addButton(self.say("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.finished.connect(self._on_closed)
        box.open()

    def _copy(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            QGuiApplication.clipboard().setText(str(button.property("report")))
            button.setText(self.say("Copied"))

    def _on_closed(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
            self._open = None
        if self._waiting:
            self._show(self._waiting.pop(0))


def report(trace: str) -> str:
    """Return what a person sends: versions and traceback, nothing of the plan."""
    return "\n".join((
        f"planner {planner.__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
        trace,
    ))  # fmt: skip


def refusal(error: PlannerError, say: Translator) -> str:
    """Return a refusal as one sentence in the reader's language."""
    text: Message = error.message
    return say(text)
