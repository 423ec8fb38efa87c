"""A clause that sets several pieces of work, cut into one proposal for each."""

from __future__ import annotations

import re
from dataclasses import replace

from planner.documents.proposals import Proposal

_MARK = re.compile(r"[、，,；;]")
_LEAST = 5


def split_task(one: Proposal, text: str) -> list[Proposal]:
    """Return the parts of a task at its list marks, each with its own place; an empty list when there is one only.

    A part too short to stand alone (A、B治理) stays with the one after it, so that no name loses its head.
    """
    if one.figure is not None:
        return []
    parts: list[Proposal] = []
    start = one.start
    for end in (*(one.start + found.start() for found in _MARK.finditer(text[one.start : one.end])), one.end):
        words = text[start:end].strip()
        if len(words) >= _LEAST:
            parts.append(replace(one, start=start, end=end, indicator=words, also=()))
            start = end + 1
    if parts and start <= one.end and text[start : one.end].strip():
        last = parts.pop()  # a short end stays with what stands before it
        parts.append(replace(last, end=one.end, indicator=text[last.start : one.end].strip()))
    return parts if len(parts) > 1 else []
