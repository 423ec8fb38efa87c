"""Proposals become goals in one step, decisions outlive closing, and a later document revises without overwriting."""

from dataclasses import replace
from datetime import date

import pytest

from planner.commands.accepting import Accept, Choice, Reject
from planner.commands.edits import Remove
from planner.commands.papers import AddDocument
from planner.commands.reviewing import Stage, stands
from planner.documents.compare import Standing, compare
from planner.documents.folding import Span
from planner.documents.proposals import Proposal
from planner.documents.propose import propose
from planner.documents.theming import theme_of
from planner.domain.kinds import Comparator, Kind
from planner.errors import PlannerError
from planner.store.store import Store
from tests.build import fresh_session

DAY = date(2020, 5, 8)
TEXT = (
    "全区年度工作会议\n2020年5月8日\n"
    "会议提出，今年全年新签约项目金额达到825亿元以上，其中引进世界500强项目1个。去年全区新签约项目金额820亿元。\n"
    "就业方面，全年新增城镇就业3000人，农村劳动力转移就业1200人。\n"
    "生态方面，深化挥发性有机物治理，加强柴油货车监管。到2022年，建成区面积扩大到120平方公里。\n"
)
LATER = (
    "全区年中工作会议\n2020年8月1日\n"
    "会议要求，全年新签约项目金额达到850亿元以上，新增城镇就业3000人，新建人才公寓500套。\n"
)


@pytest.fixture
def desk(tmp_path):
    made = fresh_session(tmp_path)
    made.run(AddDocument("d1", "全区年度工作会议", TEXT, day=DAY))
    yield made
    made.store.close()


def accept(desk, text=TEXT, document="d1", **fields):
    """Accept everything a text proposes."""
    found = propose(text, DAY)
    desk.run(Accept(document, text, [Choice(one, **fields) for one in found]))
    return found


def by_name(plan, part):
    """Return the one goal whose name holds ``part``."""
    (goal,) = [goal for goal in plan.goals.values() if part in goal.name]
    return goal


def test_all_goals_are_made_in_one_step_and_taken_back_in_one(desk):
    found = accept(desk)
    assert len(desk.plan.goals) == len(found) >= 6
    desk.undo()
    assert (desk.plan.goals, desk.plan.bases, desk.plan.reviews) == ({}, {}, {})


def test_a_goal_has_target_baseline_and_the_words_it_came_from(desk):
    accept(desk)
    goal = by_name(desk.plan, "新签约项目金额")
    target = desk.plan.target(goal.id)
    assert (target.comparator, target.low, target.deadline) == (Comparator.AT_LEAST, 825, date(2020, 12, 31))
    assert (goal.baseline, goal.unit, goal.start) == (820, "亿元", date(2020, 1, 1))
    (basis,) = desk.plan.bases[goal.id]
    assert basis.quote == TEXT[basis.start : basis.end]
    assert "825亿元" in basis.quote


def test_work_without_a_figure_becomes_a_task_list(desk):
    accept(desk)
    goal = by_name(desk.plan, "挥发性有机物治理")
    assert (goal.kind, desk.plan.target(goal.id).low) == (Kind.TASKS, None)


def test_the_same_promise_twice_is_one_goal_with_two_bases(desk):
    (one, *_), shift = propose(TEXT, DAY), 3
    again = type(one)(one.start + shift, one.end, one.indicator, one.rule, one.kind, one.comparator, one.low, one.high,
                      one.unit, one.deadline, Span(one.start + shift, one.end))  # fmt: skip
    desk.run(Accept("d1", TEXT, [Choice(one), Choice(again)]))
    (goal,) = desk.plan.goals
    assert len(desk.plan.bases[goal]) == 2


def test_themes_and_offices_are_found_by_name_or_made(desk):
    (one, other, *_) = propose(TEXT, DAY)
    named = replace(one, offices=("招商局", "商务局"))
    desk.run(Accept("d1", TEXT, [Choice(named, "招商引资"), Choice(replace(other, offices=("招商局",)), "招商引资")]))
    assert [theme.name for theme in desk.plan.themes.values()] == ["招商引资"]
    assert sorted(office.name for office in desk.plan.offices.values()) == ["商务局", "招商局"]
    assert len({goal.lead for goal in desk.plan.goals.values()}) == 1
    assert [len(desk.plan.partners.get(goal, ())) for goal in desk.plan.goals] == [1, 0]


@pytest.mark.parametrize(
    ("name", "part", "known", "theme"),
    [
        ("新增就业", "", [], "就业创业"),
        ("新增就业", "", ["就业"], "就业"),
        ("项目", "生态", ["污染防治"], "污染防治"),
        ("某项", "大事", [], "大事"),
        ("某项", "着力办好一批长期以来想办的大事", [], ""),
    ],
)
def test_a_theme_bears_the_name_the_plan_has_for_it(name, part, known, theme):
    assert theme_of(Proposal(0, 1, name, "task", theme=part), known) == theme


def test_decisions_survive_closing_half_way(desk):
    found = propose(TEXT, DAY)
    desk.run(Accept("d1", TEXT, [Choice(found[0])]))
    desk.run(Reject("d1", [found[1].place]))
    desk.store.close()
    with Store.open(desk.store.path) as store:
        stages = [stand.stage for stand in stands(store.read(), "d1", found)]
    assert stages == [Stage.ACCEPTED, Stage.REJECTED, *[Stage.OPEN] * (len(found) - 2)]


def test_undo_takes_a_decision_back(desk):
    (one, *_) = propose(TEXT, DAY)
    desk.run(Reject("d1", [one.place]))
    desk.undo()
    assert stands(desk.plan, "d1", [one])[0].stage is Stage.OPEN


def test_a_rejected_proposal_can_still_be_accepted(desk):
    (one, *_) = propose(TEXT, DAY)
    desk.run(Reject("d1", [one.place]))
    desk.run(Accept("d1", TEXT, [Choice(one)]))
    assert stands(desk.plan, "d1", [one])[0].stage is Stage.ACCEPTED
    assert len(desk.plan.reviews) == 1


def test_a_proposal_is_open_again_when_its_goal_is_deleted(desk):
    (one, *_) = accept(desk)
    goal = stands(desk.plan, "d1", [one])[0].goal
    desk.run(Remove("goal", [goal]))
    assert stands(desk.plan, "d1", [one])[0].stage is Stage.OPEN


def test_decisions_go_with_their_document(desk):
    accept(desk)
    desk.run(Remove("document", ["d1"]))
    assert desk.plan.reviews == {}
    assert desk.plan.goals


def test_a_document_and_its_goals_come_in_one_step(tmp_path):
    desk = fresh_session(tmp_path)
    with desk.store:
        new = AddDocument("d9", "会议", TEXT, day=DAY)
        desk.run(Accept("d9", TEXT, [Choice(one) for one in propose(TEXT, DAY)], new))
        desk.undo()
        assert (desk.plan.documents, desk.plan.goals) == ({}, {})


# -- new against old ------------------------------------------------------------------------------


@pytest.fixture
def later(desk):
    accept(desk)
    desk.run(AddDocument("d2", "全区年中工作会议", LATER, day=date(2020, 8, 1)))
    return desk


def lines(desk):
    """Return what a later document says of the goals there are, by standing."""
    found: dict[Standing, list] = {}
    for line in compare(desk.plan, "d2", LATER, propose(LATER, date(2020, 8, 1)), date(2020, 8, 1)):
        found.setdefault(line.standing, []).append(line)
    return found


def test_a_later_document_is_held_against_the_goals(later):
    found = lines(later)
    (changed,) = found[Standing.CHANGED]
    assert (changed.old.low, changed.proposal.low) == (825, 850)
    assert "825亿元" in changed.old_words
    assert "850亿元" in changed.new_words
    assert [line.proposal.low for line in found[Standing.UNCHANGED]] == [3000]
    assert [line.proposal.low for line in found[Standing.NEW]] == [500]
    assert len(found[Standing.MISSING]) == len(later.plan.goals) - 2


def test_accepting_a_change_adds_a_dated_revision_and_overwrites_nothing(later):
    (changed,) = lines(later)[Standing.CHANGED]
    later.run(Accept("d2", LATER, [Choice(changed.proposal, into=changed.goal, revise=True)]))
    first, second = later.plan.targets[changed.goal]
    assert (first.low, second.low, second.since, second.document) == (825, 850, date(2020, 8, 1), "d2")
    assert [basis.document for basis in later.plan.bases[changed.goal]] == ["d1", "d2"]
    (again,) = lines(later)[Standing.CHANGED]
    assert again.taken
    assert again.old.low == 825


def test_a_document_without_a_date_revises_nothing(desk):
    (one, *_) = accept(desk)
    goal = stands(desk.plan, "d1", [one])[0].goal
    desk.run(AddDocument("d3", "无日期", LATER))
    with pytest.raises(PlannerError, match="has no date"):
        desk.run(Accept("d3", LATER, [Choice(propose(LATER, None)[0], into=goal, revise=True)]))


def test_self_check_a_goal_whose_time_is_over_is_not_missed(later):
    over = compare(later.plan, "d2", LATER, [], date(2023, 1, 1))
    assert over == []
