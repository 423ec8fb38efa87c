"""Published examples and back-tests through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SHARED

CASE = {
    "id": "own-1",
    "method": "cn_time_proportional_progress",
    "inputs": {"actual": 60, "target": 100, "months_elapsed": 6},
    "expected": {"completion_pct": 60.0, "lead_pp": 10.0},
    "tolerance": {"completion_pct": 0.01, "lead_pp": 0.01},
}


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the published material is not beside the project")
    return SHARED / "methods"


def test_every_offered_published_case_is_reproduced(call, shared: Path) -> None:
    answer = call("methods", shared / "cases.json", "--json")
    outcomes = [case["outcome"] for case in json.loads(answer.out)["cases"]]
    assert (answer.code, outcomes.count("passed"), outcomes.count("failed")) == (0, 90, 0)


def test_a_case_that_differs_fails_and_says_so(call, shared: Path, tmp_path: Path) -> None:
    case = next(c for c in json.loads((shared / "cases.json").read_text("utf-8")) if c["method"] == CASE["method"])
    wrong = {name: value + 1 if isinstance(value, float) else value for name, value in case["expected"].items()}
    (tmp_path / "wrong.json").write_text(json.dumps([{**case, "expected": wrong}]), encoding="utf-8")
    answer = call("methods", tmp_path / "wrong.json", "--json")
    assert answer.code == 1
    assert json.loads(answer.out)["cases"][0]["outcome"] == "failed"


def test_an_unknown_method_is_not_offered(call, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(json.dumps([{**CASE, "method": "tea_leaves"}]), encoding="utf-8")
    answer = call("methods", tmp_path / "other.json", "--json")
    assert (answer.code, json.loads(answer.out)["cases"][0]["outcome"]) == (0, "not offered")


@pytest.mark.parametrize("junk", ["", "[1, 2]", "{", "null"])
def test_a_file_that_holds_no_cases_is_refused(call, tmp_path: Path, junk: str) -> None:
    (tmp_path / "junk.json").write_text(junk, encoding="utf-8")
    assert call("methods", tmp_path / "junk.json").sentence


def test_real_series_are_replayed(call, shared: Path) -> None:
    answer = call("backtest", shared / "monthly.csv", "--months", "6", "--json")
    (row,) = json.loads(answer.out)
    assert row["month"] == 6
    assert row["brier"] < row["brier_pace"]
    assert 0.77 <= row["held"] <= 0.83


@pytest.mark.parametrize("months", ["0", "12", "x", "3,,6", ""])
def test_months_that_are_none_are_refused(call, tmp_path: Path, months: str) -> None:
    (tmp_path / "s.csv").write_text("series,month,value,unit\na,2020-01,1,人\n", encoding="utf-8")
    assert call("backtest", tmp_path / "s.csv", "--months", months).sentence
