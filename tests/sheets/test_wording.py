"""Days, values and targets as a sheet writes them."""

from datetime import date

import pytest

from planner.domain.kinds import Comparator
from planner.domain.records import Goal, Target
from planner.sheets.room import share_out, shortened, text_width
from planner.sheets.wording import breakable, clauses, listed, long_day, target_words, with_unit
from tests.sheets.paper import SAY

EN, ZH = SAY["en"], SAY["zh"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target("t", "g", Comparator.AT_LEAST, 825), "≥ 825.0 亿元"),
        (Target("t", "g", Comparator.AT_MOST, 35), "≤ 35.0 亿元"),
        (Target("t", "g", Comparator.EQUAL, 3), "3.0 亿元"),
        (Target("t", "g", Comparator.RANGE, 2, 3), "2.0–3.0 亿元"),
        (Target("t", "g", Comparator.ABOUT, 120), "≈ 120.0 亿元"),
        (Target("t", "g"), "—"),
        (None, "—"),
    ],
)
def test_targets(target, words):
    assert target_words(target, Goal("g", "g", unit="亿元", digits=1)).replace("\xa0", " ") == words


def test_percent_signs_stand_close():
    assert with_unit(92.5, Goal("g", "g", unit="%", digits=1)) == "92.5%"
    assert with_unit(None, Goal("g", "g", unit="%")) == "—"


def test_days():
    assert long_day(date(2020, 9, 30), EN) == "30 Sep 2020"
    assert long_day(date(2020, 9, 30), ZH) == "2020年9月30日"
    assert long_day(None, EN) == "—"


def test_lists_have_their_own_comma():
    assert listed(["甲", "", "乙", "丙"], ZH) == "甲、乙、丙"
    assert clauses(["甲", "乙"], ZH) == "甲，乙"
    assert listed([], ZH) == ""


def test_long_words_may_break():
    told = breakable({"a": ["x" * 45, "目标" * 30]})
    assert [len(part) for part in told["a"][0].split("\N{ZERO WIDTH SPACE}")] == [20, 20, 5]
    assert told["a"][1] == "目标" * 30


def test_shortened_fits():
    assert shortened("目标", 4) == "目标"
    assert shortened("目标任务书", 4) == "目标任…"
    assert text_width(shortened("word " * 40, 9), 1) <= 9


def bare(**more):
    """The least a sheet's data holds."""
    light = {"why": "", "notes": []}
    return {"name": "g", "facts": [], "who": [], "bases": [], "light": light, "numeric": False, "progress": None,
            "milestones": [], "valued": False, "reports": [{"head": "", "texts": ["", "", "", ""]}]} | more  # fmt: skip


def test_an_empty_sheet_is_set_loosely_with_room_to_write():
    room = share_out(bare(), "zh")
    assert room.single
    assert room.by.size == 10.5
    assert room.writing > 100


def test_the_fuller_a_sheet_the_tighter_it_is_set():
    row = {"name": "一步", "note": "", "due": "2020年6月30日", "value": "1", "office": "某局", "state": "未到时限"}
    rooms = [share_out(bare(milestones=[row] * n), "zh") for n in (4, 20, 32, 60)]
    assert [room.by.size for room in rooms] == [10.5, 10.5, 9.5, 9.5]
    assert [room.single for room in rooms] == [True, True, True, False]
