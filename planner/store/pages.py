"""A plan file's pages read without SQLite, for files SQLite refuses.

The format is the published one of SQLite's database files. Nothing here trusts what it reads: each page and
each row that does not hold together is left out and counted, and no row is believed before its values fit the
columns of its table.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LEAF, _INNER = 0x0D, 0x05
_KINDS = b"\x02\x05\x0a\x0d"
_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_VALUES = 200
_USUAL = 4096

Row = tuple[int, tuple[object, ...]]
"""A row's number and its values as stored: a column that is the row's number itself holds ``None``."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of a table must look like: the type of each column, and whether it may be ``None``.

    Columns from ``least`` on came later: rows written before lack them and hold their default.
    """

    name: str
    types: tuple[str, ...]
    optional: tuple[bool, ...]
    defaults: tuple[object, ...]
    least: int

    def fits(self, values: Sequence[object]) -> bool:
        """Whether stored values can be a row of this table."""
        return self.least <= len(values) <= len(self.types) and all(
            can_be if value is None else _fits(kind, value)
            for kind, can_be, value in zip(self.types, self.optional, values, strict=False)
        )

    def typed(self, values: Sequence[object]) -> tuple[object, ...]:
        """Return stored values as SQLite would give them: whole numbers of a ``REAL`` column are stored as such."""
        full = (*values, *self.defaults[len(values) :])
        return tuple(
            float(value) if kind == "REAL" and isinstance(value, int) else value
            for kind, value in zip(self.types, full, strict=True)
        )


def _fits(kind: str, value: object) -> bool:
    match kind:
        case "TEXT":
            return isinstance(value, str)
        case "INTEGER":
            return isinstance(value, int)
        case "REAL":
            return isinstance(value, int | float)
        case "BLOB":
            return isinstance(value, bytes)
        case _:
            return True


@dataclass(slots=True)
class Pages:
    """The pages of a file that lies whole in memory."""

    content: bytes
    size: int = 4096
    usable: int = 4096
    damaged: set[int] = field(default_factory=set)
    """Pages on which something could not be read."""

    @classmethod
    def of(cls, content: bytes, reserved: int = 0) -> Pages:
        """Take the page size from the header where the pages bear it out; else it is the 4096 of every plan we make.

        ``reserved`` bytes at the end of each page hold no rows: none in a plan of ours, unless it was protected; so
        what the header says of that is not asked for.
        """
        said = int.from_bytes(content[16:18], "big")
        size = 65536 if said == 1 else said
        if size < 512 or size & (size - 1) or _trees(content, size) < 1.3 * _trees(content, _USUAL):
            size = _USUAL
        return cls(content, size, size - reserved)

    @property
    def count(self) -> int:
        """How many pages there are, a last one cut short included."""
        return -(-len(self.content) // self.size)

    def page(self, n: int) -> bytes:
        """Return one page, counted from 1; empty when there is none."""
        return self.content[(n - 1) * self.size : n * self.size] if n > 0 else b""

    def kind(self, n: int) -> int:
        """Return the type byte of a tree page; 13 is a leaf of a table, 5 an inner page of one."""
        page, start = self.page(n), 100 if n == 1 else 0
        return page[start] if len(page) > start else 0

    def leaves(self, root: int) -> Iterator[int]:
        """Walk down from a root and yield the numbers of its leaves; broken branches end where they break."""
        waiting, seen = [root], set[int]()
        while waiting:
            n = waiting.pop()
            if n in seen or not 0 < n <= self.count:
                continue
            seen.add(n)
            kind = self.kind(n)
            if kind == _LEAF:
                yield n
            elif kind == _INNER:
                waiting.extend(reversed(list(self._children(n))))
            else:
                self.damaged.add(n)

    def _children(self, n: int) -> Iterator[int]:
        page, start = self.page(n), 100 if n == 1 else 0
        for at in self._pointers(page, start, 12):
            yield int.from_bytes(page[at : at + 4], "big")
        yield int.from_bytes(page[start + 8 : start + 12], "big")

    def _pointers(self, page: bytes, start: int, head: int) -> list[int]:
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        last = min(start + head + 2 * cells, len(page) - 1)
        return [
            at
            for n in range(start + head, last, 2)
            if start + head <= (at := int.from_bytes(page[n : n + 2], "big")) < len(page)
        ]

    def rows(self, n: int) -> list[Row]:
        """Return the rows of a leaf that can be read."""
        page, start, found = self.page(n), 100 if n == 1 else 0, list[Row]()
        pointers = self._pointers(page, start, 8)
        if len(pointers) != int.from_bytes(page[start + 3 : start + 5], "big"):
            self.damaged.add(n)
        for at in pointers:
            try:
                found.append(self._row(page, at))
            except (ValueError, IndexError, struct.error):  # a cell that does not hold together; UnicodeDecodeError too
                self.damaged.add(n)
        return found

    def _row(self, page: bytes, at: int) -> Row:
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        return number - (1 << 64) if number >> 63 else number, _record(self._payload(page, at, length))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        most = self.usable - 35
        if length <= most:
            return _exactly(page[at : at + length], length)
        if length > len(self.content):
            raise ValueError(length)
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        local = local if local <= most else least
        parts, have = [page[at : at + local]], local
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        while have < length:
            more = self.page(following)[: self.usable]
            if len(more) < 4:
                raise ValueError(following)
            following = int.from_bytes(more[:4], "big")
            parts.append(more[4:])
            have += len(more) - 4
        return _exactly(b"".join(parts)[:length], length)


def _trees(content: bytes, size: int) -> float:
    """Return the share of pages that begin as a page of a tree does."""
    starts = content[size::size]
    return sum(start in _KINDS for start in starts) / max(len(starts), 1)


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError(length)
    return data


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = data[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    return value << 8 | data[at + 8], at + 9


def _record(data: bytes) -> tuple[object, ...]:
    end, at = _varint(data, 0)
    if end > len(data):
        raise ValueError(end)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(data, at)
        kinds.append(kind)
    if at != end or len(kinds) > _MOST_VALUES:
        raise ValueError(end)
    values: list[object] = []
    for kind in kinds:
        value, at = _value(data, at, kind)
        values.append(value)
    if at != len(data):
        raise ValueError(at)
    return tuple(values)


def _value(data: bytes, at: int, kind: int) -> tuple[object, int]:
    match kind:
        case 0:
            return None, at
        case 8 | 9:
            return kind - 8, at
        case 7:
            return struct.unpack_from(">d", data, at)[0], at + 8
        case 1 | 2 | 3 | 4 | 5 | 6:
            stop = at + _SIZES[kind]
            return int.from_bytes(_exactly(data[at:stop], stop - at), "big", signed=True), stop
        case 10 | 11:
            raise ValueError(kind)
        case _:
            stop = at + (kind - 12) // 2
            part = _exactly(data[at:stop], stop - at)
            return (part.decode() if kind % 2 else part), stop
