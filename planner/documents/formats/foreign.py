"""Reading a document of a foreign format: in a child process with limits, from which only plain text comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from planner.errors import PlannerError

LARGEST = 50_000_000
"""Most bytes of a file of a foreign format; pictures in it count too."""
LONGEST_TEXT = 20_000_000
SECONDS = 60.0
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
    package = Path(__file__).resolve().parents[3]
    paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "planner.documents.formats.child", kind, str(path)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the path is one argument
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise PlannerError(
            "“{name}” takes too long to read; save it as plain text and try again.", name=path.name
        ) from None
    if done.returncode != 0 or len(done.stdout) > 4 * LONGEST_TEXT:
        raise _broken(path.name)
    return done.stdout


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
