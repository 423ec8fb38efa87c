"""Restore every backup, with stale side files, damaged backups and a full disk; none may end worse than it began.

``unproved`` plants a fault: backups are brought back without the proof. ``leftovers`` plants another: the side files of
the old plan are left beside the restored one.
"""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.commands.edits import SetFields, add_theme
from planner.commands.restoring import Restore
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.backups import Backups
from planner.store.check import check_connection
from planner.store.connection import DatabaseError, connect
from planner.store.restoring import opened_backup, restore_over
from planner.store.rubbish import Rubbish
from planner.store.store import Store

_START = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Restores:
    """What came of the restores."""

    restores: int = 0
    refused: int = 0
    worse: int = 0
    damaged_taken: int = 0
    next_not_found: int = 0
    disk_full_silent: int = 0

    @property
    def clean(self) -> bool:
        """Whether no restore ended worse than it began, and no failure went unsaid."""
        return not (self.worse or self.damaged_taken or self.next_not_found or self.disk_full_silent)


@dataclass(slots=True)
class _Scene:
    """A plan with backups of its states."""

    folder: Path
    session: Session
    backups: Backups
    states: list[tuple[Path, Plan]] = field(default_factory=list)


def run(folder: Path, count: int, *, unproved: bool = False, leftovers: bool = False, seed: int = 1) -> Restores:
    """Go through ``count`` backups; see the module for the planted faults."""
    found, choose = Restores(), random.Random(seed)
    scene = _scene(folder / f"restoring-{seed}", count, choose)
    try:
        for path, then in scene.states:
            _as_a_step(scene, path, then, found)
            _over(scene, path, then, found, leftovers=leftovers)
            _damaged(scene, path, found, choose, unproved=unproved)
        _newest_damaged(scene, found)
        _full(scene, found)
    finally:
        scene.session.store.close()
    return found


def _scene(folder: Path, count: int, choose: random.Random) -> _Scene:
    """Make a plan and back it up after every few edits."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    looks = [_START]

    def now() -> datetime:
        looks.append(looks[-1] + timedelta(minutes=1))
        return looks[-1]

    session = make_plan(folder / "plan.plan", "demo", who="", now=now)
    scene = _Scene(folder, session, Backups(folder / "backups", session.store.plan_id))
    for n in range(count):
        session.run(add_theme(session.plan, f"领域{n}", "#123456"))
        goal = choose.choice(list(session.plan.goals))
        session.run(SetFields("goal", [goal], {"note": f"注{n}"}))
        session.undo() if n % 3 == 2 else None
        claim = scene.backups.start(session.store, _START + timedelta(minutes=n))
        claim.settle()
        scene.states.append((Path(claim.target), session.plan))
    session.run(add_theme(session.plan, "最后", "#123456"))
    return scene


def _as_a_step(scene: _Scene, path: Path, then: Plan, found: Restores) -> None:
    """Restore into the open plan; it must then be the backup, and after undo what it was."""
    session = scene.session
    before = session.plan
    found.restores += 1
    with opened_backup(path, session.store.plan_id, instead_of=session.store.path) as copy:
        session.run(Restore(copy.read(), path.stem, copy.bytes_of))
    found.worse += session.plan != then or session.store.read() != then
    session.undo()
    found.worse += session.store.read() != before


def _over(scene: _Scene, path: Path, then: Plan, found: Restores, *, leftovers: bool) -> None:
    """Restore over a closed plan beside which a journal of another state lies."""
    target = scene.folder / "over.plan"
    for old in scene.folder.glob("over*"):
        old.unlink()
    journal = _hot(scene, target)
    found.restores += 1
    restore_over(target, path, _START, plan=scene.backups.plan)
    if leftovers:
        target.with_name(target.name + "-journal").write_bytes(journal)
    found.worse += not _is(target, then)


def _hot(scene: _Scene, target: Path) -> bytes:
    """Leave a plan in the middle of a big step, as a crash does: the file half written and its journal beside it."""
    shutil.copyfile(scene.states[0][0], target)
    connection = connect(target)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE ctx SET step = 1")
    for n in range(3):
        connection.execute("UPDATE goal SET note = note || ?", (str(n) * 3000,))
    crashed = {side: Path(f"{target}{side}").read_bytes() for side in ("", "-journal")}
    connection.execute("ROLLBACK")
    connection.close()
    for side, content in crashed.items():
        Path(f"{target}{side}").write_bytes(content)
    return crashed["-journal"]


def _is(path: Path, then: Plan) -> bool:
    try:
        with Store.open(path) as store:
            return not check_connection(store.connection) and store.read() == then
    except (PlannerError, Rubbish):
        return False


def _damaged(scene: _Scene, path: Path, found: Restores, choose: random.Random, *, unproved: bool) -> None:
    """Flip a bit of a copy where it changes what the file holds; it must be refused and nothing changed."""
    session, copy = scene.session, scene.folder / "flipped.plan"
    content = bytearray(path.read_bytes())
    anywhere = [n for n in range(0, len(content), 7) if content[n]]
    texts = [hit.start() + 2 for hit in re.finditer("领域".encode(), bytes(content))]
    content[choose.choice(choose.choice([anywhere, texts or anywhere]))] ^= 1 << choose.randrange(8)
    copy.write_bytes(content)
    before, then = session.plan, dict(scene.states)[path]
    try:
        if unproved:
            with Store.open(copy, readonly=True) as store:
                taken = store.read()
        else:
            with opened_backup(copy, session.store.plan_id, instead_of=session.store.path) as store:
                taken = store.read()
    except (PlannerError, Rubbish, DatabaseError):
        found.refused += 1
        found.worse += session.store.read() != before
        return
    found.damaged_taken += taken != then  # a bit in a free byte changes nothing, and is no damage


def _newest_damaged(scene: _Scene, found: Restores) -> None:
    """With the newest backup damaged, the one before it must be offered."""
    newest, older = scene.states[-1][0], scene.states[-2][0]
    whole = newest.read_bytes()
    newest.write_bytes(whole[: len(whole) // 2])
    offered = next(iter(scene.backups.sound()), None)
    found.next_not_found += offered is None or offered.path != older
    newest.write_bytes(whole)


def _full(scene: _Scene, found: Restores) -> None:
    """A backup folder that takes no more bytes: refused in a sentence, nothing half-made left, the plan untouched."""
    import resource  # noqa: PLC0415 - not there on Windows
    import signal  # noqa: PLC0415

    kept, before = scene.backups.kept(), scene.session.plan
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, hard))
    try:
        scene.backups.make(scene.session.store, _START + timedelta(days=1))
        found.disk_full_silent += 1
    except PlannerError:
        found.refused += 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, was)
    left = list(scene.backups.folder.glob("*.tmp"))
    found.worse += scene.backups.kept() != kept or bool(left) or scene.session.store.read() != before
