"""What an import would do, row by row, before it is done; and the command that does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from planner.domain.plan import Plan
from planner.domain.records import Record
from planner.errors import Finding, PlannerError
from planner.store.store import Edit
from planner.text import N_, Message, message


class Verdict(StrEnum):
    """What becomes of a row, or of one of its figures."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


VERDICT_NAMES = {
    Verdict.ADDED: N_("new"),
    Verdict.CHANGED: N_("changed"),
    Verdict.SAME: N_("the same"),
    Verdict.REFUSED: N_("refused"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, or one figure of a row with many: where it stands, what it is about, what it would do."""

    place: str  # sheet and address: 进展!B7
    row: int  # zero-based
    verdict: Verdict
    name: str = ""
    what: Message | str = ""


@dataclass(slots=True)
class Draft:
    """What an import would write into ``plan``, and a line for each thing that was looked at.

    Built while the rows are read; frozen by custom once it is shown.
    """

    plan: Plan
    file: str
    sha256: str
    lines: list[Line] = field(default_factory=list)
    inserts: list[Record] = field(default_factory=list)
    updates: list[tuple[type[Record], str, Mapping[str, object]]] = field(default_factory=list)

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many lines have each verdict."""
        found = Counter(line.verdict for line in self.lines)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def findings(self) -> list[Finding]:
        """The refused rows with their addresses."""
        return [
            Finding(line.place, line.what if isinstance(line.what, Message) else Message(line.what))
            for line in self.lines
            if line.verdict is Verdict.REFUSED
        ]

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.inserts and not self.updates


@dataclass(frozen=True, slots=True)
class ImportTable:
    """Write everything a draft holds, as one step that undo takes back as one."""

    draft: Draft

    def label(self, plan: Plan) -> Message:
        """Name the file and the SHA-256 of its bytes."""
        return message("Import “{file}” (SHA-256 {hash})", file=self.draft.file[:80], hash=self.draft.sha256)

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write; each record was checked against this very plan when it was drafted."""
        if plan is not self.draft.plan:
            raise PlannerError("The plan has changed since the preview. Look at it again, then import.")
        edit.insert(*self.draft.inserts)
        by_fields: dict[tuple[type[Record], tuple[str, ...]], list[tuple[str, Sequence[object]]]] = {}
        for record, id_, values in self.draft.updates:
            by_fields.setdefault((record, tuple(values)), []).append((id_, tuple(values.values())))
        for (record, names), rows in by_fields.items():
            edit.update_many(record, names, rows)
