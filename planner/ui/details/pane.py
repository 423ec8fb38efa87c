"""The details of the selected goal, below the table of goals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from planner.domain.plan import Plan
from planner.store.reading import Changes
from planner.text import N_
from planner.ui.context import Context
from planner.ui.details.basis_tab import BasisTab
from planner.ui.details.forecast_tab import ForecastTab
from planner.ui.details.header import Header
from planner.ui.details.history_tab import HistoryTab
from planner.ui.details.milestones_tab import MilestonesTab
from planner.ui.details.progress_tab import ProgressTab
from planner.ui.details.tab import EDGE, Tab, Wants, button_for
from planner.ui.details.trajectory_tab import TrajectoryTab
from planner.ui.emptiness import Emptiness
from planner.ui.words import capital

_LEAST = QSize(420, 120)
_ALSO = frozenset({"about", "office", "document", "theme"})
"""Tables whose rows every goal may show."""


def _uncounted(_: Plan, __: str) -> int | None:
    return None


def _milestones(plan: Plan, goal: str) -> int | None:
    return len(plan.milestones.get(goal, ()))


def _progress(plan: Plan, goal: str) -> int | None:
    return len(plan.series(goal)) + len(plan.reports.get(goal, ()))


def _bases(plan: Plan, goal: str) -> int | None:
    return len(plan.bases.get(goal, ()))


@dataclass(frozen=True, slots=True)
class _Spec:
    """One tab: its name in code, its title, what its count is, and how it is made."""

    name: str
    title: str
    count: Callable[[Plan, str], int | None]
    make: Callable[[Context, Wants], Tab]


_SPECS = (
    _Spec("trajectory", N_("trajectory"), _uncounted, TrajectoryTab),
    _Spec("milestones", N_("Milestones"), _milestones, MilestonesTab),
    _Spec("progress", N_("Progress"), _progress, ProgressTab),
    _Spec("basis", N_("Basis"), _bases, BasisTab),
    _Spec("history", N_("History"), _uncounted, HistoryTab),
    _Spec("forecast", N_("forecast"), _uncounted, ForecastTab),
)


class DetailsPane(QWidget):
    """Head line and tabs of one goal. Tabs are made when first shown and refreshed only while in front.

    Signals:
        print_wanted: the id of a goal whose target sheet should be printed.
        edit_wanted: the id of a goal whose form should open.
        source_wanted: a document's and a basis' id: the place that should be shown.
        break_down_wanted: the id of a goal to be broken down into milestones.
        why_wanted: the id of a goal whose light should be explained.
        record_wanted: the id of a goal whose progress should be recorded in the form.
    """

    print_wanted = Signal(str)
    edit_wanted = Signal(str)
    why_wanted = Signal(str)
    source_wanted = Signal(str, str)
    break_down_wanted = Signal(str)
    record_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._goal: str | None = None
        self._wants = Wants(
            self.break_down_wanted.emit, self.record_wanted.emit, self.edit_wanted.emit, self.source_wanted.emit
        )
        self._tabs: dict[int, Tab] = {}
        self._stale: set[int] = set()
        self.header = Header(context)
        self.header.opened.connect(self._edit)
        self.header.why_wanted.connect(self.why_wanted)
        self.bar = QTabBar()
        self._pages = QStackedWidget()
        self._waiting = QWidget()
        self._pages.addWidget(self._waiting)
        self._pages.setMinimumSize(_LEAST)  # the window decides how small it gets, not the widest tab
        self._corner = QHBoxLayout()
        self._empty = Emptiness(self)
        self._make_bar()
        self._lay_out()
        self._say_empty()
        context.changed.connect(self._on_changed)

    def _make_bar(self) -> None:
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        keys = QActionGroup(self)
        for n, spec in enumerate(_SPECS):
            title = capital(self._context.say(spec.title))
            self.bar.addTab(title)
            action = QAction(title, self)
            action.setShortcut(QKeySequence(f"Ctrl+{n + 1}"))
            action.setData(n)
            self.addAction(keys.addAction(action))
            self.bar.setTabToolTip(n, action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        keys.triggered.connect(self._on_keys)
        self.bar.currentChanged.connect(self._show_current)

    def _lay_out(self) -> None:
        self._corner.setSpacing(4)
        self._corner.setContentsMargins(0, 0, 0, 0)
        self._corner_box = QWidget()
        self._corner_box.setLayout(self._corner)
        self._corner_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(EDGE + 2, 0, EDGE, 0)
        tabs.addWidget(self.bar)
        tabs.addWidget(self._corner_box, 1)
        line = QFrame()
        line.setProperty("line", True)
        line.setFixedHeight(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header.setContentsMargins(EDGE + 2, 12, EDGE + 2, 2)
        column.addWidget(self.header)
        column.addLayout(tabs)
        column.addWidget(line)
        column.addWidget(self._pages, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)

    def _say_empty(self) -> None:
        say = self._context.say
        self._empty.say(say("No goal selected"), say("Select a goal above to see where it stands."), [])

    # -- showing ------------------------------------------------------------------------------------

    @property
    def goal(self) -> str | None:
        """The id of the goal shown."""
        return self._goal

    def show_goal(self, goal_id: str | None) -> None:
        """Show a goal, or that none is selected."""
        self._goal = goal_id if goal_id in self._context.plan.goals else None
        self._stack.setCurrentIndex(0 if self._goal is None else 1)
        if self._goal is not None:
            self._stale = set(self._tabs)
            self._fill_header()
            if self.isVisible():
                self._show_current()

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front: trajectory, milestones, progress, basis or history."""
        self.bar.setCurrentIndex([spec.name for spec in _SPECS].index(name))

    def _on_keys(self, action: QAction) -> None:
        self.bar.setCurrentIndex(action.data())
        if self._goal is not None and self._context.measured:
            self._made(action.data()).setFocus()

    def tab(self, name: str) -> Tab:
        """Return a tab, made if it was not yet."""
        self.show_tab(name)
        return self._made(self.bar.currentIndex())

    def _fill_header(self) -> None:
        if self._goal is None:
            return
        self.header.show_goal(self._context.plan.goals[self._goal])
        for n, spec in enumerate(_SPECS):
            count = spec.count(self._context.plan, self._goal)
            title = capital(self._context.say(spec.title))
            text = title if count is None else f"{title} {count}"
            if self.bar.tabText(n) != text:
                self.bar.setTabText(n, text)

    def _made(self, n: int) -> Tab:
        if n not in self._tabs:
            self._tabs[n] = _SPECS[n].make(self._context, self._wants)
            self._stale.add(n)
            self._pages.addWidget(self._tabs[n])
        return self._tabs[n]

    def _show_current(self, *_: int) -> None:
        if not self._context.measured:
            self._pages.setCurrentWidget(self._waiting)
            return
        n = self.bar.currentIndex()
        tab = self._made(n)
        if self._goal is not None and n in self._stale:
            self._stale.discard(n)
            if tab.goal_id == self._goal:
                tab.refresh()
            else:
                tab.show_goal(self._goal)
        if self._pages.currentWidget() is not tab:
            self._pages.setCurrentWidget(tab)
            self._fill_corner(tab)

    def _fill_corner(self, tab: Tab) -> None:
        while (item := self._corner.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.deleteLater()
        self._corner.addStretch()
        for action in tab.corner():
            self._corner.addWidget(button_for(action))
        self._show_corner()

    def _show_corner(self) -> None:
        """Leave the tabs their room: the buttons go first, their actions are in the context menus too."""
        room = self.width() - self.bar.sizeHint().width() - 3 * EDGE
        for n in range(self._corner.count()):
            item = self._corner.itemAt(n)
            button = item.widget() if item else None
            if button is not None:
                room -= button.sizeHint().width() + 4
                button.setVisible(room > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the buttons beside the tabs that have room."""
        super().resizeEvent(event)
        self._show_corner()

    # -- following changes --------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self._goal is None:
            return
        if self._goal not in self._context.plan.goals:
            self.show_goal(None)
        elif changes.everything or self._goal in changes.goals or _ALSO & changes.rows.keys():
            self._stale = set(self._tabs)
            self._fill_header()
            if self.isVisible():
                self._show_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what changed while hidden."""
        super().showEvent(event)
        if self._goal is not None:
            self._show_current()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's colours."""
        if event.type() == QEvent.Type.PaletteChange:
            for tab in self._tabs.values():
                tab.recolour()
        super().changeEvent(event)

    def _edit(self) -> None:
        if self._goal is not None:
            self.edit_wanted.emit(self._goal)
