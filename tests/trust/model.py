"""The store against a plain model: a dictionary and two lists say what it must hold after anything done to it."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from planner.domain.records import About, Goal, Theme
from planner.store.check import check_connection
from planner.store.connection import connect
from planner.store.opening import upgrade_if_older
from planner.store.store import Edit, Store, new_id
from planner.text import message
from tests.trust.writer import START

PLANS = Path(__file__).parent.parent / "plans"
ACTS = 40
OLDER = ("v1.plan", "v2.plan", "v3.plan", "v3-full.plan")
FIELDS = {"theme": ("name", "colour", "pos"), "goal": ("name", "baseline", "note", "theme", "archived")}
RECORDS = {"theme": Theme, "goal": Goal}
TEXTS = st.sampled_from(["就业", "a'b\"c", "😀", "x" * 300, "", "\x00甲", "1.0"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-3, 3).map(float)

Rows = dict[tuple[str, str], dict[str, object]]
"""What is there: (table, id) → the values of its fields."""


class Abandoned(Exception):
    """A step was given up half-way."""


@dataclass(slots=True)
class Model:
    """What came of the runs."""

    examples: int = 0
    acts: int = 0
    steps: int = 0
    failures: int = 0

    @property
    def clean(self) -> bool:
        """Whether store and model never differed."""
        return self.examples > 0 and not self.failures


class Comparing(RuleBasedStateMachine):
    """The store and the model side by side."""

    made = Model()
    empty: Path
    folder: Path

    @initialize(older=st.integers(0, 23))
    def begin(self, older):
        type(self).made.examples += 1
        type(self).made.acts -= 1  # what is looked at before the first of them
        self.path = Path(tempfile.mkdtemp(dir=self.folder)) / "model.plan"
        self.store = None
        old = self.folder / OLDER[older] if older < len(OLDER) else None
        shutil.copyfile(old or self.empty, self.path)
        connection = connect(self.path)
        self.rows = rows_in(connection)
        connection.close()
        if old is None:
            self.store = Store.open(self.path)
        self.past, self.future = [], []

    @contextmanager
    def step(self) -> Iterator[tuple[Edit, Rows]]:
        """Run a step on both; what changes nothing is no step to either."""
        after = deepcopy(self.rows)
        with self.store.step(message("Change {table}"), who="", at=START) as edit:
            yield edit, after
        if after != self.rows:
            self.past.append(self.rows)
            self.future.clear()
            self.rows = after
        type(self).made.steps += 1

    def some(self, data, table):
        """Draw a row by its place: ids are random, and the same draw must mean the same row in every run."""
        return data.draw(st.sampled_from([id_ for name, id_ in self.rows if name == table] or [""]))

    def write(self, data, edit: Edit, after: Rows) -> None:
        """Add, change and remove a few rows."""
        for what in data.draw(st.lists(st.sampled_from("aasssr"), min_size=1, max_size=3)):
            table = data.draw(st.sampled_from(["theme", "goal"]))
            if what == "a":
                new = Theme(new_id(), data.draw(TEXTS)) if table == "theme" else Goal(new_id(), data.draw(TEXTS))
                edit.insert(new)
                after[table, new.id] = {name: plain(getattr(new, name)) for name in FIELDS[table]}
                continue
            id_ = self.some(data, table)
            if (table, id_) not in after:
                continue
            if what == "r":
                edit.remove(RECORDS[table], [id_])
                del after[table, id_]
            else:
                self.set_one(data, edit, after, table, id_)

    def set_one(self, data, edit: Edit, after: Rows, table: str, id_: str) -> None:
        own = {"name": TEXTS, "note": TEXTS, "colour": TEXTS, "pos": NUMBERS, "baseline": NUMBERS | st.none(),
               "theme": st.none(), "archived": st.booleans()}  # fmt: skip
        field = data.draw(st.sampled_from(FIELDS[table]))
        value = data.draw(own[field])
        edit.update(RECORDS[table], id_, **{field: value})
        after[table, id_][field] = plain(value)

    @precondition(lambda self: self.store)
    @rule(data=st.data())
    def edit(self, data):
        with self.step() as (edit, after):
            self.write(data, edit, after)

    @precondition(lambda self: self.store)
    @rule(data=st.data())
    def abandon(self, data):
        try:
            with self.step() as (edit, after):
                self.write(data, edit, after)
                raise Abandoned  # noqa: TRY301 - it leaves the step, as a bug in a command would
        except Abandoned:
            assert not self.store.connection.in_transaction

    @precondition(lambda self: self.store and self.past)
    @rule(times=st.integers(1, 3))
    def undo(self, times):
        for _ in range(min(times, len(self.past))):
            assert self.store.undo(who="", at=START) is not None
            self.future.append(self.rows)
            self.rows = self.past.pop()

    @precondition(lambda self: self.store and self.future)
    @rule(times=st.integers(1, 3))
    def redo(self, times):
        for _ in range(min(times, len(self.future))):
            assert self.store.redo(who="", at=START) is not None
            self.past.append(self.rows)
            self.rows = self.future.pop()

    @precondition(lambda self: self.store)
    @rule()
    def reopen(self):
        self.store.close()
        self.store = Store.open(self.path)

    @precondition(lambda self: not self.store)
    @rule()
    def migrate(self):
        assert upgrade_if_older(self.path) is not None
        self.store = Store.open(self.path)

    @invariant()
    def every_act_counts(self):
        type(self).made.acts += 1

    @precondition(lambda self: self.store)
    @invariant()
    def the_file_holds_what_the_model_holds(self):
        assert rows_in(self.store.connection) == self.rows

    def teardown(self):
        if getattr(self, "store", None):
            assert check_connection(self.store.connection) == []
            plan = self.store.read()
            assert {id_ for table, id_ in self.rows if table == "goal"} == set(plan.goals)
            self.store.close()
        if hasattr(self, "path"):
            shutil.rmtree(self.path.parent)


class WithoutATrigger(Comparing):
    """The same on a store whose journal misses what happens to one table."""

    made = Model()

    @precondition(lambda self: self.store)
    @rule()
    def spoil(self):
        self.store.connection.execute("DROP TRIGGER IF EXISTS theme_change")

    def reopen(self):
        """Not reopened: the fingerprint would tell at once."""


def plain(value: object) -> object:
    """Return a value as SQLite keeps it."""
    return int(value) if isinstance(value, bool) else value


def rows_in(connection) -> Rows:
    """Read the rows with plain SQL, past our own reading."""
    found: Rows = {}
    for table, fields in FIELDS.items():
        for id_, *values in connection.execute(f"SELECT id, {', '.join(fields)} FROM {table} WHERE gone = 0"):
            found[table, id_] = dict(zip(fields, values, strict=True))
    return found


def run(folder: Path, examples: int, *, machine: type[Comparing] = Comparing) -> Model:
    """Compare ``examples`` histories of 40 acts: the same each time below 1,000. ``folder`` is best in memory."""
    machine.folder, machine.empty, machine.made = folder, folder / "empty.plan", Model()
    for name in OLDER:
        shutil.copyfile(PLANS / name, folder / name)
    machine.empty.unlink(missing_ok=True)
    with Store.create(machine.empty) as store, store.step(message("x"), who="", at=START, kind="seed") as edit:
        edit.insert(About("plan", "试", as_of=START.date()), Theme("t", "主题"), Goal("g", "目标"))
    chosen = settings(
        max_examples=examples, stateful_step_count=ACTS + 1, phases=[Phase.generate], database=None, deadline=None,
        derandomize=examples < 1000,
        suppress_health_check=list(HealthCheck), print_blob=True,
    )  # fmt: skip
    try:
        run_state_machine_as_test(machine, settings=chosen, _min_steps=ACTS + 1)  # the first of them begins
    except Exception:  # noqa: BLE001 - any failure of a run counts, an assertion or our own bug
        machine.made.failures = 1
        if machine is Comparing:  # what was planted is meant to fail, and would bury what is not
            traceback.print_exc()
    return machine.made


def planted(folder: Path) -> bool:
    """Whether a missing trigger is found."""
    return run(folder, 60, machine=WithoutATrigger).failures > 0
