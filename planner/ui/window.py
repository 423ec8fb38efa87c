"""The window of an open plan: it joins header, navigation, pages and status line, and does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from planner.commands.session import Reversal
from planner.store.reading import Changes
from planner.text import Message
from planner.ui import pages
from planner.ui.actions import CONTEXT_MENU, MENUS, RECENT, Actions
from planner.ui.afterpaint import AfterPaint
from planner.ui.context import Context
from planner.ui.files import FileActions
from planner.ui.goals.doing import GoalActions
from planner.ui.goals.page import GoalsPage
from planner.ui.header import Header
from planner.ui.messagebar import MessageBar
from planner.ui.middle import Middle
from planner.ui.navigation import Navigation
from planner.ui.outer import Outer, fill_recent
from planner.ui.planwide import PlanActions
from planner.ui.search import Search
from planner.ui.settings import Settings
from planner.ui.statusbar import StatusBar
from planner.ui.tally import Tally
from planner.ui.viewing import ViewActions


class PlanWindow(QMainWindow):
    """An open plan.

    Signals:
        closed: the person closed the window.
        painted: once, after the goals were painted for the first time; what is heavy comes after it.
    """

    closed = Signal()
    painted = Signal()

    def __init__(self, context: Context, settings: Settings, outer: Outer) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self._outer = outer
        self._tally = Tally(context, self)
        self.page = GoalsPage(context, self._tally, self)
        self.navigation = Navigation(context, self._tally, self)
        self._files = FileActions(context, self)
        self._plan = PlanActions(context, self)
        self.doing = GoalActions(context, self.page)
        self._viewing = ViewActions(context, self.page, self.navigation, settings)
        self._search = Search(self.page, self)
        parts = (self._files, self._plan, self.doing, self._viewing, self._search, outer)
        self.acts = Actions(context.say, {name: act for part in parts for name, act in part.handlers().items()}, self)
        self.header = Header(context, self.acts, self)
        self.messages = MessageBar(context, self)
        self.status = StatusBar(context, self._tally, self)
        self.status.setProperty("edge", "top")
        self.middle = Middle(context, self.page, self)
        self._lay_out()
        self._make_menus()
        self._connect()
        self.setAcceptDrops(True)
        AfterPaint(self.header, self.painted.emit)
        self.page.view.choose(None, scroll=False)
        self.refresh()
        if context.session.store.readonly:
            self.messages.tell(
                context.say("This plan is open for reading only. Save a copy to edit it."),
                context.say("Save a copy"),
                self._files.save_copy,
            )

    # -- building -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.navigation)
        self.splitter.addWidget(self.middle)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setCollapsible(1, False)
        self.splitter.setSizes([208, 1200])
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.messages, self.splitter, self.status):
            column.addWidget(widget, 1 if widget is self.splitter else 0)
        self.setCentralWidget(whole)

    def _make_menus(self) -> None:
        say = self._context.say
        for title, names in MENUS:
            menu = self.menuBar().addMenu(say(title))
            for name in names:
                if name == RECENT:
                    self._recent = menu.addMenu(say("Open &recent"))
                    self._recent.aboutToShow.connect(self._fill_recent)
                elif name:
                    menu.addAction(self.acts[name])
                else:
                    menu.addSeparator()
        self.doing.set_menu(self.acts.some(CONTEXT_MENU))
        self.acts.lend(self.page.view)

    def _fill_recent(self) -> None:
        fill_recent(self._recent, self._settings.recent, self._outer)

    def _connect(self) -> None:
        context, page, plan = self._context, self.page, self._plan
        context.changed.connect(self._on_changed)
        context.refused.connect(self.refuse)
        context.reversed_.connect(self._on_reversed)
        self._files.refused.connect(self.refuse)
        self._files.told.connect(self.tell)
        self._files.backed_up.connect(self._on_backup)
        plan.documents_chosen.connect(self.middle.take_documents)
        page.goal_chosen.connect(self._on_goal)
        page.adding_wanted.connect(self._on_adding)
        self.middle.document_shown.connect(self.navigation.mark_document)
        self.navigation.document_wanted.connect(self.middle.show_document)
        self.navigation.adding_wanted.connect(self._on_adding)
        self.navigation.menu_wanted.connect(plan.open_menu)
        self._search.join(self.header, self.navigation, self.status, self.middle)
        self._search.saving_wanted.connect(plan.save_filter)
        self.status.cut_off_wanted.connect(plan.edit_card)
        self._viewing.scheme_wanted.connect(self._outer.scheme_wanted)
        self._viewing.language_wanted.connect(self._outer.language_wanted)
        self._viewing.mark(self.acts)

    def add_details(self) -> None:
        """Make the tabs of the selected goal; called once the window has been painted, since charts are heavy."""
        if self.page.details is None:
            pane = pages.details_pane(self._context)
            pane.print_wanted.connect(self.doing.print_goal)
            pane.edit_wanted.connect(self.page.view.form_wanted)
            pane.source_wanted.connect(self.middle.show_document)
            pane.break_down_wanted.connect(self.doing.break_down_goal)
            pane.record_wanted.connect(self.doing.record_goal)
            self.page.add_details(pane)
            kept = self._settings.state("details")
            if kept is not None:
                self.page.splitter.restoreState(kept)

    # -- what happens -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Bring title, actions and status line up to date."""
        context = self._context
        session = context.session
        title = context.plan.about.title or session.store.path.stem
        mark = context.say(" (read-only)") if session.store.readonly else ""
        self.setWindowTitle(f"{title}{mark} — {context.say('Target planner')}")
        self.acts.allow(plan=True, editable=context.editable, goal=self.page.view.goal is not None)
        if context.editable:
            self.acts.name_steps(session.undo_label, session.redo_label, editable=True)
        else:
            self.acts.name_steps(None, None, editable=False)
        self.header.refresh()
        self.status.refresh()

    def refuse(self, why: Message) -> None:
        """Say why something was not done."""
        self.messages.refuse(self._context.say(why))

    def tell(self, what: Message) -> None:
        """Say what was done."""
        self.messages.tell(self._context.say(what))

    def tell_trouble(self, sentence: str, words: str, offer: Callable[[], object] | None) -> None:
        """Say why another plan could not be opened, with at most one thing to do about it."""
        self.messages.tell(sentence, words, offer)

    def turn_to(self, name: str) -> None:
        """Show the goals, the first document (``reading``), or a tab of the selected goal, for a picture."""
        if name == "reading" and self._context.plan.documents:
            self.middle.show_document(next(iter(self._context.plan.documents)))
        elif self.page.details is not None and name != "goals":
            self.page.details.show_tab(name)

    def _on_changed(self, changes: Changes) -> None:
        self.messages.hide()
        self.refresh()

    def _on_reversed(self, done: Reversal) -> None:
        if done.left:
            say = self._context.say
            self.messages.tell(say("{n} values were left as they are: they were changed again later.",
                                   n=len(done.left)))  # fmt: skip

    def _on_backup(self, at: str) -> None:
        self.status.note(self._context.say("backed up {time}", time=at))

    def _on_goal(self, goal: str | None) -> None:
        self.acts.allow(plan=True, editable=self._context.editable, goal=goal is not None)

    def _on_adding(self, what: str) -> None:
        names = {"goal": "goal_new", "themes": "themes", "offices": "offices", "documents": "document_new"}
        self.acts[names[what]].trigger()

    # -- layout and dropped files -------------------------------------------------------------------

    def keep_layout(self) -> None:
        """Remember size, splitters and columns for the next time."""
        self._settings.keep_state("window", self.saveGeometry())
        self._settings.keep_state("sides", self.splitter.saveState())
        if self.page.details is not None:
            self._settings.keep_state("details", self.page.splitter.saveState())
        self._settings.keep_state("columns", self.page.view.horizontalHeader().saveState())

    def restore_layout(self) -> None:
        """Take size, splitters and columns as they were left."""
        for name, restore in (
            ("window", self.restoreGeometry),
            ("sides", self.splitter.restoreState),
            ("columns", self.page.view.restore_columns),
        ):
            kept = self._settings.state(name)
            if kept is not None:
                restore(kept)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, then let the program close the plan."""
        self.keep_layout()
        super().closeEvent(event)
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped plan; add any other file as a document."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        plans = [path for path in paths if path.suffix == ".plan"]
        if plans:
            self._outer.open_wanted.emit(plans[0])
        elif paths:
            self.middle.take_documents(paths)
        event.acceptProposedAction()
