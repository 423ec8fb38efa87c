"""The bottom line: the day the figures speak of, how many goals show each light, and how the file stands."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from planner.analysis.values import Light
from planner.domain.numbers import show_percent
from planner.domain.query import Query
from planner.ui.context import Context
from planner.ui.details.elided import ElidedLabel
from planner.ui.glyphs import light_icon
from planner.ui.lamps import rule_colour, rule_word
from planner.ui.tally import Tally
from planner.ui.words import plain_tip

HEIGHT = 32
_ROOMY = 1240  # px from which everything has room


class StatusBar(QFrame):
    """The bottom line.

    Signals:
        light_toggled: a light whose goals alone should be shown, or no longer.
        cut_off_wanted: the cut-off date was clicked.
        legend_wanted: the person asks what the colours mean.
        write_back_wanted: the working copy should be written back now.
        backups_wanted: the mark of a failed backup was clicked.
    """

    light_toggled = Signal(str)
    cut_off_wanted = Signal()
    legend_wanted = Signal()
    write_back_wanted = Signal()
    backups_wanted = Signal()

    def __init__(self, context: Context, tally: Tally, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._tally = tally
        self.setFixedHeight(HEIGHT)
        self._cut_off = QToolButton(self)
        self._cut_off.setToolTip(context.say("Change the cut-off date"))
        self._cut_off.clicked.connect(self.cut_off_wanted)
        self._lights = {light: self._make_light(light) for light in Light}
        self._legend = QToolButton(self)
        self._legend.setText(context.say("Legend"))
        self._legend.setToolTip(context.say("What the colours mean"))
        self._legend.setAccessibleName(context.say("What the colours mean"))
        self._legend.clicked.connect(self.legend_wanted)
        self._file = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self._file.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._file.setProperty("tone", "muted")
        self._note = ""
        self._standing = ""
        self._write = QToolButton(self)
        self._write.setText(context.say("Write back now"))
        self._write.clicked.connect(self.write_back_wanted)
        self._write.hide()
        self._unsafe = QToolButton(self)
        self._unsafe.setText(context.say("No backup"))
        self._unsafe.setProperty("tone", "danger")
        self._unsafe.clicked.connect(self.backups_wanted)
        self._unsafe.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 16, 0)
        row.setSpacing(2)
        row.addWidget(self._cut_off)
        row.addSpacing(8)
        for button in self._lights.values():
            row.addWidget(button)
        row.addWidget(self._legend)
        row.addWidget(self._file, 1)
        row.addWidget(self._write)
        row.addWidget(self._unsafe)
        tally.counted.connect(self.refresh)
        self.refresh()

    def _make_light(self, light: Light) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(light.value)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(self._context.say("Show only these goals"))
        button.clicked.connect(self._on_light)
        return button

    def _on_light(self) -> None:
        self.light_toggled.emit(self.sender().objectName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be told elsewhere where the file's state would lose its room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refresh()

    def note(self, text: str) -> None:
        """Add a word to the file's state, such as when it was last backed up."""
        self._note = text
        self.refresh()

    def warn(self, why: str) -> None:
        """Mark that the newest backup failed, and say why on the mark; an empty reason takes the mark away."""
        self._unsafe.setToolTip(why)
        self._unsafe.setVisible(bool(why))

    def stand(self, words: str, hint: str, *, waiting: bool) -> None:
        """Say how a working copy stands; ``waiting`` when it holds what could be written back now."""
        self._standing = words
        self._file.set_note(hint)
        self._write.setVisible(waiting)
        self.refresh()

    def mark(self, query: Query) -> None:
        """Press the lights a query asks for."""
        for light, button in self._lights.items():
            button.setChecked(light.value in query.lights)

    def refresh(self) -> None:
        """Show what the plan says now."""
        self._file.setText(" · ".join(filter(None, (self._state(), self._note))))
        self._show_counts(words=True)
        if self._wanted() > self.width():  # how the file stands comes first; the legend tells the words
            self._show_counts(words=False)

    def _show_counts(self, *, words: bool) -> None:
        context, say = self._context, self._context.say
        if context.plan.about.as_of is not None:
            share = show_percent(year_elapsed(context.as_of))
            whole = say("Cut-off {day} (time progress {share})", day=context.as_of, share=share)
            short = say("Cut-off {day}", day=context.as_of)
            self._cut_off.setText(whole if words and self.width() >= _ROOMY else short)
        for light, button in self._lights.items():
            count = self._tally[f"light:{light.value}"]
            named = f"{rule_word(context.rule, light, say)} {count:,}"
            button.setText(named if words else f"{count:,}")
            button.setAccessibleName(named)
            only = say("Show only these goals")
            button.setToolTip(only if words else plain_tip(f"{named}\n{only}"))
            button.setIcon(light_icon(light, rule_colour(context.palette, context.rule, light)))
            button.setVisible(context.measured and (count > 0 or button.isChecked()))

    def _wanted(self) -> int:
        """Return the width (px) at which everything has room."""
        buttons = (self._cut_off, *self._lights.values(), self._legend, self._write, self._unsafe)
        shown = [button.sizeHint().width() + 2 for button in buttons if not button.isHidden()]
        return sum(shown) + self._file.fontMetrics().horizontalAdvance(self._file.text()) + 40

    @property
    def state(self) -> str:
        """How the file stands, in words."""
        return self._state()

    def _state(self) -> str:
        context, say = self._context, self._context.say
        if not context.measured:
            return say("Checking the file…")
        if context.moment is not None:
            return " · ".join(filter(None, (say("Looking back · read-only"), self._standing)))
        if context.session.store.readonly:
            return say("Read-only")
        return self._standing or say("Saved · file on this computer")


def year_elapsed(as_of: date) -> float:
    """Return the share of the cut-off's calendar year that has passed at its end (序时进度)."""
    start, end = date(as_of.year, 1, 1), date(as_of.year, 12, 31)
    return ((as_of - start).days + 1) / ((end - start).days + 1)
