"""附件: files kept inside the plan, hung on a goal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from planner.commands.edits import Remove
from planner.commands.papers import LARGEST_ATTACHMENT, AttachFile
from planner.domain.filenames import clean_name, may_open
from planner.domain.records import Attachment
from planner.errors import PlannerError
from planner.text import N_, Message, message
from planner.ui.context import Context
from planner.ui.details.tab import EDGE, button_for
from planner.ui.emptiness import Emptiness
from planner.ui.labels import plain_label
from planner.ui.leaving import Outside, may_leave, save_instead, write_foreign
from planner.ui.tables.columns import Column, Entry, Look, Tone
from planner.ui.tables.model import RecordTable
from planner.ui.tables.view import RecordView
from planner.ui.tables.writing import write_cell

_KILO = 1000


class Attachments(QWidget):
    """The files of one goal: add (also by dropping), rename, open, save a copy, delete."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._goal = ""
        self._outside = Outside()
        columns: list[Column[Attachment]] = [
            Column("name", N_("name"), _name, _name, width=140, stretch=True),
            Column("size", N_("size"), _size, entry=Entry.NUMBER, look=_muted, width=84),
        ]
        self.model = RecordTable[Attachment](columns, context.say, self._write, parent=self)
        self.view = RecordView[Attachment](context, self.model, self)
        self.view.setAccessibleName(context.say("Attachments"))
        self.setAcceptDrops(True)
        self._lay_out()

    def _lay_out(self) -> None:
        say = self._context.say
        self._add = self._action(say("Attach file …"), "Ins", self.choose_files)
        actions = [
            self._add,
            self._action(say("Open attachment"), "Ctrl+Return", self.open),
            self._action(say("Save a copy as …"), "Shift+Return", self.choose_place),
            self._action(say("Delete attachment"), "Del", self.remove),
        ]
        self.view.addActions(actions)
        self.view.offer_history("attachment")
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 8, EDGE, 4)
        head.addWidget(plain_label(say("Attachments"), "section"), 1)
        head.addWidget(button_for(self._add))
        self._empty = Emptiness(self)
        words = say(
            "Drop files here. They travel inside the plan, up to {n} MB each.", n=LARGEST_ATTACHMENT // _KILO**2
        )
        self._empty.say("", words, [])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._stack = QStackedLayout()
        column.addLayout(self._stack)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)

    def _action(self, text: str, keys: str, act: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        return action

    def show_goal(self, goal: str, *, fresh: bool) -> None:
        """Show a goal's attachments."""
        self._goal = goal
        rows = self._context.plan.attachments.get(goal, ())
        (self.model.set_all if fresh else self.model.set_rows)(rows)
        self._stack.setCurrentIndex(0 if rows else 1)

    # -- files ----------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files and attach them."""
        names, _ = QFileDialog.getOpenFileNames(self, self._context.say("Attach file …"))
        self.attach([Path(name) for name in names])

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files; each is a step of its own."""
        for path in paths:
            try:
                with path.open("rb") as file:
                    content = file.read(LARGEST_ATTACHMENT + 1)  # enough to be refused as too large
            except OSError:
                self._context.refused.emit(message("“{name}” cannot be read.", name=clean_name(path.name)))
                continue
            self._context.run(AttachFile(self._goal, path.name, content))

    def open(self) -> None:
        """Open the chosen attachment in its own program; what could run, or would lose its protection, is saved."""
        chosen = self.view.selected()
        if not chosen:
            return
        row, context = chosen[0], self._context
        content = context.session.store.bytes_of(row.content)
        name, protected = clean_name(row.name), self._protected
        if protected or not may_open(name, content):
            if save_instead(context.say, self, name, protected=protected):
                self._ask_place(row)
            return
        try:
            self._outside.open(name, content)
        except PlannerError as refusal:
            context.refused.emit(refusal.message)

    def choose_place(self) -> None:
        """Ask where to save a copy of the chosen attachment."""
        chosen = self.view.selected()
        if chosen and (not self._protected or may_leave(self._context.say, self)):
            self._ask_place(chosen[0])

    @property
    def _protected(self) -> bool:
        return self._context.present.store.key is not None

    def _ask_place(self, row: Attachment) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self._context.say("Save a copy as …"), clean_name(row.name))
        if name:
            self.save(row, Path(name))

    def save(self, attachment: Attachment, path: Path) -> None:
        """Write an attachment's bytes to a file, whole or not at all."""
        try:
            write_foreign(path, self._context.session.store.bytes_of(attachment.content))
        except PlannerError as refusal:
            self._context.refused.emit(refusal.message)

    def remove(self) -> None:
        """Delete the selected attachments; undo brings them back."""
        chosen = self.view.selected()
        if chosen:
            self._context.run(Remove("attachment", [row.id for row in chosen]))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files anywhere on the list."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the dropped files."""
        event.acceptProposedAction()
        self.attach([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _write(self, row: Attachment, column: str, text: str) -> Message | None:
        return write_cell(self._context, "attachment", row.id, column, clean_name(text))


def _name(row: Attachment) -> str:
    return clean_name(row.name)  # a plan from elsewhere may hold any name


def _size(row: Attachment) -> str:
    if row.size < _KILO:
        return f"{row.size} B"
    if row.size < _KILO**2:
        return f"{row.size / _KILO:.0f} KB"
    return f"{row.size / _KILO**2:.1f} MB"


def _muted(_: Attachment) -> Look:
    return Look(Tone.MUTED)
