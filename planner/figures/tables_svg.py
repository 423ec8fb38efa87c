"""Heat maps and bullet bars on paper, as SVG text; sizes in points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from planner.analysis.values import Light
from planner.figures.bullets import WHOLE, Bullet, Bullets, reach
from planner.figures.frame import text_width
from planner.figures.heat import HeatMap
from planner.figures.palette import LIGHT, Palette
from planner.figures.svg import head_of, number, text

_ROW = 2.1  # heights of the text
_MOST = 0.42  # of the width, for names
_OPEN = frozenset({Light.DONE, Light.AHEAD, Light.NO_DATA})


def heat_svg(heat: HeatMap, width: float, *, fonts: Sequence[str], size: float = 8.0, palette: Palette = LIGHT) -> str:
    """Draw a heat map ``width`` points wide and as high as its rows need."""
    if heat.empty:
        return _nothing(heat.empty, width, size, fonts, palette)
    row = size * _ROW
    over = size * 1.3  # the years
    height = over + row * (len(heat.rows) + 1.2)
    names = _names_width([one.name for one in heat.rows], width, size)
    step = (width - names - size) / max(1, len(heat.heads))
    parts = [head_of(width, height, size, fonts)]
    for n, (month, year) in enumerate(zip(heat.heads, heat.years, strict=True)):
        middle = names + step * (n + 0.5)
        parts.append(text(middle, over + row * 0.66, month, palette.muted, anchor="middle"))
        if year:
            parts.append(text(middle, size * 1.1, year, palette.faint, anchor="middle"))
    for n, one in enumerate(heat.rows):
        top = over + row * (n + 1)
        parts.append(_hairline(0, top, width, palette))
        parts.append(text(0, top + row * 0.66, fitted(one.name, names - size, size), palette.text))
        for k, cell in enumerate(one.cells):
            x, y = names + step * (k + 0.5), top + row / 2
            if cell is None:
                parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="0.7" fill="{palette.faint}"/>')
                continue
            parts.append(light_svg(cell.light, x, y, size * 0.42, cell.colour or palette.lights[cell.light]))
            if cell.given:
                parts.append(text(x + size * 0.55, y - size * 0.05, "*", palette.muted))
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def bullets_svg(
    found: Bullets, width: float, *, fonts: Sequence[str], size: float = 8.0, palette: Palette = LIGHT
) -> str:
    """Draw bullet bars ``width`` points wide and as high as they need; each theme's name stands over its bars."""
    if found.empty:
        return _nothing(found.empty, width, size, fonts, palette)
    row = size * _ROW
    lines = sum(len(bars) + 1 for _, bars in found.groups)
    names = _names_width([bar.name for _, bars in found.groups for bar in bars], width, size)
    figures = max((text_width(bar.figures, size) for _, bars in found.groups for bar in bars), default=0.0)
    room = (names, width - min(figures, width * 0.3) - size * 6.2)
    parts, n = [head_of(width, row * (lines + 0.3), size, fonts)], 0
    for theme, bars in found.groups:
        parts.append(text(0, row * n + row * 0.72, theme, palette.muted))
        n += 1
        for bar in bars:
            parts += _bar(bar, row * n, width, room, size, palette)
            n += 1
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _bar(
    bar: Bullet, top: float, width: float, room: tuple[float, float], size: float, palette: Palette
) -> Iterator[str]:
    left, right = room
    middle, wide, colour = top + size * _ROW / 2, right - left, bar.colour or palette.lights[bar.light]
    yield _hairline(0, top, width, palette)
    yield light_svg(bar.light, size * 0.5, middle, size * 0.4, colour)
    yield text(size * 1.4, middle + size * 0.35, fitted(bar.name, left - size * 2.2, size), palette.text)
    yield _box(left, middle - size * 0.45, wide / WHOLE, size * 0.9, palette.hairline)
    if bar.done is not None and reach(bar.done) > 0:
        yield _box(left, middle - size * 0.22, wide * reach(bar.done), size * 0.44, colour)
    if bar.due is not None:
        x = left + wide * reach(bar.due)
        yield _box(x - 0.6, middle - size * 0.6, 1.2, size * 1.2, palette.text)
    yield text(right + size * 4.2, middle + size * 0.35, bar.percent, palette.text, anchor="end")
    yield text(width, middle + size * 0.35, bar.figures, palette.muted, anchor="end")


def fitted(words: str, width: float, size: float) -> str:
    """Shorten a text to a width in the middle, where names differ least."""
    if text_width(words, size) <= width:
        return words
    for kept in range(len(words) - 1, 1, -1):
        short = words[: (kept + 1) // 2] + "…" + words[len(words) - kept // 2 :]
        if text_width(short, size) <= width:
            return short
    return "…"


def _names_width(names: Sequence[str], width: float, size: float) -> float:
    return min(max((text_width(name, size) for name in names), default=0.0) + size * 2.4, width * _MOST)


def _nothing(words: str, width: float, size: float, fonts: Sequence[str], palette: Palette) -> str:
    height = size * 6
    body = text(width / 2, height / 2, words, palette.muted, anchor="middle")
    return "\n".join([head_of(width, height, size, fonts), body, "</svg>"]) + "\n"


def _hairline(x: float, y: float, width: float, palette: Palette) -> str:
    return _box(x, y, width, 0.4, palette.hairline)


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'fill="{escape(colour, quote=True)}"/>'
    )


# -- lights --------------------------------------------------------------------------------------------


def light_svg(light: Light, x: float, y: float, r: float, colour: str) -> str:
    """Draw a light's shape around a place, ``r`` points from its middle to its edge."""
    shade = escape(colour, quote=True)
    ink = f'fill="none" stroke="{shade}" stroke-width="{number(r * 0.34)}"' if light in _OPEN else f'fill="{shade}"'
    if light is Light.ON_TRACK:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" {ink}/>'
    path = " ".join(f"{'L' if n else 'M'}{number(x + dx * r)} {number(y + dy * r)}"
                    for n, (dx, dy) in enumerate(_CORNERS[light]))  # fmt: skip
    return f'<path d="{path}{"" if light is Light.DONE else " Z"}" {ink} stroke-linejoin="round"/>'


_TRIANGLE = ((0.0, -1.0), (1.1, 0.9), (-1.1, 0.9))
_CORNERS: Mapping[Light, Sequence[tuple[float, float]]] = {
    Light.DONE: ((-1.0, 0.0), (-0.3, 0.75), (1.0, -0.75)),
    Light.AHEAD: _TRIANGLE,
    Light.BEHIND: _TRIANGLE,
    Light.FAR_BEHIND: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    Light.NO_DATA: ((0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)),
}
