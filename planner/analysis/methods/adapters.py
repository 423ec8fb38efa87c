"""From the inputs of a published case to the method it is about, and back to the names of its results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.analysis.methods import damped, earned, growth, proportional, scoring, shares, un_chart, weather
from planner.analysis.methods.groups import assessments
from planner.analysis.methods.reading import (
    Inputs,
    at,
    course,
    direction,
    maybe,
    need,
    number,
    numbers,
    parts,
    pick,
    plan,
    target,
    targets,
    yearly,
)

Results = dict[str, Any]
Adapter = Callable[[Inputs, Inputs], Results]
_MONTHS, _QUARTER = 12, 3


def _months(inputs: Inputs) -> float:
    months, quarters = maybe(inputs, "months_elapsed", "months", "month"), maybe(inputs, "quarters_elapsed", "quarter")
    if months is None and quarters is None:
        return need(inputs, "time_progress_pct", "time_pct") * _MONTHS / 100
    return months if months is not None else (quarters or 0.0) * _QUARTER


def _time_proportional(inputs: Inputs, expected: Inputs) -> Results:
    months, done = _months(inputs), maybe(inputs, "actual", "completed", "done", "value")
    if done is None:
        done, goal = need(inputs, "completion_rate_pct", "completion_pct"), 100.0
    else:
        goal = _year_goal(inputs, expected, done, months)
    found = proportional.proportional(done, goal, months)
    if found is None:
        return {}
    due = proportional.time_share(months)
    results = dict.fromkeys(("completion_rate_pct", "completion_pct", "rate_pct"), found.completion)
    results |= dict.fromkeys(("lead_over_time_progress_pp", "lead_pp"), found.lead)
    results |= dict.fromkeys(("time_progress_pct", "threshold_pct"), due)
    surplus = dict.fromkeys(("relative_surplus_pct", "relative_lead_pct", "surplus_pct"), found.surplus)
    return {**results, **surplus, "completion_rate": found.completion / 100, "lead_amount": found.lead_amount,
            "annual_target": goal, "on_schedule": found.lead >= 0}  # fmt: skip


def _year_goal(inputs: Inputs, expected: Inputs, done: float, months: float) -> float:
    """Return the yearly target; where none was printed, what rate or lead implies, so that the other is checked."""
    given = maybe(inputs, "annual_target", "target", "year_target", "plan")
    if given is not None:
        return given
    rate, ahead = pick(expected, "completion_rate_pct", "completion_pct"), maybe(expected, "lead_amount")
    if rate is not None and len(expected) > 1:
        return done / (number(rate) / 100)
    if ahead is not None and len(expected) > 1:
        return (done - ahead) * _MONTHS / months
    raise KeyError("annual_target")


def _threshold(inputs: Inputs, _: Inputs) -> Results:
    due, rate = proportional.time_share(_months(inputs)), maybe(inputs, "completion_rate_pct", "completion_pct")
    judged = {} if rate is None else {"on_schedule": rate >= due}
    return {"threshold_pct": due, "time_progress_pct": due, **judged}


def _shares(inputs: Inputs, expected: Inputs) -> Results:
    """Some bulletins print a count beside the total instead of a share."""
    given = inputs["counts"]
    pairs = given.items() if isinstance(given, Mapping) else zip(inputs["labels"], given, strict=True)
    counts = {str(key): _count(value) for key, value in pairs}
    total = maybe(inputs, "total")
    found = shares.shares(counts) if total in (None, sum(counts.values())) else shares.of_total(counts, int(total or 0))
    printed = {key for key, value in expected.items() if value == counts.get(key) and isinstance(value, int)}
    results: Results = {key: counts[key] if key in printed else part for key, part in found.items()}
    return results | {f"{key}_pct": part for key, part in found.items()} | {"total": sum(counts.values())}


def _count(value: object) -> int:
    found = number(value)
    if found < 0 or found != int(found):
        raise ValueError(value)
    return int(found)


def _growth(inputs: Inputs, expected: Inputs) -> Results:
    if not {"current_value", "base_value", "values", "base_year"} & set(inputs):
        return _growth_aggregate(inputs, expected)
    given = course(inputs)
    found = growth.assess(given) if given else None
    if found is None:
        return {"progress_value": None, "score": None, "status": "not_available"}
    return {"progress_value": found.progress, "score": found.score, "status": str(found.status)}


def _growth_aggregate(inputs: Inputs, _: Inputs) -> Results:
    whole = growth.aggregate(assessments(inputs))
    score, status = (whole.score, str(whole.status)) if whole else (None, "not_available")
    scores = dict.fromkeys(("score", "aggregate_score", "mean_score"), score)
    return {**scores, **dict.fromkeys(("status", "progress_status", "aggregate_status"), status)}


_EUSTAT = {3: "alcanzado", 2: "progreso", 1: "retroceso"}


def _un_chart(inputs: Inputs, _: Inputs) -> Results:
    given = course(inputs)
    found = un_chart.score(given) if given else None
    return {"score": found, "status": _EUSTAT.get(found or 0, "noevaluado")}


_SYMBOLS = {
    weather.Weather.SUN: "Sonne",
    weather.Weather.LIGHT_CLOUD: "Leicht bewoelkt",
    weather.Weather.CLOUD: "Wolke",
    weather.Weather.BOLT: "Blitz",
}


def _symbol(found: weather.Weather | None) -> Results:
    names = {"symbol": str(found) if found else None, "symbol_de": _SYMBOLS[found] if found else None}
    return names | {"on_track": found in (weather.Weather.SUN, weather.Weather.LIGHT_CLOUD) if found else None}


def _wanted(inputs: Inputs, *, needed: bool) -> int:
    given = pick(inputs, "desired_direction", "direction")
    return 1 if given is None and not needed else direction(given)


def _judged(inputs: Inputs) -> tuple[dict[int, float], int]:
    values = yearly(inputs)
    return values, int(maybe(inputs, "assess_year", "year") or max(values))


def _weather_value(inputs: Inputs, expected: Inputs) -> Results:
    due = targets(inputs)
    if not due:
        return _weather_hold(inputs, expected)
    one_value = any(not isinstance(aim, tuple) for aim, _ in due)
    return _symbol(weather.by_targets(*_judged(inputs), due, _wanted(inputs, needed=one_value)))


def _weather_hold(inputs: Inputs, _: Inputs) -> Results:
    aim = target(pick(inputs, "target", "threshold", "target_range"))
    return _symbol(weather.hold_threshold(*_judged(inputs), aim, _wanted(inputs, needed=not isinstance(aim, tuple))))


def _weather_direction(inputs: Inputs, _: Inputs) -> Results:
    return _symbol(weather.direction_only(*_judged(inputs), _wanted(inputs, needed=True)))


def _earned_schedule(inputs: Inputs, _: Inputs) -> Results:
    now = need(inputs, "at", "AT", "actual_time", "period")
    value = at(pick(inputs, "ev", "ev_cumulative", "EV"), now)
    duration = maybe(inputs, "planned_duration", "pd", "PD")
    results: Results = {}
    if "pv_C" in inputs:
        part, whole = earned.within(need(inputs, "pv_C"), need(inputs, "pv_C1"), value), int(need(inputs, "C"))
        found = earned.EarnedSchedule(whole, whole + part, now, duration)
    else:
        ways = plan(inputs)
        found = earned.earned_schedule(ways, value, now, duration)
        planned = ways[min(max(int(now), 0), len(ways) - 1)]
        results = {"PV": planned, "SV": value - planned, "SPI": value / planned if planned else None}
    pace, rest = found.finish_at_this_pace, found.finish_rest_to_plan
    factor, needed = maybe(inputs, "pf", "PF", "performance_factor"), found.index_to_finish(maybe(inputs, "ed", "ED"))
    return results | {
        "C": found.whole, "I": found.earned - found.whole, "ES": found.earned, "SV_t": found.variance,
        "SPI_t": found.index, "IEAC_t": pace if factor is None else found.finish(factor), "IEAC_t_by_SPI": pace,
        "IEAC_t_rest_to_plan": rest, "TSPI": needed, "TSPI_t": needed,
    }  # fmt: skip


def _earned_value(inputs: Inputs, _: Inputs) -> Results:
    cost = need(inputs, "ac", "AC", "actual_cost")
    if "budgets" in inputs:
        done, due = parts(inputs["earned_share"]), parts(inputs["planned_share"])
        found = earned.earned_value(numbers(inputs["budgets"]), done, due, cost)
    else:
        found = earned.EarnedValue(need(inputs, "bac", "BAC"), need(inputs, "ev", "EV"), need(inputs, "pv", "PV"), cost)
    eac = found.cost_at_this_pace
    return {
        "BAC": found.budget, "EV": found.earned, "PV": found.planned, "AC": cost, "CV": found.cost_variance,
        "SV": found.schedule_variance, "CPI": found.cost_index, "SPI": found.schedule_index, "EAC": eac,
        "EAC_by_CPI": eac, "EAC_rest_to_plan": found.cost_rest_to_plan, "EAC_by_CPI_SPI": found.cost_at_both_paces,
        "TCPI": found.index_to_complete, "ETC": None if eac is None else eac - cost,
        "VAC": None if eac is None else found.budget - eac,
    }  # fmt: skip


def _damped(inputs: Inputs, expected: Inputs) -> Results:
    values = numbers(pick(inputs, "y", "values", "series", "x"))
    how = damped.Smoothing(need(inputs, "alpha"), need(inputs, "beta_star", "beta"), need(inputs, "phi"))
    level, trend = pick(inputs, "initial_level", "l0"), pick(inputs, "initial_trend", "b0")
    level = values[0] if level in ("y1", "first observation") else number(level)
    trend = values[1] - values[0] if trend == "y2-y1" else number(trend)
    last, slope, errors = damped.smooth(values, how, level, trend)
    steps = max(len(expected.get("forecast") or ()), int(maybe(inputs, "horizon", "h") or 1))
    ahead = damped.carry_on(last, slope, how.phi, steps)
    each = {f"forecast_{n}": value for n, value in enumerate(ahead, 1)}
    return {"forecast": ahead, "level": last, "trend": slope, "sse": sum(error**2 for error in errors), **each}


ADAPTERS: Mapping[str, Adapter] = {
    "cn_time_proportional_progress": _time_proportional,
    "cn_time_proportional_threshold": _threshold,
    "status_count_shares": _shares,
    "cn_assessment_score": scoring.score,
    "eurostat_type_cagr_ratio": _growth,
    "eurostat_type_cagr_no_target": _growth,
    "eurostat_type_aggregate": _growth_aggregate,
    "un_progress_chart_2023_score": _un_chart,
    "dns_weather_value_by_year": _weather_value,
    "dns_weather_hold_threshold": _weather_hold,
    "dns_weather_direction_only": _weather_direction,
    "earned_schedule": _earned_schedule,
    "earned_value": _earned_value,
    "holt_damped": _damped,
}
"""Every method the product offers, by the name published cases give it."""


def adapter_of(method: str) -> Adapter | None:
    """Return how a case is run; ``None`` for what the product does not offer."""
    if method.startswith("eurostat_type") and "aggregate" in method:
        return _growth_aggregate
    return ADAPTERS.get(method.strip().lower())
