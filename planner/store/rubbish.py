"""Values in the file that no program of ours can have written: damage that SQLite itself does not see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Rubbish(Exception):
    """A value was read from the file that cannot be what it should; the file is damaged."""


@contextmanager
def as_written() -> Iterator[None]:
    """Turn a failed conversion of what was just read into :class:`Rubbish`. Wrap the conversion alone."""
    try:
        yield
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise Rubbish(str(error)) from error
