"""The tests of ``make trust``: what each does, what is demanded, how much of it, and the fault it must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Check = Callable[[Any, Path], bool]
"""Given the test's module and a folder: run it with its planted fault and say whether it was found."""


def never(_found: Any) -> bool:
    """Return that nothing was late, where nothing is asked of the time."""
    return False


@dataclass(frozen=True, slots=True)
class Trial:
    """One test. ``full`` and ``short`` are how much of it is done, 0 where there is but one way.

    ``late`` says of its figures whether they missed a demand on time: nothing lost, but slower than promised.
    """

    name: str
    does: str
    demand: str
    full: int
    short: int
    planted: Check
    in_memory: bool = False
    late: Callable[[Any], bool] = never

    @property
    def module(self) -> Any:
        """The module with its ``run(folder, count)``."""
        return import_module(f"tests.trust.{self.name}")

    @property
    def there(self) -> bool:
        """Whether its module has been written."""
        return find_spec(f"tests.trust.{self.name}") is not None


TRIALS = (
    Trial("kills", "signal 9 while writing steps of 1–200 rows", "0 lost, half or damaged", 10_000, 2_000,
          lambda it, folder: it.run(folder, 60, early=True).lost > 0),
    Trial("windows", "signal 9 to the real window at its acts", "0 lost, opens without a question", 200, 21,
          lambda it, folder: it.run(folder, 14, early=True).lost > 0),
    Trial("power", "simulated power loss, from recorded writes", "0 lost, 0 damaged", 4_000, 400,
          lambda it, folder: it.run(folder, 60, fault="early").lost > 0
          and it.run(folder, 60, fault="unsynced").damaged > 0, in_memory=True),
    Trial("faults", "each call on the plan's files fails", "0 lost, silent or crashed; screen = file", 10_000, 60,
          lambda it, folder: it.run(folder, 8, silent=True).silent > 0, in_memory=True),
    Trial("damage", "damaged files, opened and salvaged", "0 crashes, hangs, unseen; salvage", 2_000, 500,
          lambda it, folder: not it.run(folder, 60, unproved=True).clean),
    Trial("model", "store against a plain model, 40 acts each", "0 failures", 2_000, 300,
          lambda it, folder: it.planted(folder), in_memory=True),
    Trial("two", "two and four programs at one plan", "exact totals, answered in 1 s", 300, 30,
          lambda it, folder: it.run(folder, 30, careless=True).total < it.WRITERS * 30,
          late=lambda found: found.answered_ms > 1000),
    Trial("restoring", "backups and restores that meet trouble", "0 that end worse than they began", 60, 10,
          lambda it, folder: it.run(folder, 15, unproved=True).damaged_taken > 0),
    Trial("hostile_imports", "hostile tables, documents and plans", "alive, ≤ 60 s, ≤ 2 GB, same plan", 20_000, 300,
          lambda it, folder: not it.run(folder, 20, planted=True).clean),
    Trial("hostile_texts", "hostile texts on screen, paper and out", "0 accesses, formulas and links", 0, 0,
          lambda it, folder: not it.run(folder, planted="formula").clean),
    Trial("delivering", "signal 9 at the write-back of a working copy", "old or new whole, 0 lost", 600, 60,
          lambda it, folder: it.run(folder, 24, planted="in_place").damaged > 0
          and it.run(folder, 24, planted="forgetful").lost > 0),
    Trial("migrations", "upgrades from each format, killed", "all values and triggers there", 200, 40,
          lambda it, folder: not it.run(folder, 40, bare=True).clean),
    Trial("speed", "with the journal on, 100,000 rows", "10 ms; 3 s, undo 2 s, open 1 s", 100_000, 100_000,
          lambda it, folder: it.run(folder, 2_000, slower=10_000.0).late, late=lambda found: found.late),
)  # fmt: skip
"""Those whose module is there are run, in this order but two at a time."""
