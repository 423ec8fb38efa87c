"""Reading a whole text: every promise in it as a proposal, by rules alone, the same on every machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.documents.filters import why_no_goal
from planner.documents.folding import Span, clauses, fold, sentences, without_gaps
from planner.documents.naming import Naming
from planner.documents.phrase import guess_kind
from planner.documents.places import attach_baselines, merge_places
from planner.documents.proposals import PastFigure, Proposal
from planner.documents.quantities import Quantity, find_quantities, pieces, with_shared_bounds
from planner.documents.sections import with_sections
from planner.documents.tasks import find_tasks, opens_with_work
from planner.documents.tense import Course, Setting, Tense
from planner.documents.units import is_counter, same_unit

_BEFORE, _AFTER = 160, 100
_MOST_IN_STRETCH = 8


@dataclass(slots=True)
class _Reading:
    """One text while it is read."""

    text: str
    folded: str
    course: Course
    naming: Naming
    goals: list[Proposal] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    past: list[tuple[str, PastFigure]] = field(default_factory=list)


def propose(text: str, day: date | None) -> list[Proposal]:
    """Return the goals and tasks a text sets, in reading order.

    ``day`` is the document's own date: years before it are past, 今年 is its year. Without it 今年 stays
    without a deadline. Time is linear in the length of the text.
    """
    close, places = without_gaps(text)
    goals = _propose(close, day)
    return goals if places is None else [_moved(goal, places) for goal in goals]


def _moved(goal: Proposal, places: Sequence[int]) -> Proposal:
    """Put a proposal read in a text without gaps back where its words stand."""

    def back(span: Span) -> Span:
        return Span(places[span.start], places[span.end - 1] + 1)

    whole, base = back(Span(goal.start, goal.end)), goal.baseline
    return replace(
        goal,
        start=whole.start,
        end=whole.end,
        figure=back(goal.figure) if goal.figure else None,
        baseline=replace(base, place=back(base.place)) if base else None,
        also=tuple(map(back, goal.also)),
    )


def _propose(text: str, day: date | None) -> list[Proposal]:
    folded = fold(text)
    reading = _Reading(text, folded, Course(folded, day), Naming(text, folded))
    for sentence in sentences(folded):
        _read_sentence(reading, sentence)
    reading.goals = [_with_deadline(goal, reading.course.first_deadline) for goal in reading.goals]
    goals = attach_baselines(merge_places(reading.goals, reading.headings), reading.past)
    ordered = sorted(goals, key=lambda goal: (goal.start, goal.end, goal.figure is None))
    return with_sections(folded, ordered)


def _with_deadline(goal: Proposal, fallback: date | None) -> Proposal:
    """Give a figure that stands before any time word the first deadline the text announces."""
    return replace(goal, deadline=fallback) if goal.deadline is None and goal.figure else goal


def _read_sentence(reading: _Reading, sentence: Span) -> None:
    parts = list(clauses(reading.folded, sentence))
    if not parts:
        return
    reading.naming.begin(sentence, parts)
    heading = reading.course.is_heading(sentence)
    for part, setting in zip(parts, reading.course.settings(sentence, parts), strict=True):
        found = list(_read_clause(reading, part, setting, sentence.start))
        reading.goals += found
        if heading:
            reading.headings.update(goal.start for goal in found)
        if not found and setting.tense is Tense.AHEAD and not (heading and not opens_with_work(reading.folded, part)):
            reading.goals += find_tasks(reading.text, reading.folded, part, setting)


def _read_clause(reading: _Reading, part: Span, setting: Setting, sentence_start: int) -> Iterator[Proposal]:
    quantities, spans = _figures(reading.folded, part)
    names = reading.naming.names(part, quantities, spans)
    source: PastFigure | None = None
    for quantity, span, name in zip(quantities, spans, names, strict=True):
        reason = "" if setting.tense is Tense.BEHIND else why_no_goal(reading.folded, part, quantity)
        before, source = source, None
        if setting.tense is Tense.BEHIND:
            reading.past.append(
                (reading.naming.context(span), PastFigure(quantity.low, quantity.unit, setting.deadline, span))
            )
        elif reason == "source":
            source = PastFigure(quantity.low, quantity.unit, None, Span(quantity.start, quantity.end))
        elif not reason or (reason == "existing" and _goes_on(reading, sentence_start, quantity)):
            yield Proposal(
                span.start,
                span.end,
                name.words,
                "shared" if name.paired else "list" if name.inherited else "named" if setting.named else "announced",
                guess_kind(name.words, reading.folded[span.start : quantity.start], quantity),
                quantity.comparator,
                quantity.low,
                quantity.high,
                quantity.unit,
                setting.deadline,
                Span(quantity.start, quantity.end),
                before if before and same_unit(before.unit, quantity.unit) else None,
            )


def _figures(folded: str, part: Span) -> tuple[list[Quantity], list[Span]]:
    """Return the figures of a clause with the stretch of it each stands in.

    A stretch with more figures than a phrase can hold is a row of numbers and gives none.
    """
    quantities = with_shared_bounds(folded, part, list(find_quantities(folded, part.start, part.end)))
    stretches = pieces(folded, part, quantities)
    crowd = Counter(stretch.start for stretch in stretches)
    pairs = [
        (one, _near(stretch, one))
        for one, stretch in zip(quantities, stretches, strict=True)
        if crowd[stretch.start] <= _MOST_IN_STRETCH
    ]
    return [one for one, _ in pairs], [span for _, span in pairs]


def _goes_on(reading: _Reading, sentence_start: int, quantity: Quantity) -> bool:
    """Tell a clause that opens with a count and goes on with the list of the goal before it."""
    last = reading.goals[-1] if reading.goals else None
    opens = reading.folded[quantity.left - 1 : quantity.left] in {",", "，", "、"}
    return bool(opens and last and last.figure and last.start >= sentence_start and is_counter(last.unit))


def _near(piece: Span, quantity: Quantity) -> Span:
    """Return the piece, cut where a text without punctuation would make it endless."""
    return Span(max(piece.start, quantity.left - _BEFORE), min(piece.end, quantity.right + _AFTER))
