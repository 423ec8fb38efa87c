"""What a column of a record table is: how a row's cell reads, looks and is typed into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from planner.analysis.values import Light
from planner.figures.palette import Palette


class Row(Protocol):
    """A record, or a value worked out from one, known by its id."""

    @property
    def id(self) -> str:
        """The id of the record."""
        ...


R = TypeVar("R", bound=Row)


class Entry(StrEnum):
    """How a cell is typed into; an editor hangs on each."""

    TEXT = "text"
    LONG = "long"  # several lines
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"  # one of a short list
    OFFICE = "office"  # the name of an office, completed while typing


class Tone(StrEnum):
    """How loud a text is."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Look:
    """How one cell is painted beside its text.

    ``unit`` follows the text, small and grey. ``light`` puts that light's shape before the text and gives both its
    colour.
    """

    tone: Tone = Tone.TEXT
    unit: str = ""
    light: Light | None = None


PLAIN = Look()
_COLOURS: Mapping[Tone, Callable[[Palette], str]] = {
    Tone.TEXT: attrgetter("text"),
    Tone.STRONG: attrgetter("text"),
    Tone.MUTED: attrgetter("muted"),
    Tone.FAINT: attrgetter("faint"),
    Tone.ACCENT: attrgetter("accent"),
}


def colour_of(look: Look, palette: Palette) -> str:
    """Return the text colour of a look as ``#RRGGBB``."""
    return palette.lights[look.light] if look.light else _COLOURS[look.tone](palette)


def _plain(_: object) -> Look:
    return PLAIN


def _no_choices() -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column. ``name`` is the record's field, or any other word when the cell cannot be edited.

    ``show`` gives the text a person reads, ``edit`` the text an editor starts with; without ``edit`` the column is
    read-only. ``title`` is a message key. ``width`` is in pixels; with ``stretch`` it is the least width.
    Columns that ``wrap`` make their rows as high as their text.
    """

    name: str
    title: str
    show: Callable[[R], str]
    edit: Callable[[R], str] | None = None
    entry: Entry = Entry.TEXT
    look: Callable[[R], Look] = _plain
    choices: Callable[[], Sequence[str]] = field(default=_no_choices)
    width: int = 96
    stretch: bool = False
    wrap: bool = False

    @property
    def to_the_right(self) -> bool:
        """Numbers stand at the right edge, everything else at the left."""
        return self.entry is Entry.NUMBER
