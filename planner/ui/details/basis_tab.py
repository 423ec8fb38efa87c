"""依据: the words the goal rests on, and the files hung on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planner.commands.edits import Add, Remove, last_pos
from planner.domain.numbers import MISSING
from planner.domain.plan import Plan
from planner.domain.records import Basis
from planner.store.store import new_id
from planner.text import N_, Message
from planner.ui.context import Context
from planner.ui.details.attachments import Attachments
from planner.ui.details.tab import EDGE, Tab, Wants
from planner.ui.labels import plain_label
from planner.ui.tables.columns import Column, Entry, Look, Tone
from planner.ui.tables.model import NewRow, RecordTable
from planner.ui.tables.view import RecordView
from planner.ui.tables.writing import write_cell
from planner.ui.words import iso_day


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A basis with its document's title, number and day; ``linked`` when the document is in the plan."""

    record: Basis
    title: str
    number: str
    day: str
    linked: bool

    @property
    def id(self) -> str:
        """The basis' id."""
        return self.record.id


def basis_rows(plan: Plan, goal: str) -> list[BasisRow]:
    """Return the rows of a goal."""
    rows = []
    for record in plan.bases.get(goal, ()):
        document = plan.documents.get(record.document) if record.document else None
        if document is None:
            rows.append(BasisRow(record, record.cite or MISSING, "", "", linked=False))
        else:
            day = iso_day(document.day) if document.day else ""
            rows.append(BasisRow(record, document.title, document.number, day, linked=True))
    return rows


class BasisTab(Tab):
    """Bases with the original wording at the left, attachments at the right."""

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__(context, wants)
        say = context.say
        columns: list[Column[BasisRow]] = [
            Column("cite", N_("source"), _title, _cite, Entry.LONG, _title_look, width=220, stretch=True, wrap=True),
            Column("number", N_("document number"), _number, look=_muted, width=130),
            Column("day", N_("date"), _day, look=_muted, width=96),
            Column("quote", N_("original wording"), self._quote, _typed_quote, Entry.LONG, _quote_look,
                             width=260, stretch=True, wrap=True),
        ]  # fmt: skip
        new_row = NewRow("cite", N_("＋ New source: document, article, paragraph"), self._add)
        self.model = RecordTable[BasisRow](columns, say, self._write, new_row, self)
        self.view = RecordView[BasisRow](context, self.model, self)
        self.view.setAccessibleName(say("Bases"))
        self.setFocusProxy(self.view)
        self._show = self.action(N_("Show source"), self.show_source, "Shift+Return")
        self._new = self.action(N_("New source"), self.begin_new, "Ins")
        self.view.addActions([self._show, self._new, self.action(N_("Remove source"), self.remove, "Del")])
        self.view.offer_history("basis")
        self.view.doubleClicked.connect(self._on_double_click)
        self.view.selectionModel().currentRowChanged.connect(self._on_chosen)
        self._hint = plain_label(say(
            "A source whose document is not in the plan yet has no wording. Add the document (drag its file into the "
            "window): goals find their wording in it by figure, unit and indicator."
        ), "faint")  # fmt: skip
        self._hint.setWordWrap(True)
        self.attachments = Attachments(context)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self.view)
        self._hint.setContentsMargins(EDGE + 2, 0, EDGE, 0)
        column.addWidget(self._hint)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.addWidget(left)
        parts.addWidget(self.attachments)
        parts.setSizes([700, 320])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    def corner(self) -> Sequence[QAction]:
        """Offer to show the chosen source."""
        return [self._new, self._show]

    def fill(self, *, fresh: bool) -> None:
        """Show the goal's bases and attachments."""
        rows = basis_rows(self.context.plan, self.goal_id)
        (self.model.set_all if fresh else self.model.set_rows)(rows)
        self.view.show_columns(("number", "day"), shown=any(row.linked for row in rows))
        self._hint.setVisible(any(not row.linked for row in rows) or not rows)
        if rows and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.attachments.show_goal(self.goal_id, fresh=fresh)
        self._on_chosen()

    def _on_chosen(self, *_: QModelIndex) -> None:
        self._show.setEnabled(any(row.linked for row in self.view.selected()))

    def _on_double_click(self, index: QModelIndex) -> None:
        if self.model.row_at(index) is not None and not self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.show_source()

    def show_source(self) -> None:
        """Open the document at the chosen basis."""
        row = next((row for row in self.view.selected() if row.linked), None)
        if row is not None:
            self.wants.source(row.record.document or "", row.id)

    def begin_new(self) -> None:
        """Open the empty last row."""
        self.view.select_new("cite")

    def remove(self) -> None:
        """Remove the selected bases from the goal; undo brings them back."""
        chosen = self.view.selected()
        if chosen:
            self.context.run(Remove("basis", [row.id for row in chosen]))

    def _add(self, cite: str) -> Message | None:
        pos = last_pos(self.context.plan.bases.get(self.goal_id, ()))
        return self.context.try_run(Add([Basis(new_id(), self.goal_id, cite=cite.strip(), pos=pos)]))

    def _write(self, row: BasisRow, column: str, text: str) -> Message | None:
        return write_cell(self.context, "basis", row.id, column, text)

    def _quote(self, row: BasisRow) -> str:
        if row.record.quote:
            return self.context.say("“{words}”", words=row.record.quote)
        return "" if row.linked else self.context.say("not in the plan yet")


def _title(row: BasisRow) -> str:
    return f"{row.title}\n{row.record.cite}" if row.linked and row.record.cite else row.title


def _cite(row: BasisRow) -> str:
    return row.record.cite


def _title_look(row: BasisRow) -> Look:
    return Look(Tone.TEXT if row.linked else Tone.MUTED)


def _number(row: BasisRow) -> str:
    return row.number


def _day(row: BasisRow) -> str:
    return row.day


def _typed_quote(row: BasisRow) -> str:
    return row.record.quote


def _quote_look(row: BasisRow) -> Look:
    return Look(Tone.TEXT if row.record.quote else Tone.FAINT)


def _muted(_: BasisRow) -> Look:
    return Look(Tone.MUTED)
