"""The preview shows Typst's own pages, and saves what it shows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from planner.errors import PlannerError
from planner.ui.context import Context
from planner.ui.preview.dialog import PreviewDialog
from planner.ui.preview.ownmenu import OwnForms
from planner.ui.preview.printing import chosen_pages, kept_of, print_pages, recall, set_up
from planner.ui.settings import Settings


@pytest.fixture
def preview(qtbot, context: Context):
    goals = [goal.id for goal in context.plan.in_order()][:3]
    dialog = PreviewDialog(context, goals)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.pages is not None, timeout=60_000)
    yield dialog
    dialog.wait()


def test_the_pdf_has_the_pages_shown(preview: PreviewDialog, qtbot, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "sheets.pdf")
    qtbot.waitUntil((tmp_path / "sheets.pdf").exists, timeout=60_000)
    reader = PdfReader(BytesIO((tmp_path / "sheets.pdf").read_bytes()))
    assert len(reader.pages) == preview.pages.page_count == 3


def test_a_page_in_view_is_drawn(preview: PreviewDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: preview.view.is_drawn(0), timeout=60_000)
    preview.view.go_to(2)
    qtbot.waitUntil(lambda: preview.view.is_drawn(2), timeout=60_000)
    assert preview.view.page == 2


def test_pictures_are_saved_page_by_page(preview: PreviewDialog, qtbot, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "sheets.png")
    qtbot.waitUntil((tmp_path / "sheets-003.png").exists, timeout=60_000)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [f"sheets-00{n}.png" for n in (1, 2, 3)]


def test_a_place_that_cannot_be_written_is_said(preview: PreviewDialog, qtbot, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "no such folder" / "sheets.pdf")
    qtbot.waitUntil(lambda: "cannot be written" in preview.words(), timeout=60_000)
    assert all(button.isEnabled() for button in preview.findChildren(QPushButton) if button.isVisible())


def test_another_language_sets_the_pages_anew(preview: PreviewDialog, qtbot, context: Context) -> None:
    before = preview.pages
    preview.choose_language("zh")
    qtbot.waitUntil(lambda: preview.pages not in (None, before), timeout=60_000)
    text = PdfReader(BytesIO(preview.pages.pdf())).pages[0].extract_text()
    assert "完成时限" in text


# -- forms ----------------------------------------------------------------------------------------


@pytest.fixture
def forms(qtbot, context: Context, monkeypatch, tmp_path: Path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    dialog = PreviewDialog(context, [goal.id for goal in context.plan.in_order()], None, "breakdown")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.pages is not None, timeout=60_000)
    yield dialog
    dialog.wait()


def choose(dialog: PreviewDialog, qtbot, name: str) -> None:
    before = dialog.pages
    dialog.options.form.setCurrentIndex(dialog.options.form.findData(name))
    qtbot.waitUntil(lambda: dialog.pages not in (None, before), timeout=60_000)


def test_another_form_is_set_when_it_is_chosen(forms: PreviewDialog, qtbot) -> None:
    assert forms.pages.page_size[0] > forms.pages.page_size[1]
    choose(forms, qtbot, "evidence")
    assert forms.pages.page_size[0] < forms.pages.page_size[1]
    assert not forms.options.blank.isVisible()


def test_a_period_that_is_none_is_said(forms: PreviewDialog, qtbot) -> None:
    forms.options.period.setText("上半年")
    forms.options.period.editingFinished.emit()
    assert "is not a period" in forms.words()


def test_words_are_found_page_by_page(forms: PreviewDialog, qtbot) -> None:
    forms.finder.setText("招商局")
    forms.finder.returnPressed.emit()
    qtbot.waitUntil(lambda: "Found on" in forms.words(), timeout=60_000)
    forms.finder.setText("没有这个词")
    forms.finder.returnPressed.emit()
    assert "stands on no page" in forms.words()


def test_a_thumbnail_leads_to_its_page(forms: PreviewDialog, qtbot) -> None:
    assert forms.pages.page_count > 2
    forms.thumbs.clicked.emit(2)
    assert forms.view.page == 2


def test_a_page_of_a_form_is_printed_as_vectors(forms: PreviewDialog, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    set_up(printer, forms.pages)
    assert print_pages(printer, forms.pages, [0, 1], lambda done, total: None) == 2
    reader = PdfReader(tmp_path / "printed.pdf")
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [842, 595]
    assert [len(page.images) for page in reader.pages] == [0, 0]


@pytest.mark.parametrize("place", [0, 2])
def test_a_target_sheet_with_its_chart_is_printed_as_vectors(preview: PreviewDialog, tmp_path: Path, place) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(printer, preview.pages, [place], lambda done, total: None)
    (page,) = PdfReader(tmp_path / "printed.pdf").pages
    assert not page.images
    assert len(page.get_contents().get_data()) > 50_000  # lines and outlines, not one picture


def break_own(forms: PreviewDialog, qtbot) -> Path:
    forms.own.make.trigger()
    qtbot.waitUntil(lambda: forms.pages is not None, timeout=60_000)
    path = forms.own.form
    assert path is not None
    path.write_text("\n#nonsense()", encoding="utf-8")
    return path


def test_an_own_form_is_made_broken_read_again_and_left_for_the_shipped_one(
    forms: PreviewDialog, qtbot, tmp_path
) -> None:
    break_own(forms, qtbot)
    forms.own.read.trigger()
    qtbot.waitUntil(lambda: "(breakdown.typ:2)" in forms.notice.text, timeout=60_000)
    assert forms.pages is None
    forms.notice.buttons.made[0].click()  # use the shipped form
    qtbot.waitUntil(lambda: forms.pages is not None, timeout=60_000)
    assert forms.own.form is None
    assert forms.notice.text == ""
    assert OwnForms(Settings()).left("breakdown")  # the next time too
    assert not OwnForms(Settings()).left("monthly")


def test_an_own_form_that_broke_after_the_preview_is_told_where_it_is_saved_and_printed(
    forms: PreviewDialog, qtbot, tmp_path: Path
) -> None:
    break_own(forms, qtbot)
    forms.save_to(tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: "(breakdown.typ:2)" in forms.words(), timeout=60_000)
    assert not (tmp_path / "out.pdf").exists()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with pytest.raises(PlannerError, match="cannot be set"):
        print_pages(printer, forms.pages, [0], lambda done, total: None)


def test_the_paper_of_a_wall_chart_is_chosen_and_kept_for_that_form(forms: PreviewDialog, qtbot) -> None:
    choose(forms, qtbot, "wall")
    before, box = forms.pages, forms.options._boxes["paper"]
    box.setCurrentIndex(box.findData("a2"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: forms.pages not in (None, before), timeout=60_000)
    assert forms.pages.page_size[0] / 72 * 25.4 == pytest.approx(594.5, abs=1)
    choose(forms, qtbot, "bulletin")
    choose(forms, qtbot, "wall")
    assert box.currentData() == "a2"


def test_copies_sides_and_colour_are_kept_and_nonsense_is_left_alone(qapp) -> None:
    printer, other = QPrinter(), QPrinter()
    printer.setCopyCount(3)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    recall(other, kept_of(printer))
    assert (other.copyCount(), other.colorMode()) == (3, QPrinter.ColorMode.GrayScale)
    recall(other, "9,x")
    assert other.copyCount() == 3


def test_a_page_range_and_the_page_in_view_are_what_is_printed(qapp) -> None:
    printer = QPrinter()
    assert list(chosen_pages(printer, 3, 1)) == [0, 1, 2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert list(chosen_pages(printer, 3, 0)) == [1, 2]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert list(chosen_pages(printer, 3, 1)) == [1]
