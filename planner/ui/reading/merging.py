"""The choice of the goal a proposal is merged into, and whether it takes the document's figures."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from planner.documents.proposals import Proposal
from planner.ui.context import Context
from planner.ui.reading.dialogs import GoalChoice


class MergeDialog(GoalChoice):
    """Choose a goal by typing part of its name; the likeliest one is chosen already."""

    def __init__(
        self, context: Context, one: Proposal, likely: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent, context.say("Merge into which goal?"), context.say("Merge"))
        self._revise = QCheckBox(context.say("Its target takes the document's figures, from the document's date on"))
        self._revise.setObjectName("revise")
        self._revise.setVisible(one.figure is not None)
        self.add_widget(self._revise)
        if likely is not None:
            self.choose(likely)

    def revise(self) -> bool:
        """Whether the goal's target is to be revised."""
        return self._revise.isChecked()
