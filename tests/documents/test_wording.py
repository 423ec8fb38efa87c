"""Ways of writing goals that differ from issuer to issuer: doublings, shared bounds, asides, offices, old spelling."""

from datetime import date

import pytest

from planner.documents.proposals import Proposal
from planner.documents.propose import propose

DAY = date(2022, 3, 1)


def goals(text: str, day: date | None = DAY) -> list[Proposal]:
    return [one for one in propose(text, day) if one.figure]


def told(text: str, day: date | None = DAY) -> list[tuple[str, str, float | None, str]]:
    return [(one.indicator, one.comparator.value, one.low, one.unit) for one in goals(text, day)]


@pytest.mark.parametrize(
    ("sentence", "low", "unit"),
    [
        ("到2025年，茶叶产值比2020年翻一番。", 2, "倍"),
        ("到2025年，茶叶产值翻两番。", 4, "倍"),
        ("今年渠道水利用系数提高到0.62以上。", 0.62, ""),
        ("今年税收增长百分之八点五。", 8.5, "%"),
        ("今年人口自然增长率控制在千分之六以内。", 0.6, "%"),
        ("今年孕产妇死亡率控制在11/10万以内。", 11, "/10万"),
        ("今年解决1.3万困难群众吃水问题。", 1.3, "万"),
        ("今年 6 月底前新建泵站 12 座。", 12, "座"),
    ],
)
def test_figures_of_all_spellings(sentence: str, low: float, unit: str) -> None:
    assert [(one.low, one.unit) for one in goals(sentence)] == [(pytest.approx(low), unit)]


def test_offsets_hold_where_blanks_stand_between_figures_and_words() -> None:
    text = "到 2025 年，渠道达到 30 公里 以上。"
    (one,) = goals(text)
    assert one.figure is not None
    assert text[one.figure.start : one.figure.end] == "30 公里"
    assert one.deadline == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("sentence", "comparators"),
    [
        ("今年泥沙量、渗漏量分别控制在3万吨、4万吨以内。", ["<=", "<="]),
        ("今年泥沙量、渗漏量分别下降9%、4%以上。", [">=", ">="]),
        ("今年泥沙量、渗漏量、损毁量分别下降9%、4%以上、5%以上。", ["=", ">=", ">="]),
        ("今年渠道、塘坝、水窖分别不少于3条、4条、5条。", [">=", ">=", ">="]),
    ],
)
def test_paired_figures_share_the_word_that_binds_them(sentence: str, comparators: list[str]) -> None:
    assert [one.comparator.value for one in goals(sentence)] == comparators


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("今年木材产量达到5万吨、总产值8亿元。", ["木材产量", "总产值"]),
        ("今年实施水渠整治工程，完成投资2亿元。", ["水渠整治完成投资"]),
        ("今年实施水渠整治工程，开工建设12条。", ["水渠整治开工建设"]),
        ("今年税收确保年均增长6%、力争年均增长8%。", ["税收年均增长", "税收年均增长"]),
        ("今年泥沙、渗漏排放总量分别为3万吨、2万吨。", ["泥沙排放总量", "渗漏排放总量"]),
        ("今年普及水利教育，毛入学率达到90%。", ["水利教育毛入学率"]),
        ("今年新增合作社9家，累计达到40家。", ["新增合作社", "合作社"]),
        ("今年进出口总额30亿元，其中木材5亿元。", ["进出口总额", "木材进出口总额"]),
        ("今年改造泵站12座（含续建3座）。", ["改造泵站", "续建改造泵站"]),
    ],
)
def test_short_names_take_their_subject(text: str, names: list[str]) -> None:
    assert [one.indicator for one in goals(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "第 15 条 渠道管护由县水务局负责，本条例自 2023 年起施行。",
        "今年，年产值1亿元以上的企业，按照每新增1亿元奖励10万元的标准兑现。",
        "今年，税负在5%以上的加工项目享受本办法。",
        "一、工作进展情况\n2022年，预计实现税收5.6亿元，改造泵站13座。",
        "一、主要指标完成情况\n1.税收：完成税收5.6亿元，增幅7.5%。",
        "今年每个行政村建设1个取水点，县与镇各承担50%。",
        "今年要办好8件惠民实事，提出20项指标。",
        "今年，12名先进个人受到表彰，全县共230余人参加。",
        "去年，改造渠道13公里。全年新建泵站12座，居全县首位，连续3年增长，历年最多。",
        "今年，将起征点从月销售额8万元提高到12万元。",
    ],
)
def test_more_that_is_no_goal(text: str) -> None:
    assert told(text) == []


def test_the_figure_compared_with_is_no_goal() -> None:
    text = "到2025年，泥沙量和渗漏量分别控制在3万吨、2万吨以内，比2020年的5万吨、4万吨分别减少40%、50%。"
    assert told(text) == [
        ("泥沙量", "<=", 3, "万吨"),
        ("渗漏量", "<=", 2, "万吨"),
        ("泥沙量减少", "=", 40, "%"),
        ("渗漏量减少", "=", 50, "%"),
    ]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("县里将在三年内新建泵站6座。", date(2024, 12, 31)),
        ("今明两年新建泵站6座。", date(2023, 12, 31)),
        ("2022年至2024年，新建泵站6座。", date(2024, 12, 31)),
        ("县里提出，到2026年，泵站面貌一新。此后新建泵站6座。", date(2026, 12, 31)),
        ("二、2022年目标\n一季度集中开工。新建泵站6座。", date(2022, 12, 31)),
        ("“十四五”期末，泵站达到6座。", date(2025, 12, 31)),
    ],
)
def test_deadlines_of_spans_and_parts(text: str, deadline: date) -> None:
    assert goals(text)[-1].deadline == deadline


def test_the_part_and_the_offices_named_belong_to_a_proposal() -> None:
    text = (
        "一、2022年主要目标\n税收增长6%。（县税务局牵头，县财政局、县统计局配合）\n"
        "二、水利和灌溉\n新建泵站6座。（责任单位：县水务局、各镇人民政府）\n改造渠道3公里。\n牵头单位：县水务局\n"
    )
    tax, pumps, canal = goals(text)
    assert (tax.theme, tax.offices) == ("", ("县税务局", "县财政局", "县统计局"))
    assert (pumps.theme, pumps.offices) == ("水利和灌溉", ("县水务局",))
    assert (canal.theme, canal.offices) == ("水利和灌溉", ("县水务局",))
    assert canal.as_prediction()["offices"] == ["县水务局"]


def test_a_row_of_numbers_is_no_phrase() -> None:
    assert goals("今年" + "3个2个" * 2000) == []
