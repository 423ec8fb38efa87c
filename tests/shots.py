"""Draw every view and sheet of the demonstration plan, in both languages and both themes: ``make shots``.

Each picture is a PNG in the folder given on the command line. They are made to be looked at.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QWidget

from planner.commands.presets import load_rule
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.domain.query import Query
from planner.places import LOCALES
from planner.sheets.files import write_pages
from planner.sheets.render import target_sheets
from planner.store.store import Store
from planner.text import Translator
from planner.ui import late, pages
from planner.ui.app import make_application, wait
from planner.ui.goals.arrange import GroupBy
from planner.ui.help import AboutDialog, ShortcutsDialog
from planner.ui.program import Program
from planner.ui.settings import Settings
from planner.ui.startup import now, person

TABS = ("trajectory", "milestones", "progress", "basis", "history")
SIZES = ((1440, 900), (1024, 700))
PAUSE = 250  # ms for what is drawn after the first paint
PAPER = """示范区管理委员会文件

关于下达2020年度重点目标任务的通知

一、全年新签约招商引资项目签约额不低于825亿元，新引进世界500强项目1个。
二、新增城镇就业3000人，新增农村劳动力转移就业1200人。
三、到2020年底新建博士后科研工作站2—3个。
"""
"""Our own words, in the manner of such notices."""


def main(out: Path) -> None:
    """Draw everything into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "demo.plan"
        make_plan(plan, "demo", who=person(), now=now).store.close()
        for language in ("zh", "en"):
            for dark in (False, True):
                name = f"{language}-{'dark' if dark else 'light'}"
                Album(out, name, Path(folder)).fill(plan, language, dark=dark)
            _sheets(plan, out, language)
        _sheets_of_all(plan, out)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


def _sheets(plan: Path, out: Path, language: str) -> None:
    """Draw the target sheet of the first goals as they are printed."""
    say = Translator(language, LOCALES)
    with Store.open(plan) as store:
        session = Session(store, who=person(), now=now)
        about = session.plan.about
        goals = [goal.id for goal in session.plan.in_order()][:4]
        made = target_sheets(session.plan, goals, about.as_of, load_rule(about.rule), say)
        write_pages(made, out / f"sheet-{language}.png", quiet)


def _sheets_of_all(plan: Path, out: Path) -> None:
    with Store.open(plan) as store:
        session = Session(store, who=person(), now=now)
        about, goals = session.plan.about, [goal.id for goal in session.plan.in_order()]
        say = Translator("zh", LOCALES)
        made = target_sheets(session.plan, goals, about.as_of, load_rule(about.rule), say)
        write_pages(made, out / "sheets.pdf", quiet)


def quiet(done: int, total: int) -> None:
    """Show no progress."""


class Album:
    """The pictures of one language and one theme."""

    def __init__(self, out: Path, name: str, folder: Path) -> None:
        self._out = out
        self._name = name
        self._folder = folder

    def fill(self, plan: Path, language: str, *, dark: bool) -> None:
        """Draw all pictures."""
        settings = Settings(QSettings(str(self._folder / f"{self._name}.ini"), QSettings.Format.IniFormat))
        settings.scheme = "dark" if dark else "light"
        program = Program(make_application(), settings, Translator(language, LOCALES))
        copy = self._folder / f"{self._name}.plan"
        copy.write_bytes(plan.read_bytes())
        program.open(copy)
        for draw in (self._tabs, self._filters, self._dialogs, self._reading, self._others):
            draw(program)
        program.put_away()

    def _grab(self, widget: QWidget, name: str) -> None:
        wait(PAUSE)
        target = self._out / f"{name}-{self._name}.png"
        assert widget.grab().save(str(target)), target
        print(target.name, flush=True)

    def _tabs(self, program: Program) -> None:
        window = program.window
        wait(PAUSE)
        for width, height in SIZES:
            window.resize(width, height)
            for tab in TABS:
                window.turn_to(tab)
                self._grab(window, f"window-{tab}-{width}")
        window.resize(*SIZES[0])

    def _filters(self, program: Program) -> None:
        page = program.window.page
        page.set_query(Query(lights=frozenset({"behind", "far_behind"})))
        self._grab(program.window, "window-filtered")
        page.set_query(Query(words=("nothing",)))
        self._grab(program.window, "window-nothing-found")
        page.set_query(Query())
        page.set_grouping(GroupBy.OFFICE)
        self._grab(program.window, "window-by-office")
        page.set_grouping(GroupBy.THEME)

    def _dialogs(self, program: Program) -> None:
        context, window, say = program.context, program.window, program.looks.say
        goal = window.page.view.goal
        makers: Sequence[tuple[str, Callable[[], QDialog]]] = (
            ("goal-form", lambda: pages.goal_form(context, goal, window)),
            ("new-goal-form", lambda: pages.goal_form(context, None, window)),
            ("breakdown", lambda: pages.breakdown_dialog(context, goal, window)),
            ("record", lambda: pages.record_dialog(context, goal, window)),
            ("themes", lambda: pages.themes_dialog(context, window)),
            ("offices", lambda: pages.offices_dialog(context, window)),
            ("plan-card", lambda: pages.plan_dialog(context, window)),
            ("new-plan", lambda: late.new_plan_dialog(say, date(2026, 1, 31), window)),
            ("shortcuts", lambda: ShortcutsDialog(say, window.acts.table(), window)),
            ("about", lambda: AboutDialog(say, window)),
            ("preview", lambda: pages.preview(context, [goal], window)),
        )
        for name, make in makers:
            dialog = make()
            dialog.show()
            wait(8 * PAUSE if name == "preview" else PAUSE)
            self._grab(dialog, f"dialog-{name}")
            dialog.reject()
            dialog.deleteLater()

    def _reading(self, program: Program) -> None:
        paper = self._folder / "notice.txt"
        paper.write_text(PAPER, encoding="utf-8")
        program.window.middle.take_documents([paper])
        self._grab(program.window, "reading")
        program.window.middle.show_goals()

    def _others(self, program: Program) -> None:
        window = program.window
        for title, menu in _menus(window):
            menu.popup(window.mapToGlobal(window.menuBar().rect().bottomLeft()))
            self._grab(menu, f"menu-{title}")
            menu.close()
        program.close_plan()
        self._grab(program.window, "start")
        program.choosing.make_at(self._folder / f"empty-{self._name}.plan", "empty", "2026", date(2026, 1, 31))
        self._grab(program.window, "window-empty")


def _menus(window) -> Iterator[tuple[str, QWidget]]:
    names = ("file", "edit", "goal", "view", "help")
    for name, action in zip(names, window.menuBar().actions(), strict=True):
        yield name, action.menu()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/shots"))
