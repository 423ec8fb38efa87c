"""Goals proposed from whole texts: what shall be, what was, what is a name, and in whose words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.documents.proposals import RULES, Proposal
from planner.documents.propose import propose
from planner.domain.kinds import Comparator, Kind

DAY = date(2022, 3, 1)


def goals(text: str, day: date | None = DAY) -> list[Proposal]:
    return [one for one in propose(text, day) if one.figure]


def told(text: str, day: date | None = DAY) -> list[tuple[str, str, float | None, str]]:
    return [(one.indicator, one.comparator.value, one.low, one.unit) for one in goals(text, day)]


def test_a_review_gives_no_goal_and_a_plan_does() -> None:
    text = (
        "一、2021年工作回顾\n全县新建泵站9座，税收增长12.4%。\n农房改造提升4000户。\n"
        "二、2022年工作安排\n新建泵站6座，税收增长8%。\n"
    )
    assert told(text) == [("新建泵站", "=", 6, "座"), ("税收增长", "=", 8, "%")]


def test_a_line_of_boasts_without_any_date_is_past() -> None:
    assert told("县域经济首次进入前列，税收增长12.46%，荣获3项表彰，利润同比增长9.8%。") == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("今年新增甲类企业8家、乙类企业6家、丙类企业2家。", ["新增甲类企业", "新增乙类企业", "新增丙类企业"]),
        ("今年泥沙量、渗漏量分别下降9%、4%以上。", ["泥沙量下降", "渗漏量下降"]),
        ("城乡居民人均收入分别增长6%和7%。", ["城镇居民人均收入增长", "农村居民人均收入增长"]),
        ("木材产业持续转型。产值突破30亿元。", ["木材产业产值"]),
        ("确保税收增长6%，力争达到8%。", ["税收增长", "税收增长"]),
        ("新开工厂房3000平方米，建成2000平方米。", ["新开工厂房", "建成厂房"]),
        ("建设4座泵站和12处塘坝。", ["泵站", "塘坝"]),
        ("茶园占山地面积一半以上。", ["茶园占山地面积比重"]),
    ],
)
def test_names_are_made_whole_from_their_context(sentence: str, names: list[str]) -> None:
    assert [one.indicator for one in goals(sentence)] == names


def test_floor_and_stretch_stand_side_by_side() -> None:
    assert [(one.low, one.rule) for one in goals("确保税收增长6%，力争达到8%。")] == [(6, "announced"), (8, "list")]


@pytest.mark.parametrize(
    "sentence",
    [
        "今年重点抓好八个方面工作。",
        "今年聚焦“三个一批”，打响“两大品牌”。",
        "今年继续推进总投资50亿元的造纸产业园建设。",
        "今年落实中央八项规定精神，开展三年行动。",
        "对新认定的企业，给予一次性奖励20万元。",
        "对年产值达到5000万元的，按投资额的10%给予补助，最高不超过200万元。",
        "将现行16%的税率降至13%。",
        "今年推动县造纸厂60万吨化学浆项目释放产能。",
        "培训期为60天左右，学习党的十九届六中全会精神。",
        "今年打造一批样板村，引进一系列项目。",
        "联系电话：0371-12345678，咨询时间9时至17时，第3条第2款。",
        "目前，全县有泵站230座，已完成改造12座。",
        "今年以来，共有86家企业投产。",
        "保持县域经济全国500强、前10名位次。",
        "要解决好80万人的吃水问题。",
        "今年要建好G334公路、5G网络和M2车间。",
    ],
)
def test_what_is_no_goal(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("今年新建泵站6座。", date(2022, 12, 31)),
        ("到2025年底，建成泵站6座。", date(2025, 12, 31)),
        ("“十四五”期间建成泵站6座。", date(2025, 12, 31)),
        ("今后五年，建成泵站6座。", date(2026, 12, 31)),
        ("9月底前建成泵站6座。", date(2022, 9, 30)),
        ("三季度末建成泵站6座。", date(2022, 9, 30)),
        ("明年建成泵站6座。", date(2023, 12, 31)),
    ],
)
def test_deadlines(sentence: str, deadline: date) -> None:
    assert [one.deadline for one in goals(sentence)] == [deadline]


def test_a_deadline_holds_for_its_part_of_the_text() -> None:
    text = "一、发展目标\n到2024年底，建成泵站7座。\n二、主要任务\n改造渠道30公里。其中6月底前改造10公里。\n"
    assert [one.deadline for one in goals(text)] == [date(2024, 12, 31), date(2024, 12, 31), date(2022, 6, 30)]


def test_without_the_documents_date_this_year_stays_open() -> None:
    assert [one.deadline for one in goals("今年新建泵站6座。", None)] == [None]
    assert [one.deadline for one in goals("到2025年建成泵站6座。", None)] == [date(2025, 12, 31)]


@pytest.mark.parametrize(
    ("words", "comparator", "low", "high", "unit"),
    [
        ("税收增长5%—5.5%", Comparator.RANGE, 5, 5.5, "%"),
        ("失业率控制在4%以内", Comparator.AT_MOST, 4, None, "%"),
        ("失业率控制在4%左右", Comparator.ABOUT, 4, None, "%"),
        ("森林覆盖率达到三分之一以上", Comparator.AT_LEAST, 100 / 3, None, "%"),
        ("新增贷款1.2万亿元", Comparator.EQUAL, 1.2, None, "万亿元"),
        ("培训农民５０００多人", Comparator.AT_LEAST, 5000, None, "人"),
        ("减少贫困人口1000万以上", Comparator.AT_LEAST, 1000, None, "万"),
        ("颗粒物浓度不超过33微克/立方米", Comparator.AT_MOST, 33, None, "微克/立方米"),
        ("新建水库二十座", Comparator.EQUAL, 20, None, "座"),
    ],
)
def test_figures(words: str, comparator: Comparator, low: float, high: float | None, unit: str) -> None:
    (one,) = goals(f"今年{words}。")
    assert (one.comparator, one.high, one.unit) == (comparator, high, unit)
    assert one.low == pytest.approx(low)


def test_a_past_figure_becomes_the_baseline() -> None:
    (one,) = goals("去年，全县新增就业5200人。\n今年，全县计划新增就业5500人。\n")
    assert one.baseline is not None
    assert (one.baseline.value, one.baseline.unit) == (5200, "人")
    (other,) = goals("今年财政收入由52亿元增加到56亿元。")
    assert other.baseline is not None
    assert (other.indicator, other.baseline.value) == ("财政收入", 52)


def test_the_same_goal_said_twice_has_two_places() -> None:
    text = "县里今年新建泵站6座\n\n本报讯 会议提出，今年新建泵站6座。\n"
    (one,) = goals(text)
    assert [text[place.start : place.end] for place in one.also] == ["县里今年新建泵站6座"]


def test_town_and_country_are_never_joined() -> None:
    assert len(goals("今年城镇居民人均可支配收入增长7%，农村居民人均可支配收入增长7%。")) == 2


def test_tasks_of_a_list_stand_one_by_one() -> None:
    found = propose("今年，要深化河道采砂治理、推进节水型学校创建，抓好防汛演练。", DAY)
    assert [one.indicator for one in found] == ["深化河道采砂治理", "推进节水型学校创建", "抓好防汛演练"]
    assert {one.kind for one in found} == {Kind.TASKS}
    assert found[0].as_prediction()["kind"] == "qualitative"


def test_offsets_and_rules_of_every_proposal_hold() -> None:
    text = "今年，力争新建泵站６座、改造渠道12.5公里；要深化河道采砂治理。"
    for one in propose(text, DAY):
        assert one.rule in RULES
        assert 0 <= one.start < one.end <= len(text)
        if one.figure:
            assert text[one.figure.start : one.figure.end] in {"６座", "12.5公里"}
            assert one.start <= one.figure.start < one.figure.end <= one.end


@pytest.mark.parametrize(
    "part", ["新建泵站6座和渠道30公里", "新建泵站6座、", "1234567890", "分别增长5%、6%、", "“（将"]
)
def test_a_huge_line_without_an_end_is_read(part: str) -> None:
    text = part * (100_000 // len(part))
    assert isinstance(propose(text, DAY), list)


_WORDS = """
今年 去年 到2025年 力争 确保 新建 新增 达到 分别 增长 由 从 占 一半 三分之一 两个 12 3.5 ６ 2~3 % 亿元 个
以上 左右 不超过 的 项目 、 ， 。 ； “ ” （ ） 了 已 第
"""


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*_WORDS.split(), "\n"]), max_size=40).map("".join), st.sampled_from([None, DAY]))
def test_any_text_is_read_and_read_alike_twice(text: str, day: date | None) -> None:
    found = propose(text, day)
    assert found == propose(text, day)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_any_characters_are_read(text: str) -> None:
    assert all(one.rule in RULES for one in propose(text, DAY))


def test_headings_part_what_was_from_what_shall_be() -> None:
    text = (
        "一、工作总结\n（一）强化民生保障\n建成学校5所。\n二、存在的问题\n3个项目滞后，缺口资金2亿元。\n"
        "三、产业升级\n巩固治理成效\n新建厂房20万平方米。\n1.新增企业30家\n"
    )
    assert told(text) == [("新建厂房", "=", 20, "万平方米"), ("新增企业", "=", 30, "家")]


def test_a_far_vision_is_no_deadline() -> None:
    text = "依据第十五个五年规划，综合考虑2035年远景目标，提出税收年均增长5%。"
    assert [one.deadline for one in goals(text, date(2026, 1, 5))] == [date(2030, 12, 31)]
