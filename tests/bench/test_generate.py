"""The big plan of the benchmarks is the same each time and keeps the program's rules."""

from __future__ import annotations

import pytest

from planner.commands.rules import checked
from planner.domain.plan import Plan
from planner.store.check import check_connection
from planner.store.store import Store
from tests.bench.generate import make_big


@pytest.fixture(scope="module")
def plans(tmp_path_factory) -> list[Plan]:
    folder = tmp_path_factory.mktemp("big")
    found = []
    for name in ("one.plan", "other.plan"):
        make_big(folder / name, 120, milestones=4, measurements=10)
        with Store.open(folder / name) as store:
            assert check_connection(store.connection) == []
            found.append(store.read())
    return found


def test_it_is_the_same_each_time(plans) -> None:
    assert plans[0] == plans[1]


def test_it_has_the_size_asked_for(plans) -> None:
    plan = plans[0]
    numeric = [goal for goal in plan.goals.values() if goal.kind.numeric]
    assert (len(plan.goals), len(plan.themes), len(plan.offices)) == (120, 12, 60)
    assert sum(map(len, plan.milestones.values())) == 120 * 4
    assert sum(map(len, plan.measurements.values())) == len(numeric) * 10


def test_its_records_may_be_in_a_plan(plans) -> None:
    plan = plans[0]
    owned = [row for table in (plan.targets, plan.milestones) for rows in table.values() for row in rows]
    for record in [*plan.goals.values(), *plan.offices.values(), *owned]:
        assert checked(plan, record) == record
