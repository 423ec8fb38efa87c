"""Opening, refusing, changing language and colours."""

import subprocess
import sys
import threading
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from planner.analysis.values import Rule
from planner.commands.session import Session
from planner.domain.query import Query
from planner.errors import PlannerError
from planner.figures.palette import DARK, LIGHT
from planner.places import LOCALES
from planner.store.glimpse import read_glimpse
from planner.store.store import Store
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.faults import Faults
from planner.ui.goals.arrange import GroupBy, arrange
from planner.ui.startup import Loading, now, open_session
from planner.ui.welcome import WelcomeWindow
from planner.ui.window import PlanWindow

_HOLDER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from planner.store.glimpse import read_glimpse
from planner.store.store import Store
with Store.open(Path(sys.argv[1]), who="Wang", at=datetime(2020, 9, 30, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(demo):
    """Return the path of a plan that another process has open."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(demo)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline().strip() == b"held"
        yield demo
        holder.stdin.close()


def test_what_is_no_plan_is_refused_on_the_start_page(program, tmp_path):
    other = tmp_path / "letter.plan"
    other.write_text("no plan")
    assert not program.open(other)
    assert isinstance(program.window, WelcomeWindow)
    assert "letter.plan" in program.window._trouble.text()


def test_a_refused_plan_leaves_the_open_one(program, window, tmp_path):
    assert not program.open(tmp_path / "missing.plan")
    assert program.window is window
    assert "missing.plan" in window.messages.text


def test_a_locked_plan_names_its_holder_and_offers_a_copy(program, held):
    assert not program.open(held)
    assert "Wang" in program.window._trouble.text()
    program.window.buttons.made[0].click()
    assert isinstance(program.window, PlanWindow)
    assert program.context.session.store.readonly
    program.window.complete()
    assert "reading only" in program.window.messages.text
    assert not program.window.acts["goal_new"].isEnabled()
    assert "read-only" in program.window.windowTitle()


def test_opening_the_open_plan_again_changes_nothing(program, window, demo):
    assert program.open(demo)
    assert program.window is window


def test_the_language_changes_with_the_plan_open(program, window, first):
    window.page.view.choose(window.page.model.groups[0].goals[2])
    chosen = window.page.view.goal
    program.looks.take_language("zh")
    assert program.window.page.view.goal == chosen
    assert program.window.page.model._headings[0] == "指标"
    assert QLocale().language() == QLocale.Language.Chinese
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_colours_change_with_the_plan_open(program, window):
    program.looks.take_scheme("dark")
    assert program.context.palette is DARK
    assert program.window is not window
    program.looks.take_scheme("light")
    assert program.context.palette is LIGHT


def test_closing_a_plan_shows_the_start_page_with_it(program, window, demo):
    program.close_plan()
    assert isinstance(program.window, WelcomeWindow)
    assert program.context is None
    program.outer.open_wanted.emit(demo)
    assert isinstance(program.window, PlanWindow)


def test_the_first_start_opens_the_zones_plan(program, settings):
    program.start(None)
    assert not program.context.plan.about.demo
    assert len(program.context.plan.goals) > 20
    assert settings.recent == [program.context.session.store.path]


def test_a_large_plan_is_read_in_slices_and_checked_before_it_is_edited(qtbot, program, demo):
    store = Store.open(demo, who="tester", at=now())
    context = Context(
        Session(store, who="tester", now=now, plan=read_glimpse(store, "theme", 5)), program.looks.say, LIGHT, Rule()
    )
    assert (len(context.plan.goals), context.glimpse, context.measured, context.editable) == (5, True, False, False)
    loading = Loading(context)
    with qtbot.waitSignal(loading.done):
        loading.start()
    assert (context.glimpse, context.measured, context.editable) == (False, True, True)
    assert context.plan == store.read()
    store.close()


@pytest.mark.parametrize("by", ["theme", "office", "nothing"])
def test_a_glimpse_holds_the_goals_shown_first(demo, by):
    with Store.open(demo) as store:
        whole, some = store.read(), read_glimpse(store, by, 9)
    shown = [goal for group in arrange(whole, Query(), GroupBy(by), None, str) for goal in group.goals]
    assert sorted(some.goals) == sorted(shown[:9])
    assert all(some.target(goal) == whole.target(goal) for goal in some.goals)


def test_an_older_plan_is_upgraded_with_its_former_state_kept(program, tmp_path):
    old = min((Path(__file__).parents[2] / "plans").glob("*.plan"))
    path = tmp_path / "old.plan"
    copyfile(old, path)
    opened = open_session(path)
    opened.session.store.close()
    assert opened.told[0].args["file"] in {file.name for file in tmp_path.iterdir()}


def raising(text):
    raise RuntimeError(text)


def test_a_bug_is_shown_once_however_often_it_strikes(qtbot, capsys):
    faults = Faults(Translator("en", LOCALES))
    told = []
    faults.struck.disconnect()
    faults.struck.connect(told.append)
    for text in ("one", "one", "two"):
        try:
            raising(text)
        except RuntimeError as error:
            faults.catch(RuntimeError, error, error.__traceback__)
    assert len(told) == 2
    assert "RuntimeError: one" in told[0]
    assert capsys.readouterr().err.count("RuntimeError: one") == 2


def test_a_bug_in_a_thread_comes_to_the_window(qtbot, program, capsys):
    put_back = program.faults.install()
    try:
        with qtbot.waitSignal(program.faults.struck) as told:
            thread = threading.Thread(target=raising, args=("from a thread",))
            thread.start()
            thread.join()
    finally:
        put_back()
    assert "from a thread" in told.args[0]
    program.faults._open.done(0)


def test_a_refusal_nobody_caught_is_a_sentence(program, window):
    error = PlannerError("The disk is full. Free some space and try again; nothing was lost.")
    program.faults.catch(PlannerError, error, None)
    assert window.messages.text.startswith("The disk is full.")


_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.app import make_application
from planner.ui.program import Program
from planner.ui.settings import Settings
app = make_application()
settings = Settings(QSettings(sys.argv[1] + ".ini", QSettings.Format.IniFormat))
program = Program(app, settings, Translator("zh", LOCALES))
def painted():
    print(sorted({name.partition(".")[0] for name in sys.modules} & {"pyqtgraph", "typst", "sqlite_utils"}))
    program.put_away()
    app.exit()
program.open(Path(sys.argv[1]))
program.window.painted.disconnect()
program.window.painted.connect(painted)
app.exec()
"""


def test_nothing_heavy_is_imported_before_the_first_paint(demo):
    done = subprocess.run([sys.executable, "-c", _FIRST, str(demo)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_locked_plan_can_be_worked_on_apart(program, held):
    assert not program.open(held)
    program.window.buttons.made[1].click()
    assert program.context.editable
    assert program.context.file.parent == held.parent
    assert program.context.file.stem.startswith(f"{held.stem} (working copy ")
