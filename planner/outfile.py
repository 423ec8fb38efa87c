"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from planner.errors import PlannerError


def write_whole(path: Path, parts: bytes | Iterable[bytes]) -> None:
    """Write a file beside its final name, sync it, then give it its name.

    A failure leaves the file that was there, and nothing half-written. Raises :class:`PlannerError`
    when the place cannot be written to.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        with half.open("wb") as file:
            file.writelines((parts,) if isinstance(parts, bytes) else parts)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=path.name, why=error.strerror or "") from None
    finally:
        if half.is_file():
            half.unlink()


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable; Windows keeps the names of a folder by itself."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
