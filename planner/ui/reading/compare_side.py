"""A later document against the goals there are: what changed, what is new, what is no longer mentioned."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.analysis.values import Light
from planner.documents.compare import STANDING_NAMES, Compared, Standing
from planner.domain.records import Target
from planner.ui.context import Context
from planner.ui.goals.cells import target_text
from planner.ui.reading.cards import Act, Card, CardList
from planner.ui.reading.review import DocumentReview


class CompareSide(QWidget):
    """One card for each goal that changed, is new, is missing or is unchanged, with both wordings.

    Signals:
        chosen: the key of the proposal whose place is to be shown.
        goal_wanted: the id of a goal to show.
    """

    chosen = Signal(str)
    goal_wanted = Signal(str)

    def __init__(self, context: Context, review: DocumentReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._review = context, review
        self._lines: list[Compared] = []
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("tone", "muted")
        self._count.setContentsMargins(16, 14, 16, 14)
        self._count.setWordWrap(True)
        self.list = CardList(context.palette, self)
        self.list.setObjectName("comparison")
        self.list.chosen.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._count)
        layout.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Compare again and show what was found."""
        say = self._context.say
        self._lines = self._review.comparison()
        older = any(line.goal for line in self._lines)
        counts = [(say(STANDING_NAMES[one]), sum(line.standing is one for line in self._lines)) for one in Standing]
        self._count.setText(
            " · ".join(f"{name} {n}" for name, n in counts)
            if older
            else say("The plan has no goals from elsewhere that this document could speak of.")
        )
        self.list.setVisible(older)
        self.list.show_cards([self._card(n, line) for n, line in enumerate(self._lines)] if older else [])

    def _card(self, n: int, line: Compared) -> Card:
        say, plan = self._context.say, self._context.plan
        goal = plan.goals.get(line.goal or "")
        one = line.proposal
        name = goal.name if goal else (one.indicator or line.new_words) if one else ""
        lines = []
        if line.standing is not Standing.NEW:
            lines += [
                say("Before: {target}", target=_target(line.old, goal.unit if goal else "")),
                f"“{line.old_words}”",
            ]
        if one is not None:
            target = Target("", "", one.comparator, one.low, one.high, one.deadline)
            lines += [say("Now: {target}", target=_target(target, one.unit)), f"“{line.new_words}”"]
        mark = say(STANDING_NAMES[line.standing]) + (" ✓" if line.taken else "")
        acts = self._acts(line) if self._context.editable else ()
        return Card(str(n), name, mark, self._colour(line), [words for words in lines if words != "“”"], (), acts)

    def _colour(self, line: Compared) -> str:
        colours = self._context.palette
        shades = {
            Standing.CHANGED: colours.lights[Light.BEHIND],
            Standing.NEW: colours.accent,
            Standing.MISSING: colours.muted,
        }
        return colours.lights[Light.ON_TRACK] if line.taken else shades.get(line.standing, "")

    def _acts(self, line: Compared) -> list[Act]:
        say, enter = self._context.say, Qt.Key.Key_Return
        show = Act(say("Show goal"), Qt.Key.Key_G, "G", partial(self._show_goal, line.goal or ""))
        if line.proposal is None or line.taken:
            return [show] if line.goal else []
        if line.goal is None:
            return [Act(say("Accept"), enter, "Enter", partial(self._accept, line), primary=True)]
        words = say("Revise target") if line.standing is Standing.CHANGED else say("Add as basis")
        return [Act(words, enter, "Enter", partial(self._merge, line), primary=True), show]

    def _accept(self, line: Compared) -> None:
        self._review.accept([n for n, one in enumerate(self._review.proposals) if one == line.proposal])

    def _merge(self, line: Compared) -> None:
        if line.proposal is not None and line.goal is not None:
            self._review.merge(line.proposal, line.goal, revise=line.standing is Standing.CHANGED)

    def _show_goal(self, goal: str) -> None:
        self.goal_wanted.emit(goal)

    def _on_chosen(self, key: str) -> None:
        one = self._lines[int(key)].proposal
        if one is not None:
            self.chosen.emit(str(list(self._review.proposals).index(one)))


def _target(target: Target | None, unit: str) -> str:
    if target is None:
        return "—"
    words = f"{target_text(target)} {unit}".rstrip() if target.low is not None else ""
    return " · ".join(filter(None, (words, target.deadline.isoformat() if target.deadline else ""))) or "—"
