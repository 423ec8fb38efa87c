"""The form of a goal: everything about it in one place, saved as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QListWidgetItem, QWidget

from planner.commands.edits import last_pos
from planner.commands.goals import AddGoal, SaveGoal, own_points
from planner.commands.rules import with_values
from planner.domain.kinds import Comparator, Curve, Kind
from planner.domain.records import Basis, Goal, Point, Review, Target
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.text import N_
from planner.ui.context import Context
from planner.ui.forms.curve import BENDS, MIDDLES, TRAJECTORY, CurvePreview, draft_of
from planner.ui.forms.dialog import FormDialog
from planner.ui.forms.fields import FieldSpec, Shape
from planner.ui.forms.judged import JUDGING, NUMERIC, LightPreview

if TYPE_CHECKING:
    from planner.documents.phrase import Phrase

_DATE = N_("such as 2020-12-31")
WHAT = (
    FieldSpec("goal", "name", N_("Indicator"), width=12, hint=N_("What is promised, such as new urban jobs")),
    FieldSpec("goal", "kind", N_("Kind"), Shape.LIST, 4),
    FieldSpec("goal", "theme", N_("Theme"), Shape.RECORD, 4, records="themes"),
    FieldSpec("goal", "parent", N_("Part of"), Shape.RECORD, 4, records="goals"),
    FieldSpec("goal", "definition", N_("Definition"), width=12, hint=N_("How it is counted")),
)
TARGET = (
    FieldSpec("target", "comparator", N_("Comparator"), Shape.LIST, 3),
    FieldSpec("target", "low", N_("Target value"), width=3),
    FieldSpec("goal", "unit", N_("Unit"), width=2, hint=N_("such as people")),
    FieldSpec("goal", "digits", N_("Decimals"), width=2),
    FieldSpec("target", "high", N_("Upper value"), width=2),
    FieldSpec("goal", "start", N_("Start"), width=3, hint=_DATE),
    FieldSpec("target", "deadline", N_("Deadline"), width=3, hint=_DATE),
    FieldSpec("goal", "baseline", N_("Baseline"), width=3),
    FieldSpec("goal", "baseline_day", N_("Baseline date"), width=3, hint=_DATE),
)
REVISION = (
    FieldSpec("target", "since", N_("Holds from"), width=4, hint=_DATE),
    FieldSpec("target", "reason", N_("Reason"), width=8),
    FieldSpec("target", "document", N_("Document that revises it"), Shape.RECORD, 12, records="documents"),
)
WHO = (
    FieldSpec("goal", "lead", N_("Lead office"), Shape.RECORD, 6, records="offices"),
    FieldSpec("goal", "owner", N_("Owner"), width=3),
    FieldSpec("goal", "leader", N_("Leader"), width=3),
)
MORE = (
    FieldSpec("goal", "outlook", N_("Outlook"), Shape.LIST, 4),
    FieldSpec("goal", "outlook_note", N_("Reason for the outlook"), width=8),
    FieldSpec("goal", "note", N_("Note"), Shape.LONG, 12),
)
_TARGET_KEYS = ("target.comparator", "target.low", "target.high", "target.deadline")


class GoalForm(FormDialog):
    """Add a goal, or edit one; a changed target is a correction or, when asked, a dated revision.

    ``saved_id`` is the goal's id after a save.
    """

    def __init__(self, context: Context, goal_id: str | None = None, parent: QWidget | None = None) -> None:
        say = context.say
        title = say("Edit goal") if goal_id else say("New goal")
        super().__init__(context, title, say("Save") if goal_id else say("Add goal"), parent)
        self.goal_id = goal_id
        self.saved_id = goal_id
        self._bases: Sequence[Basis] = ()
        self._review: Review | None = None
        self.add_section("", WHAT)
        self.add_section(say("Target"), TARGET)
        self.add_section(say("Planned trajectory"), TRAJECTORY)
        self._preview = CurvePreview(context, self)
        self._preview.edited.connect(self.on_edited)
        self.add_widget(self._preview)
        self.add_section(say("Judging"), JUDGING)
        self._light = LightPreview(context, self)
        self.add_widget(self._light)
        self._revise = QCheckBox(say("The target was revised: keep the former one and its date"), self)
        self._revise.toggled.connect(self._show_for_kind)
        self.add_widget(self._revise)
        self.add_section("", REVISION)
        self.add_section(say("Who"), WHO)
        self._partners = self._make_partners()
        self.add_section(say("More"), MORE)
        self.finish()
        self._fill(context.plan.goals.get(goal_id) if goal_id else None)
        self.editors["goal.kind"].edited.connect(self._show_for_kind)
        self.editors["goal.curve"].edited.connect(self._show_for_kind)
        self.editors["target.comparator"].edited.connect(self._show_for_kind)
        self._show_for_kind()
        self.resize(720, 760)
        self.editors["goal.name"].setFocus()

    @classmethod
    def from_phrase(cls, context: Context, phrase: Phrase, basis: Basis, parent: QWidget | None = None) -> GoalForm:
        """Return the form of a new goal, filled with what stands plainly in a phrase, keeping its basis."""
        form = cls(context, None, parent)
        form._bases = (basis,)
        form.fill(
            {
                "goal.name": phrase.indicator,
                "goal.kind": phrase.kind,
                "goal.unit": phrase.unit,
                "target.comparator": phrase.comparator,
                "target.low": phrase.low,
                "target.high": phrase.high,
                "target.deadline": phrase.deadline,
            },
            digits=0,
        )
        if phrase.deadline:
            form.fill({"goal.start": date(phrase.deadline.year, 1, 1)})
        form._show_for_kind()
        return form

    @classmethod
    def from_proposal(
        cls, context: Context, goal: Goal, target: Target, bases: Sequence[Basis], review: Review,
        parent: QWidget | None = None,
    ) -> GoalForm:  # fmt: skip
        """Return the form of a new goal, filled with a proposal; saving keeps its bases and the decision."""
        form = cls(context, None, parent)
        form._bases, form._review = bases, review
        records: dict[str, Goal | Target] = {"goal": goal, "target": target}
        own = {key: _value_of(records[key.split(".")[0]], key.split(".")[1]) for key in form.editors}
        form.fill({**own, "target.since": None, "target.reason": "", "target.document": None}, goal.digits)
        form._show_for_kind()
        return form

    # -- building ---------------------------------------------------------------------------------

    def _make_partners(self) -> QListWidget:
        label = QLabel(self.context.say("Partner offices"), self)
        label.setProperty("tone", "muted")
        box = QListWidget(self)
        box.setFixedHeight(96)
        box.setObjectName("partners")
        for id_, office in self.context.plan.offices.items():
            item = QListWidgetItem(office.name, box)
            item.setData(Qt.ItemDataRole.UserRole, id_)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        label.setVisible(box.count() > 0)
        box.setVisible(box.count() > 0)
        self.add_widget(label)
        self.add_widget(box)
        return box

    def _fill(self, goal: Goal | None) -> None:
        plan = self.context.plan
        shown = goal or self._new_goal()
        target = (plan.target(goal.id) if goal else None) or Target("", shown.id, Comparator.AT_LEAST)
        if goal is None:
            target = replace(target, deadline=date(self.context.as_of.year, 12, 31))
        values: dict[str, object] = {}
        for key in self.editors:
            table, name = key.split(".")
            values[key] = _value_of(shown if table == "goal" else target, name)
        values |= {"target.since": None, "target.reason": "", "target.document": None}
        self.fill(values, shown.digits)
        self._preview.set_points(own_points(plan, shown.id), shown.digits)
        partners = {row.office for row in plan.partners.get(shown.id, ())}
        for n in range(self._partners.count()):
            item = self._partners.item(n)
            chosen = item.data(Qt.ItemDataRole.UserRole) in partners
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)

    def _new_goal(self) -> Goal:
        as_of = self.context.as_of
        return Goal(new_id(), "", start=date(as_of.year, 1, 1))

    def _show_for_kind(self) -> None:
        """Show only what the kind, the comparator and the wish to revise ask for."""
        numeric = self.editors["goal.kind"].value() is not Kind.TASKS
        ranged = self.editors["target.comparator"].value() is Comparator.RANGE
        for key in (
            "target.comparator",
            "target.low",
            "goal.unit",
            "goal.digits",
            "goal.baseline",
            "goal.baseline_day",
        ):
            self.editors[key].setVisible(numeric)
        self.editors["target.high"].setVisible(numeric and ranged)
        for key in NUMERIC:
            self.editors[key].setVisible(numeric)
        for key in ("goal.outlook", "goal.outlook_note"):
            self.editors[key].setVisible(not numeric)
        self._revise.setVisible(self.goal_id is not None)
        for key in ("target.since", "target.reason", "target.document"):
            self.editors[key].setVisible(self._revise.isChecked())
        self._show_curve(numeric=numeric)

    def _show_curve(self, *, numeric: bool) -> None:
        """Show the parameters of the chosen curve, and the line as it would be."""
        curve = self.editors["goal.curve"].peek()
        self.editors["goal.curve"].setVisible(numeric)
        for key, known in (("goal.bend", BENDS), ("goal.middle", MIDDLES)):
            own = known.get(curve) if isinstance(curve, Curve) else None
            self.editors[key].setVisible(numeric and own is not None)
            if own is not None:
                self.editors[key].rename(*own)
        self._preview.setVisible(numeric)
        self._preview.show_points(shown=curve is Curve.POINTS)
        self.on_edited()

    def on_edited(self) -> None:
        """Draw the line anew from what is typed."""
        super().on_edited()
        draft = draft_of(self.context.plan, self.goal_id or "", self.editors, self._points())
        self._preview.show_plan(*draft)
        self._light.show_plan(*draft)

    def _points(self) -> dict[date, float]:
        try:
            return self._preview.points(self.editors["goal.unit"].text().strip())
        except PlannerError:
            return {}

    def revise(self) -> None:
        """Ask for a dated revision instead of a correction."""
        self._revise.setChecked(True)

    # -- saving -----------------------------------------------------------------------------------

    def on_save(self) -> None:
        """Save as one step; a refusal stays in the form."""
        values = self.read(self.editors["goal.unit"].text().strip())
        if values is None:
            return
        if values.get("goal.kind") is Kind.TASKS:
            values |= {"target.low": None, "target.high": None}
        elif values.get("target.comparator") is not Comparator.RANGE:
            values["target.high"] = None
        try:
            points = self._preview.points(self.editors["goal.unit"].text().strip())
        except PlannerError as wrong:
            self.show_refusal(wrong.message)
            return
        command = self._add(values, points) if self.goal_id is None else self._save(self.goal_id, values, points)
        refusal = self.context.try_run(command)
        if refusal is None:
            self.accept()
        else:
            self.show_refusal(refusal)

    def _add(self, values: dict[str, object], points: dict[date, float]) -> AddGoal:
        plan = self.context.plan
        goal = with_values(self._new_goal(), {**_own(values, "goal"), "pos": last_pos(plan.goals.values())})
        target = with_values(
            Target(new_id(), goal.id), _own({k: values[k] for k in _TARGET_KEYS if k in values}, "target")
        )
        bases = [replace(basis, goal=goal.id) for basis in self._bases]
        self.saved_id = goal.id
        review = replace(self._review, goal=goal.id) if self._review else None
        own = [Point(new_id(), goal.id, day, value) for day, value in points.items()]
        return AddGoal(goal, target, self._chosen_partners(), bases, review, own)

    def _save(self, goal_id: str, values: dict[str, object], points: dict[date, float]) -> SaveGoal:
        plan = self.context.plan
        goal, target = plan.goals[goal_id], plan.target(goal_id)
        goal_values = {k: v for k, v in _own(values, "goal").items() if v != _value_of(goal, k)}
        wanted = {k: values[k] for k in _TARGET_KEYS if k in values}
        target_values = {k: v for k, v in _own(wanted, "target").items() if target is None or v != _value_of(target, k)}
        partners = self._chosen_partners()
        same = set(partners) == {row.office for row in plan.partners.get(goal_id, ())}
        revision = None
        if self._revise.isChecked():
            base = target or Target("", goal_id)
            revision = with_values(base, {**_own(values, "target"), "id": new_id()})
            target_values = {}
        old = {point.day: point.value for point in own_points(plan, goal_id)}
        return SaveGoal(goal_id, goal_values, target_values, revision, None if same else partners,
                        None if points == old else points)  # fmt: skip

    def _chosen_partners(self) -> list[str]:
        items = (self._partners.item(n) for n in range(self._partners.count()))
        return [str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() is Qt.CheckState.Checked]


def _own(values: dict[str, object], table: str) -> dict[str, object]:
    return {key.split(".")[1]: value for key, value in values.items() if key.startswith(table + ".")}


def _value_of(record: Goal | Target, name: str) -> object:
    return getattr(record, name)
