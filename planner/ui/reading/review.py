"""The review of one document: its proposals, how each stands, and the acts that decide on them; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from planner.commands.accepting import Accept, Choice, Reject, goal_of
from planner.commands.edits import Remove, last_pos
from planner.commands.reviewing import Stage, Stand, stands
from planner.documents.compare import Compared, compare
from planner.documents.folding import Span
from planner.documents.proposals import Proposal
from planner.documents.propose import propose
from planner.documents.splitting import split_task
from planner.documents.theming import theme_of
from planner.domain.kinds import Decision
from planner.domain.records import Basis, Document, Goal, Review, Target
from planner.store.store import new_id
from planner.ui.context import Context
from planner.ui.worker import Job, Tick

_AT_ONCE = 4000
"""Characters of a text that is read in the window's own thread, which takes a few hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in a document: its proposals with the name of each one's theme."""

    document: str
    text: str
    proposals: Sequence[Proposal] = ()
    themes: Sequence[str] = ()


class DocumentReview(QObject):
    """Reads the document it is given, off the window's thread when it is long, and decides on what was found.

    Signals:
        found: the proposals of the document are there.
    """

    found = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._document: Document | None = None
        self._read = Read("", "")
        self._stands: Sequence[Stand] = ()
        self._job: Job | None = None

    # -- reading ----------------------------------------------------------------------------------

    def show(self, document: Document, text: str) -> None:
        """Take up a document; reads it unless it was the one read last."""
        before, self._document = self._document, document
        same = before is not None and (before.id, before.day, before.content) == (
            document.id, document.day, document.content,
        )  # fmt: skip
        if same:
            self.refresh()
            return
        themes = [theme.name for theme in self._context.plan.themes.values()]
        if len(text) <= _AT_ONCE:
            self._take(_read(document, text, themes))
            return
        self._read, self._stands = Read("", ""), ()
        self._job = Job(self)
        self._job.finished.connect(self._take)
        self._job.start(partial(_read_off, document, text, themes))

    def _take(self, read: Read) -> None:
        if self._document is None or read.document != self._document.id:
            return  # another document has been shown meanwhile
        self._read, self._job = read, None
        self.refresh()
        self.found.emit()

    def refresh(self) -> None:
        """Look again how the proposals stand in the plan."""
        self._stands = stands(self._context.plan, self._read.document, self.proposals) if self._read.document else ()

    @property
    def reading(self) -> bool:
        """Whether the text is still being read."""
        return self._job is not None

    # -- what there is ----------------------------------------------------------------------------

    @property
    def proposals(self) -> Sequence[Proposal]:
        """The proposals in reading order."""
        return self._read.proposals

    @property
    def text(self) -> str:
        """The text they were read in."""
        return self._read.text

    def stand(self, n: int) -> Stand:
        """Return how a proposal stands."""
        return self._stands[n]

    def theme(self, n: int) -> str:
        """Return the name of a proposal's theme."""
        return self._read.themes[n]

    def open(self) -> list[int]:
        """Return the proposals nothing was decided about."""
        return [n for n, stand in enumerate(self._stands) if stand.stage is Stage.OPEN]

    def parts(self, n: int) -> list[Proposal]:
        """Return the pieces of work a proposal can be split into; fewer than two when it cannot."""
        return split_task(self.proposals[n], self.text)

    def comparison(self) -> list[Compared]:
        """Return the document held against the goals that were there without it."""
        if self._document is None or not self._read.document:
            return []
        return compare(self._context.plan, self._document.id, self.text, self.proposals, self._document.day)

    def likely(self, n: int) -> str | None:
        """Return the goal of the plan a proposal most likely speaks of."""
        one = self.proposals[n]
        return next((line.goal for line in self.comparison() if line.proposal == one and line.goal), None)

    # -- acts -------------------------------------------------------------------------------------

    def accept(self, places: Sequence[int]) -> bool:
        """Accept proposals as goals, in one step."""
        return self._accept([self._choice(n) for n in places])

    def accept_parts(self, n: int) -> bool:
        """Accept a proposal as several goals, one for each piece of work in it."""
        choice = self._choice(n)
        return self._accept([replace(choice, proposal=part) for part in self.parts(n)])

    def merge(self, one: Proposal, goal: str, *, revise: bool) -> bool:
        """Let a goal rest on a proposal's words too and, if asked, take its figures from the document's day on."""
        return self._accept([Choice(one, into=goal, revise=revise)])

    def reject(self, n: int) -> bool:
        """Keep that a proposal is not wanted."""
        assert self._document is not None
        return self._context.run(Reject(self._document.id, [self.proposals[n].place]))

    def reopen(self, n: int) -> bool:
        """Take a decision back."""
        review = self.stand(n).review
        return review is not None and self._context.run(Remove("review", [review]))

    def prepared(self, n: int) -> tuple[Goal, Target, list[Basis], Review]:
        """Return what a proposal would become, for a form in which it is corrected first."""
        assert self._document is not None
        one, plan, document = self.proposals[n], self._context.plan, self._document.id
        goal, target = goal_of(plan, one, self.text, self._document.day)
        theme = next((theme.id for theme in plan.themes.values() if theme.name == self.theme(n)), None)
        lead = next((office.id for office in plan.offices.values() if office.name in one.offices[:1]), None)
        spans = (Span(one.start, one.end), *one.also)
        bases = [
            Basis(new_id(), goal.id, document, span.start, span.end, span.of(self.text), pos=last_pos(()) + k)
            for k, span in enumerate(spans)
        ]
        review = Review(new_id(), document, one.place.start, one.place.end, Decision.ACCEPTED, goal.id)
        return replace(goal, theme=theme, lead=lead), target, bases, review

    def _choice(self, n: int) -> Choice:
        return Choice(self.proposals[n], self.theme(n))

    def _accept(self, choices: Sequence[Choice]) -> bool:
        assert self._document is not None
        return bool(choices) and self._context.run(Accept(self._document.id, self.text, choices))


def _read(document: Document, text: str, themes: Sequence[str]) -> Read:
    found = propose(text, document.day)
    return Read(document.id, text, found, [theme_of(one, themes) for one in found])


def _read_off(document: Document, text: str, themes: Sequence[str], tick: Tick) -> Read:
    del tick
    return _read(document, text, themes)
