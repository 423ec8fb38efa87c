"""Is the file whole, is it ours, and does its journal tell the same story as its tables?"""

from __future__ import annotations

import hashlib

from planner.errors import Finding
from planner.store import journal
from planner.store.connection import VERSION, Connection, DatabaseError
from planner.store.faults import Damaged
from planner.store.opening import FINGERPRINTS, fingerprint
from planner.store.rubbish import Rubbish
from planner.store.store import Store
from planner.text import message


def quick_check(connection: Connection) -> list[Finding]:
    """Run SQLite's own quick check: structure of the pages, not the meaning of the values."""
    try:
        return _pragma(connection, "quick_check")
    except DatabaseError as error:
        return [Finding("", message("the file is damaged: {why}", why=str(error)))]


def check_opened(store: Store) -> list[Finding]:
    """Check a plan just opened: quickly where it is as this computer left it, else whole pages and references."""
    if store.is_known and not store.interrupted:
        return quick_check(store.connection)
    try:
        return _pages_and_links(store.connection)
    except (DatabaseError, UnicodeDecodeError) as error:
        return [Finding("", message("the file is damaged: {why}", why=str(error)))]


def check_connection(connection: Connection, version: int = VERSION) -> list[Finding]:
    """Check everything that can be checked; an empty list means the file is sound.

    In order: page structure, foreign keys, schema fingerprint, an interrupted step, the hash chain,
    a replay of the whole journal against the tables, and the bytes of texts and attachments against
    the names they are kept under. ``version`` is the format the file says it has.
    """
    try:
        findings = _pages_and_links(connection)
        if fingerprint(connection) != FINGERPRINTS[version]:
            findings.append(Finding("", message("the structure of the file was changed by another program")))
        if connection.execute("SELECT step FROM ctx").fetchone() != (None,):
            findings.append(Finding("", message("a step was left open")))
        broken = journal.broken_hash(connection)
        if broken is not None:
            findings.append(Finding(str(broken), message("step {n} of the history was altered", n=broken)))
        differs = journal.replay_difference(connection)
        if differs is not None:
            table, row = differs
            findings.append(Finding(f"{table} {row}".strip(), message("holds something the history does not tell of")))
        for content in changed_contents(connection):
            findings.append(Finding(content[:12], message("a kept text or attachment was altered")))
    except (DatabaseError, UnicodeDecodeError, TypeError, ValueError, Rubbish) as error:  # what is read is no plan's
        return [Finding("", message("the file is damaged: {why}", why=str(error)))]
    return findings


def must_be_sound(connection: Connection, name: str) -> None:
    """Refuse to hand on figures of a file that is not sound. Raises :class:`Damaged`; ``name`` is the file's."""
    findings = check_connection(connection)
    if findings:
        raise Damaged("“{file}” is damaged and nothing was handed on: {what}.", file=name, what=findings[0].message)


def changed_contents(connection: Connection) -> list[str]:
    """Return the names (SHA-256 in hex) of kept texts and attachments whose bytes say otherwise."""
    rows = connection.execute("SELECT hash, bytes FROM blob ORDER BY hash")
    return [str(name) for name, content in rows if hashlib.sha256(content).hexdigest() != name]


def _pages_and_links(connection: Connection) -> list[Finding]:
    links = connection.execute("PRAGMA foreign_key_check").fetchall()
    return _pragma(connection, "integrity_check") + [
        Finding(f"{table} {row}", message("refers to a row of “{parent}” that is not there", parent=parent))
        for table, row, parent, _ in links
    ]


def _pragma(connection: Connection, name: str) -> list[Finding]:
    rows = connection.execute(f"PRAGMA {name}").fetchall()
    return [Finding("", message("the file is damaged: {why}", why=why)) for (why,) in rows if why != "ok"]
