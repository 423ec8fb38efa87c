"""The session of :mod:`tests.trust.hostile_texts`: everything there is, done with a hostile plan.

``python -m tests.trust.hostile_session FOLDER PLANTED`` prints one line of JSON.
"""

from __future__ import annotations

import dataclasses
import json
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from PySide6.QtCore import QAbstractListModel, QModelIndex, QSettings, Qt, QThreadPool
from PySide6.QtGui import Qt as GuiQt  # what belongs to documents
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox

from planner.cli import main as program
from planner.commands.seeding import make_plan
from planner.domain.records import Attachment
from planner.places import LOCALES
from planner.text import Translator, message
from planner.ui import pages
from planner.ui.app import make_application, wait, wait_until_loaded
from planner.ui.program import Program
from planner.ui.settings import Settings
from tests.trust.hostile_texts import MARK, Hostile

NOW = datetime(2020, 10, 8, tzinfo=UTC)


def main() -> None:
    """Do everything there is with a hostile plan."""
    folder, planted = Path(sys.argv[1]), sys.argv[2]
    found, path = Hostile(), folder / "hostile.plan"
    for old in (path, folder / "copy.plan"):
        old.unlink(missing_ok=True)
    found.texts = _make(path, folder)
    _command_line(path, folder)
    _window(path, found, planted)
    _plant(folder, planted)
    print(json.dumps(asdict(found)))


def hostile(folder: Path) -> str:
    """Return a text that is a formula, a link and a page with a picture at once."""
    return (f'=HYPERLINK("http://{MARK}.invalid/f";1) <img src="file://{folder}/{MARK}.png"> '
            f'<a href="https://{MARK}.invalid/">x</a> #link("http://{MARK}.invalid") <b>')  # fmt: skip


def _make(path: Path, folder: Path) -> int:
    session = make_plan(path, "demo", who="", now=lambda: NOW)
    plan, text, count = session.plan, hostile(folder), 0
    with session.store.step(message("Start an empty plan"), who=text, at=NOW) as edit:
        for record in _records(plan):
            fields = dict.fromkeys(_texts(record), text)
            if fields:
                edit.update(type(record), record.id, **fields)
                count += len(fields)
        goal = next(iter(plan.goals))
        edit.insert(Attachment("a1", goal, text, edit.keep_bytes(b"x"), 1))
    session.store.close()
    return count


def _records(plan) -> Iterator:
    for field in dataclasses.fields(plan):
        value = getattr(plan, field.name)
        rows = value.values() if hasattr(value, "values") else (value,)
        for row in rows:
            yield from (one for one in (row if isinstance(row, tuple | list) else (row,)) if hasattr(one, "id"))


_FREE = frozenset({"name", "title", "office", "note", "issuer", "number", "definition", "quote", "cite", "source",
                   "progress", "problems", "next_steps", "needs", "said", "risk", "letterhead", "unit"})  # fmt: skip


def _texts(record) -> Iterator[str]:
    for field in dataclasses.fields(record):
        reference = field.name == "office" and type(record).__name__ != "About"
        if field.name in _FREE and field.type == "str" and not reference:
            yield field.name


def _command_line(path: Path, folder: Path) -> None:
    for words in (("list", path), ("status", path), ("show", path, "1"), ("history", path), ("check", path),
                  ("export", path, "-o", folder / "out.xlsx"), ("export", path, "-o", folder / "out.csv"),
                  ("export", path, "-o", folder / "out.json"), ("sheet", path, "1", "-o", folder / "out.pdf"),
                  ("sheet", path, "1", "-o", folder / "out.png"), ("chart", path, "1", "-o", folder / "out.svg"),
                  ("backup", path, folder / "copy.plan"), ("undo", path), ("redo", path)):  # fmt: skip
        program([str(word) for word in words])


def _window(path: Path, found: Hostile, planted: str) -> None:
    app = make_application()
    settings = Settings(QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat))
    opened = Program(app, settings, Translator("en", LOCALES))
    assert opened.open(path)
    wait_until_loaded(opened)
    window, context = opened.plan_window, opened.context
    goal = next(iter(context.plan.goals))
    window.page.view.choose(goal)
    tabs = ("trajectory", "progress", "milestones", "basis", "history")
    for page in ("reading", "goals", *tabs) if context.plan.documents else ("goals", *tabs):
        window.turn_to(page)
        wait(100)
    if planted == "rich":
        label = QLabel(hostile(path.parent), window)
        label.show()
    dialogs = [pages.goal_form(context, goal, window), pages.record_dialog(context, goal, window),
               pages.themes_dialog(context, window), pages.offices_dialog(context, window),
               pages.plan_dialog(context, window), pages.breakdown_dialog(context, goal, window),
               pages.preview(context, [goal], window)]  # fmt: skip
    for dialog in dialogs:
        dialog.show()
        wait(100)
    window.grab()
    _walk(app, found)
    QThreadPool.globalInstance().waitForDone()
    for dialog in dialogs:
        dialog.close()
    wait(100)
    opened.put_away()


def _walk(app, found: Hostile) -> None:
    for widget in app.allWidgets():
        found.rich += _told(_is_markup(widget.toolTip()) + _is_markup(widget.whatsThis()), widget)
        if isinstance(widget, QLabel | QMessageBox) and MARK in widget.text():
            found.labels += 1
            found.rich += _told(widget.textFormat() != Qt.TextFormat.PlainText, widget)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found.rich += _told(sum(map(_is_markup, _tips(widget.model()))), widget)


def _told(count: int, widget) -> int:
    """Name the widget on standard error, for whoever mends it."""
    if count:
        print(count, type(widget).__name__, widget.objectName(), type(widget.parent()).__name__, file=sys.stderr)
    return int(count)


def _is_markup(text: str) -> bool:
    """Whether a tip would be read as a page with our picture or link; escaped words are none."""
    return GuiQt.mightBeRichText(text) and any(tag in text for tag in ("<img", "<a ", "<b>"))


def _tips(model) -> Iterator[str]:
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(min(model.rowCount(parent), 200)):
            waiting.append(model.index(row, 0, parent))
            for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
                yield str(model.data(model.index(row, column, parent), Qt.ItemDataRole.ToolTipRole) or "")


def _plant(folder: Path, planted: str) -> None:
    match planted:
        case "network":
            with socket.socket() as outside, suppress(OSError):
                outside.connect(("127.0.0.1", 9))
        case "lookup":
            with suppress(OSError):
                socket.getaddrinfo(f"{MARK}.invalid", 80)
        case "formula" | "link":
            with xlsxwriter.Workbook(folder / "out.xlsx") as book:
                book.add_worksheet().write(0, 0, f"=1+1+{MARK}" if planted == "formula" else f"http://{MARK}.invalid/")


if __name__ == "__main__":
    main()
