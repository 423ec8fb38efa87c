"""Why the reading process did not read a table; the parent turns the word into a sentence."""

from __future__ import annotations


class Refused(Exception):
    """``kind`` is one word that :mod:`planner.tables.incoming.foreign` has a sentence for; ``place`` says where."""

    def __init__(self, kind: str, place: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.place = place
