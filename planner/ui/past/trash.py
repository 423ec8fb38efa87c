"""The trash: everything ever deleted from the plan, by the step that deleted it, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.commands.session import Session
from planner.commands.trash import Deleted, Key, Trash, coming_back, restore_deleted, trash_of
from planner.errors import PlannerError
from planner.store.reading import Changes
from planner.text import Message, message
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.labels import plain_label
from planner.ui.past.trashtree import TrashTree
from planner.ui.worker import Job, Tick

_MANY = 20_000
"""From how many items on what comes back with them is only worked out when it does."""


class TrashDialog(QDialog):
    """What was deleted, newest step first; another column's heading sorts all items by it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.trash = Trash({}, (), {})
        self._found: Sequence[Deleted] = ()
        self._job: Job | None = None
        self._writing = self._leaving = False
        self._done = ""  # what was restored last
        say = context.say
        self.setWindowTitle(say("Trash"))
        self.resize(1080, 640)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(say("Search what was deleted"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.tree = TrashTree(say, self)
        self.tree.header().sortIndicatorChanged.connect(self._fill)
        self.tree.itemSelectionChanged.connect(self._on_selected)
        self.tree.itemDoubleClicked.connect(self._on_double_click)
        self._words = plain_label("", "muted", self, wraps=True)
        self._reason = plain_label("", "danger", self, wraps=True)
        self._count = plain_label("", "muted", self, wraps=True)
        self.restore = QPushButton(say("Restore"), self)
        self.restore.setProperty("primary", True)
        self.restore.clicked.connect(self._on_restore)
        self.stop = self._button(say("Stop"), self._on_stop)
        self.stop.hide()
        self._lay_out()
        self.tree.verticalScrollBar().valueChanged.connect(self._count_listed)
        context.changed.connect(self._on_changed)
        self._read()

    # -- building -----------------------------------------------------------------------------------

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        say = self._context.say
        heading = QLabel(say("Trash"), self)
        heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        about = plain_label("", "muted", self, wraps=True)
        about.setText(say("Nothing is ever purged: whatever was deleted stays in the plan and can be had back."))
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self._button(say("Close"), self.reject))
        buttons.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        for widget in (heading, about, self.search):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        for widget in (self._words, self._reason):
            column.addWidget(widget)
        column.addLayout(buttons)

    # -- long work ----------------------------------------------------------------------------------

    def _work(self, words: str, work: Callable[[Tick], object], then: Callable[[object], None]) -> bool:
        """Work on the store off the window's thread, saying so; nothing can be edited meanwhile.

        False when the store is lent to other work already.
        """
        job = self._context.lend(self)
        if job is None:
            self._refuse(message("The plan is being read for its history. Try again in a moment."))
            return False
        self._job = job
        job.progress.connect(partial(self._on_progress, words))
        job.over.connect(self._on_over)
        job.finished.connect(then)
        job.refused.connect(self._refuse)
        for over in (job.refused, job.crashed, job.cancelled):
            over.connect(self._leave)
        self.stop.show()
        self._words.setText(words)
        self._words.show()
        self.restore.setEnabled(False)
        job.start(work)
        return True

    @property
    def said(self) -> str:
        """What it says below the list."""
        return self._words.text()

    @property
    def busy(self) -> bool:
        """Whether it is reading or restoring."""
        return self._job is not None

    def _on_progress(self, words: str, done: int, total: int) -> None:
        self._words.setText(f"{words} {100 * done // max(1, total)} %")

    def _on_over(self) -> None:
        self._job, self._writing = None, False
        self.stop.hide()
        self._on_selected()

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def reject(self) -> None:
        """Close; work under way is stopped first. What may just be written is waited for, so that it is shown."""
        self._on_stop()
        if self._writing:
            self._leaving = True
        else:
            super().reject()

    # -- the list -----------------------------------------------------------------------------------

    def _read(self) -> None:
        present = self._context.present
        self._work(self._context.say("Reading the trash…"), partial(_read, present), self._on_read)

    def _on_read(self, trash: object) -> None:
        assert isinstance(trash, Trash)
        self.trash = trash
        self._fill()

    def _on_changed(self, changes: Changes) -> None:
        if changes and not self.busy:
            self._read()

    def _fill(self) -> None:
        """List what is searched for."""
        words, tree = self.search.text().casefold().split(), self.tree
        items = self.trash.items
        self._found = [item for item in items if all(w in tree.searched(item) for w in words)] if words else items
        tree.show_items(self._found)
        self._count_listed()
        self._on_selected()

    def _count_listed(self) -> None:
        say, listed = self._context.say, self.tree.listed
        self._count.setText(
            say("{n} of {all} deleted items", n=len(self._found), all=len(self.trash.items))
            if listed >= len(self._found)
            else say("The first {n} of {all}; scroll for more.", n=listed, all=len(self._found))
        )

    # -- the way back -------------------------------------------------------------------------------

    def _on_selected(self) -> None:
        """Say what comes back with what is selected, or why it cannot."""
        if self.busy:
            return
        say, chosen = self._context.say, self.tree.chosen
        self._reason.hide()
        self.restore.setEnabled(False)
        self._words.setVisible(bool(chosen or self._done) or not self.trash.items)
        if not chosen:
            self._words.setText(self._done if self.trash.items or self._done else say("The trash is empty."))
            return
        if len(chosen) > _MANY:
            self._words.setText(say("{n} items, with all that belongs to them", n=len(chosen)))
            self.restore.setEnabled(self._context.editable)
            return
        try:
            rows = coming_back(self.trash, self._context.present.plan, chosen)
        except PlannerError as refusal:
            self._words.hide()
            self._refuse(refusal.message)
            return
        self._words.setText(say("Comes back: {what}", what=self.tree.counted(Counter(row.table for row in rows))))
        self.restore.setEnabled(self._context.editable)

    def _on_double_click(self, line: QTreeWidgetItem) -> None:
        if not line.childCount() and self.restore.isEnabled():
            self._on_restore()

    def _on_restore(self) -> None:
        work = partial(_restore, self._context.present, self.trash, self.tree.chosen)
        self._writing = self._work(self._context.say("Restoring…"), work, self._on_restored)

    def _on_restored(self, done: object) -> None:
        """Take in what came back, and read the trash anew."""
        assert isinstance(done, tuple)
        count, written = done
        self._done = self._context.say("{n} rows came back; Undo takes it back.", n=count)
        self._context.present.take_in(written)
        self._leave()

    def _leave(self, _: object = None) -> None:
        if self._leaving:
            self.reject()

    def _refuse(self, why: Message) -> None:
        self._reason.setText(self._context.say(why))
        self._reason.show()


def _read(session: Session, tick: Tick) -> Trash:
    return trash_of(session.store, session.plan, tick)


def _restore(session: Session, trash: Trash, chosen: Sequence[Key], tick: Tick) -> tuple[int, object]:
    command = restore_deleted(session.store, session.plan, trash, chosen, tick)
    return len(command.rows), session.write(command)
