"""The proof of a copy: synced, opened, checked whole, and at the step and of the plan it was taken from.

``python -m planner.store.proving`` does the same in a process of its own, for the window: what to prove comes as
one line of JSON on standard input, and one line of JSON goes back; empty when the copy is proved and has its name,
else with the refusal.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from planner.errors import Finding, PlannerError
from planner.outfile import sync
from planner.store.check import check_connection
from planner.store.connection import Connection, connect
from planner.store.faults import sorted_out
from planner.store.keys import Key
from planner.text import Message


@dataclass(frozen=True, slots=True)
class Claim:
    """What a copy must turn out to be before it gets its name: its plan's id (hex) and its newest step."""

    half: str
    target: str
    plan: str
    step: int
    password: str = field(default="", repr=False)  # of a protected plan, whose copies are protected by it too

    def settle(self) -> None:
        """Prove the copy and give it its name; raises :class:`PlannerError`, and the copy is thrown away."""
        half, target = Path(self.half), Path(self.target)
        try:
            sync(half)
            if self._findings(half):
                raise PlannerError("The copy “{file}” could not be verified and was thrown away.", file=target.name)
            half.replace(target)
            sync(target.parent)
        except OSError as error:
            raise PlannerError(
                "“{file}” cannot be written: {why}.", file=target.name, why=error.strerror or ""
            ) from None
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)

    def _findings(self, half: Path) -> list[Finding]:
        with sorted_out(half):
            copy = connect(half, key=Key(self.password) if self.password else None)
            try:
                if identity(copy) != (bytes.fromhex(self.plan), self.step):
                    return [Finding("", Message("the file is damaged: {why}", {"why": "identity"}))]
                return check_connection(copy)
            finally:
                copy.close()


def identity(connection: Connection) -> tuple[bytes, int]:
    """Return the plan's id and the newest step's number as they stand inside a file."""
    (plan,) = connection.execute("SELECT plan FROM plan").fetchone()
    (last,) = connection.execute("SELECT coalesce(max(n), 0) FROM step").fetchone()
    return bytes(plan), int(last)


# -- in a process of its own ----------------------------------------------------------------------


def question(claim: Claim) -> bytes:
    """Return what the other process reads."""
    return json.dumps(asdict(claim)).encode("ascii") + b"\n"


def refusal_in(answer: bytes) -> Message | None:
    """Return why the other process refused, ``None`` when the copy is proved and has its name."""
    try:
        found = json.loads(answer)
    except ValueError:
        return Message("The check of the copy broke off, so it was thrown away.")
    return Message.from_json(json.dumps(found["refusal"])) if found.get("refusal") else None


def main() -> int:
    """Prove one copy and answer."""
    claim = Claim(**json.loads(sys.stdin.buffer.readline()))
    answer: dict[str, object] = {}
    try:
        claim.settle()
    except PlannerError as refusal:
        answer = {"refusal": json.loads(refusal.message.to_json())}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
