"""The dialog that imports a table: sheet, purpose, heading row, columns, and what every row would do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.commands.importing.bring import draft_import, write_draft
from planner.commands.importing.draft import Draft, Verdict
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.tables.incoming.foreign import Book, Sheet, read_book
from planner.tables.incoming.headings import PURPOSE_NAMES, Purpose
from planner.tables.incoming.layout import Layout, recognise, year_in
from planner.text import Message, message
from planner.ui.context import Context
from planner.ui.forms.dialog import FormDialog
from planner.ui.importing.columns import ColumnsTable
from planner.ui.importing.lines import LinesModel
from planner.ui.keeping import Keeper
from planner.ui.labels import plain_label
from planner.ui.worker import Job, Tick

_MOST_HEADINGS = 30  # rows among which the person chooses
_PAUSE = 120  # ms of quiet before the preview is worked out anew


class ImportDialog(FormDialog):
    """Shows what importing a table would do, and does it as one step.

    Reading, working out and the proof of the backup run off the window's thread; only the step itself runs here.
    """

    def __init__(self, context: Context, keeper: Keeper, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("Import “{file}”", file=path.name), context.say("Import"), parent)
        self._path = path
        self._keeper = keeper
        self._saving = False  # a backup is being made, after which the import follows
        self._book: Book | None = None
        self._draft: Draft | None = None
        self._job: Job | None = None
        self._words = ""  # what the rows would do, while something else is said there
        self.done_words: Message | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE)
        self._clock.timeout.connect(self._work_out)
        self._make_choices()
        self._make_tables()
        self.save_button.setEnabled(False)
        keeper.failed.connect(self._on_unsafe)
        self.resize(1120, 720)
        self._start(partial(_read, path, context.session.store.path), self._on_book)

    # -- building ---------------------------------------------------------------------------------

    def _make_choices(self) -> None:
        say = self.context.say
        self.sheet, self.purpose = QComboBox(self), QComboBox(self)
        for purpose in Purpose:
            self.purpose.addItem(say(PURPOSE_NAMES[purpose]), purpose.value)
        self.header = QComboBox(self)
        self.header.setMinimumWidth(72)
        self.year = QLineEdit(self)
        self.year.setPlaceholderText(say("such as 2020"))
        self.year.setMaximumWidth(120)
        self.year.setToolTip(say("Year of months that name none."))
        row = QHBoxLayout()
        row.setSpacing(16)
        fields = (
            (say("Sheet"), self.sheet, 2),
            (say("Import as"), self.purpose, 1),
            (say("Heading row"), self.header, 0),
            (say("Year"), self.year, 0),
        )
        for text, field, stretch in fields:
            row.addLayout(_labelled(text, field, self), stretch)
        row.addStretch(1)
        frame = QWidget(self)
        frame.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add_widget(frame)
        self.sheet.activated.connect(self._on_sheet)
        self.purpose.activated.connect(self._on_purpose)
        self.header.activated.connect(self._on_purpose)
        self.year.textEdited.connect(self._on_purpose)

    def _make_tables(self) -> None:
        say = self.context.say
        self.columns = ColumnsTable(say, self)
        self.columns.mapped.connect(self._clock.start)
        self.model = LinesModel(say, self.context.palette, self)
        self.lines = QTableView(self)
        self.lines.setModel(self.model)
        self.lines.setShowGrid(False)
        self.lines.setWordWrap(False)
        self.lines.setTabKeyNavigation(False)
        self.lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lines.verticalHeader().hide()
        self.lines.verticalHeader().setDefaultSectionSize(30)
        head = self.lines.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((64, 96, 190)):
            head.resizeSection(column, width)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.counts = QLabel(say("Reading…"), self)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.only_refused = QCheckBox(say("Only refused rows"), self)
        self.only_refused.toggled.connect(self._show_lines)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.columns)
        splitter.addWidget(self._right())
        splitter.setSizes([430, 640])
        self.add_widget(splitter, 1)

    def _right(self) -> QWidget:
        above = QHBoxLayout()
        above.addWidget(self.counts, 1)
        above.addWidget(self.only_refused)
        frame = QWidget(self)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self.lines, 1)
        return frame

    # -- reading ----------------------------------------------------------------------------------

    def _start(self, work: Callable[[Tick], object], on_finished: Callable[..., None]) -> None:
        """Run work off the window's thread; what is still under way is dropped."""
        self._stop()
        job = Job(self)
        self._job = job
        job.finished.connect(on_finished)
        job.refused.connect(self._on_refused)
        job.start(work)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.leave()
            self._job = None

    def _on_refused(self, why: Message) -> None:
        self._job, self._draft = None, None
        self.counts.clear()
        self.model.show(())
        self.save_button.setEnabled(False)
        self.show_refusal(why)

    def _on_book(self, book: Book) -> None:
        self._job, self._book = None, book
        for n, sheet in enumerate(book.sheets):
            if sheet.rows:
                self.sheet.addItem(sheet.name, n)
        self.sheet.setEnabled(self.sheet.count() > 1)
        self._on_sheet()
        (self.sheet if self.sheet.isEnabled() else self.purpose).setFocus()

    @property
    def _sheet(self) -> Sheet | None:
        number = self.sheet.currentData()
        return self._book.sheets[number] if self._book is not None and number is not None else None

    @property
    def _year(self) -> int | None:
        text = self.year.text().strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None

    def _on_sheet(self, _index: int = 0) -> None:
        """Tell the layout of the sheet anew; the year its title names is offered for the person to see."""
        sheet = self._sheet
        if sheet is None:
            return
        layout = recognise(sheet)
        year = year_in(sheet, layout.header)
        self.year.setText(str(year) if year else "")
        self._show_layout(sheet, recognise(sheet, year=self._year))

    def _on_purpose(self, _value: object = None) -> None:
        sheet = self._sheet
        if sheet is not None:
            purpose = Purpose(str(self.purpose.currentData()))
            self._show_layout(sheet, recognise(sheet, purpose, header=self.header.currentIndex(), year=self._year))

    def _show_layout(self, sheet: Sheet, layout: Layout) -> None:
        rows = [str(row + 1) for row in range(min(_MOST_HEADINGS, len(sheet.rows)))]
        if self.header.count() != len(rows):
            self.header.clear()
            self.header.addItems(rows)
        self.header.setCurrentIndex(layout.header)
        self.purpose.setCurrentIndex(self.purpose.findData(layout.purpose.value))
        self.columns.show_layout(sheet, layout)
        self._clock.start()

    # -- the preview ------------------------------------------------------------------------------

    def _work_out(self) -> None:
        sheet = self._sheet
        if sheet is None or self._book is None:
            return
        self.show_refusal(None)
        self.save_button.setEnabled(False)
        layout = self.columns.layout_now()
        self._start(partial(_draft, self.context.plan, self._book, sheet, layout), self._on_draft)

    def _on_draft(self, draft: Draft) -> None:
        self._job, self._draft = None, draft
        counts = draft.counts
        self.counts.setText(self.context.say(
            "{added} new · {changed} changed · {same} the same · {refused} refused",
            **{verdict.value: counts[verdict] for verdict in Verdict},
        ))  # fmt: skip
        self.only_refused.setEnabled(bool(counts[Verdict.REFUSED]))
        self._show_lines()
        self.save_button.setEnabled(not draft.empty)
        if draft.empty:
            self.show_refusal(message("There is nothing to import: every row is the same as in the plan, or refused."))

    def _show_lines(self, _on: object = None) -> None:
        if self._draft is None:
            return
        only = self.only_refused.isChecked() and self.only_refused.isEnabled()
        self.model.show([line for line in self._draft.lines if not only or line.verdict is Verdict.REFUSED])

    @property
    def busy(self) -> bool:
        """Whether something is being read, worked out or saved."""
        return self._job is not None or self._clock.isActive() or self._saving

    # -- the end ----------------------------------------------------------------------------------

    def on_save(self) -> None:
        """Have the plan backed up and import once that is proved; never without."""
        if self._draft is None or self.busy:
            return
        self._set_saving(on=True)
        self._words = self.counts.text()
        self.counts.setText(self.context.say("Making a backup of the plan as it is now…"))
        self._keeper.before(message("Import"), partial(self._bring_in, self._draft))

    def _bring_in(self, draft: Draft) -> None:
        if not self._saving:
            return  # the person thought better of it meanwhile
        self._set_saving(on=False)
        try:
            write_draft(self.context.session, draft)
        except PlannerError as refusal:
            self._on_not_saved(refusal.message)
            return
        counts = draft.counts
        self.done_words = message(
            "Imported “{file}”: {added} new, {changed} changed, {same} the same, {refused} refused.",
            file=self._path.name, **{verdict.value: counts[verdict] for verdict in Verdict},
        )  # fmt: skip
        self.accept()

    def _on_unsafe(self, why: Message) -> None:
        if self._saving:
            self._set_saving(on=False)
            self._on_not_saved(why)

    def _on_not_saved(self, why: Message) -> None:
        self.counts.setText(self._words)
        self.show_refusal(why)

    def _set_saving(self, *, on: bool) -> None:
        self._saving = on
        for widget in (self.save_button, self.sheet, self.purpose, self.header, self.year, self.columns):
            widget.setEnabled(not on)
        self.sheet.setEnabled(not on and self.sheet.count() > 1)

    def done(self, result: int) -> None:
        """Stop what is still under way."""
        self._clock.stop()
        self._stop()
        self._saving = False
        super().done(result)


def _labelled(text: str, field: QWidget, parent: QWidget) -> QVBoxLayout:
    label = plain_label(text, "muted", parent)
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    return column


def _read(path: Path, plan: Path, tick: Tick) -> Book:
    del tick
    return read_book(path, keep_off=plan)


def _draft(plan: Plan, book: Book, sheet: Sheet, layout: Layout, tick: Tick) -> Draft:
    return draft_import(plan, book, sheet, layout, tick)
