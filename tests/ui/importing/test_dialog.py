from datetime import date

import pytest
from PySide6.QtCore import Qt

from planner.commands.presets import load_rule
from planner.figures.palette import LIGHT
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.importing.dialog import ImportDialog
from tests.build import fresh_session, goal


@pytest.fixture
def context(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    session = fresh_session(tmp_path, goal("jobs", 3000, unit="人"))
    yield Context(session, Translator("en", LOCALES), LIGHT, load_rule("default"))
    session.store.close()


@pytest.fixture
def dialog(qtbot, context, tmp_path):
    table = tmp_path / "月报.csv"
    table.write_bytes("指标,1月,1-3月\njobs,5,１２\nnobody,1,2\n".encode("gb18030"))
    made = ImportDialog(context, table)
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
    assert [row.day for row in context.plan.series("jobs").records("jobs")] == [date(2020, 1, 31), date(2020, 3, 31)]
    assert dialog.done_words is not None


def test_closing_it_writes_nothing(qtbot, dialog, context):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert context.session.store.history()[0].kind == "seed"
