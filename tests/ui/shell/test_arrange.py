from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.domain.query import Query
from planner.ui.goals.arrange import Column, GroupBy, Sort, arrange, hangs_on_status
from tests.build import AS_OF, goal, office, plan, theme

PLAN = plan(
    theme("b", 1.0),
    theme("a", 2.0),
    office("bureau"),
    goal("one", 10, theme="a", pos=1.0, progress={"2020-06-30": 1}),
    goal("two", 30, theme="b", pos=2.0, lead="bureau", progress={"2020-06-30": 29}),
    goal("three", 20, theme="a", pos=3.0),
    goal("loose", pos=4.0),
)
ALL = Query()
STATUS = assess(PLAN, AS_OF, Rule())


def shown(group_by=GroupBy.THEME, sort=None, query=ALL):
    return {group.key: group.goals for group in arrange(PLAN, query, group_by, sort, STATUS.__getitem__)}


def test_themes_come_in_their_order_and_goals_without_one_last():
    assert shown() == {"b": ("two",), "a": ("one", "three"), "none": ("loose",)}


def test_offices_group_too():
    assert shown(GroupBy.OFFICE) == {"bureau": ("two",), "none": ("one", "three", "loose")}


def test_ungrouped_goals_keep_the_order_of_the_themes():
    assert shown(GroupBy.NOTHING) == {"": ("two", "one", "three", "loose")}


def test_missing_values_stay_last_either_way():
    assert shown(GroupBy.NOTHING, Sort(Column.TARGET))[""][-1] == "loose"
    assert shown(GroupBy.NOTHING, Sort(Column.TARGET, descending=True))[""] == ("two", "three", "one", "loose")


def test_sorting_by_gap_puts_the_worst_first():
    assert shown(GroupBy.NOTHING, Sort(Column.GAP))[""][0] == "one"


def test_groups_without_goals_are_left_out():
    assert shown(query=Query(themes=frozenset({"b"}))) == {"b": ("two",)}


def test_only_status_columns_hang_on_status():
    assert hangs_on_status(Query(), Sort(Column.GAP))
    assert not hangs_on_status(Query(), Sort(Column.NAME))
    assert hangs_on_status(Query(lights=frozenset({"done"})), None)
