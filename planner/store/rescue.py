"""Every row of a damaged plan that can still be read, by table: found from the roots, else by its looks."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from planner.store.connection import Connection, DatabaseError, connect
from planner.store.keys import Key
from planner.store.pages import Pages, Row, Shape
from planner.store.triggers import DATA_TABLES, LATER_COLUMNS

_LEAF = 0x0D
OTHERS = ("plan", "step", "chg", "blob")

Rows = dict[int, tuple[object, ...]]


@dataclass(slots=True)
class Found:
    """What can be read of a damaged file: rows by table and row number, in the columns of today's tables.

    ``cut`` says that the file is shorter than its header tells; ``pages`` counts those there are, ``bad`` those
    that could not be read or belong to nothing.
    """

    rows: dict[str, Rows] = field(default_factory=dict)
    cut: bool = False
    pages: int = 0
    bad: int = 0

    def of(self, table: str) -> Rows:
        """Return the rows of one table."""
        return self.rows.get(table, {})


def shapes_of(connection: Connection) -> dict[str, Shape]:
    """Return what the rows of every table look like, from a sound file's own tables.

    The columns of an image take the types of the table they mirror.
    """
    shapes: dict[str, Shape] = {}
    for table in (*OTHERS, *DATA_TABLES):
        shapes[table] = _shape(connection, table, {})
        if table in DATA_TABLES:
            types = {row[1]: (row[2], not row[3]) for row in connection.execute(f"PRAGMA table_info({table})")}
            shapes[f"{table}_img"] = _shape(connection, f"{table}_img", types)
    return shapes


def _shape(connection: Connection, table: str, types: Mapping[str, tuple[str, bool]]) -> Shape:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    kinds = [types.get(name, (kind, not needed)) for _, name, kind, needed, _, _ in columns]
    number = [kind == "INTEGER" and bool(key) for _, _, kind, _, _, key in columns]  # stands for the row's number
    return Shape(
        table,
        tuple("NUMBER" if is_number else kind for (kind, _), is_number in zip(kinds, number, strict=True)),
        tuple(can_be or is_number for (_, can_be), is_number in zip(kinds, number, strict=True)),
        tuple(connection.execute(f"SELECT {default or 'NULL'}").fetchone()[0] for *_, default, _ in columns),
        len(columns) - len(LATER_COLUMNS.get(table.removesuffix("_img"), {})),
    )


def copy_of(path: Path, folder: Path, key: Key | None = None, salt: bytes | None = None) -> Path:
    """Copy a damaged plan with what lies beside it, and let SQLite finish on the copy what a crash left undone."""
    copy = folder / "damaged.plan"
    for side in ("", "-journal", "-wal"):
        source = path.with_name(path.name + side)
        if source.is_file():
            shutil.copyfile(source, copy.with_name(copy.name + side))
    with suppress(DatabaseError, UnicodeDecodeError):
        connection = connect(copy, key=key, salt=salt)
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    return copy


def gather(content: bytes, shapes: Mapping[str, Shape], reserved: int = 0) -> Found:
    """Read the rows of every page that holds together, and give each page to the table whose rows it holds.

    ``reserved`` bytes at the end of each page hold no rows.
    """
    pages = Pages.of(content, reserved)
    said = int.from_bytes(content[28:32], "big")
    found = Found(pages=pages.count, cut=len(content) < said * pages.size <= len(content) * 1000)
    claimed = set(pages.leaves(1)) | _free(pages)
    for table, root in _roots(pages, len(shapes)).items():
        claimed |= _walk(pages, root, shapes[table], found) if table in shapes else set(pages.leaves(root))
    orphans = [n for n in range(2, pages.count + 1) if n not in claimed and (pages.kind(n) == _LEAF)]
    orphans += sorted(pages.damaged - claimed - set(orphans))
    found.bad = len(_place(pages, orphans, shapes, found)) + len(pages.damaged & claimed)
    return found


def _roots(pages: Pages, wanted: int) -> dict[str, int]:
    """Return where each table begins; looks at every page when the first one does not lead to all of them."""
    roots = _roots_on(pages, pages.leaves(1))
    if len(roots) < wanted:
        every = [n for n in range(1, pages.count + 1) if pages.kind(n) == _LEAF]
        roots = _roots_on(pages, every) | roots
    return roots


def _roots_on(pages: Pages, leaves: Iterable[int]) -> dict[str, int]:
    roots: dict[str, int] = {}
    for leaf in leaves:
        for _, values in pages.rows(leaf):
            match values:
                case ("table", str(name), _, int(root), str(sql)) if sql.startswith("CREATE TABLE"):
                    roots[name] = root
                case _:
                    continue
    return roots


def _free(pages: Pages) -> set[int]:
    """Return the pages SQLite says hold nothing any more; what stands on them is no row of ours."""
    free, trunk = set[int](), int.from_bytes(pages.content[32:36], "big")
    while 0 < trunk <= pages.count and trunk not in free:
        page = pages.page(trunk)
        free.add(trunk)
        entries = min(int.from_bytes(page[4:8], "big"), len(page) // 4 - 2)
        free |= {int.from_bytes(page[8 + 4 * n : 12 + 4 * n], "big") for n in range(entries)}
        trunk = int.from_bytes(page[:4], "big")
    return free if len(free) < pages.count // 2 else set()


def _walk(pages: Pages, root: int, shape: Shape, found: Found) -> set[int]:
    """Take in the leaves under a root whose rows fit; return which they are."""
    mine = set[int]()
    for leaf in pages.leaves(root):
        rows = pages.rows(leaf)
        fitting = [(number, values) for number, values in rows if shape.fits(values)]
        if 2 * len(fitting) >= len(rows):
            mine.add(leaf)
            _take(found, shape, fitting)
            if len(fitting) < len(rows):
                pages.damaged.add(leaf)
    return mine


def _take(found: Found, shape: Shape, rows: Iterable[Row]) -> None:
    there = found.rows.setdefault(shape.name, {})
    for number, values in rows:
        there.setdefault(number, _numbered(shape, number, values))


def _numbered(shape: Shape, number: int, values: tuple[object, ...]) -> tuple[object, ...]:
    typed = shape.typed(values)
    return (number, *typed[1:]) if shape.types[0] == "NUMBER" else typed


def _place(pages: Pages, orphans: Iterable[int], shapes: Mapping[str, Shape], found: Found) -> set[int]:
    """Give pages no root leads to back to their tables; return those that belong to none.

    The plain cases come first: they make known which ids belong to which table, and which row numbers are taken.
    """
    left = {n: rows for n in orphans if (rows := pages.rows(n))}
    for surely in (True, False):
        for n, rows in sorted(left.items()):
            fitting = [shape for shape in shapes.values() if _fit(shape, rows)]
            if surely and len(fitting) > 1:
                continue
            best = max(fitting, key=lambda shape: _likeness(shape, rows, found), default=None)
            if best is not None and (len(fitting) == 1 or _likeness(best, rows, found) > 0):
                _take(found, best, [row for row in rows if best.fits(row[1])])
                del left[n]
    return set(left)


def _fit(shape: Shape, rows: list[Row]) -> bool:
    return sum(shape.fits(values) for _, values in rows) * 3 > len(rows) * 2


def _likeness(shape: Shape, rows: list[Row], found: Found) -> int:
    """Count what speaks for rows being of a table: ids its other half knows, row numbers next to those it has."""
    there = found.of(shape.name)
    fitting = [(number, values) for number, values in rows if shape.fits(values)]
    taken = sum(number in there for number, _ in fitting)
    known = _known_ids(shape.name, found)
    place = 2 if shape.name.endswith("_img") else 0
    same = sum(values[place] in known for _, values in fitting) if known else 0
    numbers = [number for number, _ in fitting]
    beside = (min(numbers) - 1 in there) + (max(numbers) + 1 in there)
    return 4 * same + beside - 8 * taken


def _known_ids(table: str, found: Found) -> set[object]:
    if table in DATA_TABLES:
        return {row[2] for row in found.of(f"{table}_img").values()}
    return {row[0] for row in found.of(table.removesuffix("_img")).values()} if table.endswith("_img") else set()
