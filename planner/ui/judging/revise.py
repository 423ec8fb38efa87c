"""Make what was supposed a real revision of the target: from a day on, with a reason, the former one kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.commands.goals import ReviseTarget
from planner.domain.days import read_day
from planner.domain.records import Target
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.text import message
from planner.ui.context import Context
from planner.ui.judging.sheet import LampDialog


class ReviseDialog(LampDialog):
    """Asks from when the new target holds, and why."""

    def __init__(
        self, context: Context, goal: str, values: Mapping[str, object], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        say = context.say
        super().__init__(context, say("Revise the target"), parent)
        self._goal, self._values = goal, values
        words = say("The former target and its line stay, and so do the lights of the days before.")
        self.column.addWidget(self.words(words, "muted"))
        self.since = QLineEdit(context.as_of.isoformat(), self)
        self.reason = QLineEdit(self)
        self.field(say("Holds from"), self.since)
        self.field(say("Reason"), self.reason)
        self.end(
            self.button(say("Cancel"), self.reject), self.button(say("Revise the target"), self.on_go, primary=True)
        )
        self.setMinimumWidth(420)
        self.reason.setFocus()

    def on_go(self) -> None:
        """Revise as one step; a refusal is said below."""
        reason = self.reason.text().strip()
        if not reason:
            self.refuse(message("Say why the target is revised."))
            return
        try:
            since = read_day(self.since.text())
        except PlannerError as refusal:
            self.refuse(refusal.message)
            return
        base = self.context.plan.target(self._goal) or Target("", self._goal)
        fresh = replace(base, id=new_id(), since=since, reason=reason, document=None, **self._values)  # type: ignore[arg-type]
        refusal_ = self.context.try_run(ReviseTarget(fresh))
        self.refuse(refusal_)
        if refusal_ is None:
            self.accept()
