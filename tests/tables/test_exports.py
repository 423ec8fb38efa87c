"""A plan is written to a file of the ending asked for, whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from planner.analysis.values import Rule
from planner.commands.exports import ENDINGS, export_plan
from planner.errors import PlannerError
from planner.text import Translator
from tests.build import goal, plan

AS_OF = date(2020, 6, 30)
FIRST = {".xlsx": b"PK\x03\x04", ".csv": b"\xef\xbb\xbf", ".json": b"{\n"}


@pytest.fixture
def say(tmp_path) -> Translator:
    return Translator("en", tmp_path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_decides(tmp_path, say, ending) -> None:
    path = tmp_path / f"out{ending.upper()}"
    export_plan(plan(goal("jobs", 3000)), path, AS_OF, Rule(), say)
    assert path.read_bytes().startswith(FIRST[ending])
    assert list(tmp_path.iterdir()) == [path]


def test_another_ending_is_refused_and_writes_nothing(tmp_path, say) -> None:
    with pytest.raises(PlannerError, match=r"\.json, \.csv or \.xlsx"):
        export_plan(plan(), tmp_path / "out.docx", AS_OF, Rule(), say)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path, say) -> None:
    with pytest.raises(PlannerError, match="cannot be written"):
        export_plan(plan(), tmp_path / "nowhere" / "out.csv", AS_OF, Rule(), say)
