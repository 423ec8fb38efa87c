"""Messages: text with a key and arguments, translated only where a person reads it.

The rooms below the window and the command line never translate. They hand out
:class:`Message` values whose key is the English text; a :class:`Translator` at the
edge turns them into the reader's language through gettext.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import Formatter

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet in any language: English key with ``{named}`` places, and their values.

    A value may itself be a message; it is translated before it is put in its place.
    """

    key: str
    args: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> str:
        """One line of JSON, as kept in the plan's history."""
        return json.dumps(_plain(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Message:
        """Read what :meth:`to_json` wrote."""
        return _message(json.loads(line))


def message(key: str, **args: object) -> Message:
    """Build a message; the name also marks the key for the translators' tools."""
    return Message(key, args)


def N_(key: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a key for translation and return it unchanged."""
    return key


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return {"key": value.key, "args": {k: _plain(v) for k, v in value.args.items()}}
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float | str | bool) or value is None else str(value)


def _message(value: object) -> Message:
    if not isinstance(value, dict):
        return Message(str(value))
    args = {k: _message(v) if isinstance(v, dict) else v for k, v in value.get("args", {}).items()}
    key = str(value.get("key", ""))
    return Message(key, args) if _fits(key, args) else Message(key)


def _fits(key: str, args: Mapping[str, object]) -> bool:
    """Whether a key that was read from a file asks for nothing but its own arguments, as they are."""
    try:
        return all(
            name is None or (name in args and not how and not turned) for _, name, how, turned in Formatter().parse(key)
        )
    except ValueError:
        return False


class Translator:
    """Turns messages into one language; ``en`` needs no catalogue."""

    def __init__(self, language: str, folder: Path) -> None:
        """Load ``folder/<language>/LC_MESSAGES/planner.mo`` if it exists."""
        self.language = language
        self._folder = folder
        self._catalogue = gettext.translation("planner", folder, languages=[language], fallback=True)

    def __call__(self, text: Message | str, **args: object) -> str:
        """Return the text in this language with its arguments filled in."""
        if isinstance(text, str):
            text = Message(text, args)
        translated = self._catalogue.gettext(text.key) if text.key else ""
        return translated.format(**{k: self._argument(v) for k, v in text.args.items()}) if text.args else translated

    @classmethod
    def like(cls, other: Translator, language: str) -> Translator:
        """Return a translator into another language from the same folder."""
        return cls(language, other._folder)

    def _argument(self, value: object) -> object:
        if isinstance(value, Message):
            return self(value)
        return value
