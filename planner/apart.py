"""Foreign files are read in a process apart, with limits; what comes back is plain data, or nothing.

A reader that aborts, loops or grows ends its own process only. The parent never opens the file itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

MEMORY = 1_500_000_000
"""Bytes of address space a reader may take."""
CPU_SECONDS = 60
SECONDS = 60.0
"""How long a reader may take by the clock."""
_NOBODY = "127.0.0.1:9"  # the port on which nobody listens: whatever asks for a proxy reaches no network
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_NO_WINDOW = 0x0800_0000  # Windows: no console flashes up


class Broken(Exception):
    """The reader ended by itself, or said more than it may."""


class TooSlow(Exception):
    """The reader took too long and was ended."""


def ask(
    module: str, arguments: Sequence[str], *, most: int, seconds: float = SECONDS, given: bytes | None = None
) -> bytes:
    """Run one of our own modules in a process of its own and return what it writes, at most ``most`` bytes.

    ``given`` is what it finds on its standard input; no network answers it. Raises :class:`Broken` or
    :class:`TooSlow`; either way the process is gone.
    """
    package = Path(__file__).resolve().parents[1]
    paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**_offline(), "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module; what is foreign is an argument
        [sys.executable, "-m", module, *arguments], env=environment,
        stdin=subprocess.DEVNULL if given is None else subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )  # fmt: skip
    slow = threading.Event()
    clock = threading.Timer(seconds, _end, (process, slow))
    clock.start()
    assert process.stdout is not None, "asked for above"
    if given is not None:
        threading.Thread(target=_hand_over, args=(process, given), daemon=True).start()
    try:
        with process.stdout as pipe:
            said = pipe.read(most + 1)
        if len(said) > most:
            process.kill()
        code = process.wait()
    finally:
        clock.cancel()
        if process.poll() is None:
            process.kill()
            process.wait()
    if slow.is_set():
        raise TooSlow
    if code != 0 or len(said) > most:
        raise Broken
    return said


def _offline() -> dict[str, str]:
    """Return this process's environment with every way to a network led to where nobody listens."""
    known = {name: value for name, value in os.environ.items() if name.upper() not in (*_PROXIES, "NO_PROXY")}
    names = _PROXIES if sys.platform == "win32" else (*_PROXIES, *(name.lower() for name in _PROXIES))
    return known | dict.fromkeys(names, _NOBODY)


def _hand_over(process: subprocess.Popen[bytes], given: bytes) -> None:
    assert process.stdin is not None, "asked for above"
    with suppress(BrokenPipeError), process.stdin as pipe:  # a reader that has ended is told by its code
        pipe.write(given)


def _end(process: subprocess.Popen[bytes], slow: threading.Event) -> None:
    slow.set()
    process.kill()


def set_limits() -> None:
    """Bound memory, processor time and files of this process; called by a reader before it looks at anything.

    Where the system has no such limits the parent's clock, and the readers' own counting, are all there is.
    """
    if sys.platform == "win32":
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_FSIZE, 0)):
        _, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, hard))
