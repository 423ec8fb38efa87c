"""A chart as a picture of its own: SVG text set by Typst as a PNG or PDF, in the faces of the sheets."""

from __future__ import annotations

from planner.sheets.fonts import fonts_used
from planner.sheets.press import press_pdf, press_pictures

FORM = "picture"
_DPI = 192.0
_MARGIN = 10.0


def picture_png(svg: str, title: str, dpi: float = _DPI, margin: float = _MARGIN) -> bytes:
    """Return a chart's SVG text as a PNG at ``dpi`` dots per inch, with a white margin in points."""
    (page,) = press_pictures(FORM, {"svg": svg, "title": title, "margin": margin}, fonts_used(), "png", dpi)
    return page


def picture_pdf(svg: str, title: str) -> bytes:
    """Return a chart's SVG text as a PDF of one page."""
    return press_pdf(FORM, {"svg": svg, "title": title, "margin": _MARGIN}, fonts_used(), tags=True)
