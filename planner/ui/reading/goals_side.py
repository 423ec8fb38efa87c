"""The goals that rest on a document, with their words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planner.domain.records import Basis
from planner.ui.context import Context
from planner.ui.reading.resting import QUOTE, RestingDelegate
from planner.ui.reading.review_side import mark_colour
from planner.ui.reading.text_view import Span
from planner.ui.words import plain_tip

_ID = Qt.ItemDataRole.UserRole


class GoalsSide(QWidget):
    """A list of goals in the order of the text.

    Signals:
        chosen: the id of the basis whose words are to be shown.
        goal_wanted: the id of a goal to show.
        removal_wanted: the document is to be deleted.
    """

    chosen = Signal(str)
    goal_wanted = Signal(str)
    removal_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._document = ""
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("tone", "muted")
        self._goals = QListWidget(self)
        self._goals.setObjectName("resting_goals")
        self._goals.setItemDelegate(RestingDelegate(context.palette))
        self._goals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._goals.itemSelectionChanged.connect(self._on_chosen)
        self._goals.itemActivated.connect(self._on_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._count)
        layout.addWidget(self._goals, 1)
        row = QHBoxLayout()
        row.addWidget(self._button(context.say("Show goal"), self._show_chosen))
        row.addStretch(1)
        row.addWidget(self._button(context.say("Delete document"), self.removal_wanted.emit))
        layout.addLayout(row)

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def refresh(self, document: str) -> None:
        """Show what rests on a document."""
        self._document = document
        chosen = self._goals.currentItem().data(_ID) if self._goals.currentItem() else None
        self._goals.blockSignals(True)
        self._goals.clear()
        rows = self.resting()
        for basis in rows:
            item = QListWidgetItem(self._context.plan.goals[basis.goal].name, self._goals)
            item.setData(_ID, basis.id)
            item.setData(QUOTE, basis.quote)
            item.setToolTip(plain_tip(basis.quote))
            if basis.id == chosen:
                self._goals.setCurrentItem(item)
        self._goals.blockSignals(False)
        self._count.setText(self._context.say("Goals resting on this document: {n}", n=len(rows)))

    def resting(self) -> list[Basis]:
        """Return the bases in the document, in the order of its text."""
        plan = self._context.plan
        found = [
            basis
            for goal, rows in plan.bases.items()
            if goal in plan.goals
            for basis in rows
            if basis.document == self._document and basis.start is not None
        ]
        return sorted(found, key=lambda basis: (basis.start or 0, basis.id))

    def marks(self) -> list[Span]:
        """Return the marks of the text."""
        plan, dark = self._context.plan, self._context.palette.dark
        return [
            Span(basis.start or 0, basis.end or 0, basis.id,
                 mark_colour(dark, "figure" if plan.goals[basis.goal].kind.numeric else "task"))
            for basis in self.resting()
        ]  # fmt: skip

    def choose(self, basis: str) -> None:
        """Make the goal of a basis current."""
        for n in range(self._goals.count()):
            if self._goals.item(n).data(_ID) == basis:
                self._goals.setCurrentRow(n)

    def _on_chosen(self) -> None:
        item = self._goals.currentItem()
        if item is not None:
            self.chosen.emit(str(item.data(_ID)))

    def _on_activated(self, item: QListWidgetItem) -> None:
        basis = next((basis for basis in self.resting() if basis.id == item.data(_ID)), None)
        if basis is not None:
            self.goal_wanted.emit(basis.goal)

    def _show_chosen(self) -> None:
        if self._goals.currentItem() is not None:
            self._on_activated(self._goals.currentItem())
