"""Proposals become goals: accept, merge and reject, each act one step that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.commands.deciding import decide
from planner.commands.edits import THEME_COLOURS, find, last_pos
from planner.commands.goals import ReviseTarget, partner_records
from planner.commands.papers import AddDocument
from planner.commands.rules import LONGEST_NAME, checked
from planner.documents.folding import Span
from planner.documents.proposals import Proposal
from planner.documents.quantities import in_base
from planner.documents.units import same_unit
from planner.domain.kinds import Decision
from planner.domain.numbers import decimals
from planner.domain.plan import Plan
from planner.domain.records import Basis, Document, Goal, Office, Record, Review, Target, Theme
from planner.errors import PlannerError
from planner.store.store import Edit, new_id
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposal to accept: as a goal of its own, or into a goal that is there already.

    ``theme`` is a name. The theme and the proposal's offices are made when the plan has none of that name.
    With ``revise``, the goal ``into`` takes the proposal's figures as a revised target from the document's day on.
    """

    proposal: Proposal
    theme: str = ""
    into: str | None = None
    revise: bool = False


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept proposals of one document in one step: goals, targets, baselines, bases, themes, decisions.

    ``text`` is the document's stored text. ``new`` stores the document first, in the same step. Proposals that
    say the same become one goal with several bases.
    """

    document: str
    text: str
    choices: Sequence[Choice]
    new: AddDocument | None = None

    def label(self, plan: Plan) -> Message:
        """Name the goal, or count them."""
        if self.new is not None:
            return message(
                "Add document “{title}” and accept {n} proposed goals", title=self.new.title[:40], n=len(self.choices)
            )
        if len(self.choices) != 1:
            return message("Accept {n} proposed goals", n=len(self.choices))
        (choice,) = self.choices
        name = _name(choice.proposal, self.text)[:40]
        if choice.into is None:
            return message("Accept proposed goal “{name}”", name=name)
        goal = plan.goals.get(choice.into)
        other = goal.name[:40] if goal else ""
        if choice.revise:
            return message("Revise target of “{other}” by the document", other=other)
        return message("Merge proposal “{name}” into “{other}”", name=name, other=other)

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write everything, or raise a refusal before anything is kept."""
        plan = self._with_document(plan, edit)
        making = _Making(self, plan, edit)
        for choice in self.choices:
            making.take(choice)
        edit.insert(*making.records)
        for review in making.decisions:
            decide(making.plan, edit, review)

    def _with_document(self, plan: Plan, edit: Edit) -> Plan:
        if self.new is None:
            find(plan, "document", self.document)
            return plan
        self.new.apply(plan, edit)
        fresh = Document(self.new.id_, self.new.title, day=self.new.day)
        return replace(plan, documents={**plan.documents, fresh.id: fresh})


@dataclass(slots=True)
class _Making:
    """The records of one acceptance while they are gathered; links are checked against ``plan`` as it grows."""

    order: Accept
    plan: Plan
    edit: Edit
    records: list[Record] = field(default_factory=list)
    decisions: list[Review] = field(default_factory=list)
    same: dict[tuple[object, ...], str] = field(default_factory=dict)
    revised: set[str] = field(default_factory=set)
    rested: dict[str, list[Basis]] = field(default_factory=dict)

    def take(self, choice: Choice) -> None:
        """Make, or find, the goal of a proposal, and let it rest on the proposal's words."""
        one = choice.proposal
        said = (_name(one, self.order.text), one.unit, one.low, one.high, one.deadline, one.kind)
        goal = choice.into or self.same.get(said)
        if goal is None:
            goal = self._make_goal(choice)
            self.same[said] = goal
        else:
            find(self.plan, "goal", goal)
        if choice.into and choice.revise and goal not in self.revised:
            self.revised.add(goal)
            self._revise(goal, one)
        for span in (Span(one.start, one.end), *one.also):
            self._rest(goal, span)
        self._decide(goal, one.place)

    def _make_goal(self, choice: Choice) -> str:
        one, plan = choice.proposal, self.plan
        goal, target = goal_of(plan, one, self.order.text, self._day())
        offices = [self._office(name) for name in one.offices]
        goal = replace(goal, theme=self._theme(choice.theme), lead=next(iter(offices), None))
        self.plan = replace(self.plan, goals={**self.plan.goals, goal.id: goal})
        helpers = partner_records(goal.id, offices[1:])
        self.records += [checked(self.plan, record) for record in (goal, target, *helpers)]
        return goal.id

    def _day(self) -> date | None:
        return self.plan.documents[self.order.document].day

    def _revise(self, goal: str, one: Proposal) -> None:
        day = self._day()
        if day is None:
            raise PlannerError("The document has no date. Give it one in its properties; the new target holds from it.")
        own, document = self.plan.goals[goal], self.plan.documents[self.order.document]
        old = self.plan.target(goal)
        if one.figure and not same_unit(own.unit, one.unit):
            raise PlannerError(
                "“{name}” is counted in “{unit}”, the document says “{other}”. Edit the target by hand.",
                name=own.name[:40], unit=own.unit, other=one.unit,
            )  # fmt: skip
        low, high = (_converted(value, one.unit, own.unit) for value in (one.low, one.high))
        deadline = one.deadline or (old.deadline if old else None)
        target = Target(new_id(), goal, one.comparator, low, high, deadline, day, document.title[:200], document.id)
        ReviseTarget(target).apply(self.plan, self.edit)

    def _rest(self, goal: str, span: Span) -> None:
        there = [*self.plan.bases.get(goal, ()), *self.rested.get(goal, ())]
        if any((row.document, row.start, row.end) == (self.order.document, span.start, span.end) for row in there):
            return
        words = span.of(self.order.text)
        basis = Basis(new_id(), goal, self.order.document, span.start, span.end, words, pos=last_pos(there))
        self.rested.setdefault(goal, []).append(basis)
        self.records.append(checked(self.plan, basis))

    def _decide(self, goal: str, place: Span) -> None:
        review = Review(new_id(), self.order.document, place.start, place.end, Decision.ACCEPTED, goal)
        self.decisions.append(review)

    def _theme(self, name: str) -> str | None:
        found = next((theme.id for theme in self.plan.themes.values() if theme.name == name.strip()), None)
        if found or not name.strip():
            return found
        colour = THEME_COLOURS[len(self.plan.themes) % len(THEME_COLOURS)]
        theme = Theme(new_id(), name.strip(), colour, last_pos(self.plan.themes.values()))
        self.plan = replace(self.plan, themes={**self.plan.themes, theme.id: theme})
        self.records.insert(0, checked(self.plan, theme))
        return theme.id

    def _office(self, name: str) -> str:
        found = next((office.id for office in self.plan.offices.values() if office.name == name.strip()), None)
        if found:
            return found
        office = Office(new_id(), name.strip(), pos=last_pos(self.plan.offices.values()))
        self.plan = replace(self.plan, offices={**self.plan.offices, office.id: office})
        self.records.insert(0, checked(self.plan, office))
        return office.id


@dataclass(frozen=True, slots=True)
class Reject:
    """Keep that the goals proposed at some places of a document are not wanted."""

    document: str
    places: Sequence[Span]

    def label(self, plan: Plan) -> Message:
        """Count them."""
        if len(self.places) == 1:
            return message("Reject a proposed goal")
        return message("Reject {n} proposed goals", n=len(self.places))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write the decisions."""
        find(plan, "document", self.document)
        for place in self.places:
            decide(plan, edit, Review(new_id(), self.document, place.start, place.end, Decision.REJECTED))


# -- from a proposal to records -------------------------------------------------------------------


def goal_of(plan: Plan, one: Proposal, text: str, day: date | None) -> tuple[Goal, Target]:
    """Return the goal and the target a proposal stands for, with fresh ids; ``day`` is the document's date."""
    base = one.baseline if one.baseline and same_unit(one.baseline.unit, one.unit) else None
    baseline = _converted(base.value, base.unit, one.unit) if base else None
    values = [value for value in (one.low, one.high, baseline) if value is not None]
    goal = Goal(
        new_id(),
        _name(one, text),
        one.kind,
        unit=one.unit,
        digits=max((decimals(value, 0) for value in values), default=0),
        baseline=baseline,
        baseline_day=base.day if base else None,
        start=_start(one.deadline, day),
        pos=last_pos(plan.goals.values()),
    )
    return goal, Target(new_id(), goal.id, one.comparator, one.low, one.high, one.deadline)


def _start(deadline: date | None, day: date | None) -> date | None:
    """Return the first day of the document's year, or of the deadline's where that is earlier or alone known."""
    known = [one.year for one in (deadline, day) if one is not None]
    return date(min(known), 1, 1) if known else None


def _name(one: Proposal, text: str) -> str:
    return (one.indicator.strip() or " ".join(text[one.start : one.end].split()))[:LONGEST_NAME]


def _converted(value: float | None, unit: str, wanted: str) -> float | None:
    if value is None or unit == wanted:
        return value
    return float(f"{in_base(value, unit) / in_base(1.0, wanted):.12g}")
