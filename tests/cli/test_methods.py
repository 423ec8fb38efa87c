"""Published examples and back-tests through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

ANALYSIS = ROOT / "tests" / "analysis"
CASES, MONTHLY = ANALYSIS / "methods" / "cases.json", ANALYSIS / "forecast" / "monthly.csv"
CASE = {
    "id": "own-1",
    "method": "cn_time_proportional_progress",
    "inputs": {"actual": 60, "target": 100, "months_elapsed": 6},
    "expected": {"completion_pct": 60.0, "lead_pp": 10.0},
    "tolerance": {"completion_pct": 0.01, "lead_pp": 0.01},
}


def test_every_offered_published_case_is_reproduced(call) -> None:
    answer = call("methods", CASES, "--json")
    outcomes = [case["outcome"] for case in json.loads(answer.out)["cases"]]
    assert (answer.code, outcomes.count("passed"), outcomes.count("failed")) == (0, 90, 0)


def test_a_case_that_differs_fails_and_says_so(call, tmp_path: Path) -> None:
    (tmp_path / "wrong.json").write_text(json.dumps([{**CASE, "expected": {"lead_pp": 11.0}}]), encoding="utf-8")
    answer = call("methods", tmp_path / "wrong.json", "--json")
    assert answer.code == 1
    assert json.loads(answer.out)["cases"][0]["outcome"] == "failed"


def test_what_is_no_case_is_told_in_its_line_beside_the_others(call, tmp_path: Path) -> None:
    (tmp_path / "mixed.json").write_text(json.dumps([CASE, 7, {"id": "x", "method": CASE["method"]}]), encoding="utf-8")
    answer = call("methods", tmp_path / "mixed.json", "--json")
    found = json.loads(answer.out)["cases"]
    assert (answer.code, [(case["id"], case["outcome"]) for case in found]) == (
        1, [("own-1", "passed"), ("#2", "failed"), ("x", "failed")],
    )  # fmt: skip
    assert found[1]["note"] in call("methods", tmp_path / "mixed.json").out


def test_an_unknown_method_is_not_offered(call, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(json.dumps([{**CASE, "method": "tea_leaves"}]), encoding="utf-8")
    answer = call("methods", tmp_path / "other.json", "--json")
    assert (answer.code, json.loads(answer.out)["cases"][0]["outcome"]) == (0, "not offered")


@pytest.mark.parametrize("junk", ["", "[1, 2]", "{", "null", "[" * 100_000])
def test_a_file_that_holds_no_cases_is_refused(call, tmp_path: Path, junk: str) -> None:
    (tmp_path / "junk.json").write_text(junk, encoding="utf-8")
    assert call("methods", tmp_path / "junk.json").sentence


def test_real_series_are_replayed(call) -> None:
    answer = call("backtest", MONTHLY, "--months", "6", "--json")
    (row,) = json.loads(answer.out)
    assert row["month"] == 6
    assert row["brier"] < row["brier_pace"]
    assert 0.77 <= row["held"] <= 0.83


@pytest.mark.parametrize("months", ["0", "12", "x", "3,,6", ""])
def test_months_that_are_none_are_refused(call, tmp_path: Path, months: str) -> None:
    (tmp_path / "s.csv").write_text("series,month,value,unit\na,2020-01,1,人\n", encoding="utf-8")
    assert call("backtest", tmp_path / "s.csv", "--months", months).sentence


def test_series_too_short_to_replay_say_so(call, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("series,month,value,unit\na,2020-01,1,人\n", encoding="utf-8")
    assert call("backtest", tmp_path / "s.csv").sentence
