"""Everything that can be done in the window of a plan: made once the window has been painted.

The first picture shows the plan and cannot be acted on for a twentieth of a second; commands, menus and
shortcuts are made then.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from planner.commands.session import Reversal
from planner.store.reading import Changes
from planner.text import Message
from planner.ui import pages
from planner.ui.actions import CONTEXT_MENU, Actions
from planner.ui.context import Context
from planner.ui.files import FileActions
from planner.ui.glyphs import program_icon
from planner.ui.goals.doing import GoalActions
from planner.ui.menus import MENUS, RECENT
from planner.ui.outer import Outer, fill_recent
from planner.ui.parts import Parts
from planner.ui.past.deeds import PastActions
from planner.ui.planwide import PlanActions
from planner.ui.settings import Settings
from planner.ui.viewing import ViewActions

COPIES_NOW = ("file_copy", "file_backup", "file_backups")
"""What would copy the plan as it is, and could be taken for a copy of what is looked at in the past."""


class Deeds(QObject):
    """Binds actions, menus, buttons and the parts of a window together."""

    def __init__(self, context: Context, parts: Parts, settings: Settings, outer: Outer) -> None:
        super().__init__(parts.window)
        self._context = context
        self._parts = parts
        self._settings = settings
        self._outer = outer
        self._unsafe = ""  # why the newest backup failed
        self._files = FileActions(context, parts.window)
        self._plan = PlanActions(context, self._files.keeper, parts.window)
        self._past = PastActions(context, parts.window, parts.page.view.pointed)
        self.goals = GoalActions(context, parts.page)
        self._viewing = ViewActions(context, parts.page, parts.navigation, settings)
        makers = (self._files, self._plan, self._past, self.goals, self._viewing, parts.search, outer)
        handlers = {name: act for maker in makers for name, act in maker.handlers().items()}
        self.acts = Actions(context.say, handlers, parts.window)
        self._fill_menus(parts.menus)
        parts.window.setWindowIcon(program_icon())
        parts.header.bind(self.acts)
        self.acts.lend(parts.page.view)
        protected = context.session.store.key is not None
        for name, shown in (
            ("file_protect", not protected),
            ("file_password", protected),
            ("file_unprotect", protected),
        ):
            self.acts[name].setVisible(shown)
        self._connect()
        self.refresh()
        if context.session.store.readonly:
            parts.messages.tell(
                context.say("This plan is open for reading only. Save a copy to edit it."),
                (context.say("Save a copy"), self._files.save_copy),
            )

    def _fill_menus(self, menus: Mapping[str, QMenu]) -> None:
        for title, names in MENUS:
            menu = menus[title]
            for name in names:
                if name == RECENT:
                    self._recent = menu.addMenu(self._context.say("Open &recent"))
                    self._recent.aboutToShow.connect(self._fill_recent)
                elif name:
                    menu.addAction(self.acts[name])
                else:
                    menu.addSeparator()
        self.goals.set_menu(self.acts.some(CONTEXT_MENU))

    def _fill_recent(self) -> None:
        fill_recent(self._recent, self._settings.recent, self._outer)

    def _connect(self) -> None:
        parts, plan, files = self._parts, self._plan, self._files
        self._context.changed.connect(self._on_changed)
        self._context.reversed_.connect(self._on_reversed)
        files.refused.connect(self._refuse)
        files.told.connect(self._tell)
        self._past.refused.connect(self._refuse)
        self._past.told.connect(self._tell)
        files.backed_up.connect(self._on_backup)
        files.unsafe.connect(self._on_unsafe)
        parts.status.backups_wanted.connect(files.open_backups)
        plan.told.connect(self._tell)
        parts.middle.table_wanted.connect(plan.import_from)
        plan.documents_chosen.connect(parts.middle.take_documents)
        parts.page.goal_chosen.connect(self._on_goal)
        parts.page.adding_wanted.connect(self._on_adding)
        parts.navigation.adding_wanted.connect(self._on_adding)
        parts.navigation.menu_wanted.connect(plan.open_menu)
        parts.search.saving_wanted.connect(plan.save_filter)
        parts.status.legend_wanted.connect(self.goals.judging.show_legend)
        parts.status.cut_off_wanted.connect(plan.edit_card)
        self._viewing.scheme_wanted.connect(self._outer.scheme_wanted)
        self._viewing.language_wanted.connect(self._outer.language_wanted)
        self._viewing.mark(self.acts)

    def add_details(self) -> None:
        """Make the tabs of the selected goal."""
        page, goals = self._parts.page, self.goals
        pane = pages.details_pane(self._context)
        pane.print_wanted.connect(goals.printing.print_goal)
        pane.edit_wanted.connect(page.view.form_wanted)
        pane.source_wanted.connect(self._parts.middle.show_document)
        pane.break_down_wanted.connect(goals.break_down_goal)
        pane.why_wanted.connect(goals.judging.explain_goal)
        pane.record_wanted.connect(goals.record_goal)
        page.add_details(pane)
        kept = self._settings.state("details")
        if kept is not None:
            page.splitter.restoreState(kept)

    # -- what happens -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Enable what can be done now, and name what undo and redo would do."""
        context, session = self._context, self._context.session
        self._on_goal(self._parts.page.view.goal)
        if context.editable:
            self.acts.name_steps(session.undo_label, session.redo_label, editable=True)
        else:
            self.acts.name_steps(None, None, editable=False)

    def _on_goal(self, goal: str | None) -> None:
        found = self._context.plan.goals.get(goal or "")
        archived = found is not None and found.archived
        self.acts.allow(plan=True, editable=self._context.editable, goal=found is not None, archived=archived)
        if self._context.moment is not None:
            for name in COPIES_NOW:
                self.acts[name].setEnabled(False)

    def _on_changed(self, changes: Changes) -> None:
        if changes.rows:
            self._parts.messages.hide()
            if self._unsafe:
                self._warn()
        self.refresh()

    def _on_reversed(self, done: Reversal) -> None:
        if done.left:
            say = self._context.say
            words = say("{n} values were left as they are: they were changed again later.", n=len(done.left))
            self._parts.messages.tell(words)

    def _refuse(self, why: Message) -> None:
        self._parts.messages.refuse(self._context.say(why))

    def _tell(self, what: Message) -> None:
        self._parts.messages.tell(self._context.say(what))

    def _on_unsafe(self, why: Message) -> None:
        self._unsafe = self._context.say(why)
        self._warn()

    def _warn(self) -> None:
        """Say that there is no backup, again after each edit until there is one."""
        self._parts.status.warn(self._unsafe)
        self._parts.messages.refuse(self._unsafe, (self._context.say("Backups…"), self._files.open_backups))

    def _on_backup(self, at: str) -> None:
        if self._unsafe:
            self._unsafe = ""
            self._parts.status.warn("")
            self._parts.messages.hide()
        self._parts.status.note(self._context.say("backed up {time}", time=at))

    def _on_adding(self, what: str) -> None:
        names = {"goal": "goal_new", "themes": "themes", "offices": "offices", "documents": "document_new"}
        self.acts[names[what]].trigger()
