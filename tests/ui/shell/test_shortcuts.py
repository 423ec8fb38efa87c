"""No two acts of the window share a shortcut; an ambiguous one would do nothing."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut


def test_every_shortcut_belongs_to_one_act(window) -> None:
    wide = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut
    keys: Counter[str] = Counter()
    for action in set(window.findChildren(QAction)):
        if action.shortcutContext() in wide:
            keys.update({key.toString() for key in action.shortcuts() if not key.isEmpty()})
    for shortcut in window.findChildren(QShortcut):
        if shortcut.context() in wide:
            keys[shortcut.key().toString()] += 1
    assert keys["Ctrl+2"] == 1
    assert [key for key, count in keys.items() if count > 1] == []
