"""Cases as other sources would write them: other names, numbers as text, shares in per cent, and what is no case."""

import json

import pytest

from planner.analysis.methods.cases import NO_CASE, NO_INPUTS, Outcome, read_cases, run_case, run_cases

YEARS = {"2015": 66.056, "2016": 61.539, "2017": 57.692, "2018": 56.373, "2019": 52.37, "2020": 54.051}
PLAN = [40, 110, 220, 360, 520, 680, 820, 920, 975, 1000]
TIME, SCORE, ES, EV = "cn_time_proportional_progress", "cn_assessment_score", "earned_schedule", "earned_value"
GROWTH, UN = "eurostat_type_cagr_ratio", "un_progress_chart_2023_score"
VALUE, HOLD, ONLY = "dns_weather_value_by_year", "dns_weather_hold_threshold", "dns_weather_direction_only"


def case(method, inputs, expected, tolerance=None):
    return {"id": "x", "method": method, "inputs": inputs, "expected": expected, "tolerance": tolerance, "note": "more"}


AGREE = [
    # 攀枝花 2006, printed with two decimals
    case(TIME, {"actual": "1,005,136", "annual_target": "800000", "months_elapsed": 10, "x": [1]},
         {"completion_rate_pct": 125.64, "lead_over_time_progress_pp": 42.31}, "0.006"),
    # 常州: 56.6 % at half-year, +6.6
    case(TIME, {"completion_rate_pct": 56.6, "quarters_elapsed": 2}, {"lead_pp": 6.6}),
    case(TIME, {"completion_rate_pct": "56.6%", "time_progress_pct": 50}, {"lead_pp": 6.6, "on_schedule": True}),
    case(TIME, {"actual": 29.93, "annual_target": None, "months_elapsed": 9},
         {"lead_amount": 5.93, "completion_rate_pct": 93.5}, {"pct": 0.06, "amount": 0.01}),
    case(TIME, {"actual": 29.93, "target": 32, "months": 9}, {"relative_surplus_pct": 24.7}, {"pct": 0.05}),
    case("cn_time_proportional_threshold", {"months_elapsed": 11, "completion_rate_pct": 91.7},
         {"threshold_pct": 91.7, "on_schedule": True}, {"pct": 0.05}),
    case("cn_time_proportional_threshold", {"quarter": 3}, {"threshold_pct": 75}),
    case("status_count_shares", {"counts": [17, 10, 24, 9, 162], "labels": ["a", "b", "c", "d", "e"]},
         {"a": 7.7, "b": 4.5, "c": 10.8, "d": 4.1, "e": 72.9}),
    case("status_count_shares", {"counts": {"a": "1", "b": 1, "c": 1}}, {"a": 33.3, "b": 33.3, "c": 33.4}, "exact"),
    case("status_count_shares", {"counts": {"done": 19}, "total": 125}, {"done": 15.2}),
    case(SCORE, {"completion_rate": 96, "points": "0.5"}, {"score": 0.48}),
    case(SCORE, {"completion_rate": "96%", "points": 0.5}, {"score": 0.48}),
    case(SCORE, {"completion_rate_pct": 130, "points": 10, "cap": 1.2}, {"score": 12}),
    case(SCORE, {"actual": 9, "target": 10, "points": 10, "partial_credit": False}, {"score": 0}),
    case(SCORE, {"completion_rate": 0.2, "points": 10, "floor": 3}, {"score": 3}),
    case(SCORE, {"base": 60, "completion_rate": 1.35, "per_tenth": 0.5, "limit": 10}, {"score": 61.5}),
    case(SCORE, {"value": 5, "min": 0, "max": 10}, {"score": 80}),
    case(SCORE, {"base": 20, "steps": [1, 1]}, {"score": 21.5}),
    case(SCORE, {"points": 1, "shortfalls": [1, 2], "deduct_each": 0.1}, {"score": 0.7}),
    case(SCORE, {"items": [{"count": 30, "points": 0.1}], "limit": 2}, {"score": 2}),
    case(ES, {"pv_cumulative": PLAN, "ev": 950, "at": 11}, {"ES": 8.55, "SV(t)": -2.45, "SPI(t)": 0.78, "I": 0.55},
         {"abs": 0.006}),
    case(ES, {"pv": [0, *PLAN], "ev": 950, "AT": 11, "PD": 10, "pf": 1}, {"IEAC_t": 12.45, "C": 8}, 0.006),
    case(ES, {"pv_per_period": [40, 70, 110, 140, 160, 160, 140, 100, 55, 25], "ev": 0, "at": 0, "pd": 10},
         {"ES": 0, "SPI_t": None, "IEAC_t": None, "TSPI": 1.0}),
    case(ES, {"pv_cumulative": PLAN, "ev": 1200, "at": 9, "planned_duration": 10, "ed": 12}, {"ES": 10, "TSPI_t": 0}),
    case(ES, {"pv_cumulative": [10, 30, 30, 60], "ev": 30, "at": 4}, {"ES": 3, "SPI_t": 0.75}),
    case(EV, {"bac": 100000, "ev": 35000, "pv": 40000, "ac": 45000},
         {"CPI": 0.78, "SPI": 0.875, "CV": -10000, "TCPI": 1.18, "VAC": -28571.4, "ETC": 83571.4, "EAC": 128571.4}),
    case(EV, {"budgets": [600, 400], "earned_share": [100, 50], "planned_share": [1, 1], "ac": 900}, {"EV": 800}),
    case(GROWTH, {"values": {"2015": 14.5, "2019": None, "2023": "10.4"}, "direction": "negative", "target": 7.25},
         {"progress_value": 0.90109, "score": 2.1507, "status": "moderate_progress"}, {"score": "0.1%"}),
    case(GROWTH, {"base_year": 2022, "base_value": 18.41, "current_year": 2022, "current_value": 18.41,
                  "desired_direction": 1}, {"progress_value": None, "status": "not_available"}),
    # 32.2 → 33.4 in eight years is 0.458 % a year: below 0.5 %
    case(UN, {"base_year": "2015", "base_value": 32.2, "current_year": 2023, "current_value": 33.4, "direction": "up"},
         {"score": 1, "status": "retroceso"}),
    case(UN, {"base_year": 2015, "base_value": 0, "current_year": 2023, "current_value": 3, "target_2030": None,
              "desired_direction": 1}, {"score": 3}),
    case(UN, {"base_year": 2010, "base_value": 10, "current_year": 2022, "current_value": 14, "target": 20,
              "target_year": 2020, "desired_direction": 1}, {"score": 2}),
    case(VALUE, {"values": YEARS, "assess_year": 2020, "target": [20, 30], "target_year": "2030"}, {"symbol": "sun"}),
    case(VALUE, {"years": list(YEARS), "values": list(YEARS.values()), "target": 30, "target_year": 2030,
                 "desired_direction": "down"}, {"symbol_de": "Sonne", "on_track": True}),
    case(VALUE, {"values": YEARS, "assess_year": 2021, "target": 30, "target_year": 2030, "desired_direction": -1},
         {"symbol": "sun"}),
    case(VALUE, {"values": list(YEARS.items()), "targets": [{"value": 10, "year": 2050}, {"value": 48, "year": 2022},
                 {"target": 40, "target_year": 2022}], "desired_direction": -1}, {"symbol": "cloud"}),
    case(VALUE, {"values": YEARS, "target": 60, "target_year": None, "desired_direction": -1}, {"symbol": "sun"}),
    case(HOLD, {"values": YEARS, "threshold": {"low": 60, "high": 70}}, {"symbol": "bolt"}),
    case(ONLY, {"values": [{"year": int(year), "value": value} for year, value in YEARS.items()], "direction": "down"},
         {"symbol": "lightcloud"}),
    case(ONLY, {"values": {"2019": 1, "2020": 2}, "assess_year": 2020, "desired_direction": 1}, {"symbol": None}),
    case("holt_damped", {"y": [10, 12, 13], "alpha": 0.5, "beta": 0.5, "phi": 0.9, "initial_level": "y1",
                         "initial_trend": "y2-y1"}, {"forecast": [13.995, 14.835], "forecast_1": 13.995}),
]  # fmt: skip


@pytest.mark.parametrize("one", AGREE, ids=lambda one: f"{one['method']} {next(iter(one['expected']))}")
def test_a_case_in_another_shape_agrees(one):
    found = run_case(json.loads(json.dumps(one)))
    assert found.outcome is Outcome.PASSED, found


@pytest.mark.parametrize("one", AGREE, ids=lambda one: one["method"])
def test_a_case_with_another_result_does_not_agree(one):
    other = {
        name: not value if isinstance(value, bool) else value + 7 if isinstance(value, int | float) else "other"
        for name, value in one["expected"].items()
    }
    assert run_case(one | {"expected": other}).outcome is Outcome.FAILED


@pytest.mark.parametrize("one", AGREE, ids=lambda one: one["method"])
@pytest.mark.parametrize("value", [None, "", "much", [], {}, float("nan"), float("inf"), 10**400, True])
def test_inputs_that_mean_nothing_fail_even_where_nothing_is_expected(one, value):
    spoilt = dict.fromkeys(one["inputs"], value)
    found = run_case(one | {"inputs": spoilt, "expected": dict.fromkeys(one["expected"], 0.125)})
    assert found.outcome is Outcome.FAILED
    json.dumps(found.got, allow_nan=False)


@pytest.mark.parametrize(
    "broken", [None, 7, "case", [], {}, {"id": "a"}, {"method": TIME, "inputs": [], "expected": {}}]
)
def test_what_is_no_case_has_failed_and_says_why(broken):
    good = case("cn_time_proportional_threshold", {"months_elapsed": 6}, {"threshold_pct": 50})
    first, second = run_cases(read_cases(json.dumps({"cases": [broken, good]})))
    assert (first.outcome, first.note, second.outcome) == (Outcome.FAILED, NO_CASE, Outcome.PASSED)


def test_missing_inputs_do_not_agree_with_an_expected_nothing():
    found = run_case(case(TIME, {}, {"lead_pp": None}))
    assert (found.outcome, found.note) == (Outcome.FAILED, NO_INPUTS)
    assert run_case(case(TIME, {"actual": 1, "target": 2, "months": 6}, {"colour": None})).outcome is Outcome.FAILED
    assert run_case(case(TIME, {"actual": 1, "target": 2, "months": 6}, {})).outcome is Outcome.FAILED


def test_a_method_nobody_offers_is_not_offered_even_without_inputs():
    assert run_case({"id": "a", "method": "theil_sen"}).outcome is Outcome.NOT_OFFERED
    assert run_case({"id": "a", "method": "portfolio_aggregate", "inputs": {"scores": [1]}, "expected": {"score": 1}}
                    ).outcome is Outcome.NOT_OFFERED  # fmt: skip


@pytest.mark.parametrize(
    ("tolerance", "passes"),
    [
        (None, True), ("exact", False), (0.05, True), (0.01, False), ("0.1%", True),
        ({"threshold_pct": "exact"}, False),
        ({"threshold": None}, True), ({"pct": 0.05, "abs": 0.001}, True), ({"abs": 0.001, "amount": 1}, False),
        ([], False),
    ],
)  # fmt: skip
def test_tolerances_in_every_form(tolerance, passes):
    found = run_case(case("cn_time_proportional_threshold", {"months_elapsed": 11}, {"threshold_pct": 91.7}, tolerance))
    assert (found.outcome is Outcome.PASSED) is passes
