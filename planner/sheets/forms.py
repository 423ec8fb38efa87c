"""Every form that can be printed, by name: what it is called, and what makes it of an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.sheets.assessment import assessment_data
from planner.sheets.breakdown import breakdown_data
from planner.sheets.bulletin import bulletin_data
from planner.sheets.duties import duties_data
from planner.sheets.evidence import evidence_data
from planner.sheets.fonts import FontChoice, fonts_used
from planner.sheets.monthly import monthly_data
from planner.sheets.orders import Order
from planner.sheets.own import OwnPaper
from planner.sheets.paper import A4, Paper, Printed, landscape
from planner.sheets.pledge import pledge_data
from planner.sheets.render import sheets_of
from planner.sheets.room import Data
from planner.sheets.slip import slip_data
from planner.sheets.wall import wall_data, wall_size
from planner.text import N_


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``wide`` ones lie on their side; ``blank`` says that an empty one for filling by hand makes sense.

    ``per_office`` forms are made for one office and need it; ``data`` is ``None`` for the target sheet, which is a pack
    of single sheets. ``sized`` gives the page in points of a form that is not A4.
    """

    name: str
    title: str
    data: Callable[[Order, FontChoice], Data] | None
    wide: bool = False
    blank: bool = False
    per_office: bool = False
    sized: Callable[[Order], tuple[float, float]] | None = None


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("target", N_("Target sheet"), None),
        Form("breakdown", N_("Breakdown of targets and tasks"), breakdown_data, wide=True),
        Form("duties", N_("Targets of the period for one office"), duties_data, blank=True, per_office=True),
        Form("monthly", N_("Monthly progress report"), monthly_data, wide=True, blank=True),
        Form("assessment", N_("Self-assessment"), assessment_data, wide=True, blank=True),
        Form("evidence", N_("List of supporting material"), evidence_data),
        Form("bulletin", N_("Bulletin on progress"), bulletin_data),
        Form("slip", N_("Supervision slips"), slip_data),
        Form("pledge", N_("Pledge of targets"), pledge_data, per_office=True),
        Form("wall", N_("Wall chart"), wall_data, sized=wall_size),
    )
}


def pages_of(name: str, order: Order, faces: FontChoice | None = None, own: Path | None = None) -> Printed:
    """Make a form of an order, by the office's own form ``own`` where one is given.

    Raises :class:`PlannerError` for an unknown form or an order it cannot be made of.
    """
    if name not in FORMS:
        raise PlannerError("There is no form “{name}”. planner forms lists them.", name=name)
    form, faces = FORMS[name], faces or fonts_used()
    if form.data is None:
        sheets = sheets_of(order, faces)
        return OwnPaper(own, sheets.data(), faces, A4) if own else sheets
    data = form.data(order, faces)
    size = form.sized(order) if form.sized else landscape() if form.wide else A4
    return OwnPaper(own, data, faces, size) if own else Paper(name, data, faces, size)
