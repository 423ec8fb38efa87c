"""The real window at work, without a screen: made to be killed.

:func:`work` is run in a forked process. It opens the plan as a person does, says how it opened, does one kind of
act and then edits on and on. Each line it writes into the pipe is true when it is written: ``opened WORDS``,
``begin``, ``did STEP TITLE``, ``end``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog

from planner.commands.edits import SetFields
from planner.commands.importing.bring import bring_in, draft_import
from planner.commands.restoring import Restore
from planner.errors import PlannerError
from planner.places import LOCALES
from planner.store.backups import Backups
from planner.store.restoring import opened_backup
from planner.tables.incoming.foreign import read_book
from planner.tables.incoming.layout import recognise
from planner.text import Translator
from planner.ui.app import make_application, wait_until_loaded
from planner.ui.context import Context
from planner.ui.preview.dialog import PreviewDialog
from planner.ui.program import Program
from planner.ui.settings import Settings
from planner.ui.startup import now
from planner.ui.window import PlanWindow

Say = Callable[[str], None]
_GAP = 0.05
"""Seconds the planted fault leaves between saying and doing, so that signals fall in between."""


class Desk:
    """One window, and what is done in it."""

    def __init__(self, path: Path, say: Say, numbers: Iterator[int], *, early: bool) -> None:
        self.say, self.numbers, self.early = say, numbers, early
        self.folder = path.parent
        settings = Settings(QSettings(str(self.folder / "settings.ini"), QSettings.Format.IniFormat))
        self.program = Program(make_application(), settings, Translator("en", LOCALES))
        self.path = path
        self.previews: list[PreviewDialog] = []

    def open(self) -> None:
        """Open the plan and say what the window asks or tells."""
        self.program.open(self.path)
        wait_until_loaded(self.program)
        window = self.program.window
        dialogs = [box for box in QApplication.topLevelWidgets() if isinstance(box, QDialog) and box.isVisible()]
        if not isinstance(window, PlanWindow) or dialogs or self.program.context is None:
            self.say("opened a question")
        elif not self.program.context.editable:
            self.say("opened read-only")
        else:
            window.complete()
            self.say("opened well")

    @property
    def context(self) -> Context:
        """The open plan."""
        assert self.program.context is not None
        return self.program.context

    def edit(self) -> None:
        """Change the title, and say so once it is saved."""
        title, session = f"{next(self.numbers)}", self.context.session
        if self.early:
            self.say(f"did {session.store.last_step + 1} {title}")
            time.sleep(_GAP)
        if self.context.run(SetFields("about", ["plan"], {"title": title})):
            self.say(f"did {session.store.last_step} {title}")

    def back_up(self) -> None:
        """Back up by the menu's own action, in the background where it does so."""
        self.program.plan_window.acts["file_backup"].trigger()

    def restore(self) -> None:
        """Bring the newest backup back, as the dialog does."""
        session = self.context.session
        newest = next(Backups.of(session.store).sound(), None)
        if newest is None:
            Backups.of(session.store).make(session.store, now())
            return
        with opened_backup(newest.path, session.store.plan_id) as backup:
            command = Restore(backup.read(), "2020", backup.bytes_of)
            self.context.run(command)

    def bring(self) -> None:
        """Import a table of progress, with other values each time."""
        table = self.folder / "progress.csv"
        table.write_text(f"指标,日期,数值\n城镇新增就业,2020-05-31,{next(self.numbers)}\n", encoding="utf-8")
        book = read_book(table)
        session, (sheet,) = self.context.session, book.sheets
        bring_in(session, draft_import(session.plan, book, sheet, recognise(sheet)))

    def print_(self) -> None:
        """Set some sheets and save them as a PDF."""
        preview = PreviewDialog(self.context, sorted(self.context.plan.goals)[:4])
        self.previews.append(preview)
        preview.show()
        preview.wait()
        wait(1)
        if preview.pages is not None:
            preview.save_to(self.folder / "sheets.pdf")


def work(path: Path, act: str, pipe: int, first: int, *, early: bool) -> None:
    """Open the plan, do one act, then edit until killed."""
    qInstallMessageHandler(quiet)

    def say(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    desk = Desk(path, say, count(first), early=early)
    if act == "migration":
        say("begin")
    desk.open()
    if act != "migration":
        say("begin")
    doing = {"backup": desk.back_up, "restore": desk.restore, "print": desk.print_, "import": desk.bring}.get(
        act, desk.edit
    )
    clock, acting = QTimer(), QTimer()
    clock.timeout.connect(desk.edit)
    clock.start(3)
    acting.timeout.connect(partial(tried, doing))
    acting.start(25)
    QEventLoop().exec()


def tried(act: Callable[[], None]) -> None:
    """Do something; a refusal is no fault of the window."""
    try:
        act()
    except PlannerError as refusal:
        os.write(2, f"{refusal}\n".encode())


def wait(milliseconds: int) -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def quiet(*_: object) -> None:
    """Say nothing of what the platform without a screen cannot do."""
