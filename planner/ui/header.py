"""The line above everything: the plan's title, what is done most, and the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.details.elided import ElidedLabel
from planner.ui.glyphs import icon

if TYPE_CHECKING:
    from planner.ui.actions import Actions

HEIGHT = 52
_PAUSE = 120  # ms without a key before the table is searched


class Header(QFrame):
    """Title, buttons, search.

    Signals:
        searched: the words typed so far.
        left: Esc or Down was pressed in the search field; the table should take the focus.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setFixedHeight(HEIGHT)
        self.setProperty("edge", "bottom")
        self._tools: dict[str, QToolButton] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._title = ElidedLabel(Qt.TextElideMode.ElideMiddle, self)
        self._title.setFont(fonts.font(15, fonts.STRONG))
        self._badge = QLabel(context.say("Demonstration data"), self)
        self._badge.setProperty("badge", True)
        self._badge.setFont(fonts.font(fonts.SMALL))
        self._badge.setToolTip(context.say("The progress in this plan is invented, for learning and for pictures."))
        self.search = QLineEdit(self)
        self.search.setProperty("search", True)
        self.search.setPlaceholderText(context.say("Search goals, milestones, offices…   Ctrl+K"))
        self.search.setAccessibleName(context.say("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", context.palette.faint), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(280)
        self.search.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.search.textChanged.connect(self._pause.start)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        say, palette = self._context.say, self._context.palette
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        for name, text in (("undo", say("Undo")), ("redo", say("Redo"))):
            tool = QToolButton(self)
            tool.setIcon(icon(name, palette.text))
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            tool.setAccessibleName(text)
            tool.setEnabled(False)
            self._tools[name] = tool
            row.addWidget(tool)
        row.addSpacing(8)
        for name, text in (
            ("goal_new", say("New goal")),
            ("goal_break", say("Break down")),
            ("goal_record", say("Record progress")),
            ("goal_print", say("Print sheet")),
        ):
            button = QPushButton(text, self)
            button.setProperty("primary", name == "goal_print")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setEnabled(False)
            self._buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.search, 1)

    def bind(self, actions: Actions) -> None:
        """Let the buttons stand for their actions: enabled with them, and showing their shortcut as a hint."""
        for name, tool in self._tools.items():
            actions[name].setIcon(tool.icon())
            tool.setDefaultAction(actions[name])
        for name, button in self._buttons.items():
            action = actions[name]
            button.setToolTip(f"{button.text()}  {action.shortcut().toString()}")
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())

    def refresh(self) -> None:
        """Show the plan's title and whether its progress is invented."""
        about = self._context.plan.about
        self._title.setText(about.title or self._context.file.stem)
        self._badge.setVisible(about.demo)

    def show_words(self, words: str) -> None:
        """Show what is searched for, without searching again."""
        if self.search.text().split() != words.split():
            self.search.blockSignals(True)
            self.search.setText(words)
            self.search.blockSignals(False)

    def type(self, text: str) -> None:
        """Start or go on searching with a letter typed elsewhere."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)

    def _on_pause(self) -> None:
        self.searched.emit(self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc clears the search; Esc in an empty field, Enter and Down go back to the table."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self._on_pause()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
