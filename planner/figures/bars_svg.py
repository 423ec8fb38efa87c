"""Plain horizontal bars on paper, as SVG text: shares of a whole, and values on both sides of zero. Sizes in points.

Each bar is told by its name, its length and its figure, so that it reads as well without colour; bars below zero are
hatched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import isfinite

from planner.figures.frame import text_width
from planner.figures.palette import LIGHT
from planner.figures.svg import head_of, number, text
from planner.figures.tables_svg import fitted

_ROW = 1.9  # heights of the text
_BAR = 1.1
_MOST = 0.4  # of the width, for names
_HATCH = 3.0
_PLAIN = "#8FA3BF"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length in the unit all bars share, its figure in words, and its colour (#rrggbb)."""

    name: str
    value: float
    words: str
    colour: str = _PLAIN


def bars_svg(bars: Sequence[Bar], width: float, *, fonts: Sequence[str], size: float = 10.0) -> str:
    """Draw bars from one line to the right, ``width`` points wide and as high as they need.

    Where any value is below zero the line stands where both sides have room.
    """
    rows = [bar for bar in bars if isfinite(bar.value)]
    names = min(max((text_width(bar.name, size) for bar in rows), default=0.0), width * _MOST) + size
    figures = max((text_width(bar.words, size) for bar in rows), default=0.0) + size
    low = min((bar.value for bar in rows), default=0.0)
    low, high = min(low, 0.0), max((bar.value for bar in rows), default=0.0)
    scale = (width - names - figures) / ((max(high, 0.0) - low) or 1.0)
    zero = names - low * scale
    height = size * (_ROW * len(rows) + 0.6)
    parts = [head_of(width, height, size, fonts)]
    for n, bar in enumerate(rows):
        middle = size * (0.3 + _ROW * (n + 0.5))
        parts.append(text(0, middle + size * 0.35, fitted(bar.name, names - size, size), LIGHT.text))
        parts += _bar(bar, zero, middle - size * _BAR / 2, bar.value * scale, size * _BAR)
        parts.append(text(width, middle + size * 0.35, bar.words, LIGHT.text, anchor="end"))
    parts.append(_line(zero, 0, zero, height))
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _bar(bar: Bar, zero: float, top: float, length: float, height: float) -> Iterator[str]:
    """Draw one bar; nothing for nothing."""
    left, wide = min(zero, zero + length), abs(length)
    if wide == 0:
        return
    fill = escape(bar.colour, quote=True) if length > 0 else "#FFFFFF"
    yield (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(wide)}" height="{number(height)}" '
        f'fill="{fill}" stroke="{LIGHT.text}" stroke-width="0.5"/>'
    )
    at = left + _HATCH
    while length < 0 and at < left + wide:
        yield _line(at, top, at, top + height)
        at += _HATCH


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    where = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {where} stroke="{LIGHT.text}" stroke-width="0.6"/>'
