"""The entrance to the window: run it, or draw a picture of it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from planner.errors import PlannerError
from planner.places import LOCALES
from planner.store.keys import Key
from planner.text import Translator
from planner.ui import fonts, theme
from planner.ui.cycles import Collector
from planner.ui.program import Program
from planner.ui.settings import Settings

_SETTLE = 300  # ms a picture is given to draw what comes after the first paint


def make_application() -> QApplication:
    """Return the application with our style, type and collection; there is at most one in a process."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(sys.argv[:1])
    app.setApplicationName("policy-planner")
    app.setStyle(theme.Style())
    theme.set_type(app, fonts.chinese_family())
    Collector(app)
    return app


def run(path: Path | None, language: str | None) -> int:
    """Open the window and return the exit code.

    Without ``path`` the newest recent plan is opened, and the first time the person's own copy of the zone's
    plan. Without ``language`` the one chosen last is spoken.
    """
    app = make_application()
    settings = Settings()
    if language is not None:
        settings.language = language
    program = Program(app, settings, Translator(settings.language, LOCALES))
    put_back = program.faults.install()
    try:
        program.start(path)
        return app.exec()
    finally:
        put_back()


def shot(
    path: Path,
    out: Path,
    *,
    language: str,
    dark: bool,
    size: tuple[int, int] = (1440, 900),
    page: str = "goals",
    key: Key | None = None,
) -> None:
    """Draw the window of a plan into a PNG; ``page`` is ``goals``, ``reading`` or the name of a tab.

    Works without a screen. The person's own settings are neither read nor written, and the plan is not changed.
    """
    app = make_application()
    before = qInstallMessageHandler(_without_the_remark)
    with TemporaryDirectory() as folder:
        settings = Settings(QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat))
        settings.scheme = "dark" if dark else "light"
        program = Program(app, settings, Translator(language, LOCALES))
        try:
            if not program.open(path, key=key):
                raise PlannerError("“{file}” could not be opened to draw it.", file=path.name)
            window = program.plan_window
            window.resize(QSize(*size))
            wait_until_loaded(program)
            window.turn_to(page)
            wait(_SETTLE)
            if not window.grab().save(str(out)):
                raise PlannerError("“{file}” cannot be written.", file=out.name)
        finally:
            program.put_away()
            qInstallMessageHandler(before)


def wait_until_loaded(program: Program) -> None:
    """Let the window read, check and draw its plan; for pictures, which nobody watches being made."""
    loop = QEventLoop()
    if program.context is not None and not program.context.session.ready and program.tending is not None:
        program.tending.loading.done.connect(loop.quit)
        program.tending.loading.damaged.connect(loop.quit)
        loop.exec()
    wait(_SETTLE)


def wait(milliseconds: int) -> None:
    """Let the event loop run for a while; for pictures."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _without_the_remark(_kind: QtMsgType, _place: QMessageLogContext, words: str) -> None:
    """Pass the toolkit's messages on, but for the offscreen platform's remark on windows it cannot size."""
    if "propagateSizeHints" not in words:
        sys.stderr.write(words + "\n")
