"""Names of files that come from strangers, made safe to keep, to show and to write."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 240
"""Bytes of UTF-8 in a cleaned name: below every system's 255, with room for what a half-written file adds."""

_DRIVE = re.compile(r"^[A-Za-z]:(?=.*[\\/])|^[A-Za-z]:(?=[^:]*\.)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, marks that turn or join text, halves of characters, line ends
_RESERVED = re.compile(r"^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])$", re.IGNORECASE)
_ENDING = 20

# Kinds a program opens to be read. Whatever is not among them is saved, never opened: a list of what can run
# would never be whole.
_READ = re.compile(
    r"pdf|ofd|docx?|wps|rtf|odt|xlsx?|et|ods|csv|pptx?|dps|odp|txt|md|log|"
    r"png|jpe?g|jpe|gif|bmp|tiff?|webp|heic|dwg|dxf|mp3|wav|m4a|mp4|mov|avi|wmv|mkv"
)
_RUNS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"L\x00\x00\x00\x01\x14\x02",
)
_SHORTCUTS = (b"[desktop entry]", b"[internetshortcut]", b"<script", b"<hta:")
_HEAD = 1024


def clean_name(name: str) -> str:
    r"""Return a file name without folders, drive letters, and what some system forbids, runs or hides.

    Folders (``../``, ``C:\``, ``\\host\share``) are dropped; characters no system allows become ``_``, the
    colon of an NTFS stream among them; control characters and those that turn the direction of writing are
    dropped; names Windows keeps for devices get a ``_`` before them; ends are cut to fit every file system.
    Cleaning twice changes nothing more.
    """
    bare = _DRIVE.sub("", name).replace("\\", "/")
    bare = bare.rstrip("/").rpartition("/")[2] if bare.strip("/. ") else ""
    shown = unicodedata.normalize("NFC", "".join(c for c in bare if unicodedata.category(c) not in _INVISIBLE))
    kept = _stripped(_FORBIDDEN.sub("_", shown))
    if _RESERVED.match(kept.partition(".")[0].rstrip()):
        kept = "_" + kept
    return _fitted(kept) or "file"


def may_open(name: str, content: bytes) -> bool:
    """Whether a file may be handed to the program it belongs to: of a kind that is read, no program in disguise."""
    ending = clean_name(name).rpartition(".")[2].lower()
    head = content[:_HEAD]
    runs = head.startswith(_RUNS) or any(mark in head.lower() for mark in _SHORTCUTS)
    return _READ.fullmatch(ending) is not None and not runs


def _stripped(name: str) -> str:
    """Without the dots and blanks at either end, which Windows drops by itself or which hide a file."""
    return re.sub(r"^[\s.]+|[\s.]+$", "", name)


def _fitted(name: str) -> str:
    """Cut the middle so that the ending stays."""
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or len(ending) > _ENDING:
        stem, dot, ending = name, "", ""
    room = LONGEST - len((dot + ending).encode())
    return _stripped(stem.encode()[:room].decode("utf-8", "ignore")) + dot + ending
