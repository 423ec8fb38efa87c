from datetime import date

import pytest
from PySide6.QtCore import Qt

from planner.commands.edits import SetFields
from planner.commands.presets import load_rule
from planner.figures.palette import LIGHT
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.importing.dialog import ImportDialog
from planner.ui.keeping import Keeper
from tests.build import fresh_session, goal


@pytest.fixture
def context(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    session = fresh_session(tmp_path, goal("jobs", 3000, unit="人"))
    yield Context(session, Translator("en", LOCALES), LIGHT, load_rule("default"))
    session.store.close()


@pytest.fixture
def keeper(qtbot, context):
    made = Keeper(context, context)
    yield made
    context.session.ready = False  # as the program does before it closes a plan


@pytest.fixture
def dialog(qtbot, context, keeper, tmp_path):
    table = tmp_path / "月报.csv"
    table.write_bytes("指标,1月,1-3月\njobs,5,１２\nnobody,1,2\n".encode("gb18030"))
    made = ImportDialog(context, keeper, table)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not made.busy, timeout=20_000)
    return made


def test_what_lacks_a_year_waits_for_the_person(qtbot, dialog, context):
    assert not dialog.save_button.isEnabled()
    assert "year" in dialog.refusal()
    qtbot.keyClicks(dialog.year, "2020")
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
    assert dialog.counts.text() == "2 new · 0 changed · 0 the same · 1 refused"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    assert [row.day for row in context.plan.series("jobs").records("jobs")] == [date(2020, 1, 31), date(2020, 3, 31)]
    assert dialog.done_words is not None


def test_closing_it_writes_nothing(qtbot, dialog, context):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert context.session.store.history()[0].kind == "seed"


@pytest.fixture
def ready(qtbot, dialog):
    qtbot.keyClicks(dialog.year, "2020")
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
    return dialog


def test_it_is_imported_only_over_a_proved_backup(qtbot, ready, context, keeper):
    before = context.session.store.last_step
    with qtbot.waitSignal(keeper.made, timeout=20_000):
        ready.save_button.click()
        assert context.session.store.last_step == before
        assert not ready.save_button.isEnabled()
    qtbot.waitUntil(lambda: not ready.isVisible(), timeout=20_000)
    assert [backup.step for backup in keeper.backups.kept()] == [before]
    assert context.session.store.last_step == before + 1


def test_without_a_backup_nothing_is_imported_and_it_can_be_tried_again(qtbot, ready, context, keeper):
    folder = keeper.backups.folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    before = context.session.store.last_step
    ready.save_button.click()
    assert "no backup could be made before “Import”" in ready.refusal()
    assert ready.counts.text() == "2 new · 0 changed · 0 the same · 1 refused"
    assert context.session.store.last_step == before
    folder.unlink()
    ready.save_button.click()
    qtbot.waitUntil(lambda: not ready.isVisible(), timeout=20_000)
    assert context.session.store.last_step == before + 1


def test_leaving_while_the_backup_is_made_imports_nothing(qtbot, ready, context, keeper):
    before = context.session.store.last_step
    with qtbot.waitSignal(keeper.made, timeout=20_000):
        ready.save_button.click()
        ready.reject()
    assert context.session.store.last_step == before


def test_a_backup_already_under_way_is_not_taken_for_a_fresh_one(qtbot, ready, context, keeper):
    keeper.make()
    assert context.run(SetFields("about", ["plan"], {"title": "changed meanwhile"}))
    changed = context.session.store.last_step
    ready.save_button.click()
    qtbot.waitUntil(lambda: changed in {backup.step for backup in keeper.backups.kept()}, timeout=20_000)
    qtbot.waitUntil(lambda: bool(ready.refusal()) or not ready.isVisible(), timeout=20_000)
