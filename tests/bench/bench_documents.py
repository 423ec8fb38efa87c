"""What reading documents costs and finds: time for each text, and the scores of the labelled ones beside a checkout."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from planner.documents.propose import propose

Row = tuple[str, float, float | None]
SHARED = Path(__file__).parents[2].parent / "shared" / "documents"
_RUNS = 3
_DAY = date(2026, 2, 1)
_SENTENCE = "会议提出，今年新建充电站40座以上，新增绿地12.5公顷。去年全区新增绿地10公顷，排名第3位。\n"


def measure(goals: int) -> list[Row]:
    """Return rows of (what, ours, baseline); ``goals`` means nothing here."""
    del goals
    rows = [_long(20_000), _long(1_000_000)]
    if SHARED.is_dir():
        rows += [row for name, day in _texts() for row in _labelled(name, day)]
        rows += _whole()
    return rows


def _long(chars: int) -> Row:
    text = (_SENTENCE * (chars // len(_SENTENCE) + 1))[:chars]
    return f"documents: {chars:,} characters", _time(text, _DAY), None


def _whole() -> list[Row]:
    found = []
    for path in sorted((SHARED / "texts" / "whole").glob("*.txt")):
        text = _text(path)
        found.append((f"documents: {path.stem}, whole ({len(text):,} characters)", _time(text, _DAY), None))
    return found


def _time(text: str, day: date) -> float:
    propose(text[:2000], day)
    times = []
    for _ in range(_RUNS if len(text) < 200_000 else 1):
        start = perf_counter()
        propose(text, day)
        times.append(perf_counter() - start)
    return median(times)


def _texts() -> list[tuple[str, date]]:
    manifest = json.loads((SHARED / "manifest.json").read_text(encoding="utf-8"))
    return [(entry["name"], _day(entry["date"])) for entry in manifest]


def _day(words: str) -> date:
    parts = [*map(int, words.split("-")), 1, 1]
    return date(parts[0], parts[1], parts[2])


def _labelled(name: str, day: date) -> list[Row]:
    """Return time, F1, false-goal rate and the rest for one labelled text, in per cent."""
    gold = SHARED / "gold" / f"{name}.json"
    if not gold.exists():
        return []
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    text = _text(SHARED / "texts" / f"{name}.txt")
    found = [one.as_prediction() for one in propose(text, day)]
    counts, likeness, _ = score.score_doc(json.loads(gold.read_text(encoding="utf-8")), found)
    said = score.summary(counts, likeness)
    scores = {
        "F1": said["f1"] if said["gold"] else None,
        "false goals": said["false_goal_rate"],
        "comparator": said["comparator_acc"],
        "deadline": said["deadline_acc"],
        "indicator": said["indicator_char_f1"],
        "qualitative": said["qualitative_recall"],
    }
    rows: list[Row] = [(f"documents: {name}", _time(text, day), None)]
    rows += [
        (f"documents: {name}: {what}, %", 100 * value, None) for what, value in scores.items() if value is not None
    ]
    return rows


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
