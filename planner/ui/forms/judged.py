"""How a goal is judged, chosen with the light it would show: rule, growth, forecast, reports, parts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planner.analysis.status import assess
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import N_, message
from planner.ui.context import Context
from planner.ui.forms.fields import FieldSpec, Shape
from planner.ui.judging.line import LightLine

JUDGING = (
    FieldSpec("goal", "rule", N_("Light rule"), Shape.CHOICE, 6),
    FieldSpec("goal", "forecast", N_("Forecasting method"), Shape.CHOICE, 3),
    FieldSpec("goal", "growth", N_("Growth wanted"), width=3, hint=N_("such as 5%")),
    FieldSpec("goal", "rollup", N_("Made up of its parts"), Shape.LIST, 6),
    FieldSpec("goal", "weight", N_("Weight among parts"), width=3),
    FieldSpec("goal", "cycle", N_("Reports every … months"), width=3, hint=N_("as the whole plan")),
)
NUMERIC = ("goal.forecast", "goal.growth")
"""What means nothing for a goal without a number."""


class LightPreview(LightLine):
    """The light a goal would show as it is typed now."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lit = context

    def show_plan(self, plan: Plan | None, goal: Goal | None) -> None:
        """Judge the goal of a draft; nothing where what is typed cannot be read yet."""
        if plan is None or goal is None:
            self.show_nothing(message("The light is shown here once the goal can be judged."))
            return
        self.show_status(assess(plan, self._lit.as_of, self._lit.rule, [goal.id])[goal.id])
