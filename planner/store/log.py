"""The history as JSON Lines: every step with its images, changes and hashes, for whoever must prove it elsewhere.

The first line says which plan it is, what the columns are called, how many steps follow, and the SHA-256 over all
their hashes in order and the line itself. Each step is a line of its own, followed by one line for each value tuple
its hash is made of. Values are typed: whole numbers as text, real numbers in hexadecimal, bytes in base64, so that
nothing is rounded on the way. Attachments and long texts are named by their SHA-256, as in the history itself, and
not repeated.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from planner.store import journal
from planner.store.connection import VERSION, Connection
from planner.store.triggers import column_names

FORM = "planner-log"
FORM_VERSION = 1
_REAL = re.compile(r"nan|-?inf|-?0x[01]\.[0-9a-f]{1,13}p[+-]\d{1,4}")


def log_lines(connection: Connection) -> Iterator[bytes]:
    """Yield the log line by line; it is read as one state of the file and never held whole."""
    connection.execute("BEGIN")
    try:
        yield line(_header(connection))
        for n, stored in connection.execute("SELECT n, hash FROM step ORDER BY n").fetchall():
            yield from _step_lines(connection, n, stored)
    finally:
        connection.execute("ROLLBACK")


def _header(connection: Connection) -> Mapping[str, object]:
    plan, site = connection.execute("SELECT plan, site FROM plan").fetchone()
    tables = journal.present_tables(connection)
    images = sum(connection.execute(f"SELECT count(*) FROM {table}_img").fetchone()[0] for table in tables)
    digest, steps = hashlib.sha256(), 0
    for (stored,) in connection.execute("SELECT hash FROM step ORDER BY n"):
        digest.update(stored or b"")
        steps += 1
    (changes,) = connection.execute("SELECT count(*) FROM chg").fetchone()
    header = {
        "form": FORM,
        "version": FORM_VERSION,
        "format": VERSION,
        "plan": bytes(plan).hex(),
        "site": bytes(site).hex(),
        "steps": steps,
        "images": images,
        "changes": changes,
        "columns": {table: column_names(connection, table) for table in tables},
    }
    digest.update(line(header))
    return {**header, "sha256": digest.hexdigest()}


def _step_lines(connection: Connection, n: int, stored: bytes | None) -> Iterator[bytes]:
    frames = journal.step_frames(connection, n)
    head = next(frames)
    yield line({"step": str(n), "hash": bytes(stored or b"").hex(), "head": [typed(value) for value in head[1:]]})
    for values in frames:
        yield line([typed(value) for value in values])


def line(value: object) -> bytes:
    """Return one line of the log."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def typed(value: object) -> object:
    """Return a native value as JSON that names its type; texts and ``None`` stand for themselves."""
    match value:
        case None | str():
            return value
        case int():
            return ["i", str(value)]
        case float():
            return ["r", value.hex()]
        case _:
            return ["b", base64.b64encode(bytes(value)).decode()]  # type: ignore[call-overload]


def untyped(value: object) -> object:
    """Return what :func:`typed` was given. Raises ``ValueError`` for what it cannot have written."""
    match value:
        case None:
            return None
        case str():
            value.encode()  # half a surrogate pair is no text
            return value
        case ["i", str(text)] if len(text) <= 20:
            return int(text)
        case ["r", str(text)] if _REAL.fullmatch(text):
            return float.fromhex(text)
        case ["b", str(text)]:
            return base64.b64decode(text, validate=True)
        case _:
            raise ValueError("not a value of a log")


def moment(at: object) -> str:
    """Return the minute a step was taken as a person reads it; the text itself where it is no time."""
    try:
        return datetime.fromisoformat(str(at)).isoformat(" ", "minutes")[:16]
    except ValueError:
        return str(at)[:40]
