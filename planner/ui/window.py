"""The window of an open plan: it joins header, navigation, pages and status line, and does nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from planner.text import Message
from planner.ui import late
from planner.ui.afterpaint import AfterPaint
from planner.ui.context import Context
from planner.ui.goals.arrange import GroupBy
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table import COLUMNS_STATE
from planner.ui.header import Header
from planner.ui.menus import MENUS
from planner.ui.messagebar import MessageBar
from planner.ui.middle import Middle
from planner.ui.navigation import Navigation
from planner.ui.offers import Offer
from planner.ui.outer import Outer
from planner.ui.parts import Parts
from planner.ui.past.banner import PastBanner
from planner.ui.search import Search
from planner.ui.settings import Settings
from planner.ui.statusbar import StatusBar
from planner.ui.tally import Tally

if TYPE_CHECKING:
    from planner.ui.actions import Actions
    from planner.ui.deeds import Deeds


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
        self._deeds: Deeds | None = None
        self._tally = Tally(context, self)
        self.page = GoalsPage(context, self._tally, self)
        self.page.set_grouping(GroupBy(settings.choice("group", GroupBy.THEME)))
        self.navigation = Navigation(context, self._tally, self)
        self.header = Header(context, self)
        self.messages = MessageBar(context, self)
        self.past = PastBanner(context, self)
        self.status = StatusBar(context, self._tally, self)
        self.status.setProperty("edge", "top")
        self.middle = Middle(context, self.page, self)
        self._search = Search(self.page, self)
        self._search.join(self.header, self.navigation, self.status, self.middle)
        self._menus = {title: self.menuBar().addMenu(context.say(title)) for title, _ in MENUS}
        self._lay_out()
        context.changed.connect(self._on_changed)
        context.refused.connect(self.refuse)
        self.middle.document_shown.connect(self.navigation.mark_document)
        self.navigation.document_wanted.connect(self.middle.show_document)
        self.setAcceptDrops(True)
        AfterPaint(self.header, self.painted.emit)
        self.page.view.choose(None, scroll=False)
        self.refresh()

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
        for widget in (self.header, self.past, self.messages, self.splitter, self.status):
            column.addWidget(widget, 1 if widget is self.splitter else 0)
        self.setCentralWidget(whole)

    def complete(self) -> None:
        """Make everything that can be done, and the tabs of the selected goal; called after the first paint."""
        if self._deeds is None:
            parts = Parts(
                self,
                self._menus,
                self.header,
                self.messages,
                self.navigation,
                self.middle,
                self.page,
                self._search,
                self.status,
            )
            self._deeds = late.deeds(self._context, parts, self._settings, self._outer)
            self._deeds.add_details()

    @property
    def acts(self) -> Actions:
        """The window's actions, once it is complete."""
        assert self._deeds is not None, "the window has not been painted"
        return self._deeds.acts

    # -- what happens -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Bring title and status line up to date."""
        context = self._context
        session = context.session
        title = context.plan.about.title or context.file.stem
        mark = context.say(" (read-only)") if session.store.readonly else ""
        if context.moment is not None:
            mark = context.say(" · as it stood on {moment}", moment=context.moment.words)
        self.setWindowTitle(f"{title}{mark} — {context.say('Target planner')}")
        self.header.refresh()
        self.status.refresh()

    def refuse(self, why: Message) -> None:
        """Say why something was not done."""
        self.messages.refuse(self._context.say(why))

    def tell(self, what: Message) -> None:
        """Say what was done."""
        self.messages.tell(self._context.say(what))

    def tell_trouble(self, sentence: str, *offers: Offer) -> None:
        """Say what went wrong with a file, with what can be done about it."""
        self.messages.refuse(sentence, *offers)

    def turn_to(self, name: str) -> None:
        """Show the goals, the first document (``reading``), or a tab of the selected goal, for a picture."""
        if name == "reading" and self._context.plan.documents:
            self.middle.show_document(next(iter(self._context.plan.documents)))
        elif self.page.details is not None and name != "goals":
            self.page.details.show_tab(name)

    def _on_changed(self) -> None:
        self.refresh()

    # -- layout and dropped files -------------------------------------------------------------------

    def keep_layout(self) -> None:
        """Remember size, splitters and columns for the next time."""
        self._settings.keep_state("window", self.saveGeometry())
        self._settings.keep_state("sides", self.splitter.saveState())
        if self.page.details is not None:
            self._settings.keep_state("details", self.page.splitter.saveState())
        self._settings.keep_state(COLUMNS_STATE, self.page.view.horizontalHeader().saveState())

    def restore_layout(self) -> None:
        """Take size, splitters and columns as they were left."""
        for name, restore in (
            ("window", self.restoreGeometry),
            ("sides", self.splitter.restoreState),
            (COLUMNS_STATE, self.page.view.restore_columns),
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
        """Open a dropped plan; import a table; add any other file as a document."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        plans = [path for path in paths if path.suffix == ".plan"]
        if plans:
            self._outer.open_wanted.emit(plans[0])
        elif paths:
            self.middle.take_files(paths)
        event.acceptProposedAction()
