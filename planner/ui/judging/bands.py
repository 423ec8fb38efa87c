"""A light rule as a small table: each colour with its bounds and what it means; and the steps that follow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.analysis import why
from planner.analysis.facts import FAMILY_NAMES
from planner.analysis.values import LIGHT_NAMES, Light, Rule
from planner.text import N_
from planner.ui.context import Context
from planner.ui.labels import plain_label
from planner.ui.lamps import LightWord

_ALWAYS = {
    Light.DONE: N_("the target is reached, or was kept to the deadline"),
    Light.NO_DATA: N_("not started, no figure, no target, or the report that is owed is missing"),
}
_OWN_MEANING = {
    Light.AHEAD: N_("more than planned by now"),
    Light.ON_TRACK: N_("as planned by now"),
    Light.BEHIND: N_("less than planned by now"),
    Light.FAR_BEHIND: N_("much less than planned by now"),
}


class Bands(QWidget):
    """The bands of a rule, best first, then the two states every rule has, its escalation, note and source."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)

    def show_rule(self, rule: Rule) -> None:
        """Show another rule."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        say, row = self._context.say, 0
        self._across(0, say("It looks at: {family}", family=say(FAMILY_NAMES[rule.family])), "muted")
        for place, band in enumerate(rule.bands):
            row += 1
            means = say(band.means or _OWN_MEANING[band.light])
            self._line(row, band.light, say(band.word), band.colour, means, say(why.band(rule, place)))
        for light, always in _ALWAYS.items():
            row += 1
            self._line(row, light, say(LIGHT_NAMES[light]), "", say(always), "")
        for rung in rule.ladder:
            row += 1
            step = say("behind {n} times in a row: {step}", n=rung.after, step=say(rung.name))
            self._across(row, say("; ").join(filter(None, (step, say(rung.demand)))), "")
        for text in (rule.note, rule.source):
            if text:
                row += 1
                self._across(
                    row, say(text) if text is rule.note else say("Source: {source}", source=say(text)), "muted"
                )

    def _line(self, row: int, light: Light, word: str, own: str, means: str, bounds: str) -> None:
        sign = LightWord(self._context, self)
        sign.show_light(light, word, own)
        self._grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(plain_label(means, "", self, wraps=True), row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(plain_label(bounds, "muted", self, wraps=True), row, 2, Qt.AlignmentFlag.AlignVCenter)

    def _across(self, row: int, text: str, tone: str) -> None:
        self._grid.addWidget(plain_label(text, tone, self, wraps=True), row, 0, 1, 3)
