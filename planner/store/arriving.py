"""Opening a plan wherever it lies: in place on a local disk, else in a working copy on this computer."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.errors import PlannerError
from planner.store.backups import is_sound
from planner.store.connection import connect
from planner.store.delivery import beside, deliver, digest, must_be_free, put_to_rest
from planner.store.faults import Damaged, InUse, look_at_header, sorted_out
from planner.store.keys import Key
from planner.store.opening import copy_to_look_at, open_connection, upgrade_if_older
from planner.store.sides import look_beside, was_interrupted
from planner.store.store import Store
from planner.store.whereabouts import Place, whereabouts
from planner.store.working import Note, WorkingCopy
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who opens a plan, and when; ``word`` names a copy kept beside its original, such as “working copy”."""

    who: str
    at: datetime
    word: str
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An open plan: its store, the working copy it lies in (``None`` in place), and what to tell about it."""

    store: Store
    working: WorkingCopy | None
    told: tuple[Message, ...]


def open_plan(path: Path, visitor: Visitor) -> Arrival:
    """Open a plan for editing; an older one is upgraded first, its former state kept beside it.

    A plan that may not be edited where it lies is copied to this computer and edited there; changes that were not
    written back the last time are taken up again. Raises :class:`PlannerError` in one of its kinds. The plan must
    not be open in this process.
    """
    target = path.resolve()
    left = WorkingCopy.of(target)
    if left is not None:
        return _take_up(left, visitor)
    place = whereabouts(target)
    if place is not Place.HERE:
        return _take(target, place, visitor)
    kept = upgrade_if_older(path, visitor.key)
    return Arrival(_open(path, visitor), None, _upgraded(kept))


def plan_to_read(path: Path) -> Path:
    """Return the file that holds a plan's newest state: its working copy, unless the file was changed meanwhile."""
    target = path.resolve()
    left = WorkingCopy.of(target)
    return left.path if left is not None and _digest_if_reachable(target) in {left.sha256, None} else path


def left_behind(besides: Path | None = None) -> list[Path]:
    """Return the files whose working copies hold changes that were not written back, by a crash or out of reach.

    ``besides`` is the plan this process has open; copies another program has open are not counted.
    """
    return [copy.target for copy in WorkingCopy.all() if copy.path != besides and _holds_more(copy)]


def _holds_more(copy: WorkingCopy) -> bool:
    try:
        with Store.open(copy.path, readonly=True) as store:
            return store.last_step != copy.written_step
    except InUse:
        return False
    except PlannerError:
        return True  # protected, older or damaged: a person should know of it


def _open(path: Path, visitor: Visitor) -> Store:
    return Store.open(path, who=visitor.who, at=visitor.at, key=visitor.key)


def _upgraded(kept: Path | None) -> tuple[Message, ...]:
    if kept is None:
        return ()
    return (message("The plan was upgraded; its former state is kept as “{file}”.", file=kept.name),)


def _take(target: Path, place: Place, visitor: Visitor) -> Arrival:
    """Copy a plan to this computer and open the copy."""
    look_at_header(target, visitor.key)
    look_beside(target)
    must_be_free(target)
    working = WorkingCopy.make(Note(str(target), target.name, place.value, "", 0))
    try:
        sha256 = _bring(target, working.incoming)
        if was_interrupted(working.incoming):
            sha256 = _rested(target, working.incoming, sha256, visitor.key)
        kept = upgrade_if_older(working.incoming, visitor.key)
        working.take_in(sha256, _last_step(working.incoming, visitor.key))
        store = _open(working.path, visitor)
    except BaseException:
        working.discard()
        raise
    return Arrival(store, working, _upgraded(_kept_beside(kept, target)))


def _last_step(path: Path, key: Key | None) -> int:
    with closing(open_connection(path, key=key)) as connection, sorted_out(path):
        return int(connection.execute("SELECT coalesce(max(n), 0) FROM step").fetchone()[0])


def _rested(target: Path, copy: Path, taken: str, key: Key | None) -> str:
    """Take back the step a crash cut off in the copy, and in the plan itself where it can be; return its SHA-256.

    A plan that is otherwise not sound, or being written to after all, is left as it is: what is written back then
    goes beside it.
    """
    try:
        journal = digest(copy.with_name(f"{copy.name}-journal"))
        with sorted_out(copy), closing(connect(copy, key=key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # SQLite puts the journal back now
        sound = is_sound(copy, key)
        unchanged = digest(target) == taken and digest(target.with_name(f"{target.name}-journal")) == journal
        return put_to_rest(copy, target) if sound and unchanged else taken
    except OSError:
        return taken  # the place takes nothing now


def _bring(target: Path, copy: Path) -> str:
    """Copy a plan with its rollback journal, so that a step cut short is taken back in the copy; return its SHA-256."""
    try:
        for _ in range(3):
            before = digest(target)
            for side in ("", "-journal"):
                source, to = target.with_name(target.name + side), copy.with_name(copy.name + side)
                to.unlink(missing_ok=True)
                if source.exists():
                    shutil.copyfile(source, to)
            if before is not None and digest(copy) == before == digest(target):
                return before
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=target.name, why=error.strerror or "") from None
    raise Damaged("“{file}” was being written to; no sound copy could be made. Try again.", file=target.name)


def _kept_beside(kept: Path | None, target: Path) -> Path | None:
    """Bring the former state of an upgraded plan beside the plan, where it is looked for."""
    if kept is None:
        return None
    there = target.with_name(kept.name)
    try:
        deliver(kept, there, None, _nobody)
    except PlannerError:
        return kept  # the place takes nothing now; it stays with the working copy
    return there


def _nobody(_sha256: str) -> None:
    return


def _take_up(working: WorkingCopy, visitor: Visitor) -> Arrival:
    """Open a working copy that was left, or take the plan anew when there is nothing in it to be written back."""
    upgrade_if_older(working.path, visitor.key)
    store = _open(working.path, visitor)
    try:
        return _compared(working, store, visitor)
    except BaseException:
        store.close()
        raise


def _compared(working: WorkingCopy, store: Store, visitor: Visitor) -> Arrival:
    target = working.target
    there = _digest_if_reachable(target)
    working.settle(there)
    changed = store.last_step != working.written_step
    if there is None:
        return Arrival(store, working, (message(
            "“{file}” is not where it was. You go on in its working copy on this computer, which is written back "
            "when the place is there again.", file=target.name),))  # fmt: skip
    if there == working.sha256 or not working.sha256:
        told = (message("Changes that had not been written back were found again and taken up."),) if changed else ()
        return Arrival(store, working, told)
    if changed:
        delivered = working.write_back(working.snapshot(store), visitor.word, visitor.at)
        return Arrival(store, working, (delivered.sentence(target.name),))
    store.close()
    working.discard()
    return _take(target, whereabouts(target), visitor)


def _digest_if_reachable(target: Path) -> str | None:
    try:
        return digest(target)
    except OSError:
        return None


def work_on_copy(path: Path, folder: Path, visitor: Visitor) -> Path:
    """Copy a plan another program holds to a name beside it, to be edited apart, and return that name.

    ``folder`` takes the copy on its way. Both are kept; nothing joins them again.
    """
    copy = copy_to_look_at(path, folder, visitor.key)
    apart = beside(path, visitor.word, visitor.at)
    deliver(copy, apart, None, _nobody)
    return apart


def finish(working: WorkingCopy, store: Store, visitor: Visitor) -> Message | None:
    """Write what is not yet written back, close the plan and remove the working copy.

    Returns what to tell, if both were kept. When it cannot be written back the plan is closed, the working copy
    stays, and the refusal says so.
    """
    try:
        former, delivered = working.target, None
        if store.last_step != working.written_step:
            delivered = working.write_back(working.snapshot(store), visitor.word, visitor.at)
    finally:
        store.close()
    working.discard()
    return delivered.sentence(former.name) if delivered is not None and delivered.aside else None
