"""Names of attachments from strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.filenames import LONGEST, clean_name, may_open

RTL = "\u202e"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("..", "file"), ("../", "file"), ("", "file"),
        ("C:\\月报\\五月.xlsx", "五月.xlsx"), ("c:evil.exe", "evil.exe"), ("\\\\host\\share\\x.doc", "x.doc"),
        ("//host/share/x.doc", "x.doc"), ("\\\\?\\C:\\x.doc", "x.doc"), ("\\\\.\\pipe\\x", "x"), ("file:///etc/x", "x"),
        ("a.txt:evil.exe", "a.txt_evil.exe"), ("a.txt::$DATA", "a.txt__$DATA"), ("a:stream", "a_stream"),
        ("10:30 会议.docx", "10_30 会议.docx"), ("CON", "_CON"), ("nul.txt", "_nul.txt"),
        ("Com1.tar.gz", "_Com1.tar.gz"),
        ("LPT¹.txt", "_LPT¹.txt"), ("AUX .txt", "_AUX .txt"), ("conout$", "_conout$"),
        ("CONTRACT.doc", "CONTRACT.doc"),
        ("COM10.txt", "COM10.txt"), ("a\x00b\x1f\x7f\x85.txt", "ab.txt"), ("a\r\nb.txt", "ab.txt"),
        (f"报表{RTL}xslx.exe", "报表xslx.exe"), ("a\u200b\u2066b\u2069\ufeff.txt", "ab.txt"), ("a\u2028b", "ab"),
        ("a\ud800b.txt", "ab.txt"), ("x.exe. . ", "x.exe"), ("x.txt\u3000", "x.txt"), (" . ", "file"),
        (".bashrc", "bashrc"), ('a<b>|?*".txt', "a_b_____.txt"),
        ("关于〔2020〕12号：通知.pdf", "关于〔2020〕12号：通知.pdf"),
    ],
)  # fmt: skip
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


@pytest.mark.parametrize("letter", ["a", "字", "😀"])
def test_a_long_name_keeps_its_ending(letter):
    clean = clean_name(letter * 500 + ".xlsx")
    assert clean.endswith(letter + ".xlsx")
    assert LONGEST - 4 < len(clean.encode()) <= LONGEST


def test_a_long_ending_is_cut_too():
    assert len(clean_name("a." + "b" * 500).encode()) == LONGEST


@given(st.text(st.characters() | st.sampled_from("./\\: CON\u202e\x00~"), max_size=300))
def test_a_clean_name_is_one_plain_name(name):
    clean = clean_name(name)
    assert clean == clean_name(clean)
    assert clean == clean.strip(" .")
    assert not set(clean) & set('/\\:*?"<>|\0\u202e')
    assert 0 < len(clean.encode()) <= LONGEST


@pytest.mark.parametrize(
    "ending",
    ["exe", "lnk", "js", "jse", "hta", "bat", "cmd", "ps1", "vbs", "vbe", "wsf", "scr", "msi", "jar", "desktop", "sh",
     "py", "com", "pif", "cpl", "reg", "url", "html", "htm", "svg", "xlsm", "docm", "chm", "iso", "zip", "appimage",
     "command", "EXE", "plan"],
)  # fmt: skip
def test_what_can_run_is_not_opened(ending):
    assert not may_open(f"报表.{ending}", b"harmless")
    assert not may_open(f"报表.pdf.{ending}", b"harmless")


@pytest.mark.parametrize("name", ["a", "a.exe.", "a.pdf:x.exe", f"a{RTL}fdp.exe"])
def test_disguised_endings_are_not_opened(name):
    assert not may_open(name, b"harmless")


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90", b"\x7fELF\x02", b"#!/bin/sh\n", b"[Desktop Entry]\nExec=x", b"  <SCRIPT>", b"L\0\0\0\x01\x14\x02\0"],
)
def test_programs_in_disguise_are_not_opened(content):
    assert not may_open("报表.pdf", content)


@pytest.mark.parametrize("name", ["通知.pdf", "表.XLSX", "a.docx", "照片.jpg", "公文.ofd", "清单.et"])
def test_papers_and_pictures_are_opened(name):
    assert may_open(name, b"%PDF-1.7")
