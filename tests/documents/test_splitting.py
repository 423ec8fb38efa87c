"""A clause with several pieces of work is cut where a list is, and nowhere else."""

import pytest

from planner.documents.folding import Span
from planner.documents.proposals import Proposal
from planner.documents.splitting import split_task


def parts(text, **fields):
    """Return the words of the parts of a task that is the whole text."""
    found = split_task(Proposal(0, len(text), text, "task", **fields), text)
    assert [text[one.start : one.end].strip() for one in found] == [one.indicator for one in found]
    return [one.indicator for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深化扬尘治理、加强货车监管", ["深化扬尘治理", "加强货车监管"]),
        ("深化扬尘治理，加强货车监管；推进河道清淤", ["深化扬尘治理", "加强货车监管", "推进河道清淤"]),
        ("深化扬尘治理，加强货车监管、检查", ["深化扬尘治理", "加强货车监管、检查"]),
        ("加强大气、水污染治理", []),
        ("深化扬尘治理", []),
    ],
)
def test_lists_are_cut(text, expected):
    assert parts(text) == expected


def test_a_figure_is_not_cut():
    assert parts("新建学校、医院3所", figure=Span(8, 10)) == []
