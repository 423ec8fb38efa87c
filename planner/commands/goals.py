"""Commands on goals: add with target, revise a target, break into milestones, record progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from planner.analysis.splits import along, smooth
from planner.analysis.trajectory import planned
from planner.commands.deciding import decide
from planner.commands.edits import find, last_pos
from planner.commands.rules import checked, goal_span, with_values
from planner.domain.days import period_ends
from planner.domain.fields import table_name
from planner.domain.kinds import Kind
from planner.domain.plan import Plan
from planner.domain.records import Basis, Goal, Milestone, Partner, Point, Record, Review, Target
from planner.errors import PlannerError
from planner.store.store import Edit, new_id
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class AddGoal:
    """Add a goal with its first target and, when it comes from a document, its bases.

    The records carry their final ids; ``target.goal`` and each ``basis.goal`` must be ``goal.id``, and
    ``review.goal`` too: the decision on the proposal the goal comes from.
    """

    goal: Goal
    target: Target
    partners: Sequence[str] = ()  # office ids
    bases: Sequence[Basis] = ()
    review: Review | None = None
    points: Sequence[Point] = ()

    def label(self, plan: Plan) -> Message:
        """Name the goal."""
        return message("Add goal “{name}”", name=self.goal.name[:40])

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check goal, target and their relation, then write."""
        goal = self.goal if self.goal.pos else replace(self.goal, pos=last_pos(plan.goals.values()))
        with_goal = replace(plan, goals={**plan.goals, goal.id: goal})
        records: list[Record] = [goal, self.target, *partner_records(goal.id, self.partners), *self.bases]
        with_goal = replace(with_goal, targets={**plan.targets, goal.id: (self.target,)})
        edit.insert(*(checked(with_goal, record) for record in (*records, *self.points)))
        if self.review is not None:
            decide(with_goal, edit, self.review)


@dataclass(frozen=True, slots=True)
class SaveGoal:
    """Save what a form changed in a goal, in one step: its fields, its target, its partner offices.

    ``target_values`` correct the target in force; ``revision`` adds a dated one instead and leaves the
    former as it was. ``partners`` are office ids, ``points`` the goal's own points by day; ``None`` when unchanged.
    """

    goal: str
    goal_values: Mapping[str, object] = field(default_factory=dict)
    target_values: Mapping[str, object] = field(default_factory=dict)
    revision: Target | None = None
    partners: Sequence[str] | None = None
    points: Mapping[date, float] | None = None

    def label(self, plan: Plan) -> Message:
        """Name the goal."""
        goal = plan.goals.get(self.goal)
        return message("Edit goal “{name}”", name=goal.name[:40] if goal else "")

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check goal and target against each other's new values, then write."""
        goal: Goal = find(plan, "goal", self.goal)
        target = plan.target(goal.id) or Target(new_id(), goal.id)
        new_goal = with_values(goal, self.goal_values)
        new_target = with_values(target, self.target_values)
        in_force = self.revision or new_target
        later = replace(plan, goals={**plan.goals, goal.id: new_goal}, targets={**plan.targets, goal.id: (in_force,)})
        checked(later, new_goal)
        checked(later, new_target)
        if self.goal_values:
            edit.update(Goal, goal.id, **self.goal_values)
        if plan.target(goal.id) is None:
            edit.insert(new_target)
        elif self.target_values:
            edit.update(Target, target.id, **self.target_values)
        if self.revision is not None:
            ReviseTarget(self.revision).apply(replace(plan, goals=later.goals), edit)
        if self.partners is not None:
            SetPartners(goal.id, self.partners).apply(plan, edit)
        if self.points is not None:
            _set_points(later, goal.id, self.points, edit)


def own_points(plan: Plan, goal: str) -> list[Point]:
    """Return the points a person gave a goal's line, without those from which its rest was spread again."""
    again = {target.since - timedelta(days=1) for target in plan.targets.get(goal, ()) if target.since}
    return [point for point in plan.points.get(goal, ()) if point.day not in again]


def _set_points(plan: Plan, goal: str, points: Mapping[date, float], edit: Edit) -> None:
    old = {point.day: point for point in own_points(plan, goal)}
    edit.remove(Point, [point.id for day, point in old.items() if points.get(day) != point.value])
    left = [point for point in plan.points.get(goal, ()) if point.day not in old or point.day in points]
    kept = replace(plan, points={**plan.points, goal: tuple(point for point in left if point.day not in points)})
    fresh = [Point(new_id(), goal, day, value) for day, value in sorted(points.items())
             if day not in old or old[day].value != value]  # fmt: skip
    edit.insert(*(checked(kept, point) for point in fresh))


def partner_records(goal: str, offices: Sequence[str]) -> list[Record]:
    """Return the records that make ``offices`` partners of a goal, in order."""
    return [Partner(new_id(), goal, office, float(n + 1)) for n, office in enumerate(offices)]


@dataclass(frozen=True, slots=True)
class SetPartners:
    """Replace a goal's partner offices."""

    goal: str
    offices: Sequence[str]

    def label(self, plan: Plan) -> Message:
        """Say what is changed."""
        return message("Change partner offices")

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Keep the partners that stay, mark the others gone, add the new ones."""
        find(plan, "goal", self.goal)
        old = {row.office: row for row in plan.partners.get(self.goal, ())}
        edit.remove(Partner, [row.id for office, row in old.items() if office not in self.offices])
        fresh = [office for office in self.offices if office not in old]
        edit.insert(*(checked(plan, row) for row in partner_records(self.goal, fresh)))


@dataclass(frozen=True, slots=True)
class ReviseTarget:
    """Set a new target from a day on; the former stays in force before that day, and stays in the plan."""

    target: Target

    def label(self, plan: Plan) -> Message:
        """Say what is changed."""
        return message("Revise target")

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Refuse a revision without a day or before an earlier one, then write."""
        if self.target.since is None:
            raise PlannerError("A revised target needs the date from which it holds.")
        newest = plan.target(self.target.goal)
        if newest and newest.since and newest.since >= self.target.since:
            raise PlannerError("There is already a target from {since} on. Choose a later date.", since=newest.since)
        edit.insert(checked(plan, self.target))


@dataclass(frozen=True, slots=True)
class BreakIntoMilestones:
    """Break a goal into milestones, one at the end of each period, with values along its trajectory.

    ``every`` is month, quarter, half-year, year or a recurrence rule. Existing milestones that are not
    done are replaced when ``replace_open`` is set, else kept. ``names`` gives the pattern of the new names;
    ``{date}`` is replaced by the day.
    """

    goal: str
    every: str
    name: str = "{date}"
    office: str | None = None
    replace_open: bool = True

    def label(self, plan: Plan) -> Message:
        """Name the goal."""
        goal = plan.goals.get(self.goal)
        return message("Break “{name}” into milestones", name=goal.name[:40] if goal else "")

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write the milestones; the values end at the target and the steps add up to it."""
        old = plan.milestones.get(self.goal, ())
        if self.replace_open:
            edit.remove(Milestone, [row.id for row in old if row.done is None])
        edit.insert(*(checked(plan, row) for row in milestones_for(plan, self)))


def milestones_for(plan: Plan, command: BreakIntoMilestones) -> list[Milestone]:
    """Return the milestones the command would make, for a preview; nothing is written.

    Values are running totals (or levels) on the goal's trajectory, whole where the goal's are; the
    increments between them add up to the way from start to target exactly (largest remainder).
    """
    goal: Goal = find(plan, "goal", command.goal)
    start, deadline = goal_span(plan, goal)
    if start is None or deadline is None:
        raise PlannerError("The goal “{name}” needs a start and a deadline before it can be broken down.",
                           name=goal.name[:40])  # fmt: skip
    days = period_ends(start, deadline, command.every)
    kept = plan.milestones.get(goal.id, ())
    taken = {row.due for row in kept if row.done is not None or not command.replace_open}
    values = _values_at(plan, goal, days)
    office = command.office if command.office is not None else goal.lead
    return [
        Milestone(new_id(), goal.id, command.name.replace("{date}", day.isoformat()), day, value, office, pos=float(n))
        for n, (day, value) in enumerate(zip(days, values, strict=True), 1)
        if day not in taken
    ]


def _values_at(plan: Plan, goal: Goal, days: Sequence[date]) -> Sequence[float | None]:
    if goal.kind is Kind.TASKS:
        return [None] * len(days)
    line = planned(replace(plan, milestones={}), smooth(goal))
    if line is None:
        return [None] * len(days)
    return along(line, days, goal.digits)


@dataclass(frozen=True, slots=True)
class MarkDone:
    """Set or clear the day on which milestones were reached."""

    ids: Sequence[str]
    day: date | None

    def label(self, plan: Plan) -> Message:
        """Say what is done."""
        if self.day is None:
            return message("Mark {table} as open", table=table_name("milestone"))
        return message("Mark {table} as done", table=table_name("milestone"))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check the day against the cut-off, then write."""
        if self.day and plan.about.as_of and self.day > plan.about.as_of:
            raise PlannerError("{day} lies after the cut-off date {as_of}.", day=self.day, as_of=plan.about.as_of)
        for id_ in self.ids:
            find(plan, "milestone", id_, edit)
            edit.update(Milestone, id_, done=self.day)
