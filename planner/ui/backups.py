"""The backups of the open plan: which there are, what differs from now in the chosen one, and bringing it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.commands.restoring import Restore, in_order, name_of, what_changed
from planner.domain.fields import table_name
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.backups import Backup, Backups, choose_folder, chosen_folder
from planner.store.differences import Difference, Fate, differences
from planner.store.keys import Key
from planner.store.restoring import opened_backup
from planner.text import N_, Message, message
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.keeping import Keeper
from planner.ui.labels import plain_label
from planner.ui.worker import Job, Tick

FATES = {Fate.MADE: N_("made since"), Fate.CHANGED: N_("changed since"), Fate.GONE: N_("gone since")}
_MOST = 200
"""Rows named of one table; the counts tell of all."""
_ROW = QSize(0, 28)
_BACKUP = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Compared:
    """A proved backup beside the plan as it is now."""

    backup: Backup
    then: Plan
    now: Plan
    found: Sequence[Difference]
    texts: dict[str, bytes]


def compare(backup: Backup, plan_id: bytes, plan: Plan, path: Path, key: Key | None, _tick: Tick) -> Compared:
    """Prove a backup and work out what differs; for a thread, so it touches no open plan."""
    with opened_backup(backup.path, plan_id, instead_of=path, key=key) as store:
        then = store.read()
        found = list(differences(then, plan))
        names = {content for row in found if (content := getattr(row.then, "content", ""))}
        return Compared(backup, then, plan, found, {content: store.bytes_of(content) for content in names})


def own_backups(backups: Backups, _tick: Tick) -> list[Backup]:
    """Return the backups of the plan by the id inside them, the newest first."""
    return backups.own()[::-1]


def size_text(size: int) -> str:
    """Return a size in bytes as a person reads it."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"


class BackupsDialog(QDialog):
    """The list of backups on the left, the difference of the chosen one on the right."""

    def __init__(self, context: Context, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._keeper = keeper
        self._compared: Compared | None = None
        self._asked = 0
        say = context.say
        self.setWindowTitle(say("Backups"))
        self.resize(1000, 620)
        self.list = self._tree((say("Made"), say("Steps"), say("Size")))
        self.list.setRootIsDecorated(False)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.changes = self._tree((say("What"), say("Since then")))
        self._words = plain_label("", "muted", self, wraps=True)
        self._folder = plain_label("", "muted", self, wraps=True)
        self._reason = plain_label("", "danger", self, wraps=True)
        self._reason.hide()
        self.restore = QPushButton(say("Restore this state"), self)
        self.restore.setProperty("primary", True)
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._on_restore)
        self._lay_out()
        keeper.made.connect(self._on_made)
        keeper.failed.connect(self._refuse)
        self._read()

    # -- building -----------------------------------------------------------------------------------

    def _tree(self, heads: tuple[str, ...]) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setHeaderLabels(list(heads))
        tree.setUniformRowHeights(True)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for n in range(1, len(heads)):
            header.setSectionResizeMode(n, QHeaderView.ResizeMode.ResizeToContents)
        return tree

    def _lay_out(self) -> None:
        say = self._context.say
        heading = QLabel(say("Backups"), self)
        heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self._right())
        splitter.setSizes([360, 600])
        column.addWidget(heading)
        column.addWidget(self._folder)
        column.addWidget(splitter, 1)
        column.addWidget(self._reason)
        row = QHBoxLayout()
        for text, act in (
            (say("Back up now"), self._keeper.make),
            (say("Another file…"), self._on_file),
            (say("Backup folder…"), self._on_folder),
        ):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        close = QPushButton(say("Close"), self)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addWidget(self.restore)
        column.addLayout(row)

    def _right(self) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self.changes, 1)
        return right

    # -- the list -----------------------------------------------------------------------------------

    def _read(self) -> None:
        backups = self._keeper.backups
        self._folder.setText(self._context.say("Kept in {folder}", folder=str(backups.folder)))
        job = Job(self)
        job.finished.connect(self._on_listed)
        job.refused.connect(self._refuse)
        job.start(partial(own_backups, backups))

    def _on_listed(self, found: list[Backup]) -> None:
        self.list.clear()
        items = [self._item(backup) for backup in found]
        self.list.addTopLevelItems(items)
        if items:
            self.list.setCurrentItem(items[0])
        else:
            self._words.setText(self._context.say("There is no backup of this plan yet."))

    def _item(self, backup: Backup, name: str = "") -> QTreeWidgetItem:
        try:
            size = size_text(backup.path.stat().st_size)
        except OSError:
            size = ""
        steps = f"{backup.step:,}" if backup.step else ""
        item = QTreeWidgetItem([name or f"{backup.at:%Y-%m-%d %H:%M}", steps, size])
        item.setData(0, _BACKUP, backup)
        item.setToolTip(0, str(backup.path))
        item.setSizeHint(0, _ROW)
        for n in (1, 2):
            item.setTextAlignment(n, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _on_made(self, _path: Path) -> None:
        self._reason.hide()
        self._read()

    # -- the difference -----------------------------------------------------------------------------

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        self._compared = None
        self.restore.setEnabled(False)
        self.changes.clear()
        if item is None:
            return
        self._words.setText(self._context.say("Checking the backup…"))
        self._asked += 1
        context, store = self._context, self._context.session.store
        job = Job(self)
        job.finished.connect(partial(self._on_compared, self._asked))
        job.refused.connect(partial(self._on_unsound, self._asked))
        job.start(
            partial(compare, item.data(0, _BACKUP), store.plan_id, context.plan, store.path.absolute(), store.key)
        )

    def _on_unsound(self, asked: int, why: Message) -> None:
        if asked == self._asked:
            self._words.setText(self._context.say(why))

    def _on_compared(self, asked: int, compared: Compared) -> None:
        if asked != self._asked:
            return
        say = self._context.say
        self._compared = compared
        if not compared.found:
            self._words.setText(say("Checked and whole. The plan is just as it was in this backup."))
            return
        self._words.setText(say("Checked and whole. This differs from now:"))
        for table, rows in in_order(compared.found).items():
            self.changes.addTopLevelItem(self._group(table, rows, compared))
        self.changes.expandAll()
        self.restore.setEnabled(self._context.editable)

    def _group(self, table: str, rows: Sequence[Difference], compared: Compared) -> QTreeWidgetItem:
        say = self._context.say
        counts = Counter(row.fate for row in rows)
        said = ", ".join(f"{say(FATES[fate])} {counts[fate]:,}" for fate in Fate if counts[fate])
        group = QTreeWidgetItem([say(table_name(table)), said])
        group.setSizeHint(0, _ROW)
        group.setFont(0, fonts.font(fonts.BASE, fonts.STRONG))
        for row in rows[:_MOST]:
            changed = say(what_changed(row))
            fate = say(FATES[row.fate]) + (f": {changed}" if changed else "")
            item = QTreeWidgetItem([name_of(row, compared.then, compared.now), fate])
            item.setToolTip(0, item.text(0))
            group.addChild(item)
        if len(rows) > _MOST:
            group.addChild(QTreeWidgetItem([say("… and {n} more", n=len(rows) - _MOST)]))
        return group

    # -- what can be done ---------------------------------------------------------------------------

    def _on_restore(self) -> None:
        if self._compared is not None:
            self.restore.setEnabled(False)
            self._words.setText(self._context.say("Making a backup of the plan as it is now…"))
            self._keeper.before(message("Restore"), partial(self._bring_back, self._compared))

    def _bring_back(self, compared: Compared) -> None:
        day = f"{compared.backup.at:%Y-%m-%d %H:%M}"
        refusal = self._context.try_run(Restore(compared.then, day, compared.texts.__getitem__))
        if refusal is not None:
            self._refuse(refusal)
        else:
            self.accept()

    def _refuse(self, why: Message) -> None:
        self._reason.setText(self._context.say(why))
        self._reason.show()
        self.restore.setEnabled(self._compared is not None and bool(self._compared.found))

    def _on_file(self) -> None:
        say = self._context.say
        name, _ = QFileDialog.getOpenFileName(self, say("Choose a copy of this plan"), "", f"{say('Plans')} (*.plan)")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Compare with any copy of the same plan, wherever it lies."""
        made = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - local time, as shown
        item = self._item(Backup(path, made, 0), path.name)
        self.list.insertTopLevelItem(0, item)
        self.list.setCurrentItem(item)

    def _on_folder(self) -> None:
        say = self._context.say
        name = QFileDialog.getExistingDirectory(
            self, say("Keep the backups of all plans in"), str(chosen_folder() or "")
        )
        if name:
            self.take_folder(Path(name))

    def take_folder(self, folder: Path) -> None:
        """Keep backups in another folder from now on, and make the first one there."""
        try:
            choose_folder(folder)
        except PlannerError as refusal:
            self._refuse(refusal.message)
            return
        self._keeper.make()
