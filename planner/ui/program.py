"""The program around the windows: which plan is open, in which language and colours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from planner.commands.presets import load_rule
from planner.errors import PlannerError
from planner.store.arriving import left_behind
from planner.store.faults import InUse
from planner.store.keys import Key, Protected, WrongPassword
from planner.store.opening import copy_to_look_at
from planner.store.store import must_be_there
from planner.text import Message, Translator, message
from planner.ui import late
from planner.ui.context import Context
from planner.ui.faults import Faults
from planner.ui.files import ask_open, ask_save
from planner.ui.looks import Looks
from planner.ui.outer import Outer
from planner.ui.settings import Settings
from planner.ui.startup import Loading, now, open_session
from planner.ui.wake import Wake
from planner.ui.window import PlanWindow
from planner.ui.writeback import WriteBack, ask_again

if TYPE_CHECKING:
    from planner.ui.proving import IdleProof
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
        self.window: PlanWindow | WelcomeWindow | RecoveryWindow | None = None
        self.loading: Loading | None = None
        self.writing: WriteBack | None = None
        self._held = Path()
        self.proof: IdleProof | None = None
        self._again: Callable[[], object] = self._show_welcome  # shows the page without a plan anew
        self._held_key: Key | None = None
        self.outer = Outer(self)
        self.wake = Wake(app, self)
        self._connect()

    def _connect(self) -> None:
        outer = self.outer
        outer.open_wanted.connect(self.open)
        outer.asking_wanted.connect(self.ask)
        outer.new_wanted.connect(self.make)
        outer.samples_wanted.connect(self.open_samples)
        outer.write_back_wanted.connect(self.write_back)
        outer.password_wanted.connect(self._change_password)
        outer.closing_wanted.connect(self.close_plan)
        outer.quitting_wanted.connect(self.quit)
        outer.scheme_wanted.connect(self.looks.take_scheme)
        outer.language_wanted.connect(self.looks.take_language)
        self.looks.changed.connect(self._rebuild)
        self.faults.refused.connect(self._on_refused)
        self.wake.woke.connect(self._on_woke)
        self.wake.returned.connect(self._on_returned)

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
            self.open_shipped("zone")
        self._tell_of_left_copies()

    def open(self, path: Path, *, readonly: bool = False, key: Key | None = None) -> bool:
        """Open a plan in place of what is open; on a refusal say why and leave everything as it was."""
        path = path.absolute()
        if self.context is not None and path.resolve() in (self.context.file, self.context.session.store.path):
            return True  # reading the header of an open plan would drop its lock
        group, word = self._settings.choice("group", "theme"), self.looks.say("working copy")
        try:
            opened = open_session(path, group_by=group, readonly=readonly, word=word, key=key)
        except (Protected, WrongPassword) as needed:
            return self._unlock(path, needed, readonly=readonly)
        except PlannerError as refusal:
            self._held_key = key
            self._trouble(refusal, path)
            return False
        self._let_go()
        self.faults.discreet = opened.session.store.key is not None
        session, looks = opened.session, self.looks
        rule = load_rule(session.plan.about.rule)
        context = self.context = Context(session, looks.say, looks.palette, rule, opened.working)
        if not readonly:
            self._settings.remember(path)
        if opened.working is not None:
            self.writing = WriteBack(context, opened.working, self)
            self.writing.told.connect(self._on_told)
            self.writing.refused.connect(self._on_refused)
        window = self._show_plan(context)
        self.loading = Loading(context, self)
        self.loading.damaged.connect(self._on_damaged)
        window.painted.connect(self.loading.start)
        window.painted.connect(self._prove_when_idle)
        if self.writing is not None and self.writing.protected:
            window.tell(message("“{file}” lies where nothing can be written. You work on a copy on this computer; "
                                "save a copy elsewhere to keep it.", file=path.name))  # fmt: skip
        for text in opened.told:
            window.tell(text)
        return True

    def _unlock(self, path: Path, needed: PlannerError, *, readonly: bool) -> bool:
        key = late.sealing(self.looks, self).ask(path, needed, self.window)
        if key is not None:
            return self.open(path, readonly=readonly, key=key)
        if self.window is None:
            self._show_welcome()
        return False

    def _change_password(self, what: str) -> None:
        assert self.context is not None and self.window is not None, "a plan is open"  # noqa: PT018 - one state
        store, path, sealing = self.context.session.store, self.context.file, late.sealing(self.looks, self)
        asked = sealing.ask_change(what, store, self.window)
        if asked is not None:
            sealing.reopen.connect(self._on_sealed)
            self.close_plan()
            self.window.setEnabled(False)
            sealing.start(path, store.key, asked.key, forget=asked.forgets)

    def _on_sealed(self, path: Path, key: Key | None, said: Message, refused: bool) -> None:
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
        if self.writing is not None:
            self.writing.join(window.status)
        return window

    def _show_welcome(self) -> WelcomeWindow:
        self._again = self._show_welcome
        window = late.welcome_window(self.looks.say, self._settings.recent, self.outer)
        window.closed.connect(self.quit)
        self._replace(window)
        return window

    def _replace(self, window: PlanWindow | WelcomeWindow | RecoveryWindow) -> None:
        old, self.window = self.window, window
        window.show()
        if old is not None:
            old.closed.disconnect(self.quit)
            old.hide()
            old.deleteLater()

    def _trouble(self, refusal: PlannerError, path: Path) -> None:
        sentence, words = self.looks.say(refusal.message), ""
        offer: Callable[[], object] | None = None
        if isinstance(refusal, InUse):
            self._held, words, offer = path, self.looks.say("Look at a copy"), self.open_copy
        elif late.worth_recovering(refusal, path):
            if self.context is None:
                self.show_recovery(path, late.what_happened(refusal, path))
                return
            words = self.looks.say("See what can be had back")
            offer = partial(self.show_recovery, path, late.what_happened(refusal, path))
        else:
            words, offer = late.way_in(refusal, path, self.looks.say, self.open)
        if self.window is None:
            self._show_welcome()
        assert self.window is not None
        self.window.tell_trouble(sentence, words, offer)

    def show_recovery(self, path: Path, what: Message) -> None:
        """Close what is open and show what can be had back of a damaged plan."""
        self._let_go()
        window = late.recovery_window(self.looks.say, path, what, self.outer)
        window.closed.connect(self.quit)
        window.recovered.connect(self._on_recovered)
        self._again = partial(self.show_recovery, path, what)
        self._replace(window)
        window.look()

    def _on_recovered(self, path: Path, what: Message) -> None:
        if self.open(path):
            self.plan_window.tell(what)

    def _prove_when_idle(self) -> None:
        if self.context is not None:
            self.proof = late.idle_proof(self.context, self)
            self.proof.damaged.connect(self._on_damaged)

    def _on_damaged(self, what: Message) -> None:
        if self.context is None:
            return
        words = self.looks.say("See what can be had back")
        offer = partial(self.show_recovery, self.context.session.store.path, what)
        self.plan_window.tell_trouble(self.looks.say(what), words, offer)

    def open_copy(self) -> None:
        """Open a copy of the plan another program holds, to look at."""
        try:
            copy = copy_to_look_at(self._held, self._folder_for_copies(), self._held_key)
        except PlannerError as refusal:
            self._trouble(refusal, self._held)
            return
        self.open(copy, readonly=True, key=self._held_key)

    @staticmethod
    def _folder_for_copies() -> Path:
        folder = user_data_path("policy-planner") / "copies" / f"{now():%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def ask(self) -> None:
        """Ask which plan to open."""
        if self.window is not None:
            path = ask_open(self.window, self.looks.say("Open a plan"), self._pattern)
            if path is not None:
                self.open(path)

    @property
    def _pattern(self) -> str:
        return f"{self.looks.say('Plans')} (*.plan)"

    def make(self) -> None:
        """Ask what a new plan starts from and where it lies, make it and open it."""
        dialog = late.new_plan_dialog(self.looks.say, now().date(), self.window)
        if self.window is None or not dialog.exec():
            return
        title = dialog.title.text().strip()
        suggested = Path.home() / f"{title or self.looks.say('Plan')}.plan"
        target = ask_save(self.window, self.looks.say("New plan"), suggested, self._pattern)
        if target is not None:
            self.make_at(target, dialog.source, title or None, dialog.day)

    def make_at(self, target: Path, source: str, title: str | None = None, as_of: date | None = None) -> None:
        """Make a plan from ``empty``, ``zone`` or ``demo`` and open it."""
        try:
            late.make_plan(target, source, title, as_of)
        except PlannerError as refusal:
            self._trouble(refusal, target)
            return
        self.open(target)

    def open_samples(self) -> None:
        """Open the person's own copy of the demonstration plan."""
        self.open_shipped("demo")

    def open_shipped(self, source: str) -> None:
        """Open the person's own copy of a shipped plan, made when it is not there."""
        names = {"demo": self.looks.say("Demonstration plan"), "zone": self.looks.say("The zone's goals of 2020")}
        path = user_data_path("policy-planner", ensure_exists=True) / f"{names[source]}.plan"
        if path.exists():
            self.open(path)
        else:
            self.make_at(path, source)

    def close_plan(self) -> None:
        """Close the plan and show the start page."""
        if isinstance(self.window, PlanWindow):
            self.window.keep_layout()
        self._let_go()
        self._show_welcome()

    def _let_go(self, *, ask: bool = True) -> None:
        if self.loading is not None:
            self.loading.stop()
            self.loading = None
        if self.proof is not None:
            self.proof.deleteLater()
            self.proof = None
        if self.writing is not None:
            trouble = self.writing.finish()
            while trouble is not None and ask and ask_again(trouble, self.looks.say, self.window):
                trouble = self.writing.finish()
            self.writing.close()
            self.writing.deleteLater()
            self.writing = None
        if self.context is not None:
            self.context.session.store.close()
            self.context = None

    def write_back(self) -> None:
        """Write a working copy back to its file now; a plan edited in place is in its file already."""
        if self.writing is not None:
            self.writing.write_now()
        elif self.context is not None:
            self._on_told(message("“{file}” holds everything already.", file=self.context.file.name))

    def _on_woke(self) -> None:
        """Read the plan anew after the computer slept, and try what had been refused before."""
        if self.context is not None and self.context.editable:
            try:
                self.context.present.look_again()
            except PlannerError as refusal:
                self._on_refused(refusal.message)
        if self.writing is not None:
            self.writing.look_again()

    def _on_returned(self) -> None:
        """Say at once, and not only at the next edit, when the file went away while nobody looked."""
        if self.context is not None and self.context.editable:
            try:
                must_be_there(self.context.present.store)
            except PlannerError as refusal:
                self._on_refused(refusal.message)

    def _tell_of_left_copies(self) -> None:
        left = left_behind(self.context.session.store.path if self.context is not None else None)
        if left and self.window is not None:
            sentence = self.looks.say("Changes to “{file}” are on this computer and not written back.",
                                      file=left[0].name)  # fmt: skip
            self.window.tell_trouble(sentence, self.looks.say("Open"), partial(self.open, left[0]))

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
            self.window = None

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
        if isinstance(self.window, PlanWindow):
            self.window.refuse(why)

    def _on_told(self, what: Message) -> None:
        if isinstance(self.window, PlanWindow):
            self.window.tell(what)
