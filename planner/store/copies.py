"""Which working copies this machine knows, so that a copied or restored file gets a number of its own.

Two files with one working-copy id would write the same step numbers; merging them later would be
impossible. A file counts as the known copy when path and file identity are as remembered and it is
not behind what was remembered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

_FULL = 4


@dataclass(frozen=True, slots=True)
class Copies:
    """The list, one JSON file per user: working-copy id → path, file identity, newest step number, plan id."""

    file: Path

    @classmethod
    def of_user(cls) -> Copies:
        """Return the list in the user's own data folder."""
        return cls(user_data_path("policy-planner") / "copies.json")

    def knows(self, path: Path, site: bytes, seq: int) -> bool:
        """Whether ``path`` is the very file remembered under ``site``, at or after the remembered step."""
        known = self._read().get(site.hex())
        return known is not None and known[:2] == _identity(path) and seq >= int(str(known[2]))

    def plan_at(self, path: Path) -> bytes | None:
        """Return the id of the plan last remembered at a path; a damaged file may not tell its own any more."""
        found = [row for row in self._read().values() if row[0] == str(path.resolve()) and len(row) == _FULL]
        try:
            return bytes.fromhex(str(found[-1][3])) if found else None
        except ValueError:
            return None

    def remember(self, path: Path, site: bytes, seq: int, plan: bytes = b"") -> None:
        """Remember a working copy of a plan. A list that cannot be written only costs a new id next time."""
        copies = self._read()
        copies.pop(site.hex(), None)  # the newest stands last
        copies[site.hex()] = [*_identity(path), seq, *([plan.hex()] if plan else [])]
        self._write(copies)

    def moved(self, path: Path, target: Path) -> None:
        """Remember the working copy last closed at ``path`` as the one at ``target``: the same file, brought there."""
        copies = self._read()
        for row in copies.values():
            if row[0] == str(path.resolve()):
                row[:2] = _identity(target)
        self._write(copies)

    def _write(self, copies: dict[str, list[object]]) -> None:
        half = self.file.with_name(self.file.name + ".half")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(copies, ensure_ascii=False, indent=0), encoding="utf-8")
            half.replace(self.file)
        except OSError:
            return

    def _read(self) -> dict[str, list[object]]:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        sound = isinstance(found, dict) and all(
            isinstance(row, list) and len(row) in (3, _FULL) for row in found.values()
        )
        return found if sound else {}


def _identity(path: Path) -> list[object]:
    state = path.stat()
    return [str(path.resolve()), f"{state.st_dev}:{state.st_ino}"]
