"""The preview shows Typst's own pages, and saves what it shows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton

from planner.ui.context import Context
from planner.ui.preview.dialog import PreviewDialog


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
