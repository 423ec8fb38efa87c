"""What is shown and printed of the selected goals: why a light, what if, the legend; sheets and forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from planner.ui import pages
from planner.ui.context import Context
from planner.ui.goals.page import GoalsPage


class GoalJudging(QObject):
    """Lights of the selected goal: why, another one by hand, what if."""

    def __init__(self, context: Context, page: GoalsPage) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {
            "goal_why": self.explain,
            "goal_light": self.give_light,
            "goal_what_if": self.what_if,
            "legend": self.show_legend,
        }

    def explain(self) -> None:
        """Show what stands behind the current goal's light."""
        if self._page.view.goal:
            self.explain_goal(self._page.view.goal)

    def explain_goal(self, goal: str) -> None:
        """Show what stands behind a goal's light."""
        if self._context.measured:
            card = pages.why_card(self._context, goal, self._page.window())
            card.what_if_wanted.connect(self.what_if_goal)
            card.exec()

    def give_light(self) -> None:
        """Give the current goal a light by hand."""
        if self._page.view.goal and self._context.measured:
            pages.give_light_dialog(self._context, self._page.view.goal, self._page.window()).exec()

    def what_if(self) -> None:
        """Try other figures on the current goal."""
        if self._page.view.goal:
            self.what_if_goal(self._page.view.goal)

    def what_if_goal(self, goal: str) -> None:
        """Try other figures on a goal; one without a number has none to try."""
        if self._context.measured and self._context.plan.goals[goal].kind.numeric:
            pages.what_if(self._context, goal, self._page.window()).exec()

    def show_legend(self) -> None:
        """Say what the colours mean."""
        pages.legend(self._context, self._page.window()).exec()


class GoalPrinting(QObject):
    """Sheets and forms of the selected goals, or of all that are shown."""

    def __init__(self, context: Context, page: GoalsPage) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {"goal_print": self.print_chosen, "goal_print_all": self.print_all, "goal_forms": self.print_forms,
                "goal_slips": self.show_slips}  # fmt: skip

    def print_chosen(self) -> None:
        """Preview the target sheets of the selected goals."""
        self._preview(self._page.view.chosen_goals())

    def print_all(self) -> None:
        """Preview the target sheets of all goals that are shown."""
        self._preview([goal for group in self._page.model.groups for goal in group.goals])

    def print_forms(self) -> None:
        """Preview a form of all goals that are shown: breakdown, monthly report, bulletin and others."""
        goals = [goal for group in self._page.model.groups for goal in group.goals]
        if goals:
            pages.preview(self._context, goals, self._page.window(), "breakdown").exec()

    def show_slips(self) -> None:
        """Show which goals ask for a supervision slip, to be issued and printed."""
        if self._context.measured:
            dialog = pages.slips(self._context, self._page.window())
            dialog.print_wanted.connect(self.print_slips)
            dialog.exec()

    def print_slips(self, goals: Sequence[str]) -> None:
        """Preview the slips of goals."""
        pages.preview(self._context, goals, self._page.window(), "slip").exec()

    def print_goal(self, goal: str) -> None:
        """Preview one goal's target sheet."""
        self._preview([goal])

    def _preview(self, goals: Sequence[str]) -> None:
        if goals:
            pages.preview(self._context, goals, self._page.window()).exec()
