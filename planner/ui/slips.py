"""督办通知单 in the window: which goals ask for one and why, issued with numbers in one step, and printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.commands.slips import IssueSlips
from planner.domain.days import read_day
from planner.domain.records import Slip
from planner.errors import PlannerError
from planner.sheets.orders import Order
from planner.sheets.slip import level_of, slip_number, slips_of, trigger_of
from planner.sheets.wording import long_day
from planner.text import N_, Message, message
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.labels import plain_label
from planner.ui.words import plain_tip
from planner.ui.worker import Job, Tick

_ROW = QSize(0, 30)
_HEADS = (N_("Task"), N_("Slip number"), N_("Level"), N_("Why this slip"), N_("Lead office"), N_("Answer by"))
_WIDTHS = (240, 120, 170, 250, 130)
_SLIP = Qt.ItemDataRole.UserRole
_SWATCH = 12


class SlipsDialog(QDialog):
    """The slips the plan asks for at its cut-off, and those issued in the period; ticked ones are issued or printed.

    Signals:
        print_wanted: the ids of the goals whose slips are to be printed.
    """

    print_wanted = Signal(list)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._again = False
        say = context.say
        self.setWindowTitle(say("Supervision slips"))
        self.resize(1080, 640)
        self.tree = self._make_tree()
        self.due = QLineEdit(self)
        self.due.setFixedWidth(190)
        self.due.setPlaceholderText(say("10, 7 or 5 days by colour"))
        self.due.setAccessibleName(say("Answer by"))
        self.due.editingFinished.connect(self._read)
        self._count, self._words = (
            plain_label("", "muted", self, wraps=True),
            plain_label("", "muted", self, wraps=True),
        )
        self._reason = plain_label("", "danger", self, wraps=True)
        self.all = self._button(say("Tick all"), self._tick_all)
        self.print_ = self._button(say("Preview and print…"), self._on_print)
        self.issue = self._button(say("Issue"), self._on_issue)
        self.issue.setProperty("primary", True)
        self._lay_out()
        context.changed.connect(self._on_changed)
        self._read()

    # -- building -----------------------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setHeaderLabels([self._context.say(head) for head in _HEADS])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setIconSize(QSize(_SWATCH, _SWATCH))
        tree.setAccessibleName(self._context.say("Supervision slips"))
        for n, width in enumerate(_WIDTHS):
            tree.header().resizeSection(n, width)
        tree.itemChanged.connect(self._on_ticked)
        tree.currentItemChanged.connect(self._on_current)
        return tree

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        say = self._context.say
        heading = QLabel(say("Supervision slips"), self)
        heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        choices, buttons = QHBoxLayout(), QHBoxLayout()
        due = QLabel(say("Answer by"), self)
        due.setBuddy(self.due)
        for widget in (self.all, due, self.due):
            choices.addWidget(widget)
        choices.addStretch(1)
        buttons.addWidget(self._reason, 1)
        for button in (self._button(say("Close"), self.reject), self.print_, self.issue):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        for widget in (heading, self._count):
            column.addWidget(widget)
        column.addLayout(choices)
        column.addWidget(self.tree, 1)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self._words.setMinimumHeight(4 * self._words.fontMetrics().lineSpacing())
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reason.setMinimumHeight(self._reason.fontMetrics().lineSpacing())

    # -- the list -----------------------------------------------------------------------------------

    def _read(self) -> None:
        """Work out which slips are asked for, off the window's thread."""
        if self._job is not None:
            self._again = True
            return
        context, plan = self._context, self._context.plan
        goals = [goal.id for goal in plan.in_order() if not goal.archived]
        self._reason.clear()
        try:
            due = read_day(self.due.text()) if self.due.text().strip() else None
        except PlannerError as refusal:
            self._refuse(refusal.message)
            return
        self._order = Order(plan, context.as_of, context.rule, context.say, goals)
        self._job = Job(self)
        self._job.finished.connect(self._on_read)
        self._job.refused.connect(self._on_refused)
        self._job.start(partial(_found, self._order, due))

    def _on_changed(self, _: object) -> None:
        if self.isVisible():
            self._read()

    def _on_refused(self, why: Message) -> None:
        self._job = None
        self._fill([])
        self._refuse(why)

    def _on_read(self, slips: object) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._read()
            return
        self._fill(cast("Sequence[Slip]", slips))

    def _fill(self, slips: Sequence[Slip]) -> None:
        off = {slip.goal for slip in self.slips if slip not in self.ticked}
        self.tree.clear()
        for slip in slips:
            line = self._line(slip)
            line.setCheckState(0, Qt.CheckState.Unchecked if slip.goal in off else Qt.CheckState.Checked)
            self.tree.addTopLevelItem(line)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        issued = sum(slip.number > 0 for slip in slips)
        say, day = self._context.say, long_day(self._context.as_of, self._context.say)
        self._count.setText(
            say("At the cut-off date {day} the light rule asks for {n} slips; {issued} of them are issued.",
                day=day, n=len(slips), issued=issued)
            if slips else say("No goal asks for a slip on {day}.", day=day)
        )  # fmt: skip
        if not slips:
            self._words.clear()
        self._allow()

    def _line(self, slip: Slip) -> QTreeWidgetItem:
        order, plan, say = self._order, self._order.plan, self._context.say
        words, colour, _ = level_of(order, slip)
        number = slip_number(slip, plan.about.numbering) or say("not issued")
        texts = [plan.goals[slip.goal].name, number, words, trigger_of(order, slip), plan.office_name(slip.office),
                 long_day(slip.due, say)]  # fmt: skip
        line = QTreeWidgetItem([" ".join(text.split()) for text in texts])
        line.setData(0, _SLIP, slip)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        line.setIcon(2, _swatch(colour))
        line.setSizeHint(0, _ROW)
        for column in (0, 3):
            line.setToolTip(column, plain_tip(texts[column]))
        return line

    # -- what is ticked -----------------------------------------------------------------------------

    def _lines(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        return [line for line in found if line is not None]

    @property
    def slips(self) -> list[Slip]:
        """The slips in the list."""
        return [line.data(0, _SLIP) for line in self._lines()]

    @property
    def ticked(self) -> list[Slip]:
        """The slips that are ticked."""
        return [line.data(0, _SLIP) for line in self._lines() if line.checkState(0) is Qt.CheckState.Checked]

    def tick(self, goals: Sequence[str]) -> None:
        """Tick the slips of these goals and no others."""
        for line in self._lines():
            on = line.data(0, _SLIP).goal in goals
            line.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _tick_all(self) -> None:
        """Tick every slip; none when all are ticked."""
        self.tick([] if len(self.ticked) == len(self.slips) else [slip.goal for slip in self.slips])

    def _on_ticked(self, _line: object, _column: int) -> None:
        self._allow()

    def _drafts(self) -> list[Slip]:
        return [slip for slip in self.ticked if not slip.number]

    def _allow(self) -> None:
        say, drafts = self._context.say, self._drafts()
        self.issue.setText(say("Issue {n} slips", n=len(drafts)) if drafts else say("Issue"))
        self.issue.setEnabled(bool(drafts) and self._context.editable)
        self.print_.setEnabled(bool(self.ticked))
        self.all.setEnabled(bool(self.slips))

    def _on_current(self, line: QTreeWidgetItem | None, _before: object) -> None:
        if line is not None:
            slip, say = line.data(0, _SLIP), self._context.say
            told = (
                (say("Why this slip"), trigger_of(self._order, slip)),
                (say("Grounds"), slip.reason),
                (say("Demand"), slip.demand),
                (say("Answer of the office"), slip.answer),
            )
            parts = [say("{name}: {value}", name=name, value=value) for name, value in told if value]
            self._words.setText("\n".join(parts))

    # -- what is done -------------------------------------------------------------------------------

    def _on_issue(self) -> None:
        drafts = self._drafts()
        refusal = self._context.try_run(IssueSlips(drafts))
        if refusal is not None:
            self._refuse(refusal)
        else:
            self._say(message("Issued {n} slips; Undo takes it back.", n=len(drafts)), "muted")

    def _on_print(self) -> None:
        self.print_wanted.emit([slip.goal for slip in self.ticked])

    def said(self) -> str:
        """Return what the line beside the buttons says."""
        return self._reason.text()

    def _refuse(self, why: Message) -> None:
        self._say(why, "danger")

    def _say(self, what: Message, tone: str) -> None:
        self._reason.setProperty("tone", tone)
        self._reason.style().polish(self._reason)
        self._reason.setText(self._context.say(what))


def _found(order: Order, due: date | None, tick: Tick) -> list[Slip]:
    tick(0, 1)
    return slips_of(order, due) if order.goals else []


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(_SWATCH, _SWATCH)
    picture.fill(QColor(colour))
    return QIcon(picture)
