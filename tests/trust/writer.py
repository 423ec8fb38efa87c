"""Write steps and acknowledge each one after it is committed; made to be killed."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.domain.records import Theme
from planner.store.store import Edit, Store, new_id
from planner.text import message

START = datetime(2020, 1, 1, tzinfo=UTC)


def write_until_killed(path: Path, seed: int, pipe: int, *, early: bool) -> None:
    """Write steps of 1 to 200 rows; each acknowledgement is one line: step number and rows.

    With ``early`` it acknowledges before the commit, a planted fault the kill test must find.
    """
    choose = random.Random(seed)
    store = Store.open(path)
    known: list[str] = []
    while True:
        rows = choose.choice((1, 1, 1, 5, 20, 200))
        at = START + timedelta(seconds=store.last_step)
        with store.step(message("Add {table}", table="theme"), who="writer", at=at) as edit:
            _write(edit, known, rows, choose)
            if early:
                _acknowledge(pipe, edit.n, rows)
        if not early:
            _acknowledge(pipe, edit.n, rows)


def _write(edit: Edit, known: list[str], rows: int, choose: random.Random) -> None:
    fresh = [Theme(new_id(), f"领域{n}", pos=float(n)) for n in range(rows)]
    edit.insert(*fresh)
    for id_ in choose.sample(known, min(len(known), 3)):
        edit.update(Theme, id_, name=f"改{choose.random()}")
    known.extend(theme.id for theme in fresh[:1])


def _acknowledge(pipe: int, step: int, rows: int) -> None:
    os.write(pipe, f"{step} {rows}\n".encode())
