"""Type on screen: the desktop's own Chinese face first, ours where it has none."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

BASE = 13
HEADING = 17
SMALL = 12
REGULAR = 400
MEDIUM = 500
STRONG = 600

_DESKTOP = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "HarmonyOS Sans SC",
    "MiSans",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)
_OURS = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
_WEIGHT = QFont.Tag("wght")
_TABULAR = QFont.Tag("tnum")


def chinese_family() -> str:
    """Return the face to use: a good one of the desktop, else the one that travels with us.

    Faces that only fill gaps (one weight, uneven spacing) do not count as good.
    """
    families = set(QFontDatabase.families())
    return next((name for name in _DESKTOP if name in families), "") or _ours() or QGuiApplication.font().family()


def _ours() -> str:
    spec = find_spec("justmytype_intl_cjk")
    if spec is None or not spec.submodule_search_locations:
        return ""
    number = QFontDatabase.addApplicationFont(str(Path(spec.submodule_search_locations[0]) / _OURS))
    found = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return found[0] if found else ""


def base_font(family: str) -> QFont:
    """Return the application's font: 13 px, regular, tabular figures."""
    return _shaped(QFont(family), BASE, REGULAR)


def font(pixels: int = BASE, weight: int = REGULAR) -> QFont:
    """Return the application's face in another size (px) or weight (100–900)."""
    return _shaped(QFont(QGuiApplication.font()), pixels, weight)


def _shaped(face: QFont, pixels: int, weight: int) -> QFont:
    face.setPixelSize(pixels)
    face.setWeight(QFont.Weight(weight))
    # A variable face shows its thinnest master unless the axis is set on every font made from it.
    face.setVariableAxis(_WEIGHT, float(weight))
    face.setFeature(_TABULAR, 1)
    return face
