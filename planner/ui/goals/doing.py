"""What can be done to goals from the window: add, edit, copy, reorder, archive, delete, break down, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from planner.commands.edits import DuplicateGoal, Remove, SetFields
from planner.ui import pages
from planner.ui.context import Context
from planner.ui.goals.moving import step
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.showing import GoalJudging, GoalPrinting


class GoalActions(QObject):
    """Acts on the selected goals of a page."""

    def __init__(self, context: Context, page: GoalsPage) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._menu: Sequence[QAction | None] = ()
        page.view.form_wanted.connect(self._open_form)
        self.judging, self.printing = GoalJudging(context, page), GoalPrinting(context, page)
        page.view.why_wanted.connect(self.judging.explain_goal)
        page.view.menu_wanted.connect(self._open_menu)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {
            "goal_new": self.add,
            "goal_edit": self.edit,
            "goal_type": self.type_into,
            "goal_duplicate": self.duplicate,
            "goal_archive": self.archive,
            "goal_delete": self.delete,
            "goal_up": self.up,
            "goal_down": self.down,
            "goal_break": self.break_down,
            "goal_record": self.record,
            **self.judging.handlers(),
            **self.printing.handlers(),
        }

    def set_menu(self, actions: Sequence[QAction | None]) -> None:
        """Give the context menu its actions; ``None`` is a line between them."""
        self._menu = actions

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self._page.view)
        for action in self._menu:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.exec(place)

    # -- forms --------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form of a new goal, and show the goal it made."""
        before = set(self._context.plan.goals)
        pages.goal_form(self._context, None, self._page.window()).exec()
        made = next((goal for goal in self._context.plan.goals if goal not in before), None)
        if made is not None:
            self._page.go_to(made)

    def edit(self) -> None:
        """Open the form of the current goal."""
        if self._page.view.goal:
            self._open_form(self._page.view.goal)

    def _open_form(self, goal: str) -> None:
        pages.goal_form(self._context, goal, self._page.window()).exec()

    def type_into(self) -> None:
        """Type into the current cell."""
        view = self._page.view
        view.edit(view.currentIndex())

    def break_down(self) -> None:
        """Break the current goal into milestones."""
        if self._page.view.goal:
            self.break_down_goal(self._page.view.goal)

    def break_down_goal(self, goal: str) -> None:
        """Break a goal into milestones."""
        pages.breakdown_dialog(self._context, goal, self._page.window()).exec()

    def record(self) -> None:
        """Record progress of the current goal."""
        if self._page.view.goal:
            self.record_goal(self._page.view.goal)

    def record_goal(self, goal: str) -> None:
        """Record progress of a goal."""
        pages.record_dialog(self._context, goal, self._page.window()).exec()

    # -- at once ------------------------------------------------------------------------------------

    def duplicate(self) -> None:
        """Copy the current goal, and show the copy."""
        goal = self._page.view.goal
        if goal is None:
            return
        before = set(self._context.plan.goals)
        if self._context.run(DuplicateGoal(goal, self._context.say(" (copy)"))):
            self._page.view.choose(next((g for g in self._context.plan.goals if g not in before), goal))

    def archive(self) -> None:
        """Archive the selected goals; take them out again when all of them are archived."""
        goals = self._page.view.chosen_goals()
        if goals:
            stored = all(self._context.plan.goals[goal].archived for goal in goals)
            self._context.run(SetFields("goal", goals, {"archived": not stored}))

    def delete(self) -> None:
        """Delete the selected goals; undo brings them back."""
        goals = self._page.view.chosen_goals()
        if goals:
            self._context.run(Remove("goal", goals))

    def up(self) -> None:
        """Move the current goal one place up."""
        self._step(-1)

    def down(self) -> None:
        """Move the current goal one place down."""
        self._step(1)

    def _step(self, by: int) -> None:
        view, model = self._page.view, self._page.model
        if view.goal is None or model.sort_by is not None:
            return
        command = step(view.goal, model.keys, by)
        if command is not None and self._context.run(command):
            view.choose(view.goal)
