"""``planner pack``: everything for a period, with the options of the window."""

from __future__ import annotations

import pytest
from pypdf import PdfReader


def test_a_pack_holds_the_forms_named_in_files_that_say_what_they_are(call, demo, tmp_path) -> None:
    answer = call("pack", demo, "--period", "2020-09", "-o", tmp_path / "out", "--form", "evidence", "--form", "slip")
    assert (answer.code, sorted(path.suffix for path in (tmp_path / "out").iterdir())) == (0, [".pdf", ".pdf"])
    pages = sum(len(PdfReader(path).pages) for path in (tmp_path / "out").iterdir())
    assert f"Printed 2 files with {pages} pages" in answer.out + answer.err
    assert all("2020-09 as of 2020-09-30" in path.name for path in (tmp_path / "out").iterdir())


def test_one_pdf_a_draft_in_the_plain_style(call, demo, tmp_path) -> None:
    more = ("--together", "--style", "modern", "--form", "evidence", "--form", "bulletin")
    assert call("pack", demo, "--period", "2020-09", "-o", tmp_path, *more).code == 0
    (file,) = tmp_path.glob("*.pdf")
    assert len(PdfReader(file).outline) == 2


def test_pages_for_filing(call, demo, tmp_path) -> None:
    assert call("pack", demo, "--period", "2020", "-o", tmp_path, "--archive", "--form", "evidence").code == 0
    (file,) = tmp_path.glob("*.pdf")
    assert "pdfaid" in PdfReader(file).trailer["/Root"]["/Metadata"].get_data().decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--together", "--archive"), "PDF/A"), (("--form", "nothing"), "nothing"), (("--paper", "b5"), "b5"),
        (("--period", "二零"), "二零"),
    ],
)  # fmt: skip
def test_what_no_pack_can_be_is_refused_in_a_sentence(call, demo, tmp_path, more, said) -> None:
    answer = call("pack", demo, "--period", "2020-09", "-o", tmp_path / "out", *more)
    assert said in answer.sentence
    assert not (tmp_path / "out").exists()
