"""The labelled texts beside a checkout, scored with their own scorer; the table is printed (``pytest -s``)."""

import importlib.util
import json
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from planner.documents.propose import propose

SHARED = Path(__file__).parents[2].parent / "shared" / "documents"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled texts lie beside a checkout only")
FIGURES = (
    "gold", "tp", "fp", "f1", "comparator_acc", "deadline_acc", "indicator_char_f1", "false_goal_rate",
    "baseline_attached", "qualitative_recall",
)  # fmt: skip


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(scorer: ModuleType, *, seed: bool) -> dict[str, float]:
    total: Counter[str] = Counter()
    likeness: list[float] = []
    for entry in json.loads((SHARED / "manifest.json").read_text(encoding="utf-8")):
        if (entry["split"] == "seed") is not seed:
            continue
        parts = [int(part) for part in entry["date"].split("-")] + [1]
        text = (SHARED / f"texts/{entry['name']}.txt").read_bytes().decode("utf-8")
        gold = json.loads((SHARED / f"gold/{entry['name']}.json").read_text(encoding="utf-8"))
        found = [one.as_prediction() for one in propose(text, date(*parts[:3]))]
        counts, names, _ = scorer.score_doc(gold, found)
        one = scorer.summary(counts, names)
        print(f"{entry['name']:20}", *(f"{figure}={one[figure]}" for figure in FIGURES))
        total.update(counts)
        likeness += names
    whole: dict[str, float] = scorer.summary(total, likeness)
    print("seed" if seed else "all others", *(f"{figure}={whole[figure]}" for figure in FIGURES))
    return whole


def test_the_developing_texts(scorer: ModuleType) -> None:
    got = score(scorer, seed=False)
    assert got["f1"] >= 0.97
    assert got["false_goal_rate"] <= 0.02
    assert got["comparator_acc"] >= 0.99
    assert got["deadline_acc"] >= 0.97
    assert got["indicator_char_f1"] >= 0.93


def test_the_zones_own_document(scorer: ModuleType) -> None:
    got = score(scorer, seed=True)
    assert (got["tp"], got["fp"], got["negatives_hit"]) == (9, 0, 0)
    assert got["qualitative_recall"] >= 0.9
