"""``make trust``: every test of the plan file at length, each shown to find a planted fault, as one table.

``python -m tests.trust.run [--short] [--only NAME]``. Each test runs in a process of its own, two side by side. The
exit code is 1 when anything was lost or a planted fault was missed; what a failed test wrote on standard error is told
after the table. A demand on speed that is missed is told as ``late``: the short selection runs on whatever machine
there is, so it fails only the long one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from tests.trust.trials import TRIALS, Trial

MEMORY, ENOUGH = Path("/dev/shm"), 2_000_000_000
WIDTHS = (16, 46, 42, 7, 9, 8)
_TOLD = 60  # lines of what a failed test wrote
HEADS = ("test", "what is done", "demand", "holds", "planted", "seconds", "figures")


def main(arguments: list[str]) -> int:
    """Run the tests and print the table."""
    reader = argparse.ArgumentParser(prog="tests.trust.run", description=__doc__)
    reader.add_argument("--short", action="store_true", help="the selection of five minutes")
    reader.add_argument("--only", choices=[trial.name for trial in TRIALS], help="one test")
    reader.add_argument("--count", type=int, help="how much of it, in place of the usual")
    reader.add_argument("--here", action="store_true", help=argparse.SUPPRESS)  # in this very process
    chosen = reader.parse_args(arguments)
    trials = [trial for trial in TRIALS if trial.there and chosen.only in (None, trial.name)]
    if chosen.here:
        print(json.dumps(_here(trials[0], chosen.count)))
        return 0
    started = time.perf_counter()
    print(line(HEADS), flush=True)
    with ThreadPoolExecutor(2) as pool:
        rows = [pool.submit(_apart, trial, _count(trial, chosen)) for trial in trials]
        told = [row.result() for row in rows if _show(row.result())]
    enough = ("yes", "late") if chosen.short else ("yes",)
    bad = [row for row in told if not row["planted"] or row["holds"] not in enough]
    for row in bad:
        print(f"\n-- {row['name']} --\n{row['said']}")
    names = ", ".join(row["name"] for row in bad) or "none"
    print(f"{len(told)} tests in {(time.perf_counter() - started) / 60:.1f} minutes; failed: {names}")
    return 1 if bad else 0


def _count(trial: Trial, chosen: argparse.Namespace) -> int:
    return chosen.count or (trial.short if chosen.short else trial.full)


def _apart(trial: Trial, count: int) -> dict[str, Any]:
    """Run one test in a process of its own, in an empty home."""
    with tempfile.TemporaryDirectory(prefix="trust-", dir=_place(trial)) as home:
        named = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
        place = {**os.environ, **named, "TMPDIR": home, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "tests.trust.run", "--here", "--only", trial.name, "--count", str(count)]
        done = subprocess.run(command, env=place, capture_output=True, check=False)
    said = "\n".join(done.stderr.decode(errors="replace").splitlines()[-_TOLD:])
    if done.returncode:
        return {"name": trial.name, "holds": "NO", "planted": False, "seconds": 0.0, "figures": {"fell over": 1},
                "said": said}  # fmt: skip
    return {**json.loads(done.stdout.splitlines()[-1]), "said": said}


def _place(trial: Trial) -> Path | None:
    """Return where its files lie: in memory where syncs are not what is tried, and there is room."""
    room = trial.in_memory and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    return MEMORY if room else None


def _here(trial: Trial, count: int) -> dict[str, Any]:
    """Run one test and its planted fault, each in a fresh folder."""
    started = time.perf_counter()
    found = _in_folder(partial(_run, trial, count))
    planted = _in_folder(partial(trial.planted, trial.module))
    seconds = time.perf_counter() - started
    holds = "NO" if not found.clean else "late" if trial.late(found) else "yes"
    return {"name": trial.name, "holds": holds, "planted": bool(planted), "seconds": seconds,
            "figures": asdict(found)}  # fmt: skip


def _run(trial: Trial, count: int, folder: Path) -> Any:
    return trial.module.run(folder, count) if count else trial.module.run(folder)


def _in_folder(act: Any) -> Any:
    with tempfile.TemporaryDirectory() as name:
        return act(Path(name))


def _show(row: dict[str, Any]) -> bool:
    """Print a row as soon as it and those before it are there."""
    trial = next(trial for trial in TRIALS if trial.name == row["name"])
    figures = "  ".join(f"{what} {_figure(number)}" for what, number in row["figures"].items())
    planted = "found" if row["planted"] else "MISSED"
    print(
        line((row["name"], trial.does, trial.demand, row["holds"], planted, f"{row['seconds']:.0f}", figures)),
        flush=True,
    )
    return True


def _figure(number: object) -> str:
    return f"{number:.3g}" if isinstance(number, float) else f"{number:,}" if isinstance(number, int) else str(number)


def line(cells: tuple[str, ...]) -> str:
    """Return cells side by side; a full-width character counts as two."""
    return "".join(cell + " " * (width - _wide(cell)) for cell, width in zip(cells, (*WIDTHS, 0), strict=True))


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
