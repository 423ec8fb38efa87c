"""What a disk may hold after the power went: made from a record of what was written, synced, made and unlinked.

The model is the strict one: what a file's own sync covered is there; of what came after it, each write was kept,
lost, torn at sectors or became rubbish, in any order; of the changes of a folder since its last sync the first few
are there.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("=4q")


@dataclass(frozen=True, slots=True)
class Happening:
    """One record: its kind (w, s, t, c, u, r, n), the path, and what kind of thing needs."""

    kind: str
    path: str
    at: int
    size: int
    data: bytes


@dataclass(slots=True)
class Inode:
    """A file's bytes that are safely there, and what was done to it since its last sync."""

    safe: bytearray
    since: list[Happening] = field(default_factory=list)

    def sync(self) -> None:
        """Make everything that was done safe."""
        for done in self.since:
            _apply(self.safe, done, done.data)
        self.since.clear()

    def after_the_cut(self, choose: random.Random) -> bytes:
        """Return what may be found in it."""
        found, since = bytearray(self.safe), list(self.since)
        if choose.random() < 0.5:
            choose.shuffle(since)
        fate = choose.choice(("mixed", "mixed", "kept", "lost"))
        for done in since:
            own = choose.choice(("kept", "lost", "torn", "rubbish")) if fate == "mixed" else fate
            if done.kind == "t":
                if own in ("kept", "torn"):
                    _apply(found, done, b"")
            elif own != "lost":
                _apply_some(found, done, own, choose)
        return bytes(found)


def _apply(content: bytearray, done: Happening, data: bytes) -> None:
    if done.kind == "t":
        del content[done.size :]
        content.extend(bytes(done.size - len(content)))
        return
    content.extend(bytes(max(0, done.at - len(content))))
    content[done.at : done.at + len(data)] = data


def _apply_some(content: bytearray, done: Happening, own: str, choose: random.Random) -> None:
    """Write sector by sector: all of them, or each with its own luck."""
    start = done.at
    while start < done.at + done.size:
        end = min(start - start % SECTOR + SECTOR, done.at + done.size)
        piece = done.data[start - done.at : end - done.at]
        luck = own if own == "kept" else choose.choice(("kept", "lost", own))
        if luck == "rubbish":
            piece = choose.randbytes(len(piece))
        if luck != "lost":
            _apply(content, Happening("w", "", start, len(piece), piece), piece)
        start = end


class Disk:
    """A folder: the names that are safely there, and how they changed since its last sync."""

    def __init__(self, folder: Path) -> None:
        """Begin with what lies in ``folder``, all of it safe."""
        self.folder = str(folder)
        self.safe = {str(path): Inode(bytearray(path.read_bytes())) for path in folder.iterdir() if path.is_file()}
        self.now = dict(self.safe)
        self._since: list[dict[str, Inode]] = []
        self.notes: list[int] = []

    def take(self, done: Happening) -> None:
        """Let one thing happen."""
        match done.kind:
            case "n":
                self.notes.append(done.at)
            case "s" if done.path == self.folder:
                self.safe = dict(self.now)
                self._since.clear()
            case "s":
                if done.path in self.now:
                    self.now[done.path].sync()
            case "w" | "t":
                if done.path in self.now:
                    self.now[done.path].since.append(done)
            case _:
                self._rename(done)

    def _rename(self, done: Happening) -> None:
        if done.kind == "c":
            self.now[done.path] = Inode(bytearray())
        elif done.path in self.now:
            inode = self.now.pop(done.path)
            if done.kind == "r":
                self.now[done.data.decode()] = inode
        self._since.append(dict(self.now))

    def cut(self, target: Path, choose: random.Random) -> None:
        """Write into ``target`` what may be found after the power went now."""
        states = [self.safe, *self._since]
        names = choose.choice((states[0], states[-1], choose.choice(states)))
        for old in target.iterdir():
            old.unlink()
        for name, inode in names.items():
            (target / Path(name).name).write_bytes(inode.after_the_cut(choose))


def happenings(log: Path) -> Iterator[Happening]:
    """Read a record."""
    data, place = log.read_bytes(), 0
    while place < len(data):
        kind, length, at, size = _HEAD.unpack_from(data, place)
        place += _HEAD.size
        path = data[place : place + length].decode()
        place += length
        body = size if chr(kind) in "wr" else 0
        yield Happening(chr(kind), path, at, size, data[place : place + body])
        place += body
