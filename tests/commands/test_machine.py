"""Random commands, undo, redo and reopening: whatever a person does, the plan, its file and its history agree."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from planner.commands.edits import Add, DuplicateGoal, Move, Remove, SetFields, add_office, add_theme
from planner.commands.goals import (
    AddGoal,
    BreakIntoMilestones,
    MarkDone,
    ReviseTarget,
    SaveGoal,
    SetPartners,
)
from planner.commands.papers import AddDocument, AttachFile
from planner.commands.recording import RecordProgress
from planner.commands.rules import rule_findings
from planner.commands.session import Session
from planner.domain.kinds import Comparator, Kind
from planner.domain.records import Goal, Milestone, Target
from planner.errors import PlannerError
from planner.store import journal
from planner.store.store import Store, new_id
from tests.build import fresh_store, goal, office, theme, ticking

NAMES = st.sampled_from(["就业", "投资", "人才", "a'b\"c", "😀", "x" * 400, "  ", "\x00"])
DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31)) | st.dates(date(2019, 12, 1), date(2021, 2, 1)) | st.none()
ENDS = st.sampled_from([date(2020, 12, 31), date(2020, 9, 30), date(2021, 6, 30), date(2020, 2, 1), None])
VALUES = st.integers(0, 4000).map(float) | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.none()
WEIRD = st.one_of(VALUES, VALUES, VALUES, st.sampled_from([float("inf"), float("nan")]))
AT_FIRST = (
    theme("jobs"), theme("works"), office("bureau"), office("station", "bureau"),
    goal("new jobs", 3000, theme="jobs", lead="bureau", partners=("station",), progress={"2020-03-31": 700.0},
         milestones={"2020-03-31": 750.0, "2020-06-30": 1500.0}),
    goal("air", theme="works", milestones={"2020-10-31": None}),
    goal("city", 120.5, kind=Kind.LEVEL, baseline=95.0, by="2022-12-31"),
)  # fmt: skip


class Planning(RuleBasedStateMachine):
    """A person at work. ``past`` and ``future`` are the plans that undo and redo must give back."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.now = ticking()
        self.session = Session(fresh_store(Path(self.folder.name), *AT_FIRST), who="tester", now=self.now)
        self.past, self.future, self.heard, self.births = [], [], [], {}
        self.learn()
        self.session.listen(self.heard.append)

    def run(self, command):
        """Run a command; a refusal must change nothing, a step must be heard of once."""
        before, steps = self.plan, self.session.store.last_step
        self.heard.clear()
        try:
            self.session.run(command)
        except PlannerError:
            assert (self.plan, self.session.store.last_step, self.heard) == (before, steps, [])
            return
        assert len(self.heard) == self.session.store.last_step - steps <= 1
        if self.heard:
            self.past.append(before)
            self.future.clear()
            self.learn()

    @property
    def plan(self):
        return self.session.plan

    def learn(self):
        """Number the ids that are new."""
        single = [id_ for rows in (self.plan.themes, self.plan.offices, self.plan.goals) for id_ in rows]
        found = (*self.plan.targets.values(), *self.plan.milestones.values())
        for id_ in (*single, *(row.id for rows in found for row in rows)):
            self.births.setdefault(id_, len(self.births))

    def some(self, data, rows, *, none=False):
        """Draw the id of one of ``rows``; ids are random, so they are told apart by their order of birth."""
        ids = sorted(rows, key=self.births.__getitem__) or ["not there"]
        return data.draw(st.sampled_from([*ids, None] if none else ids))

    def milestone(self, data):
        return self.some(data, [row.id for rows in self.plan.milestones.values() for row in rows])

    # -- what a person does -----------------------------------------------------------------------

    @rule(data=st.data(), name=NAMES, kind=st.sampled_from(Kind), low=WEIRD, start=DAYS, deadline=ENDS)
    def add_goal(self, data, name, kind, low, start, deadline):
        theme, lead = self.some(data, self.plan.themes, none=True), self.some(data, self.plan.offices, none=True)
        own = new_id()
        made = Goal(own, name, kind, theme, lead=lead, start=start)
        self.run(AddGoal(made, Target(new_id(), own, Comparator.AT_LEAST, low, None, deadline)))

    @rule(name=NAMES, pick=st.booleans())
    def add_theme_or_office(self, name, pick):
        self.run(add_theme(self.plan, name, "#123456") if pick else add_office(self.plan, name))

    @rule(data=st.data(), name=NAMES, kind=st.sampled_from(Kind), day=DAYS, value=WEIRD, archived=st.booleans())
    def set_goal_fields(self, data, name, kind, day, value, archived):
        values = {"name": name, "kind": kind, "start": day, "baseline": value, "archived": archived, "unit": name,
                  "parent": self.some(data, self.plan.goals, none=True)}  # fmt: skip
        kept = data.draw(st.sets(st.sampled_from(sorted(values)), min_size=1, max_size=2))
        ids = [self.some(data, self.plan.goals) for _ in range(data.draw(st.integers(1, 3)))]
        self.run(SetFields("goal", ids, {field: values[field] for field in sorted(kept)}))

    @rule(data=st.data(), low=WEIRD, high=WEIRD, deadline=ENDS, compare=st.sampled_from(Comparator))
    def set_target_fields(self, data, low, high, deadline, compare):
        target = self.some(data, [row.id for rows in self.plan.targets.values() for row in rows])
        values = {"low": low, "high": high, "deadline": deadline, "comparator": compare}
        kept = data.draw(st.sets(st.sampled_from(sorted(values)), min_size=1))
        self.run(SetFields("target", [target], {field: values[field] for field in sorted(kept)}))

    @rule(data=st.data(), name=NAMES, start=DAYS, low=VALUES, deadline=ENDS)
    def save_goal(self, data, name, start, low, deadline):
        partners = data.draw(st.none() | st.just([self.some(data, self.plan.offices)]))
        which = self.some(data, self.plan.goals)
        self.run(SaveGoal(which, {"name": name, "start": start}, {"low": low, "deadline": deadline}, partners=partners))

    @rule(data=st.data(), low=VALUES, since=DAYS, deadline=ENDS)
    def revise(self, data, low, since, deadline):
        which = self.some(data, self.plan.goals)
        self.run(ReviseTarget(Target(new_id(), which, Comparator.AT_LEAST, low, None, deadline, since)))

    @rule(data=st.data(), every=st.sampled_from(["month", "quarter", "half-year", "FREQ=WEEKLY;INTERVAL=6", "junk"]))
    def break_down(self, data, every):
        self.run(BreakIntoMilestones(self.some(data, self.plan.goals), every, replace_open=data.draw(st.booleans())))

    @rule(data=st.data(), name=NAMES, due=DAYS, value=WEIRD)
    def add_milestone(self, data, name, due, value):
        self.run(Add([Milestone(new_id(), self.some(data, self.plan.goals), name, due, value)]))

    @rule(data=st.data(), due=DAYS, value=WEIRD)
    def set_milestone_fields(self, data, due, value):
        values = data.draw(st.sampled_from([{"due": due}, {"value": value}, {"due": due, "value": value}]))
        self.run(SetFields("milestone", [self.milestone(data)], values))

    @rule(data=st.data(), day=DAYS)
    def mark_done(self, data, day):
        self.run(MarkDone([self.milestone(data)], day))

    @rule(data=st.data(), day=DAYS.filter(bool), value=WEIRD)
    def record(self, data, day, value):
        self.run(RecordProgress(self.some(data, self.plan.goals), day, value))

    @rule(day=DAYS)
    def move_cut_off(self, day):
        self.run(SetFields("about", ["plan"], {"as_of": day}))

    @rule(data=st.data())
    def set_partners(self, data):
        offices = {self.some(data, self.plan.offices) for _ in range(data.draw(st.integers(0, 2)))}
        self.run(SetPartners(self.some(data, self.plan.goals), sorted(offices, key=str)))

    @rule(data=st.data(), table=st.sampled_from(["goal", "theme", "office", "milestone"]))
    def remove(self, data, table):
        rows = {"goal": self.plan.goals, "theme": self.plan.themes, "office": self.plan.offices}.get(table)
        self.run(Remove(table, [self.milestone(data) if rows is None else self.some(data, rows)]))

    @rule(data=st.data())
    def duplicate(self, data):
        self.run(DuplicateGoal(self.some(data, self.plan.goals)))

    @rule(data=st.data())
    def move(self, data):
        which, before = self.some(data, self.plan.goals), self.some(data, self.plan.goals, none=True)
        fields = data.draw(st.just({}) | st.just({"theme": self.some(data, self.plan.themes, none=True)}))
        self.run(Move("goal", which, before, fields))

    @rule(data=st.data(), text=st.sampled_from(["", "一段文字", "另一段文字"]))
    def add_papers(self, data, text):
        paper = AddDocument(new_id(), "文件", text)
        self.run(data.draw(st.just(paper) | st.just(AttachFile(self.some(data, self.plan.goals), "a.txt", b"x"))))

    # -- taking back ------------------------------------------------------------------------------

    @rule(times=st.integers(1, 4))
    def undo(self, times):
        for _ in range(times):
            before, done = self.plan, self.session.undo()
            assert (done is None) == (not self.past)
            if done:
                assert list(done.left) == []
                self.future.append(before)
                assert self.plan == self.past.pop()

    @rule(times=st.integers(1, 4))
    def redo(self, times):
        for _ in range(times):
            before, done = self.plan, self.session.redo()
            assert (done is None) == (not self.future)
            if done:
                self.past.append(before)
                assert self.plan == self.future.pop()

    @precondition(lambda self: self.plan.goals)
    @rule()
    def reopen(self):
        before = self.plan
        self.session.store.close()
        self.session = Session(Store.open(self.session.store.path), who="tester", now=self.now)
        self.session.listen(self.heard.append)
        assert self.plan == before

    # -- what always holds ------------------------------------------------------------------------

    @invariant()
    def the_plan_is_what_the_file_says(self):
        assert self.plan == self.session.store.read()

    @invariant()
    def the_rules_hold(self):
        assert [finding for finding in rule_findings(self.plan) if finding.serious] == []

    @invariant()
    def the_journal_tells_the_same_story(self):
        assert journal.replay_difference(self.session.store.connection) is None

    @invariant()
    def undo_and_redo_are_named_when_there_is_something(self):
        assert (self.session.undo_label is None) == (not self.past)
        assert (self.session.redo_label is None) == (not self.future)

    def teardown(self):
        if hasattr(self, "session"):
            assert journal.broken_hash(self.session.store.connection) is None
            self.session.store.close()
            self.folder.cleanup()


TestPlanning = Planning.TestCase
TestPlanning.settings = settings(max_examples=60, stateful_step_count=40)


SELF_CHECK = settings(max_examples=60, stateful_step_count=40, phases=[Phase.generate], database=None)


class WithoutATrigger(Planning):
    """The same person on a plan whose journal misses what happens to one table."""

    @initialize()
    def begin(self):
        super().begin()
        self.session.store.connection.execute("DROP TRIGGER milestone_change")

    def reopen(self):
        """Not reopened: the fingerprint would tell at once."""


def test_self_check_a_missing_trigger_is_found():
    with pytest.raises(AssertionError):
        run_state_machine_as_test(WithoutATrigger, settings=SELF_CHECK)
