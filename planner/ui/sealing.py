"""Passwords of plans in the window: asked for at opening, given, changed and removed while a plan is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import PlannerError
from planner.store.keys import Key
from planner.store.store import Store
from planner.text import Message, message
from planner.ui.looks import Looks
from planner.ui.password import Change, ChangeDialog, PasswordDialog
from planner.ui.startup import now
from planner.ui.worker import Job, Tick


class Sealing(QObject):
    """Rewrites a plan under another password while it is closed.

    Signals:
        reopen: the plan's path once it may be opened again, what to tell, and its key.
        failed: the same, when the plan is as it was.
    """

    reopen = Signal(Path, Message, object)
    failed = Signal(Path, Message, object)

    def __init__(self, looks: Looks, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = looks

    def ask(self, needed: PlannerError, parent: QWidget | None) -> PasswordDialog:
        """Ask for a plan's password, or say why the last one did not do; return the dialog with what was answered."""
        dialog = PasswordDialog(self._looks.say, needed, parent)
        dialog.exec()
        return dialog

    def ask_change(self, what: str, store: Store, parent: QWidget) -> ChangeDialog | None:
        """Ask what a change of an open plan's password needs; ``None`` when the person gave up."""
        from planner.store.protecting import plain_copies

        dialog = ChangeDialog(self._looks.say, Change[what], store.key, len(plain_copies(store)), parent)
        return dialog if dialog.exec() else None

    def start(self, path: Path, old: Key | None, new: Key | None, *, forget: bool) -> None:
        """Rewrite the plan, which must be closed, off the window's thread."""
        job = Job(self)
        job.finished.connect(partial(self._on_done, path, old, new))
        job.refused.connect(partial(self._on_refused, path, old))
        job.start(partial(_rewrite, path, old, new, forget))

    def _on_done(self, path: Path, old: Key | None, new: Key | None, left: int) -> None:
        told: Callable[..., Message] = message
        if new is None:
            text = told("The password was removed. Older backups keep theirs.")
        elif left:
            text = told("The plan is protected. {n} unprotected copies remain in the backup folder.", n=left)
        else:
            text = told("The plan is protected with the new password.")
        self.reopen.emit(path, text, new)

    def _on_refused(self, path: Path, old: Key | None, why: Message) -> None:
        self.failed.emit(path, why, old)


def _rewrite(path: Path, old: Key | None, new: Key | None, forget: bool, _tick: Tick) -> int:
    """Return how many unprotected copies are left."""
    from planner.store.protecting import forget_files, plain_copies, protect

    protect(path, old, new, now())
    if new is None:
        return 0
    with Store.open(path, key=new, readonly=True) as store:
        left = plain_copies(store)
    return len(forget_files(left) if forget else left)
