"""The two ways things go wrong for a person: a refusal, and a finding among many."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from planner.text import Message


class PlannerError(Exception):
    """The user's world said no: a bad value, a locked file, a full disk.

    Carries one sentence that says what to do. Nothing has been changed when it is raised.
    Anything else that escapes is a bug.
    """

    def __init__(self, key: str, **args: object) -> None:
        super().__init__(key)
        self.message = Message(key, args)

    def __str__(self) -> str:
        """The English sentence, for tests and tracebacks."""
        return self.message.key.format(**self.message.args)


def without_values(error: BaseException) -> str:
    """Return an exception's traceback without what it says: places in the code only, no word of anybody's plan."""
    lines: list[str] = []
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        lines.insert(0, "".join(traceback.format_tb(following.__traceback__)) + type(following).__name__ + "\n")
        following = following.__cause__ or following.__context__
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in one place, collected and never raised.

    ``place`` names it for a person (a row and column, a goal); ``serious`` is false for
    what is merely worth a look.
    """

    place: str
    message: Message
    serious: bool = True
