"""Kill a program at its work on a plan in a synced folder: in the taking, the editing and above all the write-back.

Run as ``python -m tests.trust.delivering FOLDER KILLS [in_place|forgetful]`` under ``LD_PRELOAD`` of the compiled
``death.c``, which ends the process by signal 9 at a chosen call that changes a file, or in the middle of it: so the
moments are drawn among all there are, and do not depend on the machine's speed. Prints one line of JSON.

After each kill what lies at the plan's place is what was there or what was being sent, whole; the former one is kept
beside it; every acknowledged edit is found again by opening the plan as a person does, without a question. Planted
faults: ``in_place`` writes over the plan, ``forgetful`` lets go of the working copy before it is written back.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from planner.domain.records import About, Theme
from planner.errors import PlannerError
from planner.store import working
from planner.store.arriving import Arrival, Visitor, finish, open_plan
from planner.store.check import check_connection
from planner.store.delivery import deliver, digest
from planner.store.store import Store, new_id
from planner.text import message
from tests.trust.shims import compiled, told_by
from tests.trust.writer import START

VISITOR = Visitor("writer", datetime(2020, 1, 1, tzinfo=UTC), "working copy")
_LIVES = 100  # after so many the plan is made anew
_PIECE = 4096
_PARTS = ("whole", "place", "delivery", "place")


@dataclass(slots=True)
class Delivering:
    """What came of the kills."""

    kills: int = 0
    moments: int = 0
    acknowledged: int = 0
    delivered: int = 0
    lost: int = 0
    damaged: int = 0
    former_lost: int = 0
    questions: int = 0
    left_behind: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was lost and every opening went well."""
        bad = self.lost or self.damaged or self.former_lost or self.questions or self.left_behind
        return self.kills > 0 and self.acknowledged > 0 and self.delivered > 0 and not bad


Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Life:
    """How a program lives: whether it closes the plan, and where it may be killed.

    ``part`` is ``whole`` for any call of its life, ``delivery`` for those of the write-back, ``place`` for those of
    the write-back on the files where the plan lies.
    """

    closes: bool
    part: str

    def below(self, target: Path) -> bytes:
        """Return the folder on whose files calls count."""
        return os.fsencode(target.parent if self.part == "place" else target.parent.parent)


@dataclass(slots=True)
class Told:
    """What a program said before it was killed."""

    did: list[str] = field(default_factory=list)
    sent: bool = False
    killed: bool = False


def run(folder: Path, kills: int, *, planted: str = "") -> Delivering:
    """Kill as many programs, in a process that has the shim. Needs a C compiler."""
    library = compiled("death.c", folder)
    return Delivering(**told_by("tests.trust.delivering", folder, kills, *filter(None, [planted]), shim=library))


def main() -> None:
    """Kill programs."""
    folder, kills, planted = Path(sys.argv[1]).resolve(), int(sys.argv[2]), "".join(sys.argv[3:])
    for name in ("HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(folder / "home")
    shim, found, choose = ctypes.CDLL(None), Delivering(), random.Random(kills)
    target = folder / "坚果云" / "x.plan"
    known = set[str]()
    lives, moments, well = 0, dict[Life, list[int]](), True
    while found.kills < kills:
        if lives % _LIVES == 0 or not well:
            _fresh(folder, target)
            known = set[str]()
        life = Life(lives % 2 == 1, _PARTS[lives // 2 % len(_PARTS)])
        if not moments.get(life):
            moments[life] = list(range(1, _calls(shim, target, known, life) + 1))
            found.moments = max(found.moments, len(moments[life]))
            choose.shuffle(moments[life])
        before = digest(target)
        told = _one(shim, target, (moments[life].pop(), choose.choice((0, 30, 70, 100))), life, planted)
        found.kills += told.killed
        found.acknowledged += len(told.did)
        known.update(told.did)
        well = _judge(target, before, told, known, found)
        lives += 1
    print(json.dumps(asdict(found)))


def _fresh(folder: Path, target: Path) -> None:
    for old in (folder / "home", target.parent):
        shutil.rmtree(old, ignore_errors=True)
        old.mkdir()
    with Store.create(target) as store, store.step(message("x"), who="", at=START, kind="seed") as edit:
        edit.insert(About("plan", "试", as_of=START.date()))


def _calls(shim: ctypes.CDLL, target: Path, known: set[str], life: Life) -> int:
    """Live once without being killed and return how many calls that takes; what a kill leaves may take some more."""
    _live(target, life, known.add, str, _honestly, partial(shim.doom, 0, 0, life.below(target)))
    calls = int(shim.calls())
    shim.doom(-1, 0, b"")
    return calls


def _one(shim: ctypes.CDLL, target: Path, moment: tuple[int, int], life: Life, planted: str) -> Told:
    """Fork a program, let it be killed at a moment or live to its end; return what it said."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        way = {"in_place": _in_place, "forgetful": _forgetfully}.get(planted, _honestly)
        try:
            doom = partial(shim.doom, *moment, life.below(target))
            _live(target, life, _to(write_end, "did"), _to(write_end, "sent"), way, doom)
        finally:
            os._exit(0)  # never back into this loop
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8") as pipe:
        lines = pipe.read().split("\n")[:-1]
    told = Told([line[4:] for line in lines if line.startswith("did ")], any(line[:4] == "sent" for line in lines))
    told.killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return told


def _to(pipe: int, what: str) -> Say:
    def say(text: str) -> None:
        os.write(pipe, f"{what} {text}\n".encode())

    return say


def _live(
    target: Path, life: Life, did: Say, sent: Say, way: Callable[[Store, Say], None], doom: Callable[[], None]
) -> None:
    """Open the plan, edit it, write it back, and go on unless it is closed; ``doom`` begins what may be cut off."""
    if life.part == "whole":
        doom()
    arrival = open_plan(target, VISITOR)
    for _ in range(2):
        way(arrival.store, did)
    if life.part != "whole":
        doom()
    if life.closes:
        finish(_copy(arrival), arrival.store, VISITOR)
        sent("")
        return
    _copy(arrival).write_back(_copy(arrival).snapshot(arrival.store), VISITOR.word, VISITOR.at)
    sent("")
    way(arrival.store, did)
    arrival.store.close()


def _copy(arrival: Arrival) -> working.WorkingCopy:
    assert arrival.working is not None, "the folder is a synced one"
    return arrival.working


def _honestly(store: Store, did: Say) -> None:
    name = new_id()
    with store.step(message("x"), who="", at=START) as edit:
        edit.insert(Theme(name, "领域" * 200))
    did(name)


def _in_place(store: Store, did: Say) -> None:
    working.deliver = _write_over
    _honestly(store, did)


def _forgetfully(store: Store, did: Say) -> None:
    working.deliver = _after_letting_go
    _honestly(store, did)


def _after_letting_go(source: Path, target: Path, expected: str | None, announce: Callable[[str], None]) -> str:
    """Deliver as a program would that thinks its work is done once it has begun."""
    content = source.read_bytes()
    shutil.rmtree(source.parent)
    elsewhere = source.parent.parent.parent / "outgoing"
    elsewhere.write_bytes(content)
    return deliver(elsewhere, target, expected, announce)


def _write_over(source: Path, target: Path, _expected: str | None, announce: Callable[[str], None]) -> str:
    """Deliver as a careless program would: over what is there."""
    content = source.read_bytes()
    sha256 = digest(source) or ""
    announce(sha256)
    with target.open("wb", buffering=0) as file:
        for start in range(0, len(content), _PIECE):
            file.write(content[start : start + _PIECE])
    return sha256


# -- afterwards -----------------------------------------------------------------------------------


def _judge(target: Path, before: str | None, told: Told, known: set[str], found: Delivering) -> bool:
    """Look at what lies there and open it as a person does; return whether one can go on from here."""
    there, kept = digest(target), target.with_name(f"{target.name}.bak")
    if there != before:
        found.delivered += 1
        found.former_lost += digest(kept) != before
        found.damaged += not _whole(target)
    found.lost += told.sent and there == before
    try:
        arrival = open_plan(target, VISITOR)
    except PlannerError:
        found.damaged += 1
        return False
    lost = not known <= set(arrival.store.read().themes)
    found.lost += lost
    found.damaged += bool(check_connection(arrival.store.connection))
    if arrival.working is None or arrival.working.target != target:
        found.questions += 1
        arrival.store.close()
        return False
    if found.kills % 3:
        arrival.store.close()
        return not lost
    finish(arrival.working, arrival.store, VISITOR)
    found.damaged += not _whole(target)
    left = {path.name for path in target.parent.iterdir()} - {target.name, kept.name}
    found.left_behind += bool(left) or any(working.WorkingCopy.all())
    return not lost


def _whole(path: Path) -> bool:
    """Whether a bare copy of what lies there is a sound plan, as somebody takes it away."""
    taken = path.parent.parent / "taken.plan"
    shutil.copyfile(path, taken)
    try:
        with Store.open(taken, readonly=True) as store:
            return not check_connection(store.connection)
    except PlannerError:
        return False


if __name__ == "__main__":
    main()
