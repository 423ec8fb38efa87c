"""The worst texts end in time and in order: whatever is read, places lie in the text and nothing is guessed twice."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.documents.compare import compare
from planner.documents.propose import propose
from planner.documents.splitting import split_task
from planner.domain.plan import Plan
from planner.domain.records import About

PIECES = (
    "今年", "去年", "新增", "就业", "3000人", "达到", "以上", "825亿元", "，", "。", "、", "\n", "到2022年",
    "两个", "％", "一、", "（", "）", "力争", "😀", "𠮷", "\x0b",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=150)
@given(WORDS | st.text(max_size=120), st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_places_lie_in_the_text_and_reading_repeats(text, day):
    found = propose(text, day)
    assert found == propose(text, day)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.place.start < one.place.end <= len(text)
        assert all(one.start <= part.start < part.end <= one.end for part in split_task(one, text))


@settings(max_examples=60)
@given(WORDS)
def test_against_an_empty_plan_everything_is_new(text):
    found = propose(text, date(2020, 5, 8))
    lines = compare(Plan(About("plan")), "d", text, found, date(2020, 5, 8))
    assert [line.proposal for line in lines] == found


@pytest.mark.parametrize("piece", ["今年新增就业3000人，", "一" * 50, "1,", "（", "、治理"])
def test_one_line_without_an_end(piece):
    text = (piece * 60_000)[:60_000]
    assert all(one.end <= len(text) for one in propose(text, None))
