"""Every action of the window in one table: its words, its shortcut, when it can be used, and its menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from planner.text import N_, Message, Translator


class Needs(Enum):
    """What must be there for an action to be of use."""

    NOTHING = auto()
    PLAN = auto()
    EDITING = auto()
    GOAL = auto()  # a current goal
    EDITED_GOAL = auto()  # a current goal of a plan that may be changed


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. ``local`` shortcuts work only where the goal table has the focus; ``group`` makes a choice of one."""

    name: str
    text: str
    keys: str = ""
    needs: Needs = Needs.EDITING
    local: bool = False
    group: str = ""
    check: bool = False


SPECS = (
    Spec("file_new", N_("&New plan…"), "Ctrl+Shift+N", Needs.NOTHING),
    Spec("file_open", N_("&Open…"), "Ctrl+O", Needs.NOTHING),
    Spec("file_copy", N_("&Save a copy…"), "Ctrl+Shift+S", Needs.PLAN),
    Spec("file_write_back", N_("&Write back now"), "Ctrl+S", Needs.PLAN),
    Spec("file_backup", N_("&Back up now"), "Ctrl+Shift+B", Needs.PLAN),
    Spec("file_backups", N_("Backu&ps…"), "Ctrl+Alt+B", Needs.PLAN),
    Spec("file_import", N_("&Import table…"), "Ctrl+I"),
    Spec("file_export", N_("&Export…"), "Ctrl+E", Needs.PLAN),
    Spec("file_log", N_("Export the lo&g…"), "", Needs.PLAN),
    Spec("file_verify", N_("&Verify the history"), "", Needs.PLAN),
    Spec("file_protect", N_("Pro&tect with a password…"), "", Needs.EDITING),
    Spec("file_password", N_("Change the pass&word…"), "", Needs.EDITING),
    Spec("file_unprotect", N_("Re&move the password…"), "", Needs.EDITING),
    Spec("file_plan", N_("P&lan settings…"), "Ctrl+,", Needs.EDITING),
    Spec("file_close", N_("&Close plan"), "Ctrl+W", Needs.PLAN),
    Spec("file_quit", N_("&Quit"), "Ctrl+Q", Needs.NOTHING),
    Spec("undo", N_("&Undo"), "Ctrl+Z"),
    Spec("redo", N_("&Redo"), "Ctrl+Y"),
    Spec("record_past", N_("&History of the selected…"), "Ctrl+Shift+H", Needs.PLAN),
    Spec("find", N_("&Search"), "Ctrl+K", Needs.PLAN),
    Spec("themes", N_("&Themes…"), "Ctrl+T"),
    Spec("offices", N_("O&ffices…"), "Ctrl+U"),
    Spec("document_new", N_("Add &document…"), "Ctrl+Shift+O"),
    Spec("goal_new", N_("&New goal…"), "Ctrl+N"),
    Spec("goal_edit", N_("&Edit goal…"), "Ctrl+Return", Needs.EDITED_GOAL),
    Spec("goal_type", N_("&Type into the cell"), "F2", Needs.EDITED_GOAL, local=True),
    Spec("goal_duplicate", N_("&Duplicate"), "Ctrl+D", Needs.EDITED_GOAL),
    Spec("goal_break", N_("&Break into milestones…"), "Ctrl+M", Needs.EDITED_GOAL),
    Spec("goal_record", N_("&Record progress…"), "Ctrl+R", Needs.EDITED_GOAL),
    Spec("goal_why", N_("&Why this light…"), "Ctrl+L", Needs.GOAL),
    Spec("goal_light", N_("&Give a light…"), "Ctrl+Shift+L", Needs.EDITED_GOAL),
    Spec("goal_what_if", N_("W&hat if…"), "Ctrl+Shift+W", Needs.GOAL),
    Spec("goal_up", N_("Move &up"), "Alt+Up", Needs.EDITED_GOAL, local=True),
    Spec("goal_down", N_("Move d&own"), "Alt+Down", Needs.EDITED_GOAL, local=True),
    Spec("goal_archive", N_("&Archive"), "Ctrl+Shift+A", Needs.EDITED_GOAL),
    Spec("goal_delete", N_("De&lete"), "Del", Needs.EDITED_GOAL, local=True),
    Spec("goal_print", N_("&Print target sheets…"), "Ctrl+P", Needs.GOAL),
    Spec("goal_print_all", N_("Print &all shown…"), "Ctrl+Shift+P", Needs.PLAN),
    Spec("goal_forms", N_("Print &forms…"), "Ctrl+Alt+P", Needs.PLAN),
    Spec("goal_slips", N_("Super&vision slips…"), "Ctrl+Alt+S", Needs.PLAN),
    Spec("group_theme", N_("Group by &theme"), "Ctrl+Alt+1", Needs.PLAN, group="group"),
    Spec("group_office", N_("Group by &office"), "Ctrl+Alt+2", Needs.PLAN, group="group"),
    Spec("group_nothing", N_("Do &not group"), "Ctrl+Alt+3", Needs.PLAN, group="group"),
    Spec("archived", N_("Show &archived goals"), "Ctrl+H", Needs.PLAN, check=True),
    Spec("clear", N_("&Clear conditions"), "Ctrl+Shift+K", Needs.PLAN),
    Spec("plan_charts", N_("C&harts of the plan…"), "Ctrl+Alt+M", Needs.PLAN),
    Spec("past", N_("As it stood on a &day…"), "Ctrl+Alt+H", Needs.PLAN),
    Spec("trash", N_("Tras&h…"), "Ctrl+Alt+T", Needs.PLAN),
    Spec("columns", N_("Col&umns…"), "", Needs.PLAN),
    Spec("legend", N_("What the &colours mean…"), "Ctrl+Alt+L", Needs.PLAN),
    Spec("side", N_("&Side bar"), "F9", Needs.PLAN, check=True),
    Spec("details", N_("&Details"), "F8", Needs.PLAN, check=True),
    Spec("scheme_system", N_("Colours as the &system"), "", Needs.NOTHING, group="scheme"),
    Spec("scheme_light", N_("&Light"), "", Needs.NOTHING, group="scheme"),
    Spec("scheme_dark", N_("Dar&k"), "", Needs.NOTHING, group="scheme"),
    Spec("language_zh", "中文", "", Needs.NOTHING, group="language"),
    Spec("language_en", "English", "", Needs.NOTHING, group="language"),
    Spec("full", N_("&Full screen"), "F11", Needs.NOTHING, check=True),
    Spec("keys", N_("&Keyboard shortcuts"), "F1", Needs.NOTHING),
    Spec("samples", N_("Open the &demonstration plan"), "", Needs.NOTHING),
    Spec("about", N_("&About"), "", Needs.NOTHING),
)
LINE = ""
CONTEXT_MENU = ("goal_edit", "goal_type", LINE, "goal_break", "goal_record", "goal_print", LINE, "goal_why",
                "goal_light", "goal_what_if", "record_past", LINE, "goal_new",
                "goal_duplicate", "goal_up", "goal_down", LINE, "goal_archive", "goal_delete")  # fmt: skip
_BY_NAME = {spec.name: spec for spec in SPECS}


class Actions(QObject):
    """The window's actions, made from the table and bound to what they do."""

    def __init__(self, say: Translator, handlers: Mapping[str, Callable[[], None]], owner: QWidget) -> None:
        """Raises ``KeyError`` when an action has no handler: a bug, found by the first test that makes a window."""
        super().__init__(owner)
        self._say = say
        groups: dict[str, QActionGroup] = {}
        self._made = {spec.name: self._make(spec, handlers[spec.name], groups) for spec in SPECS}
        owner.addActions([self._made[spec.name] for spec in SPECS if not spec.local])

    def _make(self, spec: Spec, act: Callable[[], None], groups: dict[str, QActionGroup]) -> QAction:
        action = QAction(self._say(spec.text), self)
        action.setObjectName(spec.name)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        if spec.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(spec.check or bool(spec.group))
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(self)).addAction(action)
        action.triggered.connect(act)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def some(self, names: Iterable[str]) -> Sequence[QAction | None]:
        """Return actions by name; ``None`` for a line between them."""
        return [self._made.get(name) for name in names]

    def lend(self, widget: QWidget) -> None:
        """Let the local shortcuts work while ``widget`` has the focus."""
        widget.addActions([self._made[spec.name] for spec in SPECS if spec.local])

    def allow(self, *, plan: bool, editable: bool, goal: bool, archived: bool = False) -> None:
        """Enable what can be used now. Undo and redo are left to :meth:`name_steps`.

        ``archived`` says that the current goal is in the archive, and can be taken out.
        """
        self._made["goal_archive"].setText(self._say("Take out of the &archive" if archived else "&Archive"))
        met = {
            Needs.NOTHING: True,
            Needs.PLAN: plan,
            Needs.EDITING: editable,
            Needs.GOAL: goal,
            Needs.EDITED_GOAL: editable and goal,
        }
        for name, action in self._made.items():
            if name not in ("undo", "redo"):
                action.setEnabled(met[_BY_NAME[name].needs])

    def name_steps(self, undo: Message | None, redo: Message | None, *, editable: bool) -> None:
        """Let undo and redo say what they would take back or do again."""
        say = self._say
        for name, label, text in (
            ("undo", undo, say("Undo {step}", step=undo or "")),
            ("redo", redo, say("Redo {step}", step=redo or "")),
        ):
            action = self._made[name]
            action.setEnabled(editable and label is not None)
            action.setText(text.replace("&", "&&") if label else say(_BY_NAME[name].text))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text if label else say(_BY_NAME[name].text).replace('&', '')}  {keys}")

    def table(self) -> Sequence[tuple[str, str]]:
        """Return every shortcut with its words, for the help page."""
        return [
            (self._made[spec.name].text().replace("&", ""), self._made[spec.name].shortcut().toString())
            for spec in SPECS
            if spec.keys
        ]
