"""The line that says, as long as it is so, that the plan is shown as it stood at a past moment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from planner.commands.past import looked_at_only
from planner.store.reading import Changes
from planner.ui import fonts
from planner.ui.context import Context


class PastBanner(QFrame):
    """Hidden while the plan is shown as it is now; cannot be closed otherwise than by going back to now."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("bar", "refusal")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(fonts.font(14, fonts.STRONG))
        self.back = QPushButton(context.say("Back to now (Esc)"), self)
        self.back.setProperty("primary", True)
        self.back.clicked.connect(context.back_to_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), parent)
        self._escape.activated.connect(self._on_escape)
        self._window = parent
        self._heard: set[QAbstractItemView] = set()
        context.changed.connect(self._on_changed)
        self.refresh()

    @property
    def text(self) -> str:
        """What it says now, empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    def refresh(self) -> None:
        """Show which moment it is, or nothing."""
        moment, say = self._context.moment, self._context.say
        self.setVisible(moment is not None)
        self._escape.setEnabled(moment is not None)
        if moment is not None:
            self._hear_double_clicks()
            self._words.setText(say("The plan as it stood on {moment}: to look at, not to change.",
                                    moment=moment.words))  # fmt: skip

    def _on_escape(self) -> None:
        """Clear a search first; without one, go back to now."""
        focus = self._window.focusWidget()
        if isinstance(focus, QLineEdit) and focus.text():
            focus.clear()
        else:
            self._context.back_to_now()

    def _hear_double_clicks(self) -> None:
        for view in self._window.findChildren(QAbstractItemView):
            if view not in self._heard:
                self._heard.add(view)
                view.doubleClicked.connect(self._on_double_click)

    def _on_double_click(self) -> None:
        moment = self._context.moment
        if moment is not None:
            self._context.refused.emit(looked_at_only(moment))

    def _on_changed(self, _: Changes) -> None:
        self.refresh()
