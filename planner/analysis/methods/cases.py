"""Published examples run against our methods: what was printed, what we get, and whether they agree.

A case is ``{"id", "method", "inputs", "expected", "tolerance"}``, whatever else it holds; :mod:`agreement` tells what a
tolerance may be. One that is no case, or whose inputs its method cannot use, is told apart and never counts as passed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from planner.analysis.methods.adapters import adapter_of
from planner.analysis.methods.agreement import agrees
from planner.analysis.methods.reading import Inputs
from planner.errors import PlannerError
from planner.text import N_

_UNUSABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_SIGNS = re.compile(r"[\W_]+")

NO_CASE = N_("a case needs a method, inputs and expected results")
NO_INPUTS = N_("the method cannot use these inputs")
NOTHING_EXPECTED = N_("no result is expected")


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
    """One case: ``got`` holds our value for every expected name, ``None`` where we have none.

    ``note`` is a message key that says why a case could not be run; else empty.
    """

    id: str
    method: str
    outcome: Outcome
    expected: Mapping[str, Any] = field(default_factory=dict)
    got: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


def read_cases(text: str) -> list[Any]:
    """Read a file of cases, a list or ``{"cases": […]}``; raises :class:`PlannerError` when there is no case in it."""
    try:
        cases = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise PlannerError("The file of cases is not valid JSON.") from None
    if isinstance(cases, dict) and isinstance(cases.get("cases"), list):
        cases = cases["cases"]
    if not isinstance(cases, list) or not any(_is_case(case) for case in cases):
        raise PlannerError("Each case needs an id, a method, inputs and expected results.")
    return cases


def _is_case(case: object) -> bool:
    return (
        isinstance(case, dict)
        and isinstance(case.get("method"), str)
        and isinstance(case.get("inputs"), dict)
        and isinstance(case.get("expected"), dict)
    )


def run_cases(cases: Sequence[Any]) -> list[CaseResult]:
    """Run every case, in order; what is no case has failed."""
    return [run_case(case, place) for place, case in enumerate(cases, 1)]


def run_case(case: Any, place: int = 1) -> CaseResult:
    """Run one case; ``place`` names it when it has no id."""
    given = case if isinstance(case, dict) else {}
    name, method = str(given.get("id") or f"#{place}"), str(given.get("method") or "")
    adapter = adapter_of(method)
    if method and adapter is None:
        expected = given.get("expected")
        return CaseResult(name, method, Outcome.NOT_OFFERED, expected if isinstance(expected, dict) else {})
    if adapter is None or not _is_case(case):
        return CaseResult(name, method, Outcome.FAILED, note=NO_CASE)
    expected = case["expected"]
    try:
        found = adapter(case["inputs"], expected)
    except _UNUSABLE:
        return CaseResult(name, method, Outcome.FAILED, expected, dict.fromkeys(expected), NO_INPUTS)
    return _compared(case, name, found)


def _compared(case: Inputs, name: str, found: Mapping[str, Any]) -> CaseResult:
    expected, tolerance = case["expected"], case.get("tolerance")
    plain = {_plain(key): key for key in found}
    keys = {wanted: wanted if wanted in found else plain.get(_plain(wanted), "") for wanted in expected}
    got = {wanted: _finite(found.get(key)) for wanted, key in keys.items()}
    agree = all(key and agrees(got[wanted], expected[wanted], tolerance, wanted) for wanted, key in keys.items())
    outcome = Outcome.PASSED if expected and agree else Outcome.FAILED
    return CaseResult(name, case["method"], outcome, expected, got, "" if expected else NOTHING_EXPECTED)


def _plain(name: str) -> str:
    """Return a name without its signs and case: ``SPI(t)``, ``SPI_t`` and ``spi_t`` are one."""
    return _SIGNS.sub("", name).lower()


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def totals(results: Sequence[CaseResult]) -> dict[str, dict[Outcome, int]]:
    """Count the outcomes of each method, in the order in which the methods came."""
    found: dict[str, dict[Outcome, int]] = {}
    for result in results:
        found.setdefault(result.method, dict.fromkeys(Outcome, 0))[result.outcome] += 1
    return found
