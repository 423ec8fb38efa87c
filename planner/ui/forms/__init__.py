"""Dialogs built from field specs; every value typed goes through the same rules as everywhere else."""

from planner.ui.forms.breakdown import BreakdownDialog
from planner.ui.forms.goal import GoalForm
from planner.ui.forms.lists import OfficesDialog, ThemesDialog
from planner.ui.forms.plan import PlanDialog
from planner.ui.forms.record import RecordDialog, ReportForm

__all__ = [
    "BreakdownDialog",
    "GoalForm",
    "OfficesDialog",
    "PlanDialog",
    "RecordDialog",
    "ReportForm",
    "ThemesDialog",
]
