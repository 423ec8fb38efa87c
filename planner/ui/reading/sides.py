"""What stands beside a document's text: its proposals, the comparison with the plan, the goals that rest on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from planner.domain.records import Document
from planner.ui.context import Context
from planner.ui.reading.compare_side import CompareSide
from planner.ui.reading.goals_side import GoalsSide
from planner.ui.reading.review import DocumentReview
from planner.ui.reading.review_side import ReviewSide
from planner.ui.reading.text_view import TextView

PROPOSALS, COMPARISON, GOALS = range(3)
_WIDTH = 420


class Sides(QWidget):
    """Three tabs beside one text; the current one marks the text, and a click on a mark finds its card.

    Signals:
        goal_wanted: the id of a goal to show.
        removal_wanted: the document is to be deleted.
    """

    goal_wanted = Signal(str)
    removal_wanted = Signal()

    def __init__(self, context: Context, view: TextView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(300)
        self._view = view
        self._document = ""
        self._say = context.say
        self.review = DocumentReview(context, self)
        self.review.found.connect(self._on_found)
        self.proposals = ReviewSide(context, self.review, self)
        self.comparison = CompareSide(context, self.review, self)
        self.goals = GoalsSide(context, self)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget(self)
        for words, side in (
            (context.say("Proposals"), self.proposals),
            (context.say("Comparison"), self.comparison),
            (context.say("Goals"), self.goals),
        ):
            self.tabs.addTab(words)
            self._stack.addWidget(side)
            side.goal_wanted.connect(self.goal_wanted)
            side.chosen.connect(view.scroll_to)
        self.proposals.marks_changed.connect(self._mark)
        self.goals.removal_wanted.connect(self.removal_wanted)
        self.tabs.currentChanged.connect(self._on_tab)
        view.span_clicked.connect(self._on_span)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        line = QFrame(self)
        line.setFixedHeight(1)
        line.setProperty("line", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(line)
        layout.addWidget(self._stack, 1)
        self.resize(_WIDTH, self.height())

    def show_document(self, document: Document, text: str) -> None:
        """Show what there is to a document; its proposals follow once it is read."""
        other, self._document = self._document != document.id, document.id
        self.review.show(document, text)
        self._refresh(anew=other)

    def show_basis(self, basis: str) -> None:
        """Bring the words of one basis into view."""
        self.tabs.setCurrentIndex(GOALS)
        self.goals.choose(basis)
        self._view.scroll_to(basis)

    def take_focus(self) -> None:
        """Let the keys of the cards work."""
        if self._stack.currentWidget() is not self.goals:
            (self.comparison if self.tabs.currentIndex() == COMPARISON else self.proposals).list.setFocus()

    def _on_found(self) -> None:
        self._refresh(anew=True)

    def _refresh(self, *, anew: bool = False) -> None:
        first = next(iter(self.proposals.open()), None) if anew else None
        self.proposals.refresh(None if first is None else str(first))
        self.goals.refresh(self._document)
        if self.tabs.currentIndex() == COMPARISON:
            self.comparison.refresh()
        n, resting = len(self.review.proposals), len(self.goals.resting())
        self.tabs.setTabText(PROPOSALS, f"{self._say('Proposals')} {n or ''}".rstrip())
        self.tabs.setTabText(GOALS, f"{self._say('Goals')} {resting or ''}".rstrip())
        self._mark()

    def _mark(self) -> None:
        resting = self.tabs.currentIndex() == GOALS
        current = "" if resting else self.proposals.list.current() or ""
        self._view.mark(self.goals.marks() if resting else self.proposals.marks(), current)

    def _on_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        if tab == COMPARISON:
            self.comparison.refresh()
        self._mark()
        self.take_focus()

    def _on_span(self, key: str) -> None:
        if self.tabs.currentIndex() == GOALS:
            self.goals.choose(key)
            return
        self.tabs.setCurrentIndex(PROPOSALS)
        self.proposals.list.choose(key)
        self._view.mark(self.proposals.marks(), key)
        self.proposals.list.setFocus()
