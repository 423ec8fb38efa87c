"""Reading a document of a foreign format: in a child process with limits, from which only plain text comes back."""

from __future__ import annotations

import json
from pathlib import Path

from planner.apart import SECONDS, Broken, TooSlow, ask
from planner.errors import PlannerError

LARGEST = 50_000_000
"""Most bytes of a file of a foreign format; pictures in it count too."""
LONGEST_TEXT = 20_000_000
_HEAD = 2048


def kind_of(path: Path) -> str | None:
    """Return ``docx``, ``pdf``, ``html`` or ``old`` by what a file begins with; ``None`` for plain text.

    Raises ``OSError`` when it cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old"
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    opens = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--")
    return "html" if plain.startswith(opens) and (b"<html" in plain or b"<!doctype html" in plain) else None


def read_foreign(path: Path, kind: str, *, seconds: float = SECONDS) -> str:
    """Return the text of a file, headings, list entries and table rows on lines of their own.

    Raises :class:`PlannerError` when the file is too large, damaged, hostile, without text, or takes longer than
    ``seconds``. Nothing in the file runs in this process.
    """
    if kind == "old":
        raise PlannerError("“{name}” is of an old Office format; save it as .docx and try again.", name=path.name)
    size = path.stat().st_size
    if size > LARGEST:
        raise PlannerError(
            "“{name}” is larger than {most} MB; split it or keep only the part with the goals.",
            name=path.name, most=LARGEST // 1_000_000,
        )  # fmt: skip
    return _answer(_ask(path, kind, seconds), path.name)


def _ask(path: Path, kind: str, seconds: float) -> bytes:
    try:
        return ask("planner.documents.formats.child", [kind, str(path)], most=4 * LONGEST_TEXT, seconds=seconds)
    except TooSlow:
        raise PlannerError(
            "“{name}” takes too long to read; save it as plain text and try again.", name=path.name
        ) from None
    except Broken:
        raise _broken(path.name) from None


def _answer(raw: bytes, name: str) -> str:
    try:
        answer = json.loads(raw)
    except ValueError:
        raise _broken(name) from None
    if answer.get("scanned"):
        raise PlannerError(
            "“{name}” holds pictures of pages and no text; find the text of the document, or have it recognised.",
            name=name,
        )
    if answer.get("locked"):
        raise PlannerError("“{name}” is protected by a password; save it without one and try again.", name=name)
    if answer.get("swollen"):
        raise PlannerError("“{name}” unpacks to far more than a document holds; it was not read.", name=name)
    text = answer.get("text")
    if not isinstance(text, str):
        raise _broken(name)
    return text


def _broken(name: str) -> PlannerError:
    return PlannerError(
        "“{name}” is damaged or not what its beginning says; open it in its own program and save it anew.", name=name
    )
