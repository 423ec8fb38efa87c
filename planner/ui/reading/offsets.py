"""Positions in a text as Python counts them (characters) and as Qt does (UTF-16 units)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Offsets:
    """Converts both ways; costs nothing for texts without characters beyond the basic plane."""

    def __init__(self, text: str) -> None:
        self._wide = [n for n, character in enumerate(text) if character > "\uffff"] if not text.isascii() else []
        self._wide_qt = [n + k for k, n in enumerate(self._wide)]

    def to_qt(self, position: int) -> int:
        """Return the Qt position of a character index."""
        return position + bisect_left(self._wide, position)

    def to_python(self, position: int) -> int:
        """Return the character index of a Qt position; one inside a pair counts as its character's."""
        return position - bisect_right(self._wide_qt, position - 1)
