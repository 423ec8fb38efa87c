"""The pages of a preview: the first one at once, then all of them counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from planner.sheets.fonts import fonts_used
from planner.sheets.forms import pages_of
from planner.sheets.orders import Order
from planner.sheets.paper import Printed
from planner.sheets.render import sheets_of
from planner.ui.worker import Tick

_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Making:
    """One form to be made of an order, by the office's own form where one is given.

    Its methods run off the window's thread.
    """

    name: str
    order: Order
    own: Path | None = None

    @property
    def _in_parts(self) -> bool:
        return self.name == "target" and self.own is None and len(self.order.goals) > _AT_ONCE

    def early(self, tick: Tick) -> Printed:
        """Return pages whose first one is right, as soon as may be; of many sheets only the first ones."""
        if self._in_parts:
            return sheets_of(replace(self.order, goals=self.order.goals[:_AT_ONCE]), fonts_used(), tick)
        tick(0, 1)
        return pages_of(self.name, self.order, own=self.own)

    def whole(self, early: Printed, tick: Tick) -> Printed:
        """Return all pages, counted; raises :class:`PlannerError` for a form that cannot be set."""
        if self._in_parts:
            return sheets_of(self.order, fonts_used(), tick)
        tick(0, early.page_count)
        return early
