"""Which faces a sheet is set in: the official ones where this machine has them, else the bundled ones.

Official documents (GB/T 9704-2012) use 小标宋 for titles, 黑体 for headings, 仿宋 for text, 楷体 for quoted words
and 宋体 for page numbers. When none of them is installed, the machine's other fonts are left out altogether, so
that the same plan gives the same pages everywhere.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

import typst

BUNDLED = "Noto Sans SC"
_FALLBACKS = (BUNDLED, "Noto Sans TC", "Noto Sans JP", "Noto Sans KR", "DejaVu Sans Mono")
_TYPST_OWN = frozenset("✔")  # drawn by DejaVu Sans Mono, which Typst itself carries
_FOLDERS = ("notosanssc", "notosanstc", "notosansjp", "notosanskr")
_OFFICIAL: Mapping[str, Sequence[str]] = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    "heading": ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01"),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02", "STFangsong"),
    "number": ("宋体", "SimSun", "方正书宋_GBK", "STSong"),
    "quote": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "STKaiti"),
}


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The families a sheet is set in, each list tried from left to right for every character."""

    title: tuple[str, ...] = _FALLBACKS
    heading: tuple[str, ...] = _FALLBACKS
    body: tuple[str, ...] = _FALLBACKS
    quote: tuple[str, ...] = _FALLBACKS
    number: tuple[str, ...] = _FALLBACKS

    @property
    def bundled(self) -> bool:
        """Whether the bundled faces alone are used, so that pages look the same on every machine."""
        return self == FontChoice()

    @property
    def names(self) -> str:
        """The faces in use, as the preview names them."""
        first = (self.title[0], self.heading[0], self.body[0], self.quote[0])
        return ", ".join(dict.fromkeys(first))


@cache
def fonts_used() -> FontChoice:
    """Return the faces sheets are set in on this machine; looked up once."""
    return choose(load(system=True).families())


def choose(installed: Iterable[str]) -> FontChoice:
    """Return the faces to use when the machine has the ``installed`` families."""
    known = frozenset(installed)
    found = {role: tuple(name for name in names if name in known)[:1] for role, names in _OFFICIAL.items()}
    return FontChoice(**{role: (*names, *_FALLBACKS) for role, names in found.items()})


@cache
def load(*, system: bool) -> typst.Fonts:
    """Return the bundled faces for Typst, with the machine's own when ``system`` is true."""
    return typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=True,
        font_paths=[str(path.parent) for path in bundled_files()],
    )


@cache
def bundled_files() -> tuple[Path, ...]:
    """Return the font files that travel with the program (SIL Open Font License), the main one first."""
    root = files("justmytype_intl_cjk") / "fonts" / "ofl"
    found = (path for folder in _FOLDERS for path in sorted(Path(str(root / folder)).glob("*.ttf")))
    return tuple(found)


def uncovered(text: str) -> frozenset[str]:
    """Return the characters that no bundled face can draw; emoji are the usual ones."""
    left = {mark for mark in set(text) - _TYPST_OWN if not mark.isspace() and mark.isprintable()}
    for path in bundled_files():
        if not left:
            break
        left = {character for character in left if ord(character) not in _characters(path)}
    return frozenset(left)


@cache
def _characters(path: Path) -> frozenset[int]:
    """Read which code points a font covers from its ``cmap`` table, format 12 (OpenType 1.9)."""
    with path.open("rb") as file:
        head = file.read(12)
        tables = file.read(16 * struct.unpack(">H", head[4:6])[0])
        entry = tables.index(b"cmap")
        start, length = struct.unpack(">II", tables[entry + 8 : entry + 16])
        file.seek(start)
        cmap = file.read(length)
    count = struct.unpack(">H", cmap[2:4])[0]
    offsets = [struct.unpack(">I", cmap[8 + 8 * n : 12 + 8 * n])[0] for n in range(count)]
    whole = next(offset for offset in offsets if cmap[offset : offset + 2] == b"\x00\x0c")
    groups = struct.unpack(">I", cmap[whole + 12 : whole + 16])[0]
    spans = struct.iter_unpack(">III", cmap[whole + 16 : whole + 16 + 12 * groups])
    return frozenset(chain.from_iterable(range(first, last + 1) for first, last, _ in spans))
