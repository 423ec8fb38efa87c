"""Reading a document: bytes of a plain text into the text kept in the plan, with what its head says."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.documents.formats.foreign import kind_of, read_foreign
from planner.documents.head import read_head
from planner.errors import PlannerError

LARGEST = 20 * 1024 * 1024
"""Most bytes of a document; a longer one is refused."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_ODD = re.compile(r"[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_SAMPLE = 65536
_JUDGED = 2000


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A document as read: its text with ``\\n`` line ends, and what stands plainly in its head.

    ``title``, ``issuer`` and ``number`` (文号) are empty and ``day`` is ``None`` where nothing stands.
    """

    text: str
    title: str = ""
    issuer: str = ""
    number: str = ""
    day: date | None = None


def read_document(path: Path) -> SourceText:
    """Read a plain text file in UTF-8, UTF-16, UTF-32 (with a mark) or GB18030; or a .docx, a PDF, an HTML page.

    Raises :class:`PlannerError` when it cannot be opened, is empty, is larger than 20 MB (50 MB when it is no plain
    text), or is no text.
    """
    try:
        kind = kind_of(path)
        if kind is not None:
            return _source(_CONTROL.sub(" ", read_foreign(path, kind)), path.stem)
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise PlannerError(
            "“{name}” cannot be opened ({reason}); check the path and your rights to it.",
            name=path.name,
            reason=error.strerror or "",
        ) from error
    return _source(decode(raw, path.name), path.stem)


def read_pasted(text: str, title: str = "") -> SourceText:
    """Take text from the clipboard; raises :class:`PlannerError` when it is empty, too long or no text."""
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        raise _too_large(title or "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise _no_text(title) from None
    if _CONTROL.search(text):
        raise _no_text(title)
    source = _source(text, "")
    return SourceText(source.text, title.strip() or source.title, source.issuer, source.number, source.day)


def decode(raw: bytes, name: str) -> str:
    """Turn the bytes of a text file into text; a mark at the start decides, then strict tries in order."""
    if len(raw) > LARGEST:
        raise _too_large(name)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _strict(raw, encoding)
            if text is None or _CONTROL.search(text):
                raise _no_text(name)
            return text.removeprefix("\ufeff")
    text = _strict(raw, "utf-8")
    if text is None or not _plausible(text):
        text = _unmarked(raw)
    if text is None:
        raise _no_text(name)
    return text


def _unmarked(raw: bytes) -> str | None:
    """Read text that is not UTF-8 and has no mark: of the encodings that fit, the one that gives the plainest Chinese.

    Zero bytes can only be UTF-16; without them GB18030 wins a draw.
    """
    wide = ("utf-16-le", "utf-16-be")
    fitting = [_strict(raw, encoding) for encoding in (wide if b"\x00" in raw[:_SAMPLE] else ("gb18030", *wide))]
    texts = [text for text in fitting if text is not None and _plausible(text)]
    return max(texts, key=_plainness, default=None)


def _plainness(text: str) -> float:
    """Return the share of everyday characters: those of GB 2312's first level, its signs, and ASCII."""
    sample = text[:_JUDGED]
    plain = sum(len(code) == 1 or 0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7 for code in map(_gb2312, sample))
    return plain / max(1, len(sample))


def _gb2312(char: str) -> bytes:
    return char.encode("gb2312", "ignore") or b"\xff\xff"


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Tell text from bytes that merely happen to decode: no control characters, few private-use ones."""
    if _CONTROL.search(text):
        return False
    return len(_ODD.findall(text[:_SAMPLE])) * 20 <= len(text[:_SAMPLE])


def _source(text: str, name: str) -> SourceText:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise PlannerError("The document is empty; choose a file with text in it.")
    head = read_head(text)
    return SourceText(text, head.title or name, head.issuer, head.number, head.day)


def _too_large(name: str) -> PlannerError:
    return PlannerError(
        "“{name}” is larger than {most} MB; split it or keep only the part with the goals.",
        name=name,
        most=LARGEST // 1024 // 1024,
    )


def _no_text(name: str) -> PlannerError:
    return PlannerError("“{name}” is not a plain text; save it as text in UTF-8 or GB18030 and try again.", name=name)
