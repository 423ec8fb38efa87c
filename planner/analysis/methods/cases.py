"""Published examples run against our methods: what was printed, what we get, and whether they agree.

A case is ``{"id", "method", "inputs", "expected", "tolerance"}``. The tolerance is ``"exact"``, a number, or numbers
by result: by its full name, by the beginning of its name, or by its sort (``pct`` for shares and points, ``abs`` for
all). A printed figure without a tolerance agrees within half a unit of its last digit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from planner.analysis.methods.adapters import adapter_of
from planner.errors import PlannerError
from planner.text import N_

_ROUNDING = 1e-12


class Outcome(StrEnum):
    """How a case went."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_OFFERED = "not offered"


OUTCOME_NAMES = {
    Outcome.PASSED: N_("passed"),
    Outcome.FAILED: N_("failed"),
    Outcome.NOT_OFFERED: N_("not offered"),
}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: ``got`` holds our value for every expected name that we have a value for."""

    id: str
    method: str
    outcome: Outcome
    expected: Mapping[str, Any]
    got: Mapping[str, Any]


def read_cases(text: str) -> list[dict[str, Any]]:
    """Read a file of cases; raises :class:`PlannerError` when it is none."""
    try:
        cases = json.loads(text)
    except ValueError:
        raise PlannerError("The file of cases is not valid JSON.") from None
    if not isinstance(cases, list) or not all(isinstance(case, dict) and _is_case(case) for case in cases):
        raise PlannerError("Each case needs an id, a method, inputs and expected results.")
    return cases


def _is_case(case: Mapping[str, Any]) -> bool:
    named = isinstance(case.get("id"), str) and isinstance(case.get("method"), str)
    return named and isinstance(case.get("inputs"), dict) and isinstance(case.get("expected"), dict)


def run_cases(cases: Sequence[Mapping[str, Any]]) -> list[CaseResult]:
    """Run every case, in order; a case whose inputs its method cannot use has failed."""
    return [run_case(case) for case in cases]


def run_case(case: Mapping[str, Any]) -> CaseResult:
    """Run one case."""
    inputs, expected = case["inputs"], case["expected"]
    adapter = adapter_of(case["method"], inputs)
    if adapter is None:
        return CaseResult(case["id"], case["method"], Outcome.NOT_OFFERED, expected, {})
    try:
        found = adapter(inputs, expected)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError):
        found = {}
    got = {name: found.get(name) for name in expected}
    tolerance = case.get("tolerance", "exact")
    agree = bool(expected) and all(_agree(got[name], expected[name], _slack(tolerance, name, expected[name]))
                                   for name in expected)  # fmt: skip
    return CaseResult(case["id"], case["method"], Outcome.PASSED if agree else Outcome.FAILED, expected, got)


def totals(results: Sequence[CaseResult]) -> dict[str, dict[Outcome, int]]:
    """Count the outcomes of each method, in the order in which the methods came."""
    found: dict[str, dict[Outcome, int]] = {}
    for result in results:
        found.setdefault(result.method, dict.fromkeys(Outcome, 0))[result.outcome] += 1
    return found


def _agree(got: object, expected: object, slack: float) -> bool:
    if isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return False
        return all(_agree(ours, printed, slack) for ours, printed in zip(got, expected, strict=True))
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return got == expected
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    return abs(got - expected) <= slack + _ROUNDING * max(1.0, abs(expected))


def _slack(tolerance: object, name: str, expected: object) -> float:
    if isinstance(tolerance, int | float):
        return float(tolerance)
    if not isinstance(tolerance, dict):
        return 0.0
    found = tolerance[_key(tolerance, name)] if _key(tolerance, name) else _half_a_digit(expected)
    return float(found) if isinstance(found, int | float) else 0.0


def _key(tolerance: Mapping[str, object], name: str) -> str:
    """Return which of the given tolerances is meant for a result."""
    beginnings = [key for key in tolerance if name.startswith(key)]
    if beginnings:
        return max(beginnings, key=len)
    sorts = {
        "pct": name.endswith(("pct", "pp")),
        "amount": "amount" in name,
        "ratio": name in ("CPI", "SPI"),
        "abs": True,
    }
    for key, fits in sorts.items():
        if fits and key in tolerance:
            return key
    return next(iter(tolerance)) if len(tolerance) == 1 else ""


def _half_a_digit(expected: object) -> float:
    if not isinstance(expected, float):
        return 0.0
    exponent = Decimal(repr(expected)).as_tuple().exponent
    return 0.5 * 10.0**exponent if isinstance(exponent, int) else 0.0
