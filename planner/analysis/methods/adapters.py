"""From the inputs of a published case to the method it is about, and back to the names of its results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from planner.analysis.methods import damped, earned, growth, proportional, scores, shares, un_chart, weather

Inputs = Mapping[str, Any]
Results = dict[str, Any]
Adapter = Callable[[Inputs, Inputs], Results]


def _time_proportional(inputs: Inputs, expected: Inputs) -> Results:
    """Where no target was printed beside rate and lead, the rate implies it and the lead is what is checked."""
    target = inputs.get("annual_target")
    if target is None and "lead_over_time_progress_pp" not in expected:
        return {}
    if target is None:
        target = inputs["actual"] / (expected["completion_rate_pct"] / 100)
    found = proportional.proportional(inputs["actual"], target, inputs["months_elapsed"])
    if found is None:
        return {}
    return {
        "completion_rate_pct": found.completion,
        "lead_over_time_progress_pp": found.lead,
        "lead_amount": found.lead_amount,
    }


def _threshold(inputs: Inputs, _: Inputs) -> Results:
    return {"threshold_pct": proportional.time_share(inputs["months_elapsed"])}


def _shares(inputs: Inputs, expected: Inputs) -> Results:
    """Some bulletins print a count beside the total instead of a share."""
    counts = inputs["counts"]
    found = shares.shares(counts)
    printed = {key for key, value in expected.items() if value == counts.get(key) and isinstance(value, int)}
    return {key: counts[key] if key in printed else share for key, share in found.items()}


def _score(inputs: Inputs, _: Inputs) -> Results:
    points = inputs.get("points", 0.0)
    match inputs:
        case {"completion_rate": rate}:
            ceiling = 1.0 if inputs.get("cap_at_full") else inputs.get("cap")
            score = scores.by_completion(points, rate, ceiling=ceiling)
        case {"parts": parts}:
            pieces = [scores.Part(part["actual"], part["target"], part["weight"]) for part in parts]
            score = scores.composite(points, pieces, ceiling=1.0 if inputs.get("cap_at_full") else None)
        case {"counts": counts, "required": required, "deduct_each": each}:
            missing = sum(max(want - have, 0) for have, want in zip(counts, required, strict=True))
            score = scores.less(points, [(missing, each)])
        case {"shortfalls": missing, "deduct_each": each}:
            score = scores.less(points, [(missing, each)])
        case {"deductions": deductions}:
            score = scores.less(points, deductions)
        case {"items": items}:
            score = scores.by_items(items)
        case {"scores": parts}:
            return {"total": sum(parts)}
        case _:
            return {}
    return {"score": score}


def _course(inputs: Inputs) -> growth.Course:
    target = inputs.get("target", inputs.get("target_2030"))
    return growth.Course(
        inputs["base_year"], inputs["base_value"], inputs["current_year"], inputs["current_value"],
        inputs["desired_direction"], target, inputs.get("target_year") or 2030, inputs.get("natural_limit"),
    )  # fmt: skip


def _growth(inputs: Inputs, _: Inputs) -> Results:
    found = growth.assess(_course(inputs))
    if found is None:
        return {"progress_value": None, "score": None, "status": None}
    return {"progress_value": found.progress, "score": found.score, "status": str(found.status)}


def _growth_aggregate(inputs: Inputs, _: Inputs) -> Results:
    """A group of series, given as scores (with statuses) or as series still to be judged."""
    if "series" in inputs and not isinstance(inputs["series"], str):
        found = [one for one in (growth.assess(_course(series)) for series in inputs["series"]) if one is not None]
    else:
        statuses: Sequence[str | None] = inputs.get("statuses") or [None] * len(inputs["scores"])
        found = [
            growth.Assessment(score, score, growth.Growth(status) if status else growth.class_of_score(score))
            for score, status in zip(inputs["scores"], statuses, strict=True)
        ]
    whole = growth.aggregate(found)
    return {"score": whole.score if whole else None, "status": str(whole.status) if whole else None}


_EUSTAT = {3: "alcanzado", 2: "progreso", 1: "retroceso"}


def _un_chart(inputs: Inputs, _: Inputs) -> Results:
    found = un_chart.score(_course(inputs))
    return {"score": found, "status": _EUSTAT.get(found or 0)}


_SYMBOLS = {
    weather.Weather.SUN: "Sonne",
    weather.Weather.LIGHT_CLOUD: "Leicht bewoelkt",
    weather.Weather.CLOUD: "Wolke",
    weather.Weather.BOLT: "Blitz",
}


def _weather(inputs: Inputs) -> tuple[dict[int, float], int, int]:
    values = {int(year): float(value) for year, value in inputs["values"].items() if value is not None}
    return values, inputs["assess_year"], inputs["desired_direction"]


def _symbol(found: weather.Weather | None) -> Results:
    return {"symbol": str(found) if found else None, "symbol_de": _SYMBOLS[found] if found else None}


def _target(inputs: Inputs) -> weather.Target:
    target = inputs["target"]
    return (float(target[0]), float(target[1])) if isinstance(target, list) else float(target)


def _weather_value(inputs: Inputs, _: Inputs) -> Results:
    values, year, direction = _weather(inputs)
    return _symbol(weather.value_by_year(values, year, _target(inputs), inputs["target_year"], direction))


def _weather_hold(inputs: Inputs, _: Inputs) -> Results:
    values, year, direction = _weather(inputs)
    return _symbol(weather.hold_threshold(values, year, _target(inputs), direction))


def _weather_direction(inputs: Inputs, _: Inputs) -> Results:
    return _symbol(weather.direction_only(*_weather(inputs)))


def _earned_schedule(inputs: Inputs, _: Inputs) -> Results:
    value, now, duration = inputs["ev"], inputs["at"], inputs.get("planned_duration")
    results: Results = {}
    if "pv_C" in inputs:
        part = earned.within(inputs["pv_C"], inputs["pv_C1"], value)
        found = earned.EarnedSchedule(inputs["C"], inputs["C"] + part, now, duration)
    else:
        plan = inputs.get("pv_cumulative_from_period_0") or [0, *inputs["pv_cumulative"]]
        found = earned.earned_schedule(plan, value, now, duration)
        planned = plan[min(max(int(now), 0), len(plan) - 1)]
        results = {"SV": value - planned, "SPI": value / planned if planned else None}
    pace, rest = found.finish_at_this_pace, found.finish_rest_to_plan
    return results | {
        "C": found.whole, "ES": found.earned, "SV_t": found.variance, "SPI_t": found.index,
        "IEAC_t": pace, "IEAC_t_by_SPI": pace, "IEAC_t_rest_to_plan": rest,
    }  # fmt: skip


def _earned_value(inputs: Inputs, _: Inputs) -> Results:
    found = earned.earned_value(inputs["budgets"], inputs["earned_share"], inputs["planned_share"], inputs["ac"])
    return {
        "EV": found.earned, "PV": found.planned, "CV": found.cost_variance, "SV": found.schedule_variance,
        "CPI": found.cost_index, "SPI": found.schedule_index, "EAC_by_CPI": found.cost_at_this_pace,
        "EAC_rest_to_plan": found.cost_rest_to_plan,
    }  # fmt: skip


def _damped(inputs: Inputs, expected: Inputs) -> Results:
    how = damped.Smoothing(inputs["alpha"], inputs["beta_star"], inputs["phi"])
    level, trend, _ = damped.smooth(inputs["y"], how, inputs["initial_level"], inputs["initial_trend"])
    steps = len(expected.get("forecast", ())) or 1
    return {"forecast": damped.carry_on(level, trend, how.phi, steps)}


ADAPTERS: Mapping[str, Adapter] = {
    "cn_time_proportional_progress": _time_proportional,
    "cn_time_proportional_threshold": _threshold,
    "status_count_shares": _shares,
    "cn_assessment_score": _score,
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


def adapter_of(method: str, inputs: Inputs) -> Adapter | None:
    """Return how a case is run; ``None`` for what the product does not offer."""
    known = ADAPTERS.get(method)
    if known is None and "aggregate" in method and ("scores" in inputs or "series" in inputs):
        return _growth_aggregate
    return known
