"""里程碑趋势: what each report said about when a milestone would be reached, and the line that makes.

The report's day runs to the right, the day planned upward, both on the same scale: the diagonal is “today”. A level
line is on plan, a rising one slips, a falling one comes earlier; it ends on the diagonal when the milestone is reached
(planning25, milestone trend analysis).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Track:
    """One milestone: (day of the report, day planned) in the order of the reports, and the day it was reached."""

    id: str
    name: str
    reports: Sequence[tuple[date, date]]
    done: date | None = None

    @property
    def slip(self) -> int:
        """Days from the first day planned to the newest one, or to the day it was reached."""
        return ((self.done or self.reports[-1][1]) - self.reports[0][1]).days if self.reports else 0


def course(track: Track, as_of: date) -> list[tuple[int, int]]:
    """Return the corners (report day, planned day) of a milestone's line, as ordinals, never below the diagonal.

    A planned day holds from its report to the next one. Where it passes unreached, the line stops on the diagonal
    until a later report plans anew; a reached milestone's line ends on the diagonal on that day.
    """
    end = min(track.done or as_of, as_of)
    path: list[tuple[int, int]] = []
    reports = [(day, due) for day, due in track.reports if day <= end] or [(end, track.reports[0][1])]
    for n, (day, due) in enumerate(reports):
        until = reports[n + 1][0] if n + 1 < len(reports) else end
        first, planned = min(day, due).toordinal(), due.toordinal()
        if day > due:
            first = planned
        path.append((first, planned))
        last = min(until.toordinal(), planned)
        if last > first:
            path.append((last, planned))
        if until > due and n + 1 < len(reports):
            path.append((until.toordinal(), until.toordinal()))
    if track.done is not None and track.done <= as_of:
        path.append((track.done.toordinal(), track.done.toordinal()))
    return [corner for n, corner in enumerate(path) if not n or corner != path[n - 1]]
