"""The answers of the analysis as values: a light with everything that made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date

from planner.analysis.lamps import LIGHT_NAMES, LIGHT_SHAPES, Light
from planner.analysis.rules import Band, Family, Rule, Rung
from planner.text import Message

__all__ = ["LIGHT_NAMES", "LIGHT_SHAPES", "Band", "Family", "Light", "Reason", "Rule", "Rung", "Status"]


class Reason:
    """What writes the sentence behind a light once somebody reads it: of a large plan's lights most are never asked.

    ``write`` is called with what was ``given``, frozen values all. Two reasons are equal when their sentences are.
    """

    __slots__ = ("_given", "_write")

    def __init__(self, write: Callable[..., Message], *given: object) -> None:
        self._write, self._given = write, given

    def message(self) -> Message:
        """Return the sentence."""
        return self._write(*self._given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and self.message() == other.message()

    __hash__ = None  # type: ignore[assignment]  # a sentence has no hash either


@dataclass(frozen=True, slots=True)
class Status:
    """A goal's light at a cut-off date, and the figures it rests on.

    ``actual`` and ``expected`` are in the goal's unit: what has been reached (cumulated where reports are
    per period) and what the trajectory says should have been. ``completion`` and ``expected_completion``
    are shares of the way from start to target (1.0 is the whole way; above 1 when exceeded); ``gap`` is
    their difference, positive when ahead. ``time_progress`` is the share of the period elapsed at the
    cut-off. ``pace`` is the mean change per month so far, ``required_pace`` the one needed from here to
    reach the target in time. ``overdue`` counts milestones due on or before the cut-off and not done.
    Any of them is ``None`` when it has no meaning for the goal. ``reason`` writes :attr:`why`.
    ``rule`` is that rule's name, ``band`` its band with the place's own word and colour, and
    ``measure`` what it measured (see :class:`Rule`). ``by_rule`` is the light the rule would have given, where a
    person gave another one. ``notes`` say what else a reader of the figures has to know.
    """

    light: Light
    reason: Reason
    actual: float | None = None
    actual_day: date | None = None
    expected: float | None = None
    completion: float | None = None
    expected_completion: float | None = None
    gap: float | None = None
    time_progress: float | None = None
    pace: float | None = None
    required_pace: float | None = None
    overdue: int = 0
    rule: str = ""
    band: Band | None = None
    measure: float | None = None
    by_rule: Light | None = None
    notes: tuple[Message, ...] = field(default=())

    @property
    def why(self) -> Message:
        """One sentence on which rule gave the light."""
        return self.reason.message()

    def parts(self) -> dict[str, object]:
        """Return the values by name for other programs, the sentence itself as ``why`` in the place of its reason."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {"light": values.pop("light"), "why": self.why, **{n: v for n, v in values.items() if n != "reason"}}

    @property
    def word(self) -> str:
        """The light's name in the words of the rule, as a message key."""
        return self.band.word if self.band is not None else LIGHT_NAMES[self.light]

    @property
    def colour(self) -> str:
        """The rule's own colour of the light as ``#rrggbb``, empty where it is the program's."""
        return self.band.colour if self.band is not None else ""
