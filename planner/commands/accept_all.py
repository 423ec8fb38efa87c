"""A document and everything it proposes, brought into a plan in one step."""

from __future__ import annotations

from dataclasses import replace

from planner.commands.accepting import Accept, Choice
from planner.commands.papers import AddDocument
from planner.commands.reviewing import Stage, stands
from planner.documents.propose import propose
from planner.documents.theming import theme_of
from planner.domain.plan import Plan


def accept_all(plan: Plan, new: AddDocument) -> Accept:
    """Return the command that stores a document and accepts what it proposes.

    Proposals that goals of the plan already rest on (by the links of ``new``) are left alone. The document's own
    date decides what 今年 means; without one it stays open.
    """
    found = propose(new.text, new.day)
    themes = [theme.name for theme in plan.themes.values()]
    seen = stands(_linked(plan, new), new.id_, found)
    wanted = [one for one, stand in zip(found, seen, strict=True) if stand.stage is Stage.OPEN]
    return Accept(new.id_, new.text, [Choice(one, theme_of(one, themes)) for one in wanted], new)


def _linked(plan: Plan, new: AddDocument) -> Plan:
    """Return the plan as it will be once the links of the document are written."""
    links = {basis: (start, end) for basis, start, end, _ in new.links}
    bases = {
        goal: tuple(
            replace(row, document=new.id_, start=links[row.id][0], end=links[row.id][1]) if row.id in links else row
            for row in rows
        )
        for goal, rows in plan.bases.items()
    }
    return replace(plan, bases=bases)
