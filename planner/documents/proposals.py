"""A proposed goal: what the reading of a document hands to a person, with the words it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.documents.folding import Span
from planner.domain.kinds import Comparator, Kind
from planner.text import N_

RULES = {
    "named": N_("A figure with a deadline in the same clause."),
    "announced": N_("A figure in a part of the text that speaks of what shall be."),
    "list": N_("A figure in a list that shares its verb with the figure before."),
    "shared": N_("A figure of a list that pairs names and figures in order."),
    "task": N_("A clause that sets work to be done, without a figure."),
}


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure of the past that a goal starts from: value in ``unit``, the end of its year, its place."""

    value: float
    unit: str
    day: date | None
    place: Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """A promise found in a text; ``[start, end)`` is its wording, ``figure`` its numeral with the unit.

    ``low``, ``high`` (ranges only) are in ``unit``; a task has neither. ``also`` holds further places that
    say the same. ``rule`` is a key of :data:`RULES`. ``theme`` are the words of the part of the text it stands
    in, ``offices`` who answers for it, the leading one first; both empty where the text names none.
    """

    start: int
    end: int
    indicator: str
    rule: str
    kind: Kind = Kind.TASKS
    comparator: Comparator = Comparator.EQUAL
    low: float | None = None
    high: float | None = None
    unit: str = ""
    deadline: date | None = None
    figure: Span | None = None
    baseline: PastFigure | None = None
    also: tuple[Span, ...] = ()
    theme: str = ""
    offices: tuple[str, ...] = ()

    @property
    def place(self) -> Span:
        """The proposal's own place: its figure, or the whole wording of a task."""
        return self.figure or Span(self.start, self.end)

    def as_prediction(self) -> dict[str, object]:
        """Return the proposal as plain values for JSON: dates as ``YYYY-MM-DD``, offsets as numbers."""
        plain: dict[str, object] = {
            "start": self.start,
            "end": self.end,
            "indicator": self.indicator,
            "comparator": self.comparator.value,
            "value": self.low,
            "value2": self.high,
            "unit": self.unit,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "rule": self.rule,
            "goal_kind": self.kind.value,
            "theme": self.theme,
            "offices": list(self.offices),
        }
        if self.figure is None:
            plain["kind"] = "qualitative"
        else:
            plain |= {"value_start": self.figure.start, "value_end": self.figure.end}
        if self.baseline:
            base = self.baseline
            plain["baseline"] = {
                "value": base.value,
                "unit": base.unit,
                "date": base.day.isoformat() if base.day else None,
                "start": base.place.start,
                "end": base.place.end,
            }
        return plain
