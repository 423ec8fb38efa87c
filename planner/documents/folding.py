"""One character in, one character out: full-width and half-width made alike without moving any offset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# The full-width comma stays: between digits it separates a list, while a half-width one groups thousands.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C}
_ALIKE = str.maketrans(
    _WIDE
    | {ord("\u3000"): " ", ord("\u00a0"): " ", ord("〇"): "零", ord("—"): "-", ord("–"): "-", ord("−"): "-"}
    | {ord("～"): "~", ord("〜"): "~", ord("∼"): "~", ord("\t"): " ", ord("﹪"): "%", ord("㎡"): "㎡"}
)

_SENTENCE_END = re.compile(r"[。!?;][。!?;”’」』)]*|\n\s*")
_OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]{1,3}[章节条]|记者|通讯员|各位"
)
_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u00a0\u3000]{1,3}(?=[\d０-９])|(?<=[\d０-９])[ \u00a0\u3000]{1,3}(?=[\u4e00-\u9fff%％‰])"
    r"|(?<=[%％])[ \u00a0\u3000]{1,3}(?=以|左右|的)"
)
_FIGURE_END = re.compile(r"\d[\d.]*[百千万亿]*(?:%|元|吨|斤|[亩个家项所人户座条件套台名处])(?:以上|左右|以内)?$")
_BODY_LINE = 30
_CLAUSE_END = re.compile(r"[，:]|,(?!\d{3}(?!\d))|(?<!\d),(?=\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters themselves."""
        return text[self.start : self.end]


def fold(text: str) -> str:
    """Return ``text`` with full-width letters, digits, signs and dashes made half-width, length unchanged."""
    return text.translate(_ALIKE)


def without_gaps(text: str) -> tuple[str, Sequence[int] | None]:
    """Return ``text`` without the blanks between its figures and its words, and where each character stood.

    Pages and word processors leave such blanks (到 2025 年达到 30 家). ``None`` when there are none.
    """
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for gap in _GAP.finditer(text):
        kept.append(text[at : gap.start()])
        places += range(at, gap.start())
        at = gap.end()
    if not kept:
        return text, None
    kept.append(text[at:])
    places += range(at, len(text))
    return "".join(kept), places


def sentences(folded: str) -> Iterator[Span]:
    """Yield the sentences of a folded text, without their end marks and outer blanks.

    A line break ends a sentence unless the line stops after a comma, or is body text that stops in
    the middle of a word, as in texts taken out of a page.
    """
    at = 0
    for found in _SENTENCE_END.finditer(folded):
        if found[0][0] == "\n" and _runs_on(folded, found.start(), found.end()):
            continue
        if span := _trimmed(folded, at, found.start()):
            yield span
        at = found.end()
    if span := _trimmed(folded, at, len(folded)):
        yield span


def _runs_on(folded: str, end: int, following: int) -> bool:
    if end and folded[end - 1] in "，,、":
        return True
    line = folded[folded.rfind("\n", 0, end) + 1 : end].strip()
    after = folded[following : following + 1]
    wrapped = (
        len(line) >= _BODY_LINE
        and bool(re.search(r"[，,。]", line))
        and _is_word(line[-1])
        and not _FIGURE_END.search(line)
    )
    return wrapped and _is_word(after) and not _OPENING.match(folded, following)


def _is_word(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char.isalnum()


def clauses(folded: str, sentence: Span) -> Iterator[Span]:
    """Yield the clauses of one sentence of a folded text: the stretches between commas and colons."""
    return _split(folded, _CLAUSE_END, sentence.start, sentence.end)


def _split(folded: str, mark: re.Pattern[str], start: int, end: int) -> Iterator[Span]:
    at = start
    for found in mark.finditer(folded, start, end):
        if span := _trimmed(folded, at, found.start()):
            yield span
        at = found.end()
    if span := _trimmed(folded, at, end):
        yield span


def _trimmed(folded: str, start: int, end: int) -> Span | None:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
