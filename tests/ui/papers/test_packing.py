"""The pack of a period in the window: what is chosen, made, stopped and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.sheets.own import copy_form
from planner.sheets.pack import PACKED
from planner.ui.context import Context
from planner.ui.preview.ownmenu import OwnForms
from planner.ui.preview.packing import PackDialog
from planner.ui.settings import Settings


@pytest.fixture
def open_dialog(qtbot, context: Context, monkeypatch, tmp_path: Path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = []

    def run(period: str = "2020-09") -> PackDialog:
        dialog = PackDialog(context, context.say, period, OwnForms(Settings(), tmp_path / "forms"), None)
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path / "out"))
        dialog.show()
        made.append(dialog)
        return dialog

    yield run
    for dialog in made:
        dialog.wait()


def write(dialog: PackDialog, qtbot, tmp_path: Path) -> list[Path]:
    dialog.make.click()
    qtbot.waitUntil(dialog.make.isEnabled, timeout=120_000)
    return sorted((tmp_path / "out").glob("*.pdf")) if (tmp_path / "out").exists() else []


def test_ticked_forms_become_files_named_by_plan_period_and_cut_off(
    open_dialog, qtbot, tmp_path: Path, context
) -> None:
    dialog = open_dialog()
    dialog.tick("monthly", "evidence")
    files = write(dialog, qtbot, tmp_path)
    pages = sum(len(PdfReader(path).pages) for path in files)
    assert dialog.words() == f"Printed 2 files with {pages} pages into “{tmp_path / 'out'}”."
    start, day = context.plan.about.title, context.plan.about.as_of.isoformat()
    assert all(path.name.startswith(start) and f"2020-09 as of {day}" in path.name for path in files)


def test_one_pdf_has_a_bookmark_for_each_form(open_dialog, qtbot, tmp_path: Path) -> None:
    dialog = open_dialog()
    dialog.tick("monthly", "evidence", "bulletin")
    dialog.way.setCurrentIndex(1)
    dialog.way.activated.emit(1)
    assert not dialog.archive.isEnabled()
    (file,) = write(dialog, qtbot, tmp_path)
    assert [mark.title for mark in PdfReader(file).outline] == [
        "Bulletin on progress", "Monthly progress report", "List of supporting material",
    ]  # fmt: skip


def test_escape_stops_the_work_and_leaves_the_folder_as_it_was(open_dialog, qtbot, tmp_path: Path) -> None:
    dialog = open_dialog()
    dialog.write(tmp_path / "out")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(dialog.make.isEnabled, timeout=120_000)
    assert dialog.words() == "Stopped. The folder is as it was."
    assert dialog.isVisible()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("period", ["", "上半年", "2020-13", "9" * 500])
def test_a_period_that_is_none_keeps_the_pack_from_being_made(open_dialog, period: str) -> None:
    dialog = open_dialog(period)
    assert not dialog.make.isEnabled()
    QTest.keyClick(dialog.period, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(dialog.period, "2020-Q3")
    assert dialog.make.isEnabled()


def test_nothing_ticked_keeps_the_pack_from_being_made(open_dialog) -> None:
    dialog = open_dialog()
    dialog.tick()
    assert not dialog.make.isEnabled()


def test_a_folder_that_cannot_be_is_said(open_dialog, qtbot, tmp_path: Path) -> None:
    dialog = open_dialog()
    (tmp_path / "out").write_text("a file")
    dialog.tick("evidence")
    dialog.make.click()
    qtbot.waitUntil(lambda: "cannot be made here" in dialog.words(), timeout=120_000)


def test_what_was_chosen_is_there_the_next_time(open_dialog, qtbot, tmp_path: Path) -> None:
    dialog = open_dialog()
    dialog.tick("evidence")
    dialog.way.setCurrentIndex(1)
    write(dialog, qtbot, tmp_path)
    again = open_dialog()
    assert (again.names, again.way.currentIndex()) == (["evidence"], 1)
    assert len(PACKED) == again.list.count()


def test_a_broken_form_of_the_offices_own_is_told_and_the_shipped_one_still_prints(
    open_dialog, qtbot, tmp_path: Path
) -> None:
    copy_form("evidence", tmp_path / "forms").write_text("\n#nonsense()", encoding="utf-8")
    dialog = open_dialog()
    dialog.tick("evidence")
    assert write(dialog, qtbot, tmp_path) == []
    assert "(evidence.typ:2)" in dialog.words()
    OwnForms(Settings(), tmp_path / "forms").leave("evidence", shipped=True)
    assert len(write(dialog, qtbot, tmp_path)) == 1
