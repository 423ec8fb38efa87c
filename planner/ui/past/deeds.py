"""What can be done with the history as a whole: look back, export its log, prove it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from planner.outfile import write_whole
from planner.store.faults import sorted_out
from planner.store.store import Store
from planner.text import Message, message
from planner.ui import pages
from planner.ui.context import Context
from planner.ui.files import ask_save
from planner.ui.past.pointing import Key, pointed_at
from planner.ui.worker import Tick


class PastActions(QObject):
    """Acts on the history.

    Signals:
        told: a :class:`Message` on what was done or found.
        refused: a :class:`Message` on what is wrong.
    """

    told = Signal(Message)
    refused = Signal(Message)

    def __init__(self, context: Context, window: QWidget, otherwise: Callable[[], Key | None]) -> None:
        """``otherwise`` says which record is meant when nothing else is selected."""
        super().__init__(window)
        self._context = context
        self._window = window
        self._otherwise = otherwise
        context.history_wanted.connect(self.open_history)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {
            "past": self.look_back,
            "trash": self.open_trash,
            "record_past": self.open_selected,
            "file_log": self.export_log,
            "file_verify": self.verify,
        }

    def look_back(self) -> None:
        """Ask for a day and show the plan as it stood."""
        if self._context.present.ready:
            _ask(pages.past_dialog(self._context, self._window))

    def open_trash(self) -> None:
        """Show what was deleted."""
        if self._context.present.ready:
            _ask(pages.trash_dialog(self._context, self._window))

    def open_selected(self) -> None:
        """Show the history of the record selected; of the current goal, or the plan's card, when there is none."""
        self.open_history(*self._meant())

    def _meant(self) -> Key:
        return pointed_at(QApplication.focusWidget()) or self._otherwise() or ("about", self._context.plan.about.id)

    def open_history(self, table: str, id_: str) -> None:
        """Show the history of a record, over whatever dialog it was asked for in."""
        if self._context.present.ready:
            over = QApplication.activeModalWidget() or self._window
            _ask(pages.record_history(self._context, table, id_, over))

    def export_log(self) -> None:
        """Ask for a name and write the log."""
        say, path = self._context.say, self._context.session.store.path
        suggested = path.with_name(say("{name} (history)", name=path.stem) + ".jsonl")
        target = ask_save(self._window, say("Export the log"), suggested, f"{say('Logs')} (*.jsonl)")
        if target is not None:
            self.export_log_to(target)

    def export_log_to(self, target: Path) -> None:
        """Write the log off the window's thread."""
        self._run(partial(_export, self._context.session.store, target), self._on_exported)

    def verify(self) -> None:
        """Prove the history off the window's thread and say what came of it."""
        self.told.emit(message("Proving the history…"))
        self._run(partial(_verify, self._context.session.store), self._on_verified)

    def _run(self, work: Callable[[Tick], object], then: Callable[[object], None]) -> None:
        """Work on the store while nothing may be edited: one connection serves one thread."""
        job = self._context.lend(self)
        if job is None:
            self.refused.emit(message("The plan is being read for its history. Try again in a moment."))
            return
        job.finished.connect(then)
        job.refused.connect(self.refused)
        job.start(work)

    def _on_exported(self, name: object) -> None:
        self.told.emit(message("Exported to “{file}”.", file=name))

    def _on_verified(self, verdict: object) -> None:
        from planner.store.verifying import Verdict

        assert isinstance(verdict, Verdict)
        if verdict.wrong is not None:
            self.refused.emit(verdict.wrong)
            return
        self.told.emit(
            message(
                "The history is sound: {steps} steps with {rows} images and changes, each with its hash.",
                steps=verdict.steps, rows=verdict.rows,
            )
        )  # fmt: skip


def _ask(dialog: QDialog) -> None:
    """Show a dialog until it is closed; a closed one must not go on reading after every edit."""
    dialog.exec()
    dialog.deleteLater()


def _export(store: Store, target: Path, _tick: Tick) -> str:
    from planner.store.log import log_lines

    with sorted_out(store.path):
        write_whole(target, log_lines(store.connection))
    return target.name


def _verify(store: Store, _tick: Tick) -> object:
    from planner.store.verifying import verify_plan

    with sorted_out(store.path):
        return verify_plan(store.connection)
