"""What lies beside a plan and what its header says, looked at before any connection.

A rollback journal is what a crash left, and SQLite's own business. A write-ahead log is never ours: beside a plan
that is not in that mode it is stale or foreign, and SQLite would replay it into the plan.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from stat import S_ISREG

from planner.errors import PlannerError
from planner.store.connection import MAGIC, connect
from planner.store.faults import Damaged, first_page, sorted_out

_FOREIGN = ("-wal", "-shm")
_LOG = 2  # what bytes 18 and 19 hold in a file whose writer keeps a write-ahead log


class Stranger(PlannerError):
    """Something lies beside the plan that would be replayed into it."""


class OtherMode(PlannerError):
    """The plan was left in a mode that is not safe to carry; a converted copy can be opened."""


def look_beside(path: Path) -> None:
    """Refuse a plan that must not be connected to as it lies; the file must not be open in this process.

    Raises :class:`OtherMode`, :class:`Stranger` and :class:`Damaged`.
    """
    head, _ = first_page(path)
    if not head.startswith(MAGIC) or len(head) < 100:
        return  # protected, or refused already
    if _LOG in (head[18], head[19]):
        raise OtherMode(
            "“{file}” was left in a mode of another program, in which a copy may lack what was saved. "
            "Open a converted copy.",
            file=path.name,
        )  # fmt: skip
    for side in _FOREIGN:
        beside = path.with_name(path.name + side)
        if _holds_something(beside):
            raise Stranger(
                "“{side}” beside “{file}” belongs to another program or an older copy. Move it away first.",
                side=beside.name, file=path.name,
            )  # fmt: skip
    if not was_interrupted(path):
        _must_be_as_long_as_it_says(path, head)


def was_interrupted(path: Path) -> bool:
    """Whether a rollback journal lies beside a plan: the program that wrote last did not end by itself."""
    return _holds_something(path.with_name(path.name + "-journal"))


def _holds_something(beside: Path) -> bool:
    """Whether a file lies there that is not empty; one look, since the other program may take it away at any moment."""
    try:
        there = beside.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return S_ISREG(there.st_mode) and there.st_size > 0


def _must_be_as_long_as_it_says(path: Path, head: bytes) -> None:
    size = int.from_bytes(head[16:18], "big")
    size = 65536 if size == 1 else size
    said = int.from_bytes(head[28:32], "big")
    counted = head[24:28] == head[92:96]  # else the count is an old writer's, and SQLite does not believe it either
    there = path.stat().st_size
    if not counted or not size or there == said * size:
        return
    if was_interrupted(path) or first_page(path)[0] != head:
        return  # another program has begun to write since we looked
    if there < said * size:
        raise Damaged(
            "“{file}” is damaged: its end is missing ({there} of {all} bytes are there).",
            file=path.name, there=there, all=said * size,
        )  # fmt: skip
    raise Damaged(
        "“{file}” is damaged: something was added at its end ({there} bytes are there instead of {all}).",
        file=path.name, there=there, all=said * size,
    )  # fmt: skip


def set_aside(path: Path) -> list[Path]:
    """Give what lies beside a plan and is not its own another name; return the new names. Nothing is thrown away."""
    moved = []
    for side in _FOREIGN:
        beside = path.with_name(path.name + side)
        if not beside.is_file():
            continue
        n, to = 1, beside.with_name(f"{beside.name}.foreign")
        while to.exists():
            n += 1
            to = beside.with_name(f"{beside.name}.foreign.{n}")
        try:
            beside.replace(to)
        except OSError as error:
            raise PlannerError(
                "“{file}” cannot be moved away: {why}.", file=beside.name, why=error.strerror or ""
            ) from None
        moved.append(to)
    return moved


def converted(path: Path, copy: Path) -> Path:
    """Copy a plan of the other mode together with its log and turn the copy into our mode; the plan stays as it is.

    Raises :class:`Damaged` when the copy does not hold together.
    """
    if copy.exists():
        raise PlannerError("“{file}” already exists. Choose another name.", file=copy.name)
    half = copy.with_name(copy.name + ".half")
    sides = [half.with_name(half.name + side) for side in ("", "-journal", *_FOREIGN)]
    try:
        for side in ("", "-journal", "-wal"):
            source = path.with_name(path.name + side)
            if source.is_file():
                shutil.copyfile(source, half.with_name(half.name + side))
        with sorted_out(path):
            connection = connect(half)
            try:
                (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
                (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            finally:
                connection.close()
        if (mode, verdict) != ("delete", "ok"):
            raise Damaged("“{file}” is damaged. Restore a backup, or look at what can be read.", file=path.name)
        half.replace(copy)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=copy.name, why=error.strerror or "") from None
    finally:
        for left in sides:
            left.unlink(missing_ok=True)
    return copy
