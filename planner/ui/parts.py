"""The parts of a plan's window, handed to what binds them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from planner.ui.goals.page import GoalsPage
from planner.ui.header import Header
from planner.ui.messagebar import MessageBar
from planner.ui.middle import Middle
from planner.ui.navigation import Navigation
from planner.ui.search import Search
from planner.ui.statusbar import StatusBar


@dataclass(frozen=True)
class Parts:
    """Everything a window shows; ``menus`` by their title's key, still empty."""

    window: QWidget
    menus: Mapping[str, QMenu]
    header: Header
    messages: MessageBar
    navigation: Navigation
    middle: Middle
    page: GoalsPage
    search: Search
    status: StatusBar
