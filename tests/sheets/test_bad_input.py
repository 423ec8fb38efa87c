"""What no planner should type and every planner does: each form makes right pages of it, or says one sentence."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from planner.errors import PlannerError
from planner.sheets.forms import FORMS
from planner.store.codec import TABLE_OF
from tests.build import goal, office, plan, theme
from tests.sheets.measure import letters
from tests.sheets.whole import CUT_OFF, Way, whole

STEPS = {(date(2020, 1, 1) + timedelta(days=n)).isoformat(): float(n) for n in range(300)}


def one(**fields):
    """A plan of one goal, behind, so that every form has something to say of it."""
    fields = {"title": "目标", "lead": "trade", "theme": "t", "progress": {"2020-06-30": 10.0}, **fields}
    made = plan(theme("t"), office("trade"), goal("g", 825, **fields), as_of=CUT_OFF)
    return replace(made, about=replace(made.about, title=fields.pop("plan_title", "规划")))


PLANS = {
    "a title of 500 characters": one(title="标" * 500),
    "a title of one word of 500 letters": one(title="w" * 500),
    "300 milestones": one(milestones=STEPS),
    "no milestone, no figure": one(progress={}),
    "no data at all": plan(theme("t"), office("trade"), goal("g", by=None, start=None, lead="trade"), as_of=CUT_OFF),
    "rare characters and emoji": one(title="𠮷㑇😀👨‍👩‍👧"),
    "control characters": one(title="a\x00b\x07c\u202ed\ufeff", definition="一行\n二行\r三行\t"),
    "half a pair": one(title="坏\ud800字"),
    "markup": one(title='#panic("x") $ $ */ // <a> @b \\u{0} `', unit="#[*]"),
    "huge figures": one(progress={"2020-06-30": 9e15, "2020-07-31": -9e15}, digits=6),
    "empty names": one(title="", unit="", owner=""),
    "a thousand years and more": one(start="0001-01-01", by="2999-12-31"),
    "due on the calendar's last day": one(by="9999-12-31", milestones={"9999-12-31": 825.0}),
    "due on the calendar's first day": one(start="0001-01-01", by="0001-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("given", PLANS)
@pytest.mark.parametrize("name", FORMS)
def test_every_form_bears_it(name, given):
    try:
        made = Way(name).pages(PLANS[given])
        pages = PdfReader(io.BytesIO(made.pdf())).pages
    except PlannerError:
        assert name == "slip", "only slips may have nothing to say"
        return
    assert len(pages) == made.page_count
    inked = [[one for one in letters(page) if one.text.strip()] for page in pages]
    assert all(inked)
    edge = max(one.end for page in inked for one in page if one.turn == 0)
    assert edge <= made.page_size[0] * 25.4 / 72 - 9.5  # the margin of a wall chart


@pytest.mark.parametrize("name", FORMS)
def test_a_plan_with_no_goal_is_one_sentence(name):
    with pytest.raises(PlannerError):
        Way(name).pages(plan(as_of=CUT_OFF))


def test_self_check_the_plan_with_everything_is_one():
    assert {"goal", "slip", "score", "report"} <= set(TABLE_OF.values())
    assert len(whole().goals) == 6
