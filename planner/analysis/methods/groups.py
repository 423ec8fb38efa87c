"""A group of series to be averaged, as cases give it: scores, scores with their classes, or series still to be judged.

Groups may lie within groups: each inner group counts once, with its mean (Open SDG, “Sub-indicator grouping”).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.analysis.methods.growth import Assessment, Growth, aggregate, assess, class_of_score
from planner.analysis.methods.reading import Inputs, course, number, pick

_KEYS = (
    "scores", "series_scores", "component_scores", "components", "series", "indicators", "groups", "sub_indicators",
    "members", "parts",
)  # fmt: skip
_MARKS = ("score", "base_value", "current_value", "values")


def assessments(inputs: Inputs) -> list[Assessment]:
    """Return the judged members of the group; those that cannot be judged are left out, as the source does."""
    members = pick(inputs, *(key for key in _KEYS if isinstance(inputs.get(key), list | dict)))
    if members is None:
        raise KeyError("scores")
    found = _each(members.values() if isinstance(members, Mapping) else members)
    statuses = inputs.get("statuses")
    if statuses is None:
        return [one for one in found if one is not None]
    pairs = zip(found, statuses.values() if isinstance(statuses, Mapping) else statuses, strict=True)
    return [one if status is None else _with(one, status) for one, status in pairs if one is not None]


def _each(members: Iterable[object]) -> list[Assessment | None]:
    return [_member(one) for one in members]


def _member(one: object) -> Assessment | None:
    if one is None:
        return None
    if isinstance(one, Mapping):
        if not any(mark in one for mark in _MARKS):
            return _mean(list(one.values()))
        if "score" not in one:
            given = course(one)
            return assess(given) if given else None
        found = _member(one["score"])
        status = pick(one, "status", "progress_status")
        return found if found is None or status is None else _with(found, status)
    if isinstance(one, list):
        return _mean(one)
    score = number(one)
    return Assessment(score, score, class_of_score(score))


def _mean(members: Iterable[object]) -> Assessment | None:
    return aggregate([found for found in _each(members) if found is not None])


def _with(found: Assessment, status: object) -> Assessment:
    return Assessment(found.progress, found.score, Growth(str(status)))
