"""The proposals of a document beside its text: what each says, how it stands, and one key for each decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.analysis.values import Light
from planner.commands.reviewing import STAGE_NAMES, Stage
from planner.documents.folding import Span as Place
from planner.documents.proposals import RULES, Proposal
from planner.domain.numbers import show_number
from planner.domain.records import Target
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.forms import GoalForm
from planner.ui.goals.cells import target_text
from planner.ui.reading.cards import Act, Card, CardList
from planner.ui.reading.merging import MergeDialog
from planner.ui.reading.review import DocumentReview
from planner.ui.reading.text_view import Span

_DOT = " · "


class ReviewSide(QWidget):
    """Proposals in reading order.

    Signals:
        chosen: the key of the proposal that became current.
        goal_wanted: the id of a goal to show.
        marks_changed: other places of the text are to be marked.
    """

    chosen = Signal(str)
    goal_wanted = Signal(str)
    marks_changed = Signal()

    def __init__(self, context: Context, review: DocumentReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._review = context, review
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("tone", "muted")
        self._all = QPushButton(context.say("Accept all"), self)
        self._all.setObjectName("accept_all")
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self.accept_all)
        self.list = CardList(context.palette, self)
        self.list.setObjectName("proposals")
        self.list.chosen.connect(self.chosen)
        self._nothing = QLabel(self)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("tone", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(32, 48, 32, 0)
        self._tasks = QToolButton(self)
        self._tasks.setObjectName("show_tasks")
        self._tasks.setProperty("chip", True)
        self._tasks.setCheckable(True)
        self._tasks.setChecked(True)
        self._tasks.toggled.connect(self._on_tasks)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(12)
        head.addWidget(self._tasks)
        head.addWidget(self._count, 1)
        head.addWidget(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing, 1)

    # -- showing ----------------------------------------------------------------------------------

    def refresh(self, current: str | None = None) -> None:
        """Show the proposals as they stand now."""
        say, review = self._context.say, self._review
        proposals = review.proposals
        cards = [self._card(n, proposals[n]) for n in self._shown()]
        self.list.show_cards(cards, current)
        self.list.setVisible(bool(cards))
        self._nothing.setVisible(not cards)
        self._nothing.setText(
            say("Reading the document…")
            if review.reading
            else say("No promise was found in this text. Select a phrase and press Ctrl+G to make a goal of it.")
        )
        tasks, done = sum(one.figure is None for one in proposals), len(proposals) - len(review.open())
        self._count.setText(say("Decided {done}/{all}", done=done, all=len(proposals)) if proposals else "")
        self._tasks.setText(say("Tasks {n}", n=tasks))
        self._tasks.setProperty("on", self._tasks.isChecked())
        self._tasks.style().polish(self._tasks)
        self._tasks.setVisible(bool(tasks))
        self._tasks.setToolTip(say("Show or hide the tasks without a figure"))
        self._all.setVisible(bool(cards))
        self._all.setEnabled(bool(self.open()) and self._context.editable)

    def open(self) -> list[int]:
        """Return the proposals that are shown and still undecided."""
        shown = set(self._shown())
        return [n for n in self._review.open() if n in shown]

    def _shown(self) -> list[int]:
        tasks = self._tasks.isChecked()
        return [n for n, one in enumerate(self._review.proposals) if tasks or one.figure is not None]

    def _on_tasks(self, shown: bool) -> None:
        del shown
        self.refresh()
        self.marks_changed.emit()

    def marks(self) -> list[Span]:
        """Return the marks of the text: figures, tasks and the past figures goals start from, by their kind."""
        spans = []
        for n in self._shown():
            one = self._review.proposals[n]
            if self._review.stand(n).stage is Stage.REJECTED:
                continue
            colour = mark_colour(self._context.palette.dark, "task" if one.figure is None else "figure")
            spans += [Span(place.start, place.end, str(n), colour) for place in (Place(one.start, one.end), *one.also)]
            if one.baseline is not None:
                place = one.baseline.place
                spans.append(Span(place.start, place.end, str(n), mark_colour(self._context.palette.dark, "baseline")))
        return spans

    def _card(self, n: int, one: Proposal) -> Card:
        say, review, colours = self._context.say, self._review, self._context.palette
        stand = review.stand(n)
        shades = {Stage.ACCEPTED: colours.lights[Light.ON_TRACK], Stage.KNOWN: colours.accent}
        belongs = [say("Theme: {name}", name=review.theme(n))] if review.theme(n) else []
        if one.offices:
            belongs.append(say("Lead office: {name}", name=one.offices[0]))
        more = [*([_DOT.join(belongs)] if belongs else []), say(RULES[one.rule])]
        return Card(
            str(n),
            one.indicator or " ".join(review.text[one.start : one.end].split()),
            say(STAGE_NAMES[stand.stage]),
            shades.get(stand.stage, ""),
            (proposal_line(one, say),),
            more,
            self._acts(n, stand.stage, stand.goal) if self._context.editable else (),
        )

    def _acts(self, n: int, stage: Stage, goal: str | None) -> list[Act]:
        say, key = self._context.say, Qt.Key
        show = Act(say("Show goal"), key.Key_Return, "Enter", partial(self._show_goal, goal or ""), primary=True)
        if stage in (Stage.ACCEPTED, Stage.KNOWN):
            return [show]
        accept = Act(say("Accept"), key.Key_Return, "Enter", partial(self._accept, n), primary=True)
        if stage is Stage.REJECTED:
            return [accept, Act(say("Reopen"), key.Key_Delete, "Del", partial(self._then_stay, self._review.reopen, n))]
        acts = [
            accept,
            Act(say("Edit"), key.Key_E, "E", partial(self._edit, n)),
            Act(say("Reject"), key.Key_Delete, "Del", partial(self._then_next, self._review.reject, n)),
            Act(say("Merge…"), key.Key_M, "M", partial(self._merge, n)),
        ]
        if self._review.parts(n):
            split = partial(self._then_next, self._review.accept_parts, n)
            acts.append(Act(say("Split"), key.Key_S, "S", split))
        return acts

    # -- acts -------------------------------------------------------------------------------------

    def accept_all(self) -> None:
        """Accept everything that is shown and still open, in one step."""
        self._review.accept(self.open())

    def _accept(self, n: int) -> None:
        if self._review.accept([n]):
            self._go_on(n)

    def _then_next(self, act: Callable[[int], bool], n: int) -> None:
        if act(n):
            self._go_on(n)

    def _then_stay(self, act: Callable[[int], bool], n: int) -> None:
        act(n)

    def _edit(self, n: int) -> None:
        if GoalForm.from_proposal(self._context, *self._review.prepared(n), self).exec():
            self._go_on(n)

    def _merge(self, n: int) -> None:
        one = self._review.proposals[n]
        dialog = MergeDialog(self._context, one, self._review.likely(n), self)
        if dialog.exec() and self._review.merge(one, dialog.chosen(), revise=dialog.revise()):
            self._go_on(n)

    def _go_on(self, n: int) -> None:
        """Go to the next open proposal after one that was decided, or stay when there is none."""
        still = self.open()
        later = [other for other in still if other > n] or still
        if later:
            self.list.choose(str(later[0]))
            self.chosen.emit(str(later[0]))

    def _show_goal(self, goal: str) -> None:
        self.goal_wanted.emit(goal)


def mark_colour(dark: bool, kind: str) -> str:
    """Return the ground of a mark in the text: of a figure, a task, or the past figure a goal starts from."""
    light = {"figure": "#DCE7FA", "task": "#DDF1E6", "baseline": "#ECEEF2"}
    return ({"figure": "#263A63", "task": "#1E3A2E", "baseline": "#2E343D"} if dark else light)[kind]


def proposal_line(one: Proposal, say: Translator) -> str:
    """Write what a proposal says in one line: target, deadline and baseline."""
    day = one.deadline.isoformat() if one.deadline else say("no deadline named")
    if one.figure is None:
        return _DOT.join((say("Task"), day))
    parts = [f"{target_text(Target('', '', one.comparator, one.low, one.high))} {one.unit}".rstrip(), day]
    if one.baseline is not None:
        figure = (
            f"{show_number(one.baseline.value)} {one.baseline.unit if one.baseline.unit != one.unit else ''}".rstrip()
        )
        year = f" ({one.baseline.day.year})" if one.baseline.day else ""
        parts.append(say("baseline {figure}", figure=figure + year))
    return _DOT.join(parts)
