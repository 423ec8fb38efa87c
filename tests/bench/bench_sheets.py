"""What a pack of target sheets costs, against Typst setting the very same input in one go.

Each run has a process of its own: Typst keeps what it has laid out, and memory is counted from a fresh start.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import typst

from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.places import LOCALES
from planner.sheets.fonts import load
from planner.sheets.press import FORMS
from planner.sheets.render import TAGGED, target_sheets
from planner.store.store import Store
from planner.text import Translator
from tests.bench.generate import AS_OF, make_big

GOALS = 1000
_ROOT = Path(__file__).resolve().parents[2]
_PER_MB = 1024 if sys.platform == "linux" else 1024 * 1024


def measure(goals: int = GOALS) -> list[tuple[str, float, float]]:
    """Return (what, seconds of ours, seconds of bare Typst) for a pack of sheets and for a single one."""
    return [(name, ours[0], bare[0]) for name, ours, bare in _runs(goals)]


def memory(goals: int = GOALS) -> list[tuple[str, float, float]]:
    """Return (what, peak of our process in MB, peak of bare Typst's process in MB)."""
    return [(name, ours[1], bare[1]) for name, ours, bare in _runs(goals)]


def _runs(goals: int) -> list[tuple[str, tuple[float, float], tuple[float, float]]]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_big(folder / "big.plan", goals, 12, 60)
        pack = (_run("ours", folder, goals), _run("bare", folder, goals))
        single = (_run("ours", folder, 1), _run("bare", folder, 1))
    return [(f"{goals:,} target sheets to PDF", *pack), ("1 target sheet to PDF", *single)]


def _run(job: str, folder: Path, goals: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.bench.bench_sheets", job, str(folder), str(goals)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT).stdout.split()
    return float(told[0]), float(told[1])


def _ours(folder: Path, goals: int) -> float:
    """Time the pages from a plan in memory; leave what Typst was given for the other run."""
    with Store.open(folder / "big.plan", readonly=True) as store:
        plan: Plan = store.read()
    wanted = [goal.id for goal in plan.in_order()][:goals]
    start = perf_counter()
    pages = target_sheets(plan, wanted, AS_OF, Rule(), Translator("zh", LOCALES))
    pages.pdf()
    taken = perf_counter() - start
    (folder / "data.json").write_text(json.dumps(pages.data(), ensure_ascii=False), encoding="utf-8")
    return taken


def _bare(folder: Path, goals: int) -> float:
    fonts = load(system=False)
    inputs = {"data": (folder / "data.json").read_text(encoding="utf-8")}
    start = perf_counter()
    typst.compile(
        FORMS / "target.typ",
        root=FORMS,
        font_paths=fonts,
        format="pdf",
        sys_inputs=inputs,
        pdf_tags=goals <= TAGGED,
    )
    return perf_counter() - start


def _child(job: str, folder: Path, goals: int) -> None:
    taken = _ours(folder, goals) if job == "ours" else _bare(folder, goals)
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MB)


if __name__ == "__main__" and len(sys.argv) == 4:
    _child(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
elif __name__ == "__main__":
    for what, (ours, ours_peak), (bare, bare_peak) in _runs(GOALS):
        print(f"{what:32} {ours:7.2f} s {bare:7.2f} s  x{ours / bare:5.2f} {ours_peak:7.0f} MB {bare_peak:7.0f} MB")
