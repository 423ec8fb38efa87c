"""A ruler for PDF pages: every letter with its place, size, turn and face, read from the page's own commands.

Places are millimetres from the left and upper edge of the page as it lies, on the baseline; sizes are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import atan2 as angle_of
from math import degrees, hypot
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream

MM = 25.4 / 72
Matrix = tuple[float, float, float, float, float, float]
_ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its text, where its baseline starts and ends in mm, its size in points, its turn in degrees."""

    text: str
    x: float
    y: float
    end: float
    y_end: float
    size: float
    turn: float
    face: str


@dataclass(slots=True)
class _Face:
    """What a page says of a typeface: names of its glyphs' characters, and their widths in thousandths."""

    name: str
    texts: dict[int, str]
    widths: dict[int, float]
    usual: float

    @classmethod
    def read(cls, font: Any) -> _Face:
        inner = font["/DescendantFonts"][0].get_object()
        widths: dict[int, float] = {}
        given = list(inner.get("/W", []))
        while given:
            first, what = int(given.pop(0)), given.pop(0)
            if isinstance(what, list):
                widths |= {first + n: float(width) for n, width in enumerate(what)}
            else:
                widths |= dict.fromkeys(range(first, int(what) + 1), float(given.pop(0)))
        name = str(font["/BaseFont"]).rpartition("+")[2]
        return cls(name, dict(_texts(font["/ToUnicode"].get_data().decode())), widths, float(inner.get("/DW", 1000)))


def _texts(cmap: str) -> Iterator[tuple[int, str]]:
    for part in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            yield int(code, 16), bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for n in range(int(last, 16) - int(first, 16) + 1):
                yield int(first, 16) + n, chr(int(text, 16) + n)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


@dataclass(slots=True)
class _Pen:
    """Where the page's commands stand."""

    page: PageObject
    state: Matrix = _ONE
    kept: list[Matrix] = field(default_factory=list)
    text: Matrix = _ONE
    line: Matrix = _ONE
    face: _Face | None = None
    size: float = 1.0
    spacing: float = 0.0
    faces: dict[str, _Face] = field(default_factory=dict)

    def follow(self, operands: Any, operator: bytes) -> Iterator[Letter]:
        numbers = [float(one) for one in operands if isinstance(one, int | float)]
        match operator:
            case b"q":
                self.kept.append(self.state)
            case b"Q":
                self.state = self.kept.pop()
            case b"cm":
                self.state = _times(tuple(numbers), self.state)  # type: ignore[arg-type]
            case b"BT":
                self.text = self.line = _ONE
            case b"Tm":
                self.text = self.line = tuple(numbers)  # type: ignore[assignment]
            case b"Td":
                self.text = self.line = _times((1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1]), self.line)
            case b"Tc":
                self.spacing = numbers[0]
            case b"Tf":
                self._choose(str(operands[0]), float(operands[1]))
            case b"Tj":
                yield from self._write([operands[0]])
            case b"TJ":
                yield from self._write(operands[0])

    def _choose(self, name: str, size: float) -> None:
        if name not in self.faces:
            self.faces[name] = _Face.read(self.page["/Resources"]["/Font"][name].get_object())
        self.face, self.size = self.faces[name], size

    def _write(self, parts: Iterable[Any]) -> Iterator[Letter]:
        face = self.face
        assert face is not None, "a face is chosen before anything is written"
        for part in parts:
            if isinstance(part, int | float):
                self._on(-float(part) / 1000 * self.size)
                continue
            codes = part if isinstance(part, bytes) else part.original_bytes
            for code in (int.from_bytes(codes[n : n + 2]) for n in range(0, len(codes), 2)):
                start = _times(self.text, self.state)
                self._on(face.widths.get(code, face.usual) / 1000 * self.size + self.spacing)
                yield self._letter(face.texts.get(code, ""), start, _times(self.text, self.state))

    def _on(self, by: float) -> None:
        self.text = _times((1.0, 0.0, 0.0, 1.0, by, 0.0), self.text)

    def _letter(self, text: str, start: Matrix, end: Matrix) -> Letter:
        size, turn = self.size * hypot(start[2], start[3]), round(degrees(angle_of(start[1], start[0])))
        high = float(self.page.mediabox.height)
        assert self.face is not None
        places = (start[4] * MM, (high - start[5]) * MM, end[4] * MM, (high - end[5]) * MM)
        return Letter(text, *places, round(size, 2), turn, self.face.name)


def letters(page: PageObject) -> list[Letter]:
    """Return every letter of a page, in the order they are written."""
    pen = _Pen(page)
    contents = page.get_contents()
    assert contents is not None
    found: list[Letter] = []
    for operands, operator in ContentStream(contents, page.pdf).operations:
        found += pen.follow(operands, operator)
    return found


def lines(page: PageObject) -> list[list[Letter]]:
    """Return the level letters of a page, line by line from the top, each from left to right."""
    found: dict[float, list[Letter]] = {}
    for letter in letters(page):
        if letter.turn == 0:
            found.setdefault(round(letter.y, 1), []).append(letter)
    return [sorted(found[y], key=lambda letter: letter.x) for y in sorted(found)]


def said(line: Iterable[Letter]) -> str:
    """Return what a line says, without white space."""
    return "".join("".join(letter.text for letter in line).split())


def find(page: PageObject, words: str) -> list[Letter]:
    """Return the letters of some words on a page as written one after the other, spaces left out."""
    found = [letter for letter in letters(page) if letter.text.strip()]
    text = "".join(letter.text[:1] for letter in found)
    start = text.index("".join(words.split()))
    return found[start : start + len("".join(words.split()))]
