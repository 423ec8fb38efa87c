"""期次材料包 in the window: which forms of which period, as one folder or one PDF, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QThreadPool
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.domain.periods import read_period
from planner.errors import PlannerError
from planner.sheets.forms import FORMS
from planner.sheets.orders import MODERN, OFFICIAL, Order
from planner.sheets.pack import PACKED, Pack, Progress, write_pack
from planner.text import N_, Message, Translator
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.labels import plain_label
from planner.ui.leaving import may_leave
from planner.ui.preview.options import kept_fields
from planner.ui.preview.ownmenu import OwnForms
from planner.ui.settings import Settings
from planner.ui.worker import Job, Tick

_ROW = QSize(0, 26)
_NAME = Qt.ItemDataRole.UserRole
_LEFT_OUT, _STYLE, _WAY, _FOLDER = "pack/without", "pack/style", "pack/way", "pack/folder"
_FOLDERED, _TOGETHER = "folder", "together"


class PackDialog(QDialog):
    """Everything an office hands out for a period; what was chosen is kept on this computer."""

    def __init__(self, context: Context, say: Translator, period: str, forms: OwnForms, parent: QWidget) -> None:
        """``say`` speaks on the sheets; the window keeps its own language."""
        super().__init__(parent)
        self._context, self._words_of, self._forms, self._settings = context, say, forms, Settings()
        self._job: Job | None = None
        self._far = Progress()
        self._folder: Path | None = None
        self.setWindowTitle(context.say("Pack of the period"))
        self.resize(620, 640)
        self.period = QLineEdit(period, self)
        self.period.setFixedWidth(190)
        self.period.textEdited.connect(self._show)
        self.list = self._make_list()
        self.way, self.style_ = self._make_choices()
        self.draft, self.archive = QCheckBox(self), QCheckBox(self)
        self.folder = QLineEdit(self._settings.choice(_FOLDER, str(Path.home())), self)
        self.folder.textEdited.connect(self._show)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._named, self._words = plain_label("", "muted", self, wraps=True), plain_label("", "", self, wraps=True)
        self.stop = self._button(context.say("Cancel"), self._cancel)
        self.close_ = self._button(context.say("Close"), self.reject)
        self.make = self._button(context.say("Make the pack"), self._on_make)
        self.make.setProperty("primary", True)
        self._lay_out()
        self._busy(on=False)
        self._show()

    # -- building -----------------------------------------------------------------------------------

    def _make_list(self) -> QListWidget:
        found, without = QListWidget(self), self._settings.choice(_LEFT_OUT, "").split(",")
        for name in PACKED:
            line = QListWidgetItem(self._context.say(FORMS[name].title), found)
            line.setData(_NAME, name)
            line.setSizeHint(_ROW)
            line.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            line.setCheckState(Qt.CheckState.Unchecked if name in without else Qt.CheckState.Checked)
        found.setCurrentRow(0)
        found.itemChanged.connect(self._show)
        return found

    def _make_choices(self) -> tuple[QComboBox, QComboBox]:
        say, way, style = self._context.say, QComboBox(self), QComboBox(self)
        way.addItem(say("One PDF for each form, in a folder"), _FOLDERED)
        way.addItem(say("One PDF with a bookmark for each form"), _TOGETHER)
        style.addItem(say("Official layout"), OFFICIAL)
        style.addItem(say("Plain layout"), MODERN)
        for box, kept in ((way, _WAY), (style, _STYLE)):
            box.setCurrentIndex(max(box.findData(self._settings.choice(kept, "")), 0))
            box.activated.connect(self._show)
        return way, style

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        say = self._context.say
        heading = QLabel(say("Pack of the period"), self)
        heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        self.draft.setText(say("Mark every page as a draft"))
        self.archive.setText(say("PDF/A for filing"))
        where, form = QHBoxLayout(), QFormLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self._button(say("Choose…"), self._choose))
        form.setHorizontalSpacing(16)
        form.addRow(say("Period"), self.period)
        form.addRow(say("Forms"), self.list)
        form.addRow(say("Files"), self.way)
        form.addRow("", self.archive)
        form.addRow(say("Style"), self.style_)
        form.addRow("", self.draft)
        form.addRow(say("Folder"), where)
        form.addRow("", self._named)
        buttons = QHBoxLayout()
        buttons.addWidget(self._bar, 1)
        buttons.addStretch(1)
        for button in (self.stop, self.close_, self.make):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(form, 1)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self._words.setMinimumHeight(2 * self._words.fontMetrics().lineSpacing())
        self._named.setMinimumHeight(2 * self._named.fontMetrics().lineSpacing())

    # -- what is chosen -----------------------------------------------------------------------------

    @property
    def names(self) -> list[str]:
        """The forms that are ticked."""
        lines = [self.list.item(n) for n in range(self.list.count())]
        return [str(line.data(_NAME)) for line in lines if line.checkState() is Qt.CheckState.Checked]

    def tick(self, *names: str) -> None:
        """Tick these forms and no others."""
        for n in range(self.list.count()):
            line = self.list.item(n)
            on = line.data(_NAME) in names
            line.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def pack(self) -> Pack:
        """Return what was chosen; raises :class:`PlannerError` for a bad period, and when nothing is ticked."""
        span, context, say = read_period(self.period.text()), self._context, self._words_of
        if not self.names:
            raise PlannerError("Tick at least one form.")
        goals = [goal.id for goal in context.plan.in_order() if not goal.archived]
        order = Order(
            context.plan, min(context.as_of, span.last), context.rule, say, goals, span.first, span.last,
            style=str(self.style_.currentData()), mark=say("Draft") if self.draft.isChecked() else "",
        )  # fmt: skip
        kept = {name: kept_fields(self._settings, name) for name in self.names}
        together = self.way.currentData() == _TOGETHER
        archive = self.archive.isChecked() and not together
        return Pack(order, span, self.names, together, archive, self._forms.used, kept)

    def _show(self) -> None:
        """Say what the files will be called, or what keeps them from being made."""
        say = self._context.say
        together = self.way.currentData() == _TOGETHER
        self.archive.setEnabled(not together)
        try:
            pack = self.pack()
        except PlannerError as refusal:
            self._named.setText(say(refusal.message))
            self.make.setEnabled(False)
            return
        self.make.setEnabled(self._job is None and bool(self.folder.text().strip()))
        title = N_("Pack of the period") if together else FORMS[self.names[0]].title
        self._named.setText(say("Named like “{file}”.", file=pack.file_name(self._words_of(title))))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._context.say("Pack of the period"), self.folder.text())
        if folder:
            self.folder.setText(folder)
            self._show()

    def _keep(self) -> None:
        names = self.names
        self._settings.choose(_LEFT_OUT, ",".join(name for name in PACKED if name not in names))
        self._settings.choose(_WAY, str(self.way.currentData()))
        self._settings.choose(_STYLE, str(self.style_.currentData()))
        self._settings.choose(_FOLDER, self.folder.text())

    # -- making it ----------------------------------------------------------------------------------

    def _on_make(self) -> None:
        if self._context.present.store.key is None or may_leave(self._context.say, self):
            self._keep()
            self.write(Path(self.folder.text().strip()))

    def write(self, folder: Path) -> None:
        """Write the pack into a folder, off the window's thread."""
        self._far, self._folder = Progress(), folder
        self._job = Job(self)
        self._job.progress.connect(self._on_progress)
        self._job.over.connect(self._on_over)
        self._job.finished.connect(self._on_made)
        self._job.refused.connect(self._on_refused)
        self._job.cancelled.connect(self._on_cancelled)
        self._busy(on=True)
        self._bar.setRange(0, 0)
        self._words.setText(self._context.say("Setting the pages…"))
        self._job.start(partial(_make, self.pack(), folder, self._far))

    def _busy(self, *, on: bool) -> None:
        self._bar.setVisible(on)
        self.stop.setVisible(on)
        chosen = (self.period, self.list, self.way, self.style_, self.draft, self.archive, self.folder, self.make)
        for widget in chosen:
            widget.setEnabled(not on)

    def _on_progress(self, done: int, total: int) -> None:
        far = self._far
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(
            self._context.say("{part} of {parts}: {title}; {pages} pages so far",
                              part=far.part, parts=far.parts, title=far.title, pages=far.pages)
        )  # fmt: skip

    def _on_over(self) -> None:
        self._job = None
        self._busy(on=False)
        self._show()

    def _on_made(self, files: object) -> None:
        assert isinstance(files, list)
        say = self._context.say
        told = say("Printed {n} files with {pages} pages into “{folder}”.",
                   n=len(files), pages=self._far.pages, folder=str(self._folder))  # fmt: skip
        self._words.setText(told)

    def _on_refused(self, why: Message) -> None:
        self._words.setText(self._context.say(why))

    def _on_cancelled(self) -> None:
        self._words.setText(self._context.say("Stopped. The folder is as it was."))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._words.setText(self._context.say("Stopping after this form…"))

    def reject(self) -> None:
        """Stop the work, if there is any; else close."""
        if self._job is not None:
            self._cancel()
        else:
            super().reject()

    def words(self) -> str:
        """Return what the line above the buttons says."""
        return self._words.text()

    def wait(self) -> None:
        """Wait for work that is still running off the window's thread."""
        QThreadPool.globalInstance().waitForDone()


def _make(pack: Pack, folder: Path, far: Progress, tick: Tick) -> list[Path]:
    return write_pack(pack, folder, tick, far)
