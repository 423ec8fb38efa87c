"""Backups in the window: they make themselves, a failure stands, and one is brought back as an edit."""

from __future__ import annotations

import pytest

from planner.commands.edits import SetFields
from planner.store.backups import Backups, choose_folder
from planner.text import message
from planner.ui.backups import BackupsDialog
from planner.ui.keeping import Keeper


@pytest.fixture
def keeper(window, context):
    return Keeper(context, window)


def _kept(context):
    return Backups.of(context.session.store).own()


def _rename(context, goal, name):
    assert context.run(SetFields("goal", [goal], {"name": name}))


def test_a_changed_plan_is_backed_up_when_opened_and_only_once(qtbot, keeper, context):
    with qtbot.waitSignal(keeper.made):
        keeper.look()
    keeper.look()
    assert [backup.step for backup in _kept(context)] == [context.session.store.last_step]


def test_a_failed_backup_stands_until_one_is_made(qtbot, window, context, first, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    choose_folder(folder)
    folder.rmdir()
    window.acts["file_backup"].trigger()
    assert "is not there" in window.messages.text
    _rename(context, first, "renamed")
    assert "is not there" in window.messages.text
    choose_folder(None)
    window.acts["file_backup"].trigger()
    qtbot.waitUntil(lambda: "Backed up" in window.messages.text)


def test_nothing_risky_without_a_backup(keeper, tmp_path):
    (tmp_path / "stick").mkdir()
    choose_folder(tmp_path / "stick")
    (tmp_path / "stick").rmdir()
    done, why = [], []
    keeper.failed.connect(why.append)
    keeper.before(message("Restore"), lambda: done.append(True))
    assert (done, why[0].key[:8]) == ([], "Not done")


def test_the_dialog_shows_what_differs_and_brings_it_back(qtbot, window, context, keeper, first):
    with qtbot.waitSignal(keeper.made):
        keeper.make()
    before = context.plan
    _rename(context, first, "renamed")
    dialog = BackupsDialog(context, keeper, window)
    qtbot.waitUntil(dialog.restore.isEnabled)
    group = dialog.changes.topLevelItem(0)
    assert (group.text(1), group.child(0).text(0)) == ("changed since 1", "renamed")
    with qtbot.waitSignal(dialog.accepted):
        dialog.restore.click()
    assert context.plan == before
    context.undo()
    assert context.plan.goals[first].name == "renamed"


def test_a_damaged_backup_is_not_offered(qtbot, window, context, keeper, first):
    with qtbot.waitSignal(keeper.made):
        keeper.make()
    (backup,) = _kept(context)
    content = bytearray(backup.path.read_bytes())
    content[content.rindex(first.encode()) + 3] ^= 1
    backup.path.write_bytes(content)
    dialog = BackupsDialog(context, keeper, window)
    qtbot.waitUntil(lambda: "damaged" in dialog._words.text())
    assert not dialog.restore.isEnabled()
