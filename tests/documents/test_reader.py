"""Reading files and pasted text: encodings, limits, heads, and every kind of junk."""

import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.documents.reader import LARGEST, decode, read_document, read_pasted
from planner.errors import PlannerError

PROSE = "河湾县人民政府关于今年水利工作的通知\n今年要新建水闸12座，疏浚河道３５公里。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_usual_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(PROSE.encode(encoding))
    assert read_document(path).text == PROSE


def test_short_and_rare_texts_are_told_apart() -> None:
    assert decode("力争建成".encode("gb18030"), "a") == "力争建成"
    assert decode("㐂㑇𠀀县今年建成".encode("gb18030"), "a") == "㐂㑇𠀀县今年建成"
    assert decode(b"plain ascii", "a") == "plain ascii"
    assert decode(codecs.BOM_UTF8 + "县".encode(), "a") == "县"


def test_line_ends_are_made_alike_and_offsets_are_of_the_stored_text() -> None:
    source = read_pasted("甲乡\r\n今年\r修路8公里\n")
    assert source.text == "甲乡\n今年\n修路8公里\n"
    assert source.text[6:10] == "修路8公"


def test_too_large_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST * 3)
    with pytest.raises(PlannerError, match="larger than 20 MB"):
        read_document(path)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20,
        b"PK\x03\x04" + bytes(200),
        b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n" + bytes(range(256)),
        b"\xff\xfeab\x00",
        b"\xef\xbb\xbf\xff\xff",
        b"\x00" * 100,
        b"abc\x00def",
    ],
)
def test_junk_is_refused_in_one_sentence(raw: bytes) -> None:
    with pytest.raises(PlannerError, match="is not a plain text"):
        decode(raw, "junk.bin")


@pytest.mark.parametrize("raw", [b"", b" \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(raw)
    with pytest.raises(PlannerError, match="empty"):
        read_document(path)


def test_missing_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(PlannerError, match="cannot be opened"):
            read_document(path)


def test_pasted_surrogates_and_controls_are_refused() -> None:
    for text in ("今年\ud800", "今年\x00修路"):
        with pytest.raises(PlannerError, match="not a plain text"):
            read_pasted(text)


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_refusal(raw: bytes) -> None:
    try:
        text = decode(raw, "x")
    except PlannerError:
        return
    assert "\x00" not in text


@given(st.text(max_size=300))
def test_pasting_never_breaks_and_keeps_the_text(text: str) -> None:
    try:
        source = read_pasted(text)
    except PlannerError:
        return
    assert source.text == text.replace("\r\n", "\n").replace("\r", "\n")


def test_head_of_a_notice() -> None:
    source = read_pasted(
        "河湾县人民政府文件\n\n河政〔2021〕7号\n\n河湾县人民政府关于印发2021年水利工作计划的通知\n各乡镇：\n现印发给你们。\n2021年3月5日\n"
    )
    assert source.title == "河湾县人民政府关于印发2021年水利工作计划的通知"
    assert (source.issuer, source.number, source.day) == ("河湾县人民政府", "河政〔2021〕7号", date(2021, 3, 5))


@pytest.mark.parametrize(
    "line", ["3月5日", "本报讯 5月8日,记者从会议上了解到", "2021年2月30日", "自2021年3月5日起施行。", "2021年"]
)
def test_what_is_not_plainly_the_date_is_no_date(line: str) -> None:
    assert read_pasted(f"某县水利工作计划\n{line}\n正文").day is None


@pytest.mark.parametrize(
    "line",
    [
        "（2021年3月5日）",
        "发布日期：2021-03-05",
        "２０２１年３月５日 来源：县政府网",
        "--2021年3月5日在县人民代表大会上",
    ],
)
def test_dates_on_their_own_line(line: str) -> None:
    assert read_pasted(f"政府工作报告\n{line}\n各位代表：").day == date(2021, 3, 5)


def test_file_name_is_the_title_when_nothing_else_stands(tmp_path: Path) -> None:
    path = tmp_path / "会议记录.txt"
    path.write_text("要修路；要修桥。", encoding="utf-8")
    assert read_document(path).title == "会议记录"
    assert read_pasted("要修路；要修桥。", " 记录 ").title == "记录"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_chinese_alone_is_read_without_a_mark(encoding: str) -> None:
    text = "县里要求，各乡镇抓紧疏浚河道"
    assert decode(text.encode(encoding), "a") == text
