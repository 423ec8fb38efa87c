"""What can be done to the plan's file from the window: copies, backups, exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.backup import bring_copy, write_copy
from planner.store.proving import Claim
from planner.text import Message, Translator, message
from planner.ui import pages
from planner.ui.context import Context
from planner.ui.keeping import Keeper
from planner.ui.leaving import may_leave
from planner.ui.startup import now
from planner.ui.worker import Job, Tick

PLAN = "*.plan"


def ask_open(parent: QWidget | None, title: str, pattern: str) -> Path | None:
    """Ask for a file that is there."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", pattern)
    return Path(name) if name else None


def ask_save(parent: QWidget | None, title: str, suggested: Path, pattern: str) -> Path | None:
    """Ask where to write; gives the name the first ending of the chosen pattern when it has none."""
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(suggested), pattern)
    if not name:
        return None
    path = Path(name)
    ending = chosen.partition("*")[2].partition(")")[0].split()[0] if "*" in chosen else suggested.suffix
    return path if path.suffix else path.with_name(path.name + ending)


class FileActions(QObject):
    """Copies, backups and exports of the open plan.

    Signals:
        told: a :class:`Message` on what was done.
        refused: a :class:`Message` on why it was not.
        backed_up: the time of a backup just made, for the status line.
        unsafe: a :class:`Message` on why there is no backup; stands until the next one is made.
    """

    told = Signal(Message)
    refused = Signal(Message)
    backed_up = Signal(str)
    unsafe = Signal(Message)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._asked_for = False
        self.keeper = Keeper(context, self)
        self.keeper.made.connect(self._on_backup)
        self.keeper.failed.connect(self.unsafe)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {
            "file_copy": self.save_copy,
            "file_backup": self.back_up_now,
            "file_backups": self.open_backups,
            "file_export": self.export,
        }

    @property
    def _path(self) -> Path:
        return self._context.file

    def save_copy(self) -> None:
        """Ask for a name and save a proved copy of the plan there."""
        say = self._context.say
        suggested = self._path.with_name(say("{name} (copy)", name=self._path.stem) + ".plan")
        target = ask_save(self._window, say("Save a copy"), suggested, f"{say('Plans')} ({PLAN})")
        if target is not None:
            self._try(partial(self.copy_to, target))

    def copy_to(self, target: Path) -> None:
        """Save a proved copy, off the window's thread; an older file of that name is kept as ``.bak``.

        Raises ``PlannerError`` when the copy cannot be begun.
        """
        store, target = self._context.session.store, target.resolve()
        if target in (self._path.resolve(), store.path.resolve()):
            raise PlannerError("“{file}” already exists. Choose another name.", file=target.name)
        folder = TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
        claim = write_copy(store, Path(folder.name) / target.name)
        job = Job(self)
        job.finished.connect(partial(self._on_copied, target))
        job.refused.connect(self.refused)
        job.start(partial(_within, folder, partial(_bring_copy, claim, target)))

    def _on_copied(self, target: Path, _nothing: object) -> None:
        self.told.emit(message("Saved a copy as “{file}”.", file=target.name))

    def back_up_now(self) -> None:
        """Back the plan up into the backup folder and say so."""
        self._asked_for = True
        self.keeper.make()

    def _on_backup(self, path: Path) -> None:
        self.backed_up.emit(f"{now():%H:%M}")
        if self._asked_for:
            self._asked_for = False
            self.told.emit(message("Backed up and checked: “{file}”.", file=str(path)))

    def open_backups(self) -> None:
        """Show the backups and what differs from now in each."""
        pages.backups_dialog(self._context, self.keeper, self._window).exec()

    def export(self) -> None:
        """Ask for a name and write the plan for other programs."""
        say = self._context.say
        pattern = ";;".join((f"{say('Excel workbook')} (*.xlsx)", "CSV (*.csv)", "JSON (*.json)"))
        if self._context.session.store.key is not None and not may_leave(say, self._window):
            return
        target = ask_save(self._window, say("Export"), self._path.with_suffix(".xlsx"), pattern)
        if target is not None:
            self.export_to(target)

    def export_to(self, target: Path) -> None:
        """Write the plan in the form of the name's ending, off the window's thread."""
        context = self._context
        job = Job(self)
        job.finished.connect(partial(self._on_exported, target))
        job.refused.connect(self.refused)
        folder = TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
        claim = write_copy(context.session.store, Path(folder.name) / "proof.plan")
        work = partial(_export, claim, context.plan, target, context.as_of, context.rule, context.say)
        job.start(partial(_within, folder, work))

    def _on_exported(self, target: Path, _nothing: object) -> None:
        self.told.emit(message("Exported to “{file}”.", file=target.name))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except PlannerError as refusal:
            self.refused.emit(refusal.message)


def _within(folder: TemporaryDirectory[str], work: Callable[[Tick], None], tick: Tick) -> None:
    """Work on what lies in a folder that goes with the work."""
    with folder:
        work(tick)


def _bring_copy(claim: Claim, target: Path, _tick: Tick) -> None:
    bring_copy(claim, target)


def _export(claim: Claim, plan: Plan, target: Path, as_of: date, rule: Rule, say: Translator, tick: Tick) -> None:
    from planner.commands.exports import export_plan  # brings the workbook writer, which only this needs

    claim.settle()  # no figure leaves a plan whose history tells another story
    export_plan(plan, target, as_of, rule, say, tick)
