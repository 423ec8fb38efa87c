"""Attachments come from strangers: what is opened, what is only saved, and under which name."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from planner.commands.papers import AttachFile
from tests.house import sources


class Desk(QObject):
    """Stands where the system's programs would; keeps what it was asked to open."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        """Take a file."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desk():
    """The system's programs."""
    stands = Desk()
    QDesktopServices.setUrlHandler("file", stands, "take")
    yield stands
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def files(pane, context, qtbot):
    """The attachments of a goal that holds a paper and a program."""
    shown = pane.tab("basis").attachments
    context.run(AttachFile("contracts", "通知.pdf", b"%PDF-1.7"))
    context.run(AttachFile("contracts", "通知.pdf.exe", b"MZ"))
    return shown


def answered(act):
    """Do something that asks; press Escape; return what was said."""
    said = []

    def answer():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.reject()

    QTimer.singleShot(0, answer)
    act()
    return said


def test_a_paper_is_opened_read_only_from_a_folder_of_its_own(files, desk):
    files.view.selectRow(0)
    files.open()
    (path,) = desk.opened
    assert (path.name, path.read_bytes()) == ("通知.pdf", b"%PDF-1.7")
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_program_is_never_opened(files, desk):
    files.view.selectRow(1)
    (said,) = answered(files.open)
    assert "通知.pdf.exe" in said
    assert "not opened" in said
    assert desk.opened == []


def test_keys_alone_open(files, desk, qtbot):
    files.view.selectRow(0)
    files.view.setFocus()
    qtbot.keyClick(files.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [path.name for path in desk.opened] == ["通知.pdf"]


def test_a_copy_is_written_whole_or_not_at_all(files, context, tmp_path, qtbot):
    (tmp_path / "there").mkdir()
    with qtbot.waitSignal(context.refused) as blocker:
        files.save(context.plan.attachments["contracts"][0], tmp_path / "there")
    assert "cannot be written" in context.say(blocker.args[0])
    assert [path.name for path in tmp_path.iterdir() if "half" in path.name] == []


def test_one_place_hands_files_to_other_programs():
    reaches = ("QDesktopServices", "openUrl", "OpenExternalLinks", "startfile", "webbrowser", "xdg-open")
    found = {name for name, text in sources().items() if any(word in text for word in reaches)}
    assert found == {"planner.ui.leaving"}


def test_pictures_are_read_by_the_preview_alone():
    reads = ("loadFromData", "fromData(", "QImageReader", "QMovie", "QSvgRenderer")
    found = {name for name, text in sources().items() if any(word in text for word in reads)}
    assert found == {"planner.ui.details.trend"} | {
        f"planner.ui.preview.{name}" for name in ("output", "pages_view", "printing")
    }
