"""Processes of their own: a shim compiled and loaded before them, and their one line of JSON brought back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def compiled(source: str, folder: Path) -> Path:
    """Compile a shim of this folder. Raises where there is no C compiler."""
    library = folder / Path(source).with_suffix(".so").name
    with suppress(FileNotFoundError):
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(HERE / source), "-ldl"], check=True
        )
        return library
    raise RuntimeError("no C compiler to build the shim with")


def told_by(module: str, *arguments: object, shim: Path | None = None) -> Any:
    """Run ``python -m module arguments`` and return the JSON of its last line."""
    preload = {"LD_PRELOAD": str(shim)} if shim else {}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    root = HERE.parent.parent
    done = subprocess.run(command, cwd=root, env={**os.environ, **preload}, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])
