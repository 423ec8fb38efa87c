"""The bench: every measure in a process of its own, one table for each size of plan.

``python tests/bench/run.py [GOALS ...]``. A measure is a function ``measure(goals)`` of a ``bench_*.py`` beside this
file; it returns rows of (what, ours, baseline or None), in seconds unless ``what`` ends in another unit.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZES = (1_000, 10_000)
ONCE = {
    "bench_sheets": 1_000,
    "bench_forms": 0,
    "bench_documents": 0,
}  # a pack of sheets costs by the sheet, however large the plan

# What is asked of the rows whose name holds these words: a limit for the ratio or for our own figure in its base
# unit (seconds, MB, frames a second), and whether it is the most or the least.
DEMANDS = (
    (("target sheets",), "≤ 1.3 × bare Typst", "ratio", 1.3),
    (("first page of",), "≤ 300 ms", "most", 0.3),
    (("pack of", "pages"), "≤ 1,000 MB", "most", 1_000.0),
    (("LibreOffice",), "≤ 0.1 × LibreOffice", "ratio", 0.1),
    (("lights and forecasts", "ten times"), "≤ 11 × the former", "ratio", 11.0),
    (("lights and forecasts", "arrays"), "≤ 100 ms at 10,000 goals", "most", 0.1),
    (("window", "visible"), "≤ 4 × a bare window", "ratio", 4.0),
    (("edit", "95"), "≤ 16 ms", "most", 0.016),
    (("scroll",), "≥ 60 frames/s", "least", 60.0),
    (("memory",), "≤ 400 MB", "most", 400.0),
    (("documents", "20,000"), "≤ 150 ms", "most", 0.15),
    (("documents", "F1"), "≥ 97 %", "least", 97.0),
    (("documents", "false goals"), "≤ 2 %", "most", 2.0),
    (("documents", "comparator"), "≥ 99 %", "least", 99.0),
    (("documents", "deadline"), "≥ 97 %", "least", 97.0),
    (("documents", "indicator"), "≥ 93 %", "least", 93.0),
    (("seed: qualitative",), "≥ 90 %", "least", 90.0),
)
UNITS = {"ms": 0.001, "s": 1.0, "MB": 1.0, "frames/s": 1.0, "%": 1.0}


def main(arguments: list[str]) -> int:
    """Run the measures and print the tables; in a child, run one measure and print its rows as JSON."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(importlib.import_module(f"tests.bench.{arguments[1]}").measure(int(arguments[2]))))
        return 0
    sizes = tuple(map(int, arguments)) or SIZES
    names = sorted(path.stem for path in HERE.glob("bench_*.py"))
    for size in sizes:
        print(f"\n{size:,} goals\n{heading()}")
        for name in names:
            if name not in ONCE:
                show(name, size)
    for name, size in ONCE.items():
        print(f"\n{name.removeprefix('bench_')}\n{heading()}")
        show(name, size)
    return 0


def show(name: str, size: int) -> None:
    """Run one measure in its own process and print its rows."""
    command = [sys.executable, "-m", "tests.bench.run", "--one", name, str(size)]
    done = subprocess.run(command, cwd=HERE.parent.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name}: failed\n{done.stderr[-2000:]}")
        return
    for line in lines(json.loads(done.stdout.splitlines()[-1])):
        print(line, flush=True)


def heading() -> str:
    """Return the head of a table."""
    return f"{'':52}{'ours':>14}{'baseline':>14}{'ratio':>8}   demand"


def lines(rows: list[list]) -> Iterator[str]:
    """Yield rows as lines of the table."""
    for what, ours, baseline, *_ in rows:
        name, unit = split_unit(what)
        ratio = ours / baseline if baseline else None
        shown = [amount(ours, unit), amount(baseline, unit), f"{ratio:.2f}" if ratio else ""]
        judged = verdict(what, ours * UNITS[unit], ratio)
        yield f"{name:52}{shown[0]:>14}{shown[1]:>14}{shown[2]:>8}   {judged}".rstrip()


def split_unit(what: str) -> tuple[str, str]:
    """Return a row's name without its unit, and the unit (seconds when none is named)."""
    name, _, last = what.rpartition(", ")
    unit = next((unit for unit in UNITS if last == unit or last.startswith(f"{unit} ")), None)
    return (what, "s") if unit is None else (name + last.removeprefix(unit), unit)


def amount(value: float | None, unit: str) -> str:
    """Write a figure with its unit; short times in milliseconds."""
    if unit == "%":
        return "" if value is None else f"{value:.1f} %"
    if not value:
        return ""
    if unit in ("s", "ms"):
        seconds = value * UNITS[unit]
        return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
    return f"{value:,.0f} {unit}"


def verdict(what: str, ours: float, ratio: float | None) -> str:
    """Return what is asked of a row and whether it holds."""
    for words, demand, by, limit in DEMANDS:
        value = ratio if by == "ratio" else ours
        if all(word in what for word in words) and value is not None:
            holds = value >= limit if by == "least" else value <= limit
            return f"{demand}: {'holds' if holds else 'MISSED'}"
    return ""


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    sys.exit(main(sys.argv[1:]))
