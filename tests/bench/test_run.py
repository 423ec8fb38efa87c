"""The table of the bench says what was measured and whether it is enough."""

import pytest

from tests.bench.run import lines, split_unit, verdict


@pytest.mark.parametrize(
    ("what", "name", "unit"),
    [
        ("peak memory, MB", "peak memory", "MB"),
        ("scrolling, frames/s at 95 %", "scrolling at 95 %", "frames/s"),
        ("documents: seed: F1, %", "documents: seed: F1", "%"),
        ("store: edit of a milestone, 95 %", "store: edit of a milestone, 95 %", "s"),
        ("window with goals visible, s", "window with goals visible", "s"),
    ],
)
def test_units_stand_at_the_end_of_a_name(what, name, unit):
    assert split_unit(what) == (name, unit)


def test_a_row_is_a_line():
    (line,) = lines([["window with goals visible, s", 0.5, 0.25]])
    assert line.split() == ["window", "with", "goals", "visible", "500.0", "ms", "250.0", "ms", "2.00", "≤", "4", "×",
                            "a", "bare", "window:", "holds"]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "ours", "ratio", "end"),
    [
        ("edit, 95 %", 0.02, None, "MISSED"),
        ("edit, 95 %", 0.01, None, "holds"),
        ("scrolling", 59.0, None, "MISSED"),
        ("scrolling", 61.0, None, "holds"),
        ("1,000 target sheets", 9.0, 2.5, "MISSED"),
        ("reading", 9.0, None, ""),
    ],
)
def test_demands(what, ours, ratio, end):
    assert verdict(what, ours, ratio).endswith(end)
