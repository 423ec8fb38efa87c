"""The program around the windows: which plan is open, in which language and colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from planner.commands.presets import load_rule
from planner.errors import PlannerError
from planner.store.arriving import left_behind
from planner.store.keys import Key, Protected, WrongPassword
from planner.text import Message, Translator
from planner.ui import late
from planner.ui.choosing import Choosing
from planner.ui.context import Context
from planner.ui.faults import Faults
from planner.ui.looks import Looks
from planner.ui.outer import Outer
from planner.ui.settings import Settings
from planner.ui.startup import Opened, open_session
from planner.ui.tending import Tending
from planner.ui.wake import Wake
from planner.ui.window import PlanWindow

if TYPE_CHECKING:
    from planner.ui.recovery import RecoveryWindow
    from planner.ui.welcome import WelcomeWindow


class Program(QObject):
    """One plan and its window at a time, or the start page."""

    def __init__(self, app: QApplication, settings: Settings, say: Translator) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self.looks = Looks(app, settings, say)
        self.faults = Faults(say, self)
        self.context: Context | None = None
        self.tending: Tending | None = None
        self.window: PlanWindow | WelcomeWindow | RecoveryWindow | None = None
        self._again: Callable[[], object] = self._show_welcome  # shows the page without a plan anew
        self.outer = Outer(self)
        self.choosing = Choosing(self.looks, self)
        self.wake = Wake(app, self)
        self._connect()

    def _connect(self) -> None:
        outer, choosing = self.outer, self.choosing
        outer.open_wanted.connect(self.open)
        outer.asking_wanted.connect(choosing.ask)
        outer.new_wanted.connect(choosing.make)
        outer.samples_wanted.connect(choosing.open_samples)
        outer.write_back_wanted.connect(self.write_back)
        outer.password_wanted.connect(self._change_password)
        outer.closing_wanted.connect(self.close_plan)
        outer.quitting_wanted.connect(self.quit)
        outer.scheme_wanted.connect(self.looks.take_scheme)
        outer.language_wanted.connect(self.looks.take_language)
        choosing.chosen.connect(self.open)
        choosing.refused.connect(self._trouble)
        self.looks.changed.connect(self._rebuild)
        self.faults.refused.connect(self._on_refused)

    @property
    def plan_window(self) -> PlanWindow:
        """The window of the open plan."""
        assert isinstance(self.window, PlanWindow), "a plan is open"
        return self.window

    # -- plans --------------------------------------------------------------------------------------

    def start(self, path: Path | None) -> None:
        """Open a plan, or the newest recent one, or the first time the person's own copy of the zone's plan."""
        recent = [old for old in self._settings.recent if old.exists()]
        if path is not None or recent:
            self.open(path or recent[0])
        else:
            self.choosing.open_shipped("zone")
        left = left_behind(self.context.session.store.path if self.context is not None else None)
        if left and self.window is not None:
            sentence = self.looks.say("Changes to “{file}” are on this computer and not written back.",
                                      file=left[0].name)  # fmt: skip
            self.window.tell_trouble(sentence, (self.looks.say("Open"), partial(self.open, left[0])))

    def open(self, path: Path, *, readonly: bool = False, key: Key | None = None) -> bool:
        """Open a plan in place of what is open; on a refusal say why and leave everything as it was."""
        path = path.absolute()
        if self.context is not None and path.resolve() in (self.context.file, self.context.session.store.path):
            return True  # reading the header of an open plan would drop its lock
        group, word = self._settings.choice("group", "theme"), self.looks.say("working copy")
        try:
            opened = open_session(path, group_by=group, readonly=readonly, word=word, key=key)
        except PlannerError as refusal:
            return self._turned_away(late.better_known(refusal, path, key), path, key, readonly=readonly)
        self._let_go()
        if not readonly:
            self._settings.remember(path)
        self._take(opened)
        return True

    def _take(self, opened: Opened) -> None:
        """Show a plan that was opened, and look after it."""
        session, looks = opened.session, self.looks
        self.faults.discreet = session.store.key is not None
        rule = load_rule(session.plan.about.rule)
        context = self.context = Context(session, looks.say, looks.palette, rule, opened.working)
        tending = self.tending = Tending(context, self.wake, self)
        tending.told.connect(self._on_told)
        tending.refused.connect(self._on_refused)
        tending.damaged.connect(self._on_damaged)
        window = self._show_plan(context)
        window.painted.connect(tending.begin)
        for text in opened.told:
            window.tell(text)
        if tending.writing is not None and tending.writing.protected:
            name = context.file.name
            sentence = looks.say("“{file}” lies where nothing can be written. You work on a copy on this computer; "
                                 "save a copy elsewhere to keep it.", file=name)  # fmt: skip
            act = partial(self.choosing.ask_another, name, self.go_on_in)
            window.messages.tell(sentence, (looks.say("Save a copy…"), act))

    def go_on_in(self, target: Path) -> None:
        """Bring the working copy to another name, and open that in place of it; raises ``PlannerError``."""
        assert self.context is not None and self.tending is not None and self.tending.writing is not None  # noqa: PT018
        key = self.context.session.store.key
        self.tending.writing.move_to(target)
        self._let_go()
        self.open(target, key=key)

    def _turned_away(self, refusal: PlannerError, path: Path, key: Key | None, *, readonly: bool) -> bool:
        """Say why a plan was refused, or ask for its password and try again."""
        if not isinstance(refusal, Protected | WrongPassword):
            self._trouble(refusal, path, key)
            return False
        asked = late.sealing(self.looks, self).ask(refusal, self.window)
        if asked.looks_back:
            self.show_recovery(path, refusal.message, key)
        elif asked.key is not None:
            return self.open(path, readonly=readonly, key=asked.key)
        elif self.window is None:
            self._show_welcome()
        return False

    def _change_password(self, what: str) -> None:
        assert self.context is not None and self.window is not None, "a plan is open"  # noqa: PT018 - one state
        store, path, sealing = self.context.session.store, self.context.file, late.sealing(self.looks, self)
        asked = sealing.ask_change(what, store, self.window)
        if asked is not None:
            sealing.reopen.connect(self._on_reopened)
            sealing.failed.connect(partial(self._on_reopened, refused=True))
            self.close_plan()
            self.window.setEnabled(False)
            sealing.start(path, store.key, asked.key, forget=asked.forgets)

    def _on_reopened(self, path: Path, said: Message, key: Key | None = None, *, refused: bool = False) -> None:
        if self.window is not None:
            self.window.setEnabled(True)
        if self.open(path, key=key):
            (self._on_refused if refused else self._on_told)(said)

    def _show_plan(self, context: Context) -> PlanWindow:
        window = PlanWindow(context, self._settings, self.outer)
        window.resize(1440, 900)
        window.restore_layout()
        window.closed.connect(self.quit)
        self._replace(window)
        window.painted.connect(window.complete)
        if self.tending is not None:
            self.tending.join(window.status)
        return window

    def _show_welcome(self) -> WelcomeWindow:
        self._again = self._show_welcome
        window = late.welcome_window(self.looks.say, self._settings.recent, self.outer)
        window.closed.connect(self.quit)
        self._replace(window)
        return window

    def _replace(self, window: PlanWindow | WelcomeWindow | RecoveryWindow) -> None:
        old, self.window = self.window, window
        self.choosing.window = window
        window.show()
        if old is not None:
            old.closed.disconnect(self.quit)
            old.hide()
            old.deleteLater()

    def _trouble(self, refusal: PlannerError, path: Path, key: Key | None = None) -> None:
        offers = late.ways_in(refusal, path, key, self.looks.say, self.open)
        if late.worth_recovering(refusal, path):
            what = late.what_happened(refusal, path)
            if self.context is None:
                self.show_recovery(path, what, key)
                return
            offers = ((self.looks.say("See what can be had back"), partial(self.show_recovery, path, what, key)),)
        window = self.window or self._show_welcome()
        window.tell_trouble(self.looks.say(refusal.message), *offers)

    def show_recovery(self, path: Path, what: Message, key: Key | None = None) -> None:
        """Close what is open and show what can be had back of a damaged plan."""
        self._let_go()
        window = late.recovery_window(self.looks.say, path, what, self.outer, key)
        window.closed.connect(self.quit)
        window.recovered.connect(self._on_reopened)
        self._again = partial(self.show_recovery, path, what, key)
        self._replace(window)
        window.look()

    def _on_damaged(self, what: Message) -> None:
        if self.context is not None:
            store = self.context.session.store
            act = partial(self.show_recovery, store.path, what, store.key)
            self.plan_window.tell_trouble(self.looks.say(what), (self.looks.say("See what can be had back"), act))

    def close_plan(self) -> None:
        """Close the plan and show the start page."""
        if isinstance(self.window, PlanWindow):
            self.window.keep_layout()
        self._let_go()
        self._show_welcome()

    def _let_go(self, *, ask: bool = True) -> None:
        if self.tending is not None:
            self.tending.let_go(self.window, ask=ask)
        self.tending = self.context = None

    def write_back(self) -> None:
        """Write a working copy back to its file now."""
        if self.tending is not None:
            self.tending.write_back()

    def quit(self) -> None:
        """End the program."""
        self._let_go()
        self._app.quit()

    def put_away(self) -> None:
        """Close the plan and the window without ending the program, and without asking."""
        self._let_go(ask=False)
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = self.choosing.window = None

    # -- language and colours -----------------------------------------------------------------------

    def _rebuild(self) -> None:
        """Make the window anew with the same plan, and look at the same thing again."""
        self.faults.say = self.looks.say
        if self.context is None or not isinstance(self.window, PlanWindow):
            if self.window is not None:
                self._again()
            return
        self.context.say, self.context.palette = self.looks.say, self.looks.palette
        self.window.keep_layout()
        query, goal = self.window.page.query, self.window.page.view.goal
        window = self._show_plan(self.context)
        window.page.set_query(query)
        window.page.view.choose(goal)

    def _on_refused(self, why: Message) -> None:
        if self.window is not None:
            self.window.tell_trouble(self.looks.say(why))

    def _on_told(self, what: Message) -> None:
        if isinstance(self.window, PlanWindow):
            self.window.tell(what)
