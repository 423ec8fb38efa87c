"""``trash`` at the command line: listed by step, had back in one step, refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.store.store import Store


@pytest.fixture
def emptied(call, demo: Path) -> Path:
    """The demonstration plan without its first goal and its first theme."""
    with Store.open(demo, readonly=True) as store:
        plan = store.read()
    theme = plan.in_order()[0].theme
    assert call("delete", demo, "1").code == 0
    assert call("delete", demo, theme).code == 0
    return demo


def _items(call, file: Path) -> list[dict[str, object]]:
    return json.loads(call("trash", file, "--json").out)


def test_an_untouched_plan_has_none(call, demo: Path) -> None:
    assert _items(call, demo) == []
    assert "empty" in call("trash", demo).out


def test_what_was_deleted_is_listed_with_what_hung_on_it(call, emptied: Path) -> None:
    theme, goal = _items(call, emptied)
    assert (theme["table"], goal["table"]) == ("theme", "goal")
    assert goal["with"]["target"] == 1
    out = call("trash", emptied).out
    assert str(goal["id"]) in out
    assert "Delete goal" in out


def test_restored_in_one_step_that_undo_takes_back(call, emptied: Path) -> None:
    theme, goal = _items(call, emptied)
    assert call("trash", emptied, "--restore", goal["id"]).sentence.endswith("Restore that first.")
    assert call("trash", emptied, "--restore", str(goal["id"])[:6], theme["id"]).code == 0
    assert _items(call, emptied) == []
    assert call("undo", emptied).code == 0
    assert len(_items(call, emptied)) == 2


@pytest.mark.parametrize(
    "words", [("--restore",), ("abc",), ("--restore", ""), ("--restore", "全角１２３"), ("--restore", "a" * 9999)]
)
def test_bad_calls_end_in_a_sentence(call, emptied: Path, words: tuple[str, ...]) -> None:
    assert call("trash", emptied, *words).sentence
