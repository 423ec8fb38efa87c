"""Commands on documents, bases and attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.commands.edits import find, last_pos
from planner.domain.filenames import clean_name
from planner.domain.plan import Plan
from planner.domain.records import Attachment, Basis, Document
from planner.errors import PlannerError
from planner.store.store import Edit, new_id
from planner.text import Message, message

LARGEST_ATTACHMENT = 20_000_000


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Keep a document's text in the plan; goals that came from it find their wording in it.

    ``links`` are bases already found in the text: (basis id, start, end, quote).
    """

    id_: str
    title: str
    text: str
    issuer: str = ""
    number: str = ""
    day: date | None = None
    links: Sequence[tuple[str, int, int, str]] = ()

    def label(self, plan: Plan) -> Message:
        """Name the document."""
        return message("Add document “{title}”", title=self.title[:40])

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Refuse an empty text or one that is there already, then write text, record and links."""
        if not self.text.strip():
            raise PlannerError("The document holds no text.")
        content = edit.keep_bytes(self.text.encode("utf-8"))
        same = next((old for old in plan.documents.values() if old.content == content), None)
        if same is not None:
            raise PlannerError("This document is already in the plan as “{title}”.", title=same.title[:60])
        pos = last_pos(plan.documents.values())
        edit.insert(Document(self.id_, self.title, self.issuer, self.number, self.day, content, len(self.text), pos))
        for basis, start, end, quote in self.links:
            edit.update(Basis, basis, document=self.id_, start=start, end=end, quote=quote)


@dataclass(frozen=True, slots=True)
class AttachFile:
    """Keep a file inside the plan, hung on a goal."""

    goal: str
    name: str
    content: bytes

    def label(self, plan: Plan) -> Message:
        """Name the file."""
        return message("Attach “{name}”", name=clean_name(self.name)[:40])

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Refuse what is too large or empty, then write."""
        find(plan, "goal", self.goal)
        if len(self.content) > LARGEST_ATTACHMENT:
            raise PlannerError(
                "“{name}” is larger than {n} MB. Attach a smaller file.",
                name=clean_name(self.name)[:60], n=LARGEST_ATTACHMENT // 1_000_000,
            )  # fmt: skip
        if not self.content:
            raise PlannerError("“{name}” is empty.", name=clean_name(self.name)[:60])
        digest = edit.keep_bytes(self.content)
        pos = last_pos(plan.attachments.get(self.goal, ()))
        edit.insert(Attachment(new_id(), self.goal, clean_name(self.name), digest, len(self.content), pos))
