"""How the room of one page is shared out: how tightly a sheet is set, and how high its chart may be.

Heights are estimated from the number of lines each text takes, in points and in the measures of
``target.typ``. What the estimate leaves over goes to the chart first and then to the space for writing; a
sheet that is too full even when set tightly runs over to further pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any
from unicodedata import east_asian_width

Data = dict[str, Any]
"""Plain data for a form: texts, numbers, lists and mappings with texts as keys."""

_FIXED = 185.0
_LABELS = {"zh": 59.5, "en": 76.5}
_CHART = (104.0, 200.0)
_CHART_GOOD = 140.0
_WRITING = (12.0, 170.0)
_LONG_NAME = 100.0  # em


class _Widths(dict[str, float]):
    """Widths of characters in em, as Noto Sans SC draws them; roughly so for Latin letters."""

    def __missing__(self, character: str) -> float:
        if east_asian_width(character) in "WFA":
            width = 1.0 if character < "\U0001f000" else 1.4
        elif character > "\u02ff":
            width = 1.4 if character > "\uffff" else 1.0
        elif character in " .,;:!|'()[]iljftrI-":
            width = 0.33
        else:
            width = 0.85 if character in "mwMW%@" else 0.63 if character.isupper() else 0.56
        self[character] = width
        return width


_WIDTHS = _Widths()


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, in the unit of ``size``."""
    return size * sum(map(_WIDTHS.__getitem__, text))


def shortened(text: str, width: float) -> str:
    """Return a text of one line no wider than ``width`` em, its end left out when it is longer."""
    text = " ".join(text.split())
    if text_width(text, 1) <= width:
        return text
    kept, left = 0, width - 1
    while (left := left - _WIDTHS[text[kept]]) >= 0:
        kept += 1
    return text[:kept] + "…"


def name_size(name: str) -> float:
    """Return how large a goal's name is set, in points: a very long one no larger than the text."""
    return 12.0 if text_width(name, 1) <= _LONG_NAME else 9.5


@dataclass(frozen=True, slots=True)
class Measure:
    """Sizes of text and small text, and the padding of their rows (above and below together), in points."""

    size: float
    small: float
    pad: float
    small_pad: float

    def lines(self, count: int, size: float | None = None) -> float:
        """Return the height of a number of lines, without padding: capitals are 0.733 em, leading 0.55 em."""
        return count * 0.733 * (size or self.size) + max(count - 1, 0) * 0.55 * self.size


@dataclass(frozen=True, slots=True)
class Block:
    """The part of a page that is printed on, in points, and how wide a chart in it is."""

    width: float
    height: float
    chart: float


BLOCKS = {"official": Block(442.2, 637.0, 430.6), "modern": Block(467.7, 725.0, 456.0)}
"""By style: GB/T 9704 leaves 156 × 225 mm, the modern style more."""


DEGREES = (Measure(10.5, 9.0, 8.4, 6.8), Measure(9.5, 8.5, 6.4, 5.0), Measure(9.0, 8.0, 5.4, 4.2))


@dataclass(frozen=True, slots=True)
class Room:
    """Whether a sheet fits on one page, how tightly it is set, and the heights of chart and space for writing."""

    single: bool
    by: Measure
    chart: float
    writing: float


def share_out(data: Mapping[str, Any], language: str, style: str = "modern") -> Room:
    """Return how a sheet with this data is set: as loosely as one page allows."""
    label, block = _LABELS.get(language, _LABELS["en"]), BLOCKS[style]
    for by in DEGREES:
        left = block.height - _used(data, label, block.width, by)
        if left >= (_CHART_GOOD if by is DEGREES[0] else _CHART[0]):
            break
    else:  # it runs over to further pages anyway
        return Room(False, DEGREES[1], _CHART_GOOD, _WRITING[0])
    chart = min(left, _CHART[1])
    text = max(_words_height(report, block.width, by) for report in data["reports"])
    writing = max(text, _WRITING[0]) + (left - chart) / len(data["reports"]) if left > chart else _WRITING[0]
    return Room(True, by, round(chart), round(min(writing, _WRITING[1])))


def _used(data: Mapping[str, Any], label: float, width: float, by: Measure) -> float:
    """Return the height of all but the chart and the space for writing."""
    wide, half = width - label - 10, width / 2 - label - 10
    size = name_size(data["name"])
    name = by.lines(_count([data["name"]], size, wide) - 1, size)
    facts = sum(_fact(row["cells"], wide, half, by) for row in (*data["facts"], *data["who"]))
    basis = sum(_basis(basis, wide, by) for basis in data["bases"]) or by.lines(1)
    basis += by.pad + max(len(data["bases"]) - 1, 0) * 0.55 * by.size
    light = by.lines(_count([data["light"]["why"]], 9.5, width - 12, indent=70), 9.5)
    notes = by.lines(_count(data["light"]["notes"], by.small, width - 12), by.small) + 5 * len(data["light"]["notes"])
    progress = _progress(data["progress"], by) if data["numeric"] else 0.0
    steps, words = _milestones(data, width, by), _reports(data["reports"], width, by)
    return _FIXED + name + facts + basis + light + notes + progress + steps + words


def _count(texts: Iterable[str], size: float, width: float, indent: float = 0.0) -> int:
    """Return how many lines texts take, each beginning on a new one."""
    lines = 0
    for text in texts:
        for line in text.split("\n"):
            lines += max(1, ceil((text_width(line, size) + indent) * 1.01 / width))
    return lines


def _fact(cells: Sequence[Mapping[str, str]], wide: float, half: float, by: Measure) -> float:
    width = wide if len(cells) == 1 else half
    return by.lines(max(_count([cell["text"]], by.size, width) for cell in cells)) + by.pad


def _basis(basis: Mapping[str, str], wide: float, by: Measure) -> float:
    quote = by.lines(_count([basis["quote"]], by.size, wide)) + 0.55 * by.size if basis["quote"] else 0.0
    return quote + by.lines(_count([basis["cite"]], by.small, wide), by.small)


def _progress(progress: Mapping[str, Any] | None, by: Measure) -> float:
    if progress is None:
        return 20.0
    rows = 1 + len(progress["labels"])
    years = any(len(band["years"]) > 1 for band in progress["bands"]) or len(progress["bands"]) > 1
    return 20.0 + len(progress["bands"]) * (rows + years) * (by.lines(1, by.small) + by.small_pad)


def _milestones(data: Mapping[str, Any], block: float, by: Measure) -> float:
    rows = data["milestones"]
    if not rows:
        return 20.0
    columns = ["due", "office", *(["value"] if data["valued"] else [])]
    taken = sum(max(text_width(row[column], by.small) for row in rows) + 8 for column in columns)
    taken += max(text_width(row["state"], by.small) for row in rows) + 18 + 29.8
    width = max(block - taken - 8, 60.0)
    names = (row["name"] + ("　" + row["note"] if row["note"] else "") for row in rows)
    lines = (by.lines(_count([name], by.small, width), by.small) for name in names)
    return sum(lines) + (len(rows) + 1) * by.small_pad + by.lines(1, by.small)


def _reports(reports: Sequence[Mapping[str, Any]], width: float, by: Measure) -> float:
    height = by.lines(1, by.small) + by.small_pad
    for report in reports:
        height += max(_words_height(report, width, by), _WRITING[0]) + by.small_pad
        height += by.lines(1, by.small) + by.small_pad if report["head"] else 0.0
    return height


def _words_height(report: Mapping[str, Any], width: float, by: Measure) -> float:
    return by.lines(max(_count([text], by.small, width / 4 - 10) for text in report["texts"]), by.small)
