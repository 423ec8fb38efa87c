"""Pens, symbols and layers by the role of a mark: the screen's half of what a role looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from planner.figures.chart import Role
from planner.figures.palette import Palette

_LONG = 1000  # pens wider than 1 px slow curves of more points than this


@dataclass(frozen=True, slots=True)
class Ink:
    """How a role is drawn, colours apart."""

    width: float = 1.0
    dash: tuple[float, ...] = ()
    layer: int = 0
    filled: bool = False


_INKS: Mapping[Role, Ink] = {
    Role.FORECAST: Ink(1.6, (2.0, 2.0), layer=10),
    Role.TARGET: Ink(1.0, layer=20),
    Role.DEADLINE: Ink(1.0, (1.0, 3.0), layer=20),
    Role.OLD_PLAN: Ink(1.0, (2.0, 4.0), layer=25),
    Role.PLAN: Ink(1.3, (5.0, 4.0), layer=30),
    Role.CUT_OFF: Ink(1.0, layer=35),
    Role.ACTUAL: Ink(2.0, layer=40),
    Role.MILESTONE: Ink(1.4, layer=50),
    Role.MILESTONE_DONE: Ink(1.4, layer=50, filled=True),
    Role.MILESTONE_LATE: Ink(1.4, layer=50, filled=True),
    Role.NOTE: Ink(1.0, layer=60, filled=True),
    Role.OLD_TARGET: Ink(1.0, layer=19),
    Role.OWN_POINT: Ink(1.6, layer=55),
    Role.NEED: Ink(1.8, (4.0, 3.0), layer=45),
    Role.DIAGONAL: Ink(1.0, layer=5),
    Role.TREND: Ink(1.8, layer=40),
    Role.TREND_LATE: Ink(1.8, layer=41),
    Role.TREND_EARLY: Ink(1.8, layer=42),
}


def ink_of(role: Role) -> Ink:
    """Return how a role is drawn."""
    return _INKS[role]


def pen_of(role: Role, palette: Palette, points: int = 0) -> QPen:
    """Return a cosmetic pen for a line of that many points."""
    ink = ink_of(role)
    pen = QPen(QColor(palette.of_role(role)), 1.0 if points > _LONG else ink.width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if ink.dash else Qt.PenCapStyle.RoundCap)
    if ink.dash:
        pen.setDashPattern([length / pen.widthF() for length in ink.dash])
    return pen


def fill_of(role: Role, palette: Palette) -> QBrush:
    """Return the inside of a symbol: its colour when filled, else the surface."""
    return QBrush(QColor(palette.of_role(role) if ink_of(role).filled else palette.surface))


def soft_fill(role: Role, palette: Palette) -> QBrush:
    """Return the inside of a band."""
    colour = QColor(palette.of_role(role))
    colour.setAlphaF(0.22 if palette.dark else 0.13)
    return QBrush(colour)


def bar_fill(role: Role, palette: Palette) -> QBrush:
    """Return the inside of a bar, light enough for a line over it."""
    colour = QColor(palette.of_role(role))
    colour.setAlphaF(0.38 if palette.dark else 0.30)
    return QBrush(colour)
