import pytest
from PySide6.QtCore import QSettings

from planner.commands.seeding import make_plan
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.program import Program
from planner.ui.settings import Settings
from tests.build import ticking


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def demo(tmp_path):
    """Return the path of a fresh demonstration plan."""
    path = tmp_path / "demo.plan"
    make_plan(path, "demo", who="tester", now=ticking()).store.close()
    return path


@pytest.fixture
def program(qtbot, qapp, settings):
    """Return the program in English, without a window yet."""
    made = Program(qapp, settings, Translator("en", LOCALES))
    yield made
    made.put_away()


@pytest.fixture
def window(qtbot, program, demo):
    """Return the complete window of the demonstration plan."""
    assert program.open(demo)
    shown = program.window
    qtbot.waitActive(shown)
    shown.complete()
    shown.page.view.setFocus()
    return shown


@pytest.fixture
def context(program, window):
    return program.context


@pytest.fixture
def first(window):
    """Return the id of the goal shown first."""
    return window.page.model.groups[0].goals[0]
