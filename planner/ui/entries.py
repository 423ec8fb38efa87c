"""The lines of the navigation: what each stands for, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from planner.domain.query import NONE, Query, read_query


class What(Enum):
    """What a line of the navigation stands for."""

    GOALS = auto()
    CAPTION = auto()
    THEME = auto()
    OFFICE = auto()
    DOCUMENT = auto()
    FILTER = auto()
    ADD = auto()  # offers the first entry of an empty section


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    ``key`` is a row's id (of an office also those below it), a filter's condition, or for ``ADD`` what is to be added.
    """

    what: What
    text: str
    key: str = ""
    count: int | None = None
    colour: str = ""
    depth: int = 0
    saved: str = ""  # the id of a saved filter

    @property
    def query(self) -> Query | None:
        """The search the line stands for, if it is one."""
        match self.what:
            case What.GOALS:
                return Query()
            case What.THEME:
                return Query(themes=frozenset({self.key}))
            case What.OFFICE:
                return Query(offices=frozenset(self.key.split(",")))
            case What.FILTER:
                return read_query(self.key)
            case _:
                return None

    @property
    def record(self) -> tuple[str, str] | None:
        """Table and id of the record the line stands for, if it is one."""
        tables = {What.THEME: "theme", What.OFFICE: "office", What.DOCUMENT: "document"}
        if self.saved:
            return "filter", self.saved
        if self.what not in tables or self.key == NONE:
            return None
        return tables[self.what], self.key.partition(",")[0]
