"""From the inputs of a published assessment to its score: what is given shows which of the scoring rules is meant."""

from __future__ import annotations

from typing import Any

from planner.analysis.methods import scores
from planner.analysis.methods.reading import Inputs, maybe, need, number, numbers, pick, share


def score(inputs: Inputs, _: Inputs) -> dict[str, Any]:
    """Return the score (or the total of scores) of one case."""
    if inputs.get("scores") is not None:
        total = sum(numbers(inputs["scores"]))
        return {"total": total, "score": total}
    for known, rule in _RULES:
        if all(inputs.get(key) is not None for key in known):
            found = rule(inputs)
            return {"score": found, "total": found}
    raise KeyError("points")


def _stepped(inputs: Inputs) -> float:
    return scores.stepped(need(inputs, "base", "points"), numbers(inputs["steps"]))


def _efficacy(inputs: Inputs) -> float | None:
    return scores.efficacy(need(inputs, "value", "x", "actual"), number(inputs["min"]), number(inputs["max"]))


def _bonus(inputs: Inputs) -> float:
    most = maybe(inputs, "limit", "most", "max_bonus")
    return scores.with_bonus(
        need(inputs, "base", "points"), _rate(inputs), per_tenth=number(inputs["per_tenth"]),
        most=float("inf") if most is None else most,
    )  # fmt: skip


def _completion(inputs: Inputs) -> float:
    partial = pick(inputs, "partial", "partial_credit") is not False
    found = scores.by_completion(need(inputs, "points"), _rate(inputs), ceiling=_ceiling(inputs), partial=partial)
    floor = maybe(inputs, "floor")
    return found if floor is None else max(found, floor)


def _composite(inputs: Inputs) -> float:
    parts = [
        scores.Part(need(one, "actual"), need(one, "target"), maybe(one, "weight") or 1.0) for one in inputs["parts"]
    ]
    return scores.composite(need(inputs, "points"), parts, ceiling=_ceiling(inputs))


def _missing(inputs: Inputs) -> float:
    have, want = numbers(inputs["counts"]), numbers(inputs["required"])
    missing = sum(max(wanted - there, 0) for there, wanted in zip(have, want, strict=True))
    return scores.less(need(inputs, "points"), [(missing, number(inputs["deduct_each"]))])


def _shortfalls(inputs: Inputs) -> float:
    return scores.less(need(inputs, "points"), [(sum(numbers(inputs["shortfalls"])), number(inputs["deduct_each"]))])


def _deductions(inputs: Inputs) -> float:
    return scores.less(need(inputs, "points"), _pairs(inputs["deductions"]))


def _items(inputs: Inputs) -> float:
    return scores.by_items(_pairs(inputs["items"]), most=maybe(inputs, "limit", "most"))


def _pairs(given: object) -> list[tuple[float, float]]:
    if not isinstance(given, list):
        raise TypeError(given)
    rows = [one.values() if isinstance(one, dict) else one for one in given]
    return [(number(count), number(each)) for count, each in rows]


def _ceiling(inputs: Inputs) -> float | None:
    if inputs.get("cap_at_full"):
        return 1.0
    cap = pick(inputs, "cap", "ceiling")
    return None if cap is None else share(cap)


def _rate(inputs: Inputs) -> float:
    """Return the completion rate as a share: given as one, in per cent, or as a figure and its target."""
    if inputs.get("completion_rate") is not None:
        return share(inputs["completion_rate"])
    if inputs.get("completion_rate_pct") is not None:
        return number(inputs["completion_rate_pct"]) / 100
    return need(inputs, "actual") / need(inputs, "target")


_RULES = (
    (("steps",), _stepped),
    (("min", "max"), _efficacy),
    (("per_tenth",), _bonus),
    (("completion_rate",), _completion),
    (("completion_rate_pct",), _completion),
    (("parts",), _composite),
    (("counts", "required", "deduct_each"), _missing),
    (("shortfalls", "deduct_each"), _shortfalls),
    (("deductions",), _deductions),
    (("items",), _items),
    (("actual", "target"), _completion),
)
"""What must be given for each rule, the more special first."""
