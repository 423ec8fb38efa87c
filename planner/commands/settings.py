"""The plan's settings saved as one step: its card, its exchange rates, the days its calendar differs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.commands.rules import checked, with_values
from planner.domain.plan import Plan
from planner.domain.records import About, DayOff, ExchangeRate
from planner.store.store import Edit
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """Set fields of the plan's card, and put lists of rates and days off in the place of the old ones.

    Rows that say the same as before are kept as they are; ``None`` leaves a list alone.
    """

    about: Mapping[str, object] = field(default_factory=dict)
    rates: Sequence[ExchangeRate] | None = None
    days_off: Sequence[DayOff] | None = None

    def label(self, plan: Plan) -> Message:
        """Say what is changed."""
        return message("Change the plan's settings")

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check everything together, then write what is new."""
        checked(plan, with_values(plan.about, self.about))
        if self.about:
            edit.update(About, plan.about.id, **self.about)
        if self.rates is not None:
            rates = {(r.unit, r.base, r.day, r.factor, r.source): r.id for r in plan.rates.values()}
            fresh = [r for r in self.rates if rates.pop((r.unit, r.base, r.day, r.factor, r.source), None) is None]
            edit.remove(ExchangeRate, list(rates.values()))
            beside = {r.id: r for r in plan.rates.values() if r.id not in rates.values()}
            for rate in fresh:
                edit.insert(checked(replace(plan, rates=beside), rate))
                beside = {**beside, rate.id: rate}
        if self.days_off is not None:
            days = {(d.day, d.works, d.name): d.id for d in plan.days_off.values()}
            new = [d for d in self.days_off if days.pop((d.day, d.works, d.name), None) is None]
            edit.remove(DayOff, list(days.values()))
            kept = {d.id: d for d in plan.days_off.values() if d.id not in days.values()}
            for day in new:
                edit.insert(checked(replace(plan, days_off=kept), day))
                kept = {**kept, day.id: day}
