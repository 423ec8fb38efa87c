"""目标任务书: what stands on it is what the plan says."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner.analysis.values import Rule
from planner.domain.kinds import Kind
from planner.domain.records import Report
from planner.errors import PlannerError
from planner.sheets.fonts import FontChoice
from planner.sheets.press import FORMS, press_pdf, press_pictures
from planner.sheets.render import FORM, target_sheets
from tests.build import AS_OF, goal, plan
from tests.sheets.paper import SAY, read, sheets, signed, squeezed, words


@pytest.fixture(scope="module", params=["zh", "en"])
def printed(request):
    """The text of one full sheet, in each language, with its translator."""
    (page,) = read(sheets(signed(), language=request.param))
    return words(page), SAY[request.param]


@pytest.mark.parametrize(
    "text",
    [
        "新签约招商引资项目签约额", "825.0 亿元", "820.0 亿元", "当年新签约总额。", "受影响下调", "签约额不低于825亿元",
        "郑港〔2020〕12号", "党政办公室", "第3条", "招商局", "规划建设局", "某局长", "某副主任", "121.2", "331.0",
        "by 2020-09-30", "615.0", "签约两批。", "用地未落实。", "清单复核。", "请明确供地。",
    ],
)  # fmt: skip
def test_the_sheet_says_what_the_plan_says(printed, text):
    assert squeezed(text) in printed[0]


@pytest.mark.parametrize(
    "key",
    [
        "Target sheet", "Indicator", "Target value", "Baseline", "Basis", "Lead office", "Partner offices", "Owner",
        "Leader", "Target revisions", "Milestone", "Progress made", "Problems", "Next steps", "Needs coordination",
        "Owner (signature)", "Lead office (seal)", "Leader (signature)", "Time progress", "Completion",
    ],
)  # fmt: skip
def test_the_sheet_names_its_parts(printed, key):
    text, say = printed
    assert squeezed(say(key)) in text


def test_light_has_shape_word_and_sentence(printed):
    text, say = printed
    assert squeezed(f"▲ {say('behind')}") in text
    assert "40.1%" in text


def test_the_cut_off_date_stands_in_the_reader_s_form():
    assert "2020年6月30日" in words(read(sheets(signed(), language="zh"))[0])
    assert "30Jun2020" in words(read(sheets(signed()))[0])


def test_missing_is_a_dash_and_minus_is_real():
    text = words(read(sheets(plan(goal("fall", -1234.5, kind=Kind.LEVEL, digits=1))))[0])
    assert "−1,234.5" in text
    assert "—" in text


def test_pages_are_a4_with_embedded_fonts():
    (page,) = read(sheets(signed()))
    assert [round(float(side), 1) for side in page.mediabox[2:]] == [595.3, 841.9]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].get_object().values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert inner
    assert all("/FontFile2" in font or "/FontFile3" in font for font in inner)
    names = {font["/FontName"].split("+")[1].removesuffix("-Thin") for font in inner}
    assert names <= {"NotoSansSC", "NotoSansKR", "DejaVuSansMono"}


def test_the_chart_is_no_raster_picture():
    (page,) = read(sheets(signed()))
    assert list(page.images) == []


MARKUP = '#set page(width: 1cm) *粗* _斜_ $x^2$ <label> @ref \\ `code` // /* [x] ~ 𠮷 㑇 #import "@preview/a:1.0.0"'


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markup_prints_as_it_is(language):
    made = plan(goal("g", 5, title=MARKUP, definition=MARKUP, milestones={"2020-03-31": 1}))
    (page,) = read(sheets(made, language=language))
    assert words(page).count(squeezed(MARKUP)) == 2


def test_demonstration_is_marked_on_every_page():
    made = plan(goal("a", 5), goal("b", 300, milestones=daily(300)), demo=True)
    pages = read(sheets(made))
    assert len(pages) > 3
    assert all(words(page).count("Demonstrationdata") >= 2 for page in pages)
    assert "Demonstrationdata" not in words(read(sheets(signed()))[0])


def daily(count):
    """Milestones day by day."""
    return {date.fromordinal(date(2020, 1, 1).toordinal() + n).isoformat(): float(n) for n in range(count)}


def test_a_long_table_repeats_its_head_and_keeps_every_row():
    pages = sheets(plan(goal("many", 300, milestones=daily(300))))
    texts = [words(page) for page in read(pages)]
    assert len(texts) == pages.page_count > 3
    assert all("No.MilestoneDue" in text for text in texts)
    assert all(f"by{day}" in "".join(texts) for day in daily(300))
    assert "many(continued)" in texts[1]


def test_pages_are_numbered_in_the_sheet_and_in_all():
    pages = read(sheets(plan(goal("a", 5), goal("b", 300, milestones=daily(100)), goal("c", 5))))
    texts = [words(page) for page in pages]
    assert all(f"—{n}—" in text for n, text in enumerate(texts, 1))
    assert [f"Sheetpage{n}of3" in texts[n] for n in (1, 2, 3)] == [True] * 3
    assert "Sheetpage1of1" in texts[4]


def test_each_sheet_has_a_bookmark():
    reader = PdfReader(io.BytesIO(sheets(plan(goal("a", 5, title="甲"), goal("b", 6, title="乙"))).pdf()))
    assert [mark.title for mark in reader.outline] == ["甲", "乙"]
    assert reader.metadata.title == "a plan Target sheet"


@pytest.mark.parametrize(
    "pieces",
    [
        goal("g", None, by=None, start=None),
        goal("g", 5, by=None),
        goal("g", 5, title="长标题" * 166),
        goal("g", 5, title="x" * 500, owner="y" * 80),
        goal("g", 5, title="𠮷㑇" * 40),
        goal("g", None, milestones={"2020-03-31": None}),
        goal("g", 9e14, unit="万元", kind=Kind.PER_PERIOD, progress={f"2020-0{n}-15": 1e9 / 7 * n for n in (1, 2)}),
    ],
)  # fmt: skip
def test_odd_goals_give_one_right_page(pieces):
    pages = sheets(plan(pieces))
    (page,) = read(pages)
    assert squeezed(pieces[0].name) in words(page)


def test_emoji_do_not_stop_a_sheet():
    assert sheets(plan(goal("g", 5, title="目标😀🎉"))).png(0, 30).startswith(b"\x89PNG")


def test_a_report_of_many_words_runs_over():
    long = Report("r", "g", None, AS_OF, "进展情况很长。" * 200, "问题。" * 300)
    texts = [words(page) for page in read(sheets(plan(goal("g", 5), [long])))]
    assert len(texts) > 1
    assert "".join(texts).count("情况很长") > 150


@pytest.mark.parametrize("page", range(4))
def test_the_preview_shows_what_is_printed(page):
    pages = sheets(plan(goal("a", 5), goal("b", 300, milestones=daily(60)), goal("c", 7, title="丙")))
    together = press_pictures(FORM, pages.data(), FontChoice(), "png", 50)
    assert pages.page_count == len(together) == 4
    assert pages.png(page, 50) == together[page]
    assert pages.svg(page).startswith("<svg")


def test_there_is_no_page_after_the_last():
    with pytest.raises(IndexError):
        sheets(plan(goal("a", 5))).png(1)


def test_nothing_to_print_is_refused():
    with pytest.raises(PlannerError, match="at least one goal"):
        target_sheets(plan(), [], AS_OF, Rule(), SAY["en"])
    with pytest.raises(PlannerError, match="not in the plan"):
        sheets(plan(), "gone")


def test_data_the_form_cannot_set_is_one_refusal():
    with pytest.raises(PlannerError, match="cannot be set"):
        press_pdf(FORM, {"head": {"demo": "<"}, "sheets": []}, FontChoice(), tags=False)


def test_forms_fetch_nothing():
    assert [path.name for path in FORMS.glob("*.typ") if "@" in path.read_text(encoding="utf-8")] == []


def test_the_work_can_be_stopped():
    class Stop(Exception):
        """Raised by the one who waits."""

    def tick(done, total):
        assert total == 2
        if done == 1:
            raise Stop

    with pytest.raises(Stop):
        target_sheets(plan(goal("a", 5), goal("b", 5)), ["a", "b"], AS_OF, Rule(), SAY["en"], tick)


texts = st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x9FFF), max_size=120)
mixed = st.lists(
    st.sampled_from(["推进", "，", "work ", "120.5", "重点项目", "。", "VOCs ", "（", "）", "\n"]), max_size=60
)


@settings(max_examples=25)
@given(st.data())
def test_a_sheet_said_to_fit_takes_one_page(data):
    """The room of a page is estimated; the estimate must never be too small."""
    some = texts | mixed.map("".join)
    steps = data.draw(st.integers(0, 16))
    made = plan(
        goal("g", 100, title=data.draw(some) or "g", definition=data.draw(some), owner=data.draw(some)[:60],
             milestones=dict(list(daily(steps).items())), progress=data.draw(st.just({}) | st.just(daily(30)))),
        [Report("r", "g", None, AS_OF, *(data.draw(some) for _ in range(4)))],
    )  # fmt: skip
    pages = sheets(made, language=data.draw(st.sampled_from(["zh", "en"])))
    assert len(read(pages)) == pages.page_count
