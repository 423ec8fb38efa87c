"""Pages measured in the PDF itself against GB/T 9704-2012, to half a millimetre."""

import io
import json
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PdfReader

from planner.sheets.fonts import BUNDLED, FontChoice
from planner.sheets.forms import FORMS, pages_of
from planner.sheets.orders import MODERN, OFFICIAL
from planner.sheets.own import OwnPaper, copy_form
from planner.sheets.paper import A4
from planner.sheets.wall import SIZES
from tests.sheets.measure import MM, find, letters, lines, said
from tests.sheets.whole import Way, ways, whole

NEAR = pytest.approx
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
SIDEWAYS = (35.0, 260.0, 28.0, 184.0)
UPRIGHT = (LEFT, RIGHT, TOP, BOTTOM)
A4_FORMS = [name for name in FORMS if name != "wall"]
OFFICIAL_WAYS = [way for way in ways() if way.style == OFFICIAL and way.form != "wall"]
SIZE_3 = 16 * MM
ROLES = {"title": "Noto Sans TC", "heading": "Noto Sans JP", "body": BUNDLED, "quote": "Noto Sans KR",
         "number": "DejaVu Sans Mono"}  # fmt: skip


def opened(made):
    return PdfReader(io.BytesIO(made.pdf())).pages


@cache
def pages(way):
    return opened(way.pages())


def end_of(letter):
    """Where ink ends: the empty half of Chinese punctuation may stand beyond the end of a line."""
    return letter.end - letter.size * MM / 2 if letter.text in "，。、；：）》”〕" else letter.end


def role_of(letter):
    plain = letter.face.replace(" ", "").split("-")[0]
    return next(role for role, face in ROLES.items() if face.replace(" ", "") == plain)


@pytest.fixture(scope="module")
def text_page(tmp_path_factory):
    """A page of nothing but text, on the shipped ``official.typ``."""
    folder = tmp_path_factory.mktemp("forms")
    copy_form("pledge", folder)
    form = '#import "official.typ": *\n#show: paper\n#for words in data.texts { para(words) }\n#last-page()\n'
    (folder / "pledge.typ").write_text(form, encoding="utf-8")
    made = {"head": Way("pledge").pages()._data["head"], "texts": ["目标任务书" * 200]}
    return opened(OwnPaper(folder / "pledge.typ", made, FontChoice(), A4))[0]


# -- the page and its block ---------------------------------------------------------------------------


@pytest.mark.parametrize("way", ways(), ids=str)
def test_pages_are_a4(way):
    size = (420.4, 297.3) if way.form == "wall" else (297, 210) if FORMS[way.form].wide else (210, 297)
    boxes = {(float(page.mediabox.width), float(page.mediabox.height)) for page in pages(way)}
    assert [tuple(side * MM for side in box) for box in boxes] == [NEAR(size, abs=0.5)]


@pytest.mark.parametrize("way", OFFICIAL_WAYS, ids=str)
def test_nothing_stands_outside_the_block_but_the_foot(way):
    left, right, top, bottom = SIDEWAYS if FORMS[way.form].wide else UPRIGHT
    for page in pages(way):
        found = [
            letter for letter in letters(page) if letter.turn == 0 and letter.y < bottom + 0.5 and letter.text.strip()
        ]
        assert min(letter.x for letter in found) >= left - 0.5
        assert max(end_of(letter) for letter in found) <= right + 0.5
        assert min(letter.y - 0.88 * letter.size * MM for letter in found) >= top - 0.5


def test_a_page_holds_22_lines_of_28_characters_of_size_3(text_page):
    rows = lines(text_page)[:-1]  # the last is the page number
    assert len(rows) == 22
    assert {len(row) for row in rows[1:]} == {28}
    assert len(rows[0]) == 26  # two characters further in
    assert {letter.size for row in rows for letter in row} == {16.0}


def test_the_block_is_156_by_225_mm(text_page):
    rows = lines(text_page)[:-1]
    assert [rows[1][0].x, rows[1][-1].end] == NEAR([LEFT, RIGHT], abs=0.5)
    assert rows[0][0].x == NEAR(LEFT + 2 * SIZE_3, abs=0.5)
    assert rows[0][0].y - 0.88 * SIZE_3 == NEAR(TOP, abs=0.5)
    assert [two[0].y - one[0].y for one, two in pairwise(rows)] == NEAR([225 / 22] * 21, abs=0.05)
    assert rows[-1][0].y + 0.12 * SIZE_3 <= BOTTOM + 0.5


def test_self_check_the_ruler_sees_half_a_millimetre(tmp_path):
    form = copy_form("pledge", tmp_path)
    rules = (tmp_path / "official.typ").read_text(encoding="utf-8")
    (tmp_path / "official.typ").write_text(rules.replace("left: 28mm", "left: 28.6mm"), encoding="utf-8")
    moved = opened(OwnPaper(form, Way("pledge").pages()._data, FontChoice(), A4))[0]
    assert min(letter.x for letter in letters(moved)) - min(
        letter.x for letter in letters(pages(Way("pledge"))[0])
    ) == NEAR(0.6, abs=0.05)


# -- page numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["bulletin", "pledge", "slip", "target", "duties", "evidence"])
def test_page_numbers_are_of_size_4_odd_ones_right_even_ones_left(name, language):
    for n, page in enumerate(pages(Way(name, language)), 1):
        number = find(page, f"— {n} —")
        assert {letter.size for letter in number} == {14.0}
        assert number[0].y - 0.38 * 14 * MM == NEAR(BOTTOM + 7, abs=0.5)  # where the dashes are
        if n % 2:
            assert number[-1].end == NEAR(RIGHT - 14 * MM, abs=0.5)
        else:
            assert number[0].x == NEAR(LEFT + 14 * MM, abs=0.5)


@pytest.mark.parametrize("name", ["breakdown", "monthly", "assessment"])
def test_landscape_pages_have_the_number_at_the_side_as_on_the_page_turned_upright(name):
    steps = {"every": "month", "goals": ["signed", "jobs", "dust"] * 8}
    made = opened(Way(name).pages(**steps))
    assert len(made) > 1
    for n, page in enumerate(made, 1):
        number = find(page, f"— {n} —")
        assert {(letter.turn, letter.size) for letter in number} == {(-90, 14.0)}
        assert number[0].x + 0.38 * 14 * MM == NEAR(35 - 7, abs=0.5)
        if n % 2:
            assert number[-1].y_end == NEAR(210 - 26 - 14 * MM, abs=0.5)
        else:
            assert number[0].y == NEAR(28 + 14 * MM, abs=0.5)


# -- title, levels, red head --------------------------------------------------------------------------


def dressed(name, **more):
    """The first page of a form with another face for every part."""
    faces = FontChoice(**{role: (face, BUNDLED) for role, face in ROLES.items()})
    return opened(pages_of(name, Way(name, letterhead=True).order(**more), faces))[0]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", A4_FORMS)
def test_the_title_is_of_size_2_in_the_middle(name, language):
    page = pages(Way(name, language))[0]
    title = next(line for line in lines(page) if line[0].size == 22.0)
    left, right, *_ = SIDEWAYS if FORMS[name].wide else UPRIGHT
    letters_of = [letter for letter in title if letter.text.strip()]
    assert letters_of[0].x - left == NEAR(right - letters_of[-1].end, abs=2.6)  # a wide-set title ends in a gap


def test_each_part_of_a_document_has_its_face_and_size():
    page = dressed("bulletin")
    parts = {
        "关于2020年重点目标": ("title", 22.0), "一、总体情况": ("heading", 16.0), "各有关单位": ("body", 16.0),
        "示范区管理委员会文件": ("title", 40.0),
    }  # fmt: skip
    for words, wanted in parts.items():
        assert wanted in {(role_of(letter), letter.size) for letter in find(page, words)}
    assert {role_of(letter) for letter in find(page, "— 1 —")} == {"number"}
    assert {role_of(letter) for letter in find(dressed("duties"), "2020年")} == {"quote"}


def test_the_red_head_stands_where_the_standard_has_it():
    page = pages(Way("bulletin", letterhead=True))[0]
    name, number, title = (find(page, words) for words in ("示范区管理委员会文件", "示管〔2020〕18号", "关于2020年"))
    assert name[0].y - 0.88 * 40 * MM == NEAR(TOP + 35, abs=0.5)
    assert number[0].y - 0.88 * SIZE_3 - (name[0].y + 0.12 * 40 * MM) == NEAR(2 * 225 / 22, abs=0.5)
    line = number[0].y + 0.12 * SIZE_3 + 4
    assert title[0].y - 0.88 * 22 * MM - line == NEAR(2 * 225 / 22, abs=1.0)
    assert said(number) == "示管〔2020〕18号"


def test_without_a_name_there_is_no_red_head_and_none_in_the_modern_style():
    modern = replace(Way("bulletin", style=MODERN), letterhead=True)
    for way in (Way("bulletin"), modern):
        assert max(letter.size for letter in letters(pages(way)[0])) <= 22.0


@pytest.mark.parametrize("name", ["breakdown", "monthly", "assessment", "evidence"])
def test_an_annex_is_named_on_the_first_line_and_titled_on_the_third(name):
    page, top = pages(Way(name))[0], SIDEWAYS[2] if FORMS[name].wide else TOP
    (first, *_), title = find(page, "附件1"), next(line for line in lines(page) if line[0].size == 22.0)
    assert first.y - 0.88 * SIZE_3 == NEAR(top, abs=0.5)
    assert title[0].y - 0.88 * 22 * MM == NEAR(top + 2 * 225 / 22, abs=0.5)


@pytest.mark.parametrize("name", ["breakdown", "monthly", "assessment", "evidence", "duties"])
def test_tables_are_set_in_size_5(name):
    sizes = {letter.size for page in pages(Way(name)) for letter in letters(page)}
    assert sizes == {22.0, 16.0, 14.0, 10.5}


# -- tables, wall chart -------------------------------------------------------------------------------


def test_heads_and_group_names_stand_on_every_page_of_a_table():
    made = opened(Way("monthly").pages(goals=["signed", "jobs", "dust"] * 12))
    texts = ["".join(said(line) for line in lines(page)) for page in made]
    assert len(texts) > 2
    assert all("工作任务" in text for text in texts)
    assert all(any(group in text for group in ("招商引资", "就业人才", "环境与城建")) for text in texts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wall_chart_of_a0_is_legible_from_two_metres(language):
    """Capitals of 16 minutes of arc (ISO 9241-3's least), characters of 1/200 of the distance or more."""
    (page,) = opened(Way("wall", language).pages(paper="a0"))
    smallest = min(letter.size for letter in letters(page)) * MM
    assert smallest * 0.733 >= 2000 * 0.004654  # the tangent of 16'
    assert smallest * 0.92 >= 2000 / 200


@pytest.mark.parametrize("size", SIZES)
def test_a_wall_chart_is_the_same_on_every_paper(size):
    (page,) = opened(Way("wall").pages(paper=size))
    smallest = min(letter.size for letter in letters(page))
    assert smallest == NEAR(36 * SIZES[size], abs=0.05)
    assert max(letter.end for letter in letters(page)) <= float(page.mediabox.width) * MM


# -- every form in every way --------------------------------------------------------------------------


@pytest.mark.parametrize("way", ways(), ids=str)
def test_every_face_is_embedded_and_nothing_is_a_raster_picture(way):
    for page in pages(way):
        assert not list(page.images)
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].get_object().values()]
        inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
        assert all({"/FontFile2", "/FontFile3"} & set(font) for font in inner)


@pytest.mark.parametrize("way", ways(), ids=str)
def test_pages_as_svg_hold_no_picture_either(way):
    made = way.pages()
    assert "<image" not in "".join(made.svg(n) for n in range(min(made.page_count, 2)))


PLUMBING = {
    "language", "style", "faces", "foot", "colour", "chart", "width", "align", "keywords", "short", "words", "annex",
    "letterhead", "plan", "cut_off", "cite", "state", "number", "office", "note", "pages", "labels",
}  # fmt: skip


def texts(value):
    """Yield the texts a form is given to print; not what says how, nor what only some styles print."""
    match value:
        case dict():
            for key, part in value.items():
                if key not in PLUMBING:
                    yield from texts(part)
        case list() | tuple():
            for part in value:
                yield from texts(part)
        case str():
            yield squeezed(value)


def squeezed(words):
    """Leave out what the end of a line may add or take: spaces and hyphens."""
    return "".join(mark for mark in words if not mark.isspace() and mark not in "-\u00ad\u2010\u200b")


def printed(made, style):
    """All letters in the order they are written, of all pages, without their feet."""
    foot = 35 if style == OFFICIAL else 18
    found = [letters(page) for page in made]
    ends = [float(page.mediabox.height) * MM - foot + 0.5 for page in made]
    return squeezed("".join(one.text for page, end in zip(found, ends, strict=True) for one in page if one.y < end))


ODD = "# * $x$ < @ref _斜_ `[ ]` 𠮷 㑇 \\ // <b> ~"


def data_of(made):
    found = made.data() if way_is_pack(made) else made._data
    return json.loads(json.dumps(found))


def way_is_pack(made):
    return hasattr(made, "data")


@pytest.mark.parametrize("way", ways(), ids=str)
def test_every_text_of_the_data_can_be_read_back_from_the_page(way):
    plan = whole()
    goals = {name: replace(goal, name=ODD + name) for name, goal in plan.goals.items()}
    made = way.pages(replace(plan, goals=goals))
    told = printed(opened(made), MODERN if way.form == "wall" else way.style)
    missing = [text for text in texts(data_of(made)) if text not in told]
    assert missing == []
    cut = way.form == "wall"  # to the room a name has there
    empty = way == Way("duties", way.language, blank=True)
    assert cut or empty or squeezed(ODD) in told


@pytest.mark.parametrize("name", A4_FORMS)
def test_emoji_are_text_on_the_page_whatever_faces_the_machine_has(name):
    plan = whole()
    goals = {key: replace(goal, name=f"目标😀{key}") for key, goal in plan.goals.items()}
    assert "目标😀signed" in printed(opened(Way(name).pages(replace(plan, goals=goals))), OFFICIAL)
