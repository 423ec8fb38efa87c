"""Where the command line takes a password from: a file, a variable, or the person; never an argument others can see."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from planner.errors import PlannerError
from planner.store.keys import Key, Protected
from planner.text import Translator

VARIABLE = "PLANNER_PASSWORD"
OPTION = "--password-file"
_LARGEST = 4096  # bytes of a file that can hold a password


def key_from(file: Path | None, needed: Protected, say: Translator) -> Key:
    """Return the key of a protected plan; raises :class:`PlannerError` where nobody can be asked for it."""
    found = _given(file, VARIABLE)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise PlannerError(
            "{refusal} Give its password in the variable {variable} or with {option}.",
            refusal=needed.message, variable=VARIABLE, option=OPTION,
        )  # fmt: skip
    return Key(getpass.getpass(say(needed.message) + " " + say("Password: "), sys.stderr))


def new_key(file: Path | None, variable: str, option: str, say: Translator) -> Key:
    """Return a new password: from a file, a variable, or typed twice."""
    found = _given(file, variable)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise PlannerError("Give the new password in the variable {variable} or with {option}.",
                           variable=variable, option=option)  # fmt: skip
    first = Key(getpass.getpass(say("New password: "), sys.stderr))
    if Key(getpass.getpass(say("Once more: "), sys.stderr)) != first:
        raise PlannerError("The two passwords differ. Nothing was changed.")
    return first


def _given(file: Path | None, variable: str) -> Key | None:
    if file is not None:
        return Key(_first_line(file))
    return Key(os.environ[variable]) if os.environ.get(variable) else None


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=file.name, why=error.strerror or "") from None
    except UnicodeDecodeError:
        text = ""
    line = text.partition("\n")[0].rstrip("\r")
    if not line or len(content) > _LARGEST:
        raise PlannerError("“{file}” holds no password: its first line must be the password, as UTF-8.", file=file.name)
    return line


def pick_password_file(args: list[str]) -> tuple[Path | None, list[str]]:
    """Return the file ``--password-file`` names, which may stand anywhere before ``--``, and the other arguments."""
    rest: list[str] = []
    found: Path | None = None
    words: Iterator[str] = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == OPTION:
            found = Path(next(words, ""))
        elif word.startswith(OPTION + "="):
            found = Path(word.removeprefix(OPTION + "="))
        else:
            rest.append(word)
    return found, rest
