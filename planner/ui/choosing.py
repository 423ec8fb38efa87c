"""Which plan to open next: asked for, made anew, or one of those that came with the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import PlannerError
from planner.text import Translator
from planner.ui import late
from planner.ui.files import ask_open, ask_save
from planner.ui.looks import Looks
from planner.ui.startup import now


class Choosing(QObject):
    """Asks for plans and makes them.

    Signals:
        chosen: the path of a plan to be opened.
        refused: a ``PlannerError`` and the path that could not be made.
    """

    chosen = Signal(Path)
    refused = Signal(object, Path)

    def __init__(self, looks: Looks, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = looks
        self.window: QWidget | None = None  # the one shown now, over which to ask

    @property
    def _say(self) -> Translator:
        return self._looks.say

    @property
    def _pattern(self) -> str:
        return f"{self._say('Plans')} (*.plan)"

    def ask(self) -> None:
        """Ask which plan to open."""
        path = ask_open(self.window, self._say("Open a plan"), self._pattern)
        if path is not None:
            self.chosen.emit(path)

    def ask_another(self, name: str, act: Callable[[Path], None]) -> None:
        """Ask where else to save a plan, and do that."""
        target = ask_save(self.window, self._say("Save a copy"), Path.home() / name, self._pattern)
        if target is not None:
            act(target)

    def make(self) -> None:
        """Ask what a new plan starts from and where it lies, make it and open it."""
        dialog = late.new_plan_dialog(self._say, now().date(), self.window)
        if not dialog.exec():
            return
        title = dialog.title.text().strip()
        suggested = Path.home() / f"{title or self._say('Plan')}.plan"
        target = ask_save(self.window, self._say("New plan"), suggested, self._pattern)
        if target is not None:
            self.make_at(target, dialog.source, title or None, dialog.day)

    def make_at(self, target: Path, source: str, title: str | None = None, as_of: date | None = None) -> None:
        """Make a plan from ``empty``, ``zone`` or ``demo`` and open it."""
        try:
            late.make_plan(target, source, title, as_of)
        except PlannerError as refusal:
            self.refused.emit(refusal, target)
            return
        self.chosen.emit(target)

    def open_samples(self) -> None:
        """Open the person's own copy of the demonstration plan."""
        self.open_shipped("demo")

    def open_shipped(self, source: str) -> None:
        """Open the person's own copy of a shipped plan, made when it is not there."""
        names = {"demo": self._say("Demonstration plan"), "zone": self._say("The zone's goals of 2020")}
        path = user_data_path("policy-planner", ensure_exists=True) / f"{names[source]}.plan"
        if path.exists():
            self.chosen.emit(path)
        else:
            self.make_at(path, source)
