"""Word, PDF and HTML become plain text in a child process; what is broken or hostile ends in one sentence."""

import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO

import docx
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from planner import apart
from planner.documents.formats import foreign
from planner.documents.formats.html_in import read_html
from planner.documents.formats.pdf_in import join_lines
from planner.documents.reader import read_document
from planner.errors import PlannerError

HEAD = ("示范区2021年重点工作方案", "示范区管委会", "2021年3月2日")
BODY = "会议提出，今年新建充电站40座以上，新增绿地12.5公顷。"


@pytest.fixture
def word(tmp_path):
    made = docx.Document()
    made.add_heading(HEAD[0])
    for line in HEAD[1:]:
        made.add_paragraph(line)
    made.add_paragraph(BODY)
    made.add_paragraph("推进河道清淤", style="List Bullet")
    table = made.add_table(2, 2)
    for n, words in enumerate(("指标", "目标值", "新建学校", "3所")):
        table.cell(n // 2, n % 2).text = words
    made.add_paragraph("表后一段。")
    made.save(tmp_path / "plan.docx")
    return tmp_path / "plan.docx"


def pdf(path, body):
    """Set a page by Typst and write it as a PDF."""
    source = '#set page(width: 12cm)\n#set text(font: "Noto Sans SC", lang: "zh")\n' + body
    (path.parent / "page.typ").write_text(source, encoding="utf-8")
    path.write_bytes(typst.compile(path.parent / "page.typ"))
    return path


def test_word_keeps_the_order_of_paragraphs_lists_and_tables(word):
    source = read_document(word)
    assert source.text.split("\n") == [*HEAD, BODY, "推进河道清淤", "指标\t目标值", "新建学校\t3所", "表后一段。"]
    assert (source.title, source.issuer, source.day) == (HEAD[0], "示范区管委会", date(2021, 3, 2))


def test_html_keeps_blocks_and_cells_and_runs_nothing():
    page = (
        "<!doctype html><html><head><title>方案</title><script>alert('今年新建9座')</script></head><body><h1>方案</h1>"
        "<p>今年新建<b>充电站</b>40座\n以上。</p><ul><li>一是治理</li><li>二是监管</li></ul>"
        "<table><tr><td>学校</td><td>3所</td></tr></table></body></html>"
    )
    lines = ["方案", "方案", "今年新建充电站40座以上。", "一是治理", "二是监管", "学校\t3所"]
    assert read_html(page.encode()).split("\n") == lines


def test_html_in_an_old_chinese_encoding(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(f'<html><head><meta charset="gb2312"></head><body><p>{BODY}</p></body></html>'.encode("gbk"))
    assert read_document(page).text == BODY


def test_a_pdf_gives_paragraphs_not_lines(tmp_path):
    path = pdf(tmp_path / "a.pdf", f"{HEAD[0]}\n\n" + BODY * 6)
    assert BODY * 6 in read_document(path).text.replace(" ", "")


def test_lines_are_joined_unless_something_new_begins():
    wide = "今年全区要新建充电站四十座以上并且新增绿地十二点"
    assert list(join_lines([wide, "五公顷。", "一、重点任务", wide, "（一）治理", "- 3 -"])) == [
        wide + "五公顷。", "一、重点任务", wide, "（一）治理",
    ]  # fmt: skip


def test_a_scanned_pdf_is_said_to_be_one(tmp_path):
    path = pdf(tmp_path / "scan.pdf", "#rect(width: 5cm, height: 5cm)\n#pagebreak()\n#rect(width: 5cm)")
    with pytest.raises(PlannerError, match="pictures of pages"):
        read_document(path)


def test_a_protected_pdf_is_said_to_be_one(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(tmp_path / "a.pdf", BODY).read_bytes())))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(PlannerError, match="password"):
        read_document(tmp_path / "locked.pdf")


@pytest.mark.parametrize("name", ["broken.docx", "broken.pdf"])
def test_a_broken_file_is_one_sentence(word, tmp_path, name):
    whole = word.read_bytes() if name.endswith("docx") else pdf(tmp_path / "a.pdf", BODY).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PlannerError, match=r"damaged|pictures of pages|empty"):
        read_document(tmp_path / name)


def repacked(word, path, **parts):
    """Write the Word file again with some parts replaced or added."""
    with zipfile.ZipFile(word) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, parts.get(part.filename, old.read(part)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return path


def test_a_zip_bomb_is_not_unpacked(word, tmp_path):
    bomb = repacked(word, tmp_path / "bomb.docx", **{"word/media/a.bin": bytes(300_000_000)})
    with pytest.raises(PlannerError, match="unpacks to far more"):
        read_document(bomb)


def test_entities_are_refused(word, tmp_path):
    with zipfile.ZipFile(word) as archive:
        body = archive.read("word/document.xml").replace(
            b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
        )
    with pytest.raises(PlannerError, match="damaged"):
        read_document(repacked(word, tmp_path / "entity.docx", **{"word/document.xml": body}))


def test_a_zip_that_is_no_document(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(PlannerError, match="damaged"):
        read_document(tmp_path / "a.docx")


def test_an_old_office_file_is_named(tmp_path):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(PlannerError, match=r"save it as \.docx"):
        read_document(tmp_path / "a.doc")


def test_what_is_too_large_is_not_even_opened_by_a_reader(tmp_path):
    with (tmp_path / "a.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(foreign.LARGEST + 1)
    with pytest.raises(PlannerError, match="larger than 50 MB"):
        read_document(tmp_path / "a.pdf")


def test_what_takes_too_long_is_given_up(word):
    with pytest.raises(PlannerError, match="too long"):
        foreign.read_foreign(word, "docx", seconds=0.001)


def test_the_child_has_little_memory(word, monkeypatch):
    limits = {}
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "setrlimit", lambda what, pair: limits.__setitem__(what, pair[0]))
    apart.set_limits()
    assert limits[resource.RLIMIT_AS] <= apart.MEMORY


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_after_a_html_head_are_text_or_refused(raw):
    with suppress(PlannerError):
        assert isinstance(read_html(b"<html>" + raw), str)
