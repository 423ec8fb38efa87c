"""The password of a protected plan, and the key it becomes.

A protected plan is a SQLCipher 4 file with that format's own settings: AES-256 page by page, each page with its
HMAC-SHA512, and a key derived from the password by PBKDF2-HMAC-SHA512 with 256,000 rounds and the file's first
sixteen bytes as salt. Any program that knows SQLCipher opens it with the password alone. There is no second way in.
"""

from __future__ import annotations

import hashlib
import unicodedata

from planner.errors import PlannerError

SALT = 16  # bytes at the start of a protected file
ROUNDS = 256_000
MOST = 256  # characters of a password
GOOD = 12  # characters from which a password is called long enough


class WrongPassword(PlannerError):
    """The password does not open the plan."""


class Protected(PlannerError):
    """The file needs a password before it can be said what it is."""


class Key:
    """A password, held in memory only; it never shows itself in a message, a log or a report.

    Characters count as the person sees them, however the keyboard composed them: the text is normalised to NFC.
    Full-width and half-width characters stay different, as they look different.
    """

    __slots__ = ("_derived", "_text")

    def __init__(self, text: str) -> None:
        """Raises :class:`PlannerError` for what can be no password."""
        text = unicodedata.normalize("NFC", text)
        if not text:
            raise PlannerError("Give a password.")
        if len(text) > MOST or any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
            raise PlannerError("A password has at most {most} characters, all of them printable.", most=MOST)
        self._text = text
        self._derived: dict[bytes, bytes] = {}

    def derived(self, salt: bytes) -> bytes:
        """Return the 32 bytes that encrypt a file with this salt: worked out once, since it takes a while."""
        if salt not in self._derived:
            self._derived[salt] = hashlib.pbkdf2_hmac("sha512", self._text.encode(), salt, ROUNDS, 32)
        return self._derived[salt]

    def raw(self, salt: bytes) -> str:
        """Return the key for a file with this salt, as SQLCipher takes one."""
        return f"x'{self.derived(salt).hex()}{salt.hex()}'"

    @property
    def is_long(self) -> bool:
        """Whether it is long enough not to be guessed soon."""
        return len(self._text) >= GOOD

    def said(self) -> str:
        """Return the password itself, only to hand it to a process of our own through a pipe."""
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "Key(…)"
