"""Tables as Word documents, packs of a period, and periods as people write them."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from pypdf import PdfReader

from planner.domain.periods import Period, read_period
from planner.errors import PlannerError
from planner.figures.bars_svg import Bar, bars_svg
from planner.sheets.bulk import quiet
from planner.sheets.files import write_pages
from planner.sheets.fonts import FontChoice
from planner.sheets.forms import FORMS, pages_of
from planner.sheets.pack import STEPS, Pack, Progress, file_name, write_pack
from planner.sheets.word import word_docx
from tests.sheets.forms.test_letters import order as letters
from tests.sheets.paper import squeezed
from tests.sheets.test_apart import order

SEPTEMBER = Period(date(2020, 9, 1), date(2020, 9, 30))
SHOWN = (
    "annex", "period", "facts", "columns", "groups", "notes", "signatures", "to", "opening", "parts", "lights",
    "ranking", "ranking_heads", "ranking_note", "behind", "behind_heads", "behind_words", "demands", "day",
)  # fmt: skip
HIDDEN = ("width", "align", "colour", "part", "gap")


def texts(value):
    """Yield every text of plain data that is shown."""
    match value:
        case str():
            yield value
        case dict():
            for key, part in value.items():
                if key not in HIDDEN:
                    yield from texts(part)
        case list() | tuple():
            for part in value:
                yield from texts(part)


def in_document(made):
    """Return every text of a document, its watermark too."""
    document = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, document.sections[0].header._element.xml])


@pytest.mark.parametrize("name", ["breakdown", "monthly", "assessment"])
def test_a_table_for_word_holds_what_the_page_holds(tmp_path, name):
    pages = pages_of(name, order(4))
    (path,) = write_pages(pages, tmp_path / "out.docx", quiet)
    document = docx.Document(str(path))
    told = "".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    on_paper = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pages.pdf())).pages).replace("\n", "")
    for word in ("目标0", "目标3", "100"):
        assert word in told
        assert word in on_paper
    page = document.sections[0]
    assert (page.page_width.mm, page.left_margin.mm) == pytest.approx((297, 35), abs=0.1)
    assert document.core_properties.title in document.paragraphs[0].text
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


def test_word_takes_control_characters_out(tmp_path):
    made = order(1)
    goals = {id_: replace(goal, name="甲\x0b\x00乙<&>") for id_, goal in made.plan.goals.items()}
    odd = replace(made, plan=replace(made.plan, goals=goals))
    (path,) = write_pages(pages_of("monthly", odd), tmp_path / "odd.docx", quiet)
    assert "甲乙<&>" in docx.Document(str(path)).tables[0].rows[1].cells[1].text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["breakdown", "duties", "monthly", "assessment", "evidence", "bulletin"])
def test_every_text_of_a_form_stands_in_its_word_document(name, language):
    asked = order(3, language, first=SEPTEMBER.first, last=SEPTEMBER.last, office="o", mark="甲乙丙", annex=1)
    data = FORMS[name].data(asked, FontChoice())
    told = squeezed(in_document(word_docx(data, wide=FORMS[name].wide)))
    ours = {key: data[key] for key in SHOWN if key in data} | {"title": data["head"]["title"]}
    assert [text for text in texts(ours) if squeezed(text) not in told] == []
    assert "甲乙丙" in told


def test_a_blank_table_for_word_has_room_for_every_goal():
    data = FORMS["monthly"].data(order(3, blank=True), FontChoice())
    rows = docx.Document(io.BytesIO(word_docx(data, wide=True))).tables[0].rows[1:]
    assert [row.cells[1].text for row in rows] == ["目标0", "目标1", "目标2"]
    assert {cell.text for row in rows for cell in row.cells[3:]} == {""}


def test_charts_of_the_bulletin_are_vectors_with_dots_for_those_who_cannot_read_them():
    made = word_docx(FORMS["bulletin"].data(letters(), FontChoice()), wide=False)
    document = docx.Document(io.BytesIO(made))
    kinds = [part.content_type for part in document.part.package.iter_parts()]
    assert kinds.count("image/svg+xml") == len(document.inline_shapes) == 2
    for shape in document.inline_shapes:
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip
        image = document.part.related_parts[blip.embed].image
        assert image.px_width / shape.width.inches >= 299
        assert "svgBlip" in blip.xml
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert [document.sections[0].left_margin.mm, document.sections[0].top_margin.mm] == pytest.approx([28, 37], abs=0.1)


def test_page_numbers_stand_on_the_right_of_odd_pages_and_on_the_left_of_even_ones():
    made = word_docx(FORMS["monthly"].data(order(1), FontChoice()), wide=True)
    section = docx.Document(io.BytesIO(made)).sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    assert "PAGE" in odd._p.xml
    assert odd.text.startswith("— ")


def test_bars_below_zero_are_hatched_and_stand_left_of_the_line():
    drawn = bars_svg([Bar("甲<&>", 10, "+10"), Bar("乙", -10, "−10"), Bar("丙", 0, "0")], 300, fonts=("X",))
    assert "甲&lt;&amp;&gt;" in drawn
    right, left = re.findall(r'<rect x="([\d.]+)"', drawn)
    assert float(left) < float(right)
    assert drawn.count("<line") > 5


def test_no_bars_are_a_picture_all_the_same():
    assert bars_svg([], 300, fonts=("X",)).endswith("</svg>\n")


def test_sheets_that_are_no_table_are_no_word_document(tmp_path):
    with pytest.raises(PlannerError):
        write_pages(pages_of("target", order(1)), tmp_path / "out.docx", quiet)
    assert list(tmp_path.iterdir()) == []


def test_a_pack_is_a_folder_or_one_file(tmp_path):
    files = write_pack(Pack(order(2), SEPTEMBER), tmp_path / "packs" / "九月", progress=(far := Progress()))
    assert all(path.read_bytes().startswith(b"%PDF") for path in files)
    assert all("2020-09 " in path.name and "2020-06-30" in path.name for path in files)
    (whole,) = write_pack(Pack(order(2), SEPTEMBER, together=True), tmp_path)
    reader = PdfReader(whole)
    assert len(reader.pages) == sum(len(PdfReader(path).pages) for path in files)
    assert len(reader.outline) == len(files) == far.part == far.parts
    assert len(reader.pages) == far.pages
    assert "2020-09" in reader.metadata.title


def test_a_pack_where_no_folder_can_be_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PlannerError):
        write_pack(Pack(order(1), SEPTEMBER), tmp_path / "file" / "folder")


class Stop(Exception):
    """Somebody has had enough."""


def test_a_pack_that_is_stopped_leaves_everything_as_it_was(tmp_path):
    def stop(done, total):
        if done >= 2 * STEPS:
            raise Stop

    (kept,) = write_pack(Pack(order(1), SEPTEMBER, ["monthly"]), tmp_path / "old")
    before = kept.read_bytes()
    for folder in (tmp_path / "old", tmp_path / "new"):
        with pytest.raises(Stop):
            write_pack(Pack(order(2), SEPTEMBER), folder, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert [path.read_bytes() for path in (tmp_path / "old").iterdir()] == [before]


def test_only_the_forms_named_are_in_a_pack(tmp_path):
    files = write_pack(Pack(order(1), SEPTEMBER, ["monthly", "evidence"]), tmp_path)
    assert len(files) == 2
    with pytest.raises(PlannerError, match="nothing"):
        write_pack(Pack(order(1), SEPTEMBER, ["nothing"]), tmp_path)


def test_file_names_hold_on_every_system():
    assert file_name("甲/乙:丙*?", "表\n", "2020-09.pdf") == "甲_乙_丙_ 表_ 2020-09.pdf"
    assert len(file_name("长" * 500, "x.pdf")) < 80


@pytest.mark.parametrize(
    ("text", "first", "last", "key"),
    [
        ("2020-09", (9, 1), (9, 30), "2020-09"), ("２０２０年９月", (9, 1), (9, 30), "2020-09"),
        ("2020-Q3", (7, 1), (9, 30), "2020-Q3"), ("2020年第三季度", (7, 1), (9, 30), "2020-Q3"),
        ("2020年4季度", (10, 1), (12, 31), "2020-Q4"), ("2020H1", (1, 1), (6, 30), "2020-H1"),
        ("2020年下半年", (7, 1), (12, 31), "2020-H2"), ("2020", (1, 1), (12, 31), "2020"),
        ("2020-01-05..2020-02-03", (1, 5), (2, 3), "2020-01-05_2020-02-03"), ("2020-2", (2, 1), (2, 29), "2020-02"),
    ],
)  # fmt: skip
def test_periods(text, first, last, key):
    found = read_period(text)
    assert found == Period(date(2020, *first), date(2020, *last))
    assert found.key == key


@pytest.mark.parametrize(
    "text", ["", "2020-13", "2020-Q5", "Q3", "2020-00", "9999999", "2020-06-30..2020-01-01", "上半年", "0000"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(PlannerError):
        read_period(text)
