"""The goals page: chips, the goal table, and below it everything about the selected goal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planner.analysis.conditions import foresees
from planner.domain.query import Query
from planner.ui.context import Context
from planner.ui.emptiness import Emptiness
from planner.ui.goals.arrange import GroupBy
from planner.ui.goals.filterbar import FilterBar
from planner.ui.goals.model import GoalModel
from planner.ui.goals.view import GoalView
from planner.ui.tally import ARCHIVED, GOALS, Tally

if TYPE_CHECKING:
    from planner.ui.details.pane import DetailsPane

_ABOVE, _BELOW = 56, 44  # per cent of the height for table and details


class GoalsPage(QWidget):
    """Table and details of the goals.

    Signals:
        query_changed: the :class:`Query` now shown.
        grouped: the :class:`GroupBy` now in force.
        goal_chosen: the id of the current goal, or ``None``.
        adding_wanted: from the empty page: ``goal`` or ``documents``.
    """

    query_changed = Signal(object)
    grouped = Signal(object)
    goal_chosen = Signal(object)
    adding_wanted = Signal(str)

    def __init__(self, context: Context, tally: Tally, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._tally = tally
        self.model = GoalModel(context, self)
        self.view = GoalView(context, self.model, self)
        self.chips = FilterBar(context, self)
        self.chips.setProperty("edge", "bottom")
        self._empty = Emptiness(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(upper)
        self.splitter.setChildrenCollapsible(False)
        self.details: DetailsPane | None = None
        self._wants_details = True
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_details)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.chips.query_wanted.connect(self.set_query)
        self.chips.group_wanted.connect(self.set_grouping)
        self.view.goal_chosen.connect(self._on_chosen)
        self.model.rearranged.connect(self.refresh)
        self.model.foreseen.arrived.connect(self._on_foreseen)
        self._tally.counted.connect(self.refresh)

    # -- what is shown ------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What is searched for."""
        return self.model.query

    def set_query(self, query: Query) -> None:
        """Show the goals of another query."""
        if query == self.model.query:
            return
        self.model.show(query=query)
        self.query_changed.emit(query)

    def set_words(self, text: str) -> None:
        """Search for words within what is shown."""
        self.set_query(replace(self.query, words=tuple(text.split())))

    def toggle_light(self, light: str) -> None:
        """Show only the goals of a light, or no longer."""
        self.set_query(replace(self.query, lights=self.query.lights ^ {light}))

    def set_grouping(self, group_by: GroupBy) -> None:
        """Group by something else."""
        self.model.show(group_by=group_by)
        self.refresh()
        self.grouped.emit(group_by)

    def refresh(self) -> None:
        """Bring chips and the empty page up to date."""
        total = self._tally[GOALS] + (self._tally[ARCHIVED] if self.query.archived else 0)
        if self._context.glimpse:
            total = 0
        self.chips.show_state(self.query, self.model.group_by, self.model.shown, total)
        if self.model.shown == 0:
            self._say_empty()
        self._stack.setCurrentIndex(0 if self.model.shown else 1)
        if self.details is not None:
            self.details.setVisible(self._wants_details and self.model.shown > 0)

    def _on_foreseen(self) -> None:
        if foresees(self.query.words):
            self.refresh()

    def _say_empty(self) -> None:
        say = self._context.say
        if foresees(self.query.words) and self.model.foreseen.working:
            self._empty.say(
                say("Working out forecasts"), say("Goals that meet all conditions appear when it is done."), []
            )
            return
        if self.query.narrows:
            self._empty.say(
                say("No goal matches"),
                say("No goal meets all conditions above. Take one away, or clear them all."),
                [(say("Clear conditions"), self._clear)],
            )
            return
        self._empty.say(
            say("No goals yet"),
            say("A goal is one promise: what is counted, how much of it, and by when. "
                "Write one down, or bring in the document it stands in and pick it from its words."),
            [(say("New goal"), self._want_goal), (say("Add a document…"), self._want_document)],
        )  # fmt: skip

    def _clear(self) -> None:
        self.set_query(Query(archived=self.query.archived))

    def _want_goal(self) -> None:
        self.adding_wanted.emit("goal")

    def _want_document(self) -> None:
        self.adding_wanted.emit("documents")

    # -- details ------------------------------------------------------------------------------------

    def add_details(self, pane: DetailsPane) -> None:
        """Put the tabs of the selected goal under the table, once the window has been painted."""
        self.details = pane
        self.splitter.addWidget(pane)
        height = max(self.height(), 400)
        self.splitter.setSizes([height * _ABOVE // 100, height * _BELOW // 100])
        self.splitter.setStretchFactor(0, _ABOVE)
        self.splitter.setStretchFactor(1, _BELOW)
        self._show_details()
        self.refresh()

    def toggle_details(self) -> None:
        """Hide the details to see more goals, or show them again."""
        self._wants_details = not self._wants_details
        self.refresh()

    def _on_chosen(self, goal: str | None) -> None:
        self.goal_chosen.emit(goal)
        self._later.start(0)  # arrow keys held down pass many goals; only the last of them is drawn

    def _show_details(self) -> None:
        if self.details is not None:
            self.details.show_goal(self.view.goal)

    def go_to(self, goal: str) -> None:
        """Show a goal, taking away the conditions that hide it."""
        if self.model.row_of(goal) is None:
            self.model.folded.clear()
            found = self._context.plan.goals.get(goal)
            self.set_query(Query(archived=bool(found and found.archived)))
        self.view.choose(goal)
        self.view.setFocus()
