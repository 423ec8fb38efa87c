"""The demonstration plan: the zone's goals, with invented progress that says it is invented."""

from __future__ import annotations

from datetime import date

import pytest

from planner.analysis.status import assess
from planner.analysis.values import Light
from planner.commands.presets import load_rule
from planner.commands.rules import checked
from planner.commands.seeding import make_plan
from planner.domain.plan import Plan
from tests.build import ticking


@pytest.fixture(scope="module")
def plans(tmp_path_factory) -> tuple[Plan, Plan]:
    folder = tmp_path_factory.mktemp("plans")
    made = []
    for source in ("zone", "demo"):
        session = make_plan(folder / f"{source}.plan", source, who="tester", now=ticking())
        session.store.close()
        made.append(session.plan)
    return made[0], made[1]


def test_it_is_marked(plans) -> None:
    _, demo = plans
    assert demo.about.demo
    assert "演示" in demo.about.title
    assert demo.about.as_of == date(2020, 9, 30)


def test_it_promises_what_the_zone_promises(plans) -> None:
    assert _promises(plans[0]) == _promises(plans[1])


def _promises(plan: Plan) -> list[object]:
    found = []
    for goal in plan.in_order():
        target = plan.target(goal.id)
        found.append((goal.name, goal.kind, target.comparator, target.low, target.high, target.deadline))
    return found


def test_it_keeps_the_program_s_own_rules(plans) -> None:
    _, demo = plans
    owned = [row for table in (demo.milestones, demo.reports) for rows in table.values() for row in rows]
    measured = [row for goal, series in demo.measurements.items() for row in series.records(goal)]
    for record in [*demo.goals.values(), *owned, *measured]:
        assert checked(demo, record) == record
    assert all(row.done <= demo.about.as_of for rows in demo.milestones.values() for row in rows if row.done)


def test_owners_are_posts_not_people(plans) -> None:
    posts = ("长", "主任", "书记")
    assert all(goal.owner.endswith(posts) for goal in plans[1].goals.values() if goal.owner)


def test_milestones_add_to_the_published_tasks(plans) -> None:
    zone, demo = plans
    published = {row.name for rows in zone.milestones.values() for row in rows}
    shown = {row.name for rows in demo.milestones.values() for row in rows}
    assert published < shown


def test_all_six_lights_occur(plans) -> None:
    _, demo = plans
    states = assess(demo, demo.about.as_of, load_rule(demo.about.rule))
    assert {state.light for state in states.values()} == set(Light)
