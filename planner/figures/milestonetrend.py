"""里程碑趋势图 (milestone trend analysis): what each report said about when a milestone would be reached.

How the lines run is told in :mod:`planner.analysis.tracks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planner.analysis.tracks import Track, course
from planner.figures.chart import Axis, Chart, Line, Mark, Points, Role
from planner.figures.marks import uprights
from planner.figures.scales import day_axis
from planner.text import Translator

_NAME = 14
_LEAST_DAYS = 60


def trend_chart(tracks: Sequence[Track], as_of: date, title: str, say: Translator) -> Chart:
    """Return the milestone trend chart of some milestones at a cut-off date; square, since both axes are days.

    Lines say by their role whether the milestone slipped, came earlier or stayed. Points are milestones: filled when
    reached (on the diagonal), marked late where the day planned has passed, else open at the cut-off.
    """
    known = [track for track in tracks if track.reports]
    span = _span(known, as_of)
    axis = day_axis(*span, say)
    across, up = Axis(axis.low, axis.high, axis.ticks, days=True), Axis(axis.low, axis.high, axis.ticks, days=True)
    ends = [float(span[0].toordinal()), float(span[1].toordinal())]
    marks: list[Mark] = [Line(Role.DIAGONAL, ends, ends, say("report = plan"))]
    groups: dict[Role, list[tuple[float, float, Track]]] = {}
    for track in known:
        path = course(track, as_of)
        xs, ys = [float(x) for x, _ in path], [float(y) for _, y in path]
        marks.append(Line(_role(track), xs, ys, track.name[:_NAME]))
        x, y = path[-1]
        groups.setdefault(_standing(track, as_of), []).append((float(x), float(y), track))
    for role, rows in sorted(groups.items()):
        labels = [_words(track, say) for *_, track in rows]
        marks.append(Points(role, [x for x, *_ in rows], [y for _, y, _ in rows], labels=labels))
    marks += list(uprights(None, as_of, say))
    return Chart(across, up, marks, title, "" if known else _missing(say), square=True)


def _span(tracks: Sequence[Track], as_of: date) -> tuple[date, date]:
    days = [as_of, *(day for track in tracks for report in track.reports for day in report)]
    days += [track.done for track in tracks if track.done is not None and track.done <= as_of]
    first, last = min(days), max(days)
    return first, max(last, first + timedelta(days=_LEAST_DAYS))


def _role(track: Track) -> Role:
    return Role.TREND_LATE if track.slip > 0 else Role.TREND_EARLY if track.slip < 0 else Role.TREND


def _standing(track: Track, as_of: date) -> Role:
    if track.done is not None and track.done <= as_of:
        return Role.MILESTONE_DONE
    newest = [due for day, due in track.reports if day <= as_of] or [track.reports[0][1]]
    return Role.MILESTONE_LATE if newest[-1] < as_of else Role.MILESTONE


def _words(track: Track, say: Translator) -> str:
    moved = say("{n} days later", n=track.slip) if track.slip > 0 else say("{n} days earlier", n=-track.slip)
    first, last = track.reports[0][1], track.reports[-1][1]
    words = say("{name} · first {first} · now {last}", name=track.name, first=first, last=last)
    if track.done is not None:
        words = say("{name} · first {first} · reached {day}", name=track.name, first=first, day=track.done)
    return f"{words} · {moved}" if track.slip else words


def _missing(say: Translator) -> str:
    return say("No dated milestones yet. Their days are kept here with every change.")
