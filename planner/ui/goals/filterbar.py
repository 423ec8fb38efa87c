"""The line above the goal table: what is filtered and grouped, as chips, and how many goals are left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from planner.analysis.conditions import read_condition
from planner.analysis.values import Light
from planner.domain.kinds import OUTLOOK_NAMES, Outlook
from planner.domain.query import NONE, Query
from planner.text import N_
from planner.ui.context import Context
from planner.ui.glyphs import icon, light_icon, square_icon
from planner.ui.goals.arrange import GroupBy
from planner.ui.goals.bounds import MoreConditions, condition_text
from planner.ui.lamps import rule_colour, rule_word

GROUP_NAMES = {
    GroupBy.THEME: N_("Grouped by theme"),
    GroupBy.OFFICE: N_("Grouped by office"),
    GroupBy.NOTHING: N_("Not grouped"),
}
DUE_NAMES = {"month": N_("due this month"), "overdue": N_("past the date")}
HEIGHT = 44
_FIXED = 3  # chips that always stand


class FilterBar(QFrame):
    """Chips for the query and the grouping.

    Signals:
        query_wanted: the :class:`Query` to show instead.
        group_wanted: a :class:`GroupBy`.
        saving_wanted: the query should be kept under a name.
    """

    query_wanted = Signal(object)
    group_wanted = Signal(object)
    saving_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._query = Query()
        self._drops: dict[QToolButton, Query] = {}
        self.setFixedHeight(HEIGHT)
        self._themes = self._chip()
        self._themes.setMenu(QMenu(self._themes))
        self._themes.menu().aboutToShow.connect(self._fill_themes)
        self._themes.menu().triggered.connect(self._on_theme)
        self._groups = self._chip()
        self._groups.setMenu(self._group_menu())
        self._more = self._chip()
        self._more.setText(context.say("More conditions"))
        more = MoreConditions(context, self._current, self._more)
        more.query_wanted.connect(self.query_wanted)
        self._more.setMenu(more)
        for chip in (self._themes, self._groups, self._more):
            chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
            chip.setIcon(icon("down", context.palette.muted))
        self._count = QLabel(self)
        self._count.setProperty("tone", "muted")
        self._clear = self._quiet(context.say("Clear"), self._on_clear)
        self._save = self._quiet(context.say("Save filter…"), self.saving_wanted.emit)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(8)
        for widget in (self._themes, self._groups, self._more, self._count, self._clear, self._save):
            self._row.addWidget(widget)
        self._row.addStretch(1)

    def _chip(self) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("chip", True)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return chip

    def _quiet(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("quiet", True)
        button.clicked.connect(act)
        return button

    def _group_menu(self) -> QMenu:
        menu = QMenu(self._groups)
        group = QActionGroup(menu)
        for by, name in GROUP_NAMES.items():
            action = QAction(self._context.say(name), group)
            action.setCheckable(True)
            action.setData(by.value)
            menu.addAction(action)
        menu.triggered.connect(self._on_group)
        return menu

    # -- showing ------------------------------------------------------------------------------------

    def show_state(self, query: Query, group_by: GroupBy, shown: int, total: int) -> None:
        """Show the chips of a query and a grouping, and how many goals are left of how many."""
        say = self._context.say
        self._query = query
        self._groups.setText(say(GROUP_NAMES[group_by]))
        for action in self._groups.menu().actions():
            action.setChecked(action.data() == group_by.value)
        themes = self._names(query.themes)
        self._themes.setText(themes or say("All themes"))
        self._themes.setProperty("on", bool(themes))
        self._themes.style().polish(self._themes)
        self._show_drops(query)
        self._count.setText(
            say("{shown} of {total} goals", shown=f"{shown:,}", total=f"{total:,}")
            if query.narrows
            else say("{total} goals", total=f"{total:,}")
        )
        self._count.setVisible(total > 0)
        self._clear.setVisible(query.narrows)
        self._save.setVisible(query.narrows and self._context.editable)

    def _show_drops(self, query: Query) -> None:
        for chip in self._drops:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._drops = {}
        for n, (text, without, light) in enumerate(self._parts(query)):
            chip = self._chip()
            chip.setProperty("on", True)
            chip.setText(f"{text}  ×")
            chip.setToolTip(self._context.say("Take this condition away"))
            if light is not None:
                chip.setIcon(light_icon(light, rule_colour(self._context.palette, self._context.rule, light)))
            chip.clicked.connect(self._on_drop)
            self._drops[chip] = without
            self._row.insertWidget(_FIXED + n, chip)

    def _parts(self, query: Query) -> Iterator[tuple[str, Query, Light | None]]:
        plan, say = self._context.plan, self._context.say
        for value in Light:
            if value.value in query.lights:
                word = rule_word(self._context.rule, value, say)
                yield word, replace(query, lights=query.lights - {value.value}), value
        for office in sorted(query.offices):
            name = plan.office_name(office) or say("Without a lead office")
            yield name, replace(query, offices=query.offices - {office}), None
        for document in sorted(query.documents):
            found = plan.documents.get(document)
            title = found.title if found else "—"
            yield title[:16], replace(query, documents=query.documents - {document}), None
        if query.due:
            yield say(DUE_NAMES[query.due]), replace(query, due=""), None
        for outlook in Outlook:
            if outlook.value in query.outlooks:
                yield say(OUTLOOK_NAMES[outlook]), replace(query, outlooks=query.outlooks - {outlook.value}), None
        bounds = {word: bound for word in query.words if (bound := read_condition(word))}
        for word, one in bounds.items():
            yield condition_text(one, say), replace(query, words=tuple(w for w in query.words if w != word)), None
        if query.given:
            yield say("Light given by a person"), replace(query, given=False), None
        words = [word for word in query.words if word not in bounds]
        if words:
            yield f"“{' '.join(words)}”", replace(query, words=tuple(bounds)), None
        if query.archived:
            yield say("with archived"), replace(query, archived=False), None

    def _current(self) -> Query:
        return self._query

    def _names(self, themes: frozenset[str]) -> str:
        plan, say = self._context.plan, self._context.say
        names = [theme.name for theme in plan.themes.values() if theme.id in themes]
        if NONE in themes:
            names.append(say("Without a theme"))
        return "、".join(names) if say.language == "zh" else ", ".join(names)

    # -- acting -------------------------------------------------------------------------------------

    def _fill_themes(self) -> None:
        menu, say = self._themes.menu(), self._context.say
        menu.clear()
        everything = menu.addAction(say("All themes"))
        everything.setData("")
        menu.addSeparator()
        for theme in self._context.plan.themes.values():
            action = menu.addAction(square_icon(theme.colour), theme.name.replace("&", "&&"))
            action.setData(theme.id)
            action.setCheckable(True)
            action.setChecked(theme.id in self._query.themes)

    def _on_theme(self, action: QAction) -> None:
        theme = str(action.data())
        themes = self._query.themes ^ {theme} if theme else frozenset()
        self.query_wanted.emit(replace(self._query, themes=frozenset(themes)))

    def _on_group(self, action: QAction) -> None:
        self.group_wanted.emit(GroupBy(action.data()))

    def _on_drop(self) -> None:
        chip = self.sender()
        if isinstance(chip, QToolButton) and chip in self._drops:
            self.query_wanted.emit(self._drops[chip])

    def _on_clear(self) -> None:
        self.query_wanted.emit(Query(archived=self._query.archived))
