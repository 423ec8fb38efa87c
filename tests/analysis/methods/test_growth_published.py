"""Growth ratios, scores and groups as Statistics Canada published them, and the limit factor of the reference code.

Source: sdg-data-canada-odd-donnees/cif-data-donnees-cic, ``indicator_calculation_components.yml`` at commit 0004afd1;
the limit factor and the boundary rules: open-sdg/sdg-build, ``sdg/ProgressMeasure.py`` at commit 139fede7.
"""

import pytest

from planner.analysis.methods import growth
from planner.analysis.methods.cases import Outcome, run_case
from planner.analysis.methods.growth import Course, Growth, limit_factor

WITH_TARGET = [
    # indicator, base, year, now, year, direction, target, year, ratio, score, class
    ("1-1-1", 14.5, 2015, 10.2, 2023, -1, 7.25, 2030, 0.9525901792032172, 2.5185563910306596, "substantial_progress"),
    ("12-1-1", 0.37, 2015, 14.63, 2024, 1, 60.0, 2030, 1.249622415033452, 4.640227948342444, "substantial_progress"),
    ("14-2-1", 68.5534591194968, 2015, 46.7336683417085, 2023, 1, 55.0, 2026, -2.3587220377696703, -5, "deterioration"),
    ("15-2-1", 42.0, 2019, 40.0, 2024, 1, 60.0, 2026, -0.18576295071190677, -3.274018486731302, "deterioration"),
    ("15-5-1", 70.0, 2015, 68.0, 2021, -1, 100.0, 2030, 0.20028868698657923, 5.0, "target_achieved"),
    ("3-12-1", 184.4, 2015, 231.9, 2023, -1, 0.1, 2030, -0.07371746216108555, -2.807158549586595, "deterioration"),
    ("3-13-1", 7.8, 2016, 17.7, 2024, -1, 10.0, 2028, -5.155591320251755, -5.0, "deterioration"),
    ("3-14-1", 18.8, 2015, 11.1, 2024, -1, 5.0, 2035, 0.8874610697051454, 2.0533456747968826, "moderate_progress"),
    ("3-4-1", 8.1, 2015, 7.3, 2023, -1, 8.0, 2025, 10.402574542255982, 5.0, "target_achieved"),
    ("6-1-1", 103.0, 2015, 29.0, 2023, -1, 0.1, 2030, 0.3956861571147466, -0.8512944891499856, "limited_progress"),
    ("6-6-1", 77.0, 2016, 77.7, 2024, 1, 100.0, 2040, 0.10336979304555655, -2.0692890833170794, "limited_progress"),
    ("8-6-1", 195772.0, 2015, 224062.0, 2024, 1, 244715.0, 2026, 0.7373232716587212, 0.9809263971310793,
     "moderate_progress"),
    ("9-7-1", 58.2, 2015, 59.4, 2024, 1, 50.0, 2030, 0.22537550608687057, 5.0, "target_achieved"),
]  # fmt: skip
WITHOUT_TARGET = [
    # indicator, base, year, now, year, direction, limit, growth, score, class
    ("1-2-1", 66.6, 2016, 71.4, 2023, 1, 100, 0.009991483690946268, 1.739752850099936, "moderate_progress"),
    ("10-1-1", 0.314, 2015, 0.3, 2023, -1, None, 0.005685092259251845, 0.17127306481296123, "moderate_progress"),
    ("11-4-1", 75.3, 2023, 74.6, 2024, 1, 100, -0.009296148738379806, -3.6620185922974757, "deterioration"),
    ("15-1-1", 79.82, 2015, 80.0, 2020, 1, 100, 0.0004506085041826591, -2.1437311547039553, "limited_progress"),
    ("16-1-1", 79.0, 2021, 79.0, 2022, 1, 100, 0.0, -2.5, "limited_progress"),
    ("17-1-1", 86.2795833333333, 2016, 92.35875, 2024, 1, 100, 0.008547253218384565, 3.8907192806023563,
     "substantial_progress"),
    ("4-1-1", 79.3, 2016, 81.954805055328, 2021, 1, 100, 0.006607696899221471, 1.3194330745388791, "moderate_progress"),
    ("5-3-1 managers", 34.8, 2015, 36.8, 2025, 1, 100, 0.005603688090563219, 0.16395511480401614, "moderate_progress"),
    ("9-4-1", 97.4, 2015, 99.7, 2022, 1, 100, 0.003339774133456208, 5.0, "substantial_progress"),
    ("16-6-1", 87.93, 2015, 77.78, 2023, -1, None, 0.015215151249107883, 2.6075756245539417, "substantial_progress"),
]  # fmt: skip


@pytest.mark.parametrize("row", WITH_TARGET, ids=lambda row: row[0])
def test_a_ratio_to_a_target_as_published(row):
    _, base, base_year, value, year, direction, target, due, ratio, score, status = row
    found = growth.assess(Course(base_year, base, year, value, direction, target, due))
    assert (found.progress, found.status) == (pytest.approx(ratio, abs=1e-6), status)
    assert found.score == pytest.approx(score, abs=5e-4)


@pytest.mark.parametrize("row", WITHOUT_TARGET, ids=lambda row: row[0])
def test_a_growth_without_a_target_as_published(row):
    _, base, base_year, value, year, direction, limit, rate, score, status = row
    found = growth.assess(Course(base_year, base, year, value, direction, limit=limit))
    assert (found.progress, found.status) == (pytest.approx(rate, abs=1e-9), status)
    assert found.score == pytest.approx(score, abs=5e-4)


GROUPS = {
    "11-7-1": ([-3.842343121245121, -3.7120450615348832], -3.777194091390002, "deterioration"),
    "13-3-1": (
        [None, 5.0, 5.0, 5.0, 5.0, -2.8139972454616338, None, None, 5.0, -4.0731637699939185, 5.0],
        2.8891048730680557, "substantial_progress",
    ),
    "3-5-1": ([1.7703341529044656, 5.0], 3.385167076452233, "substantial_progress"),
    "3-10-1": (
        [0.4411258101220128, 5.0, -5.0, 0.03918059688382103, -4.348758939021089, -5.0, -2.61298882689828,
         4.2253890418563245, 5.0, -4.213607036933517],
        -0.6469659353990729, "limited_progress",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize("shape", ["scores", "named", "records"])
def test_a_group_as_published_in_whatever_shape_its_scores_come(name, shape):
    scores, score, status = GROUPS[name]
    inputs = {
        "scores": {"indicator": name, "scores": scores},
        "named": {"component_scores": {f"{name}-{n}": one for n, one in enumerate(scores)}},
        "records": {"series": [{"name": str(n), "score": one} for n, one in enumerate(scores)]},
    }[shape]
    case = {"id": name, "method": "eurostat_type_aggregate", "inputs": inputs, "tolerance": {"score": 0.0005},
            "expected": {"score": score, "status": status}}  # fmt: skip
    assert run_case(case).outcome is Outcome.PASSED


def test_a_group_of_series_still_to_be_judged():
    adults = {"base_value": 66.7, "current_year": 2024, "current_value": 61.1, "desired_direction": "up", "limit": 100}
    youths = adults | {"base_value": 83.8, "current_value": 77.7, "current_year": 2022}
    series = [adults, youths, adults | {"base_value": None}]
    case = {"id": "11-7-1", "method": "eurostat_type_aggregate", "inputs": {"series": series}, "tolerance": 5e-4,
            "expected": {"score": -3.777194091390002, "progress_status": "deterioration"}}  # fmt: skip
    assert run_case(case).outcome is Outcome.PASSED


def test_groups_within_groups_count_once_each():
    inputs = {"scores": [5, [1, 3, [-4, 0]]], "all": None}
    case = {"id": "1-4-1", "method": "eurostat_type_aggregate", "inputs": inputs, "expected": {"score": 2.833333}}
    assert run_case(case).outcome is Outcome.PASSED
    achieved = {"scores": [5, 5], "statuses": ["target_achieved", "target_achieved"]}
    assert run_case(case | {"inputs": achieved, "expected": {"status": "target_achieved"}}).outcome is Outcome.PASSED
    one_only = achieved | {"statuses": ["target_achieved", None]}
    assert run_case(case | {"inputs": one_only}).got == {"score": 5.0}


@pytest.mark.parametrize(
    ("base", "limit", "direction", "factor"),
    [
        (50, None, 1, 1), (100, 100, 1, 0), (50, 100, 1, 1 - 0.5**4.44), (150, 100, -1, 1 - 0.5**4.44),
        (200, 100, -1, 1),
        (103, 100, 1, 1 - 0.97**4.44), (50, 100, -1, 1), (0, 0, -1, 1), (5, 0, -1, 1), (-150, -100, -1, 1 - 0.5**4.44),
    ],
)  # fmt: skip
def test_the_factor_near_a_limit_above_or_below(base, limit, direction, factor):
    assert limit_factor(base, limit, direction) == pytest.approx(factor)


def test_what_has_reached_its_target_has_even_without_a_growth_rate():
    assert growth.assess(Course(2020, 5, 2020, 5, 1, 5)).status is Growth.ACHIEVED
    assert growth.assess(Course(2015, -1, 2020, 3, 1, 2)) == growth.Assessment(None, 5.0, Growth.ACHIEVED)
    assert growth.assess(Course(2015, 10, 2020, 0, -1)).score == 5
    assert growth.assess(Course(2015, 5, 2020, 6, 1, 8, 2015)) is None
