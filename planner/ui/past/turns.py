"""What happened to one record, line by line, in words: names instead of ids, every value in full."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.analysis.values import Light
from planner.commands.plainrows import rows_of
from planner.commands.recalling import Turn, former_name
from planner.commands.restoring import own_name
from planner.domain.fields import LINKS, field_name
from planner.domain.numbers import MISSING, show_number
from planner.ui.context import Context
from planner.ui.details.history_words import LISTS, decoded, step_label
from planner.ui.lamps import rule_word

SHORTEST = 24


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One line of a record's history; ``old`` and ``new`` in full."""

    turn: Turn
    what: str
    field: str
    old: str
    new: str

    @property
    def id(self) -> str:
        """The step's number and the field."""
        return f"{self.turn.step.n} {self.turn.field}"


class TurnWords:
    """Puts what happened to the record of one table into words."""

    def __init__(self, context: Context, table: str) -> None:
        self._context = context
        self._table = table

    def row(self, turn: Turn) -> TurnRow:
        """Return a line."""
        say = self._context.say
        what = say(step_label(turn.step))
        if not turn.field:
            return TurnRow(turn, what, say("first entered"), MISSING, MISSING)
        if turn.field == "gone":
            return TurnRow(turn, what, say("deleted") if turn.new else say("brought back"), MISSING, MISSING)
        name = say(field_name(self._table, turn.field))
        return TurnRow(turn, what, name, self.readable(turn.field, turn.old), self.readable(turn.field, turn.new))

    def readable(self, field: str, value: object) -> str:
        """Write a journalled value for a person, in full."""
        say = self._context.say
        if (self._table, field) in LINKS and value:
            return self._linked(LINKS[self._table, field], str(value))
        if field == "content" and value:
            return self._kept(str(value))
        if field == "light" and value in set(Light):
            return rule_word(self._context.rule, Light(str(value)), say)
        match decoded(self._table, field, value):
            case None | "":
                return MISSING
            case bool(flag):
                return say("yes") if flag else say("no")
            case float(number) | int(number):
                return show_number(float(number))
            case StrEnum() as member:
                return say(LISTS[type(member)][member])
            case other:
                return str(other)

    def _linked(self, table: str, id_: str) -> str:
        record = next((row for row in rows_of(self._context.plan, table) if row.id == id_), None)
        if record is not None:
            return own_name(record, None) or MISSING
        name = former_name(self._context.present.store, table, id_) or MISSING
        return self._context.say("{name} (deleted)", name=name)

    def _kept(self, content: str) -> str:
        """Return a document's text; of another file only how much it is."""
        kept = self._context.present.store.bytes_of(content)
        if self._table == "document":
            return kept.decode("utf-8", "replace")
        return self._context.say("{n} bytes", n=len(kept))


def short(text: str, most: int = SHORTEST) -> str:
    """Return a text on one line, cut where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
