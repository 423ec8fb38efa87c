"""Bulletin, slips, pledge and wall chart, measured in the PDFs they make."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from planner.analysis.ranking import ranking
from planner.analysis.values import Light, Reason, Rule, Status
from planner.commands.slips import IssueSlips
from planner.domain.records import Slip
from planner.errors import PlannerError
from planner.sheets.bulletin import bulletin_data
from planner.sheets.fonts import FontChoice
from planner.sheets.forms import pages_of
from planner.sheets.orders import Order
from planner.sheets.slip import drafts, slip_number
from planner.sheets.wall import wall_data
from planner.text import message
from tests.build import AS_OF, fresh_session, goal, office, plan, theme
from tests.sheets.paper import SAY, squeezed

FORMS = ("bulletin", "slip", "pledge", "wall")
ODD = "# * $ < @ _ ` [ ] 𠮷 㑇 \\ //"


def pieces(title="招商签约", **more):
    late = goal("late", 100, title=title, lead="o", theme="t", progress={"2020-06-30": 10}, **more)
    fine = goal("fine", 100, title="就业", lead="p", theme="t", progress={"2020-06-30": 60})
    return theme("t"), office("o"), office("p"), late, fine


def order(made=None, language="zh", **more):
    made = made or plan(*pieces())
    asked = {"first": date(2020, 1, 1), "last": date(2020, 12, 31), "office": "o"} | more
    return Order(made, AS_OF, Rule(), SAY[language], [g.id for g in made.in_order()], **asked)


def reader(name, asked):
    return PdfReader(io.BytesIO(pages_of(name, asked, FontChoice()).pdf()))


def text(name, asked):
    return squeezed("".join(page.extract_text() for page in reader(name, asked).pages))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("style", ["official", "modern"])
@pytest.mark.parametrize("name", FORMS)
def test_the_goal_stands_on_the_form_without_any_picture_of_dots(name, style, language):
    pages = reader(name, order(language=language, style=style)).pages
    assert squeezed("招商签约") in squeezed("".join(page.extract_text() for page in pages))
    assert not any(page.images for page in pages)


@pytest.mark.parametrize("name", FORMS)
def test_signs_of_markup_and_rare_characters_are_printed_as_they_are(name):
    assert squeezed(ODD) in text(name, order(plan(*pieces(ODD))))


@pytest.mark.parametrize("name", FORMS)
def test_a_title_of_500_characters_and_300_milestones_make_pages(name):
    steps = {f"2020-{n % 12 + 1:02d}-{n % 28 + 1:02d}": None for n in range(300)}
    assert "标标标" in text(name, order(plan(*pieces("标" * 500, milestones=steps))))


@pytest.mark.parametrize("name", FORMS)
def test_every_font_is_embedded(name):
    fonts = [f.get_object() for page in reader(name, order()).pages for f in page["/Resources"]["/Font"].values()]
    kinds = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert kinds
    assert all({"/FontFile2", "/FontFile3"} & set(kind.get_object()) for kind in kinds)


@pytest.mark.parametrize(("size", "wide"), [("a0", 1189), ("a1", 841), ("a2", 594.5), ("a3", 420.4)])
def test_the_wall_chart_has_the_paper_asked_for(size, wide):
    box = reader("wall", order(paper=size)).pages[0].mediabox
    assert float(box.width) / 72 * 25.4 == pytest.approx(wide, abs=0.5)


def test_goals_that_do_not_fit_go_on_to_another_sheet():
    made = plan(*(goal(f"g{n}", 10) for n in range(60)))
    sheets = wall_data(order(made), FontChoice())["sheets"]
    assert len(sheets) == 4
    assert sum(map(len, sheets)) == 60


def test_a_wall_chart_on_a_paper_there_is_none_of_is_refused():
    with pytest.raises(PlannerError, match="a9"):
        pages_of("wall", order(paper="a9"))


def test_shares_on_the_bulletin_add_up():
    lights = bulletin_data(order(), FontChoice())["lights"]
    assert sum(float(one["share"][:-1]) for one in lights) == pytest.approx(100)
    assert sum(int(one["count"]) for one in lights) == 2


def status(gap):
    return Status(Light.ON_TRACK, Reason(message, "x"), completion=0.5, gap=gap)


def test_equal_offices_share_a_rank_and_changes_are_told():
    goals = [goal(name, 1, lead=name)[0] for name in "abcd"]
    now = dict(zip("abcd", map(status, (0.1, 0.2, 0.1, None)), strict=True))
    before = dict(zip("abcd", map(status, (0.3, 0.2, 0.1, None)), strict=True))
    found = {place.office: (place.rank, place.rise) for place in ranking(goals, now, before)}
    assert found == {"b": (1, 1), "a": (2, -1), "c": (2, 1), "d": (None, None)}


def test_slips_are_numbered_kept_and_undone_in_one_step(tmp_path):
    session = fresh_session(tmp_path, *pieces())
    session.run(IssueSlips(drafts(order(session.plan))))
    (slip,) = session.plan.slips["late"]
    assert slip_number(slip, "") == "督〔2020〕1号"
    assert "督〔2020〕1号" in text("slip", order(session.plan))
    assert drafts(order(session.plan)) == []
    session.undo()
    assert not session.plan.slips.get("late")
    session.store.close()


def test_numbers_run_on_within_a_year_and_start_again_with_the_next(tmp_path):
    session = fresh_session(tmp_path, *pieces())
    days = [date(2020, 3, 1), date(2020, 4, 1), date(2021, 1, 1)]
    session.run(IssueSlips([Slip("x", "late", day, 0, "reminder slip") for day in days]))
    assert [slip.number for slip in session.plan.slips["late"]] == [1, 2, 1]
    session.store.close()


def test_a_slip_is_not_issued_twice(tmp_path):
    session = fresh_session(tmp_path, *pieces())
    draft = Slip("x", "late", AS_OF, 0, "reminder slip")
    session.run(IssueSlips([draft]))
    with pytest.raises(PlannerError, match="issued already"):
        session.run(IssueSlips([draft]))
    session.store.close()


def test_nothing_behind_asks_for_no_slip():
    asked = replace(order(), goals=["fine"])
    with pytest.raises(PlannerError, match="No goal asks"):
        pages_of("slip", asked)
