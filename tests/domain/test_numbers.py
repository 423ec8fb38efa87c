"""Numbers as planners write them, and amounts whose parts always add up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.numbers import read_number, show_fixed, show_number, show_percent, split_amount
from planner.errors import PlannerError


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1200", "", 1200),
        ("1,200.5", "", 1200.5),
        ("１，２００", "", 1200),
        ("825亿元", "亿元", 825),
        ("92.5%", "%", 92.5),
        ("92.5％", "%", 92.5),
        ("-3", "", -3),
        ("−3.5", "", -3.5),
        ("+3", "", 3),
        (" 3 000 人 ", "人", 3000),
        (".5", "", 0.5),
    ],
)
def test_reading(text, unit, value):
    assert read_number(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("825万元", "亿元", "does not end in this goal's unit"),
        ("12,34", "", "does not end in"),
        ("1.2.3", "", "does not end in"),
        ("很多", "", "is not a number"),
        ("", "", "is not a number"),
        ("nan", "", "is not a number"),
        ("inf", "", "is not a number"),
        ("9" * 30, "", "too large"),
    ],
)
def test_what_is_no_number_of_this_goal_is_refused(text, unit, why):
    with pytest.raises(PlannerError, match=why):
        read_number(text, unit)


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 2)))
def test_what_is_shown_is_read_again(value):
    assert read_number(show_number(value, 0)) == pytest.approx(value, abs=0.005)
    assert read_number(show_fixed(value, 2)) == pytest.approx(value, abs=0.005)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234.5, 0, "1,234.5"),
        (1234.0, 0, "1,234"),
        (-3.0, 1, "−3.0"),
        (-0.001, 0, "0"),
        (None, 0, "—"),
        (math.nan, 0, "—"),
    ],
)
def test_showing(value, digits, text):
    assert show_number(value, digits) == text


def test_signs_and_shares():
    assert show_number(3.0, sign=True) == "+3"
    assert show_percent(0.1234) == "12.3%"
    assert show_percent(-0.05, sign=True) == "−5.0%"
    assert (show_percent(None), show_fixed(None, 1)) == ("—", "—")


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.floats(0, 1e6), min_size=1, max_size=24).filter(lambda weights: sum(weights) > 0),
    st.integers(0, 3),
)
def test_parts_add_up_exactly(whole, weights, digits):
    total, scale = whole / 10**digits, 10**digits
    parts = split_amount(total, weights, digits)
    assert sum(round(part * scale) for part in parts) == whole
    assert all(part * total >= 0 for part in parts)


@given(st.integers(0, 10**6), st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_no_part_is_more_than_one_away_from_its_share(total, weights):
    parts = split_amount(total, weights)
    assert all(abs(part - total * w / sum(weights)) < 1 for part, w in zip(parts, weights, strict=True))


def test_a_total_finer_than_its_digits_keeps_its_decimals():
    assert split_amount(5.84, [1, 1], 0) == [2.92, 2.92]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_split_nothing(weights):
    with pytest.raises(ValueError, match="weights"):
        split_amount(1, weights)
