"""A plan whose every text is hostile goes through the window, the sheets, the exports and the command line.

Run in a process under ``network.c``, which notes each attempt to reach a network, each name looked up and each opening
of the file the texts point to. ``planted`` is a fault that must be found: ``network``, ``lookup``, ``rich``,
``formula`` or ``link``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

MARK = "trustmark"
SOURCE = Path(__file__).with_name("network.c")


@dataclass(slots=True)
class Hostile:
    """What came of the hostile texts."""

    texts: int = 0
    labels: int = 0
    rich: int = 0
    network: int = 0
    files: int = 0
    formulas: int = 0
    links: int = 0

    @property
    def clean(self) -> bool:
        """Whether no text was taken for anything but a text."""
        return not (self.rich or self.network or self.files or self.formulas or self.links)


def compiled(folder: Path) -> Path:
    """Compile the shim."""
    library = folder / "network.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


def run(folder: Path, *, planted: str = "") -> Hostile:
    """Run the whole session in a process that has the shim, and read what it left."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{MARK}.png").write_bytes(b"no picture")
    seen = folder / "seen.txt"
    seen.unlink(missing_ok=True)
    env = {**os.environ, "LD_PRELOAD": str(compiled(folder)), "TRUST_NETWORK": str(seen), "TRUST_MARK": f"{MARK}.png",
           "QT_QPA_PLATFORM": "offscreen", "PLANNER_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    env |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(folder))
    command = [sys.executable, "-m", "tests.trust.hostile_session", str(folder), planted]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)
    found = Hostile(**json.loads(done.stdout.splitlines()[-1]))
    lines = seen.read_text().splitlines() if seen.exists() else []
    found.files = sum(line.startswith("open ") for line in lines)
    found.network = len(lines) - found.files
    _judge_files(folder, found)
    return found


# -- what was written -----------------------------------------------------------------------------


def _judge_files(folder: Path, found: Hostile) -> None:
    with zipfile.ZipFile(folder / "out.xlsx") as book:
        for name in book.namelist():
            text = book.read(name).decode("utf-8", "replace")
            found.formulas += len(re.findall(r"<f[ >]", text)) if "/worksheets/" in name else 0
            found.links += text.count("<hyperlink ") + text.count('TargetMode="External"')
    content = (folder / "out.csv").read_text(encoding="utf-8-sig")
    found.formulas += len(re.findall(r'(?m)(?:^|,)"?[=+@\t\r]', content))
    pdf = (folder / "out.pdf").read_bytes()
    found.links += pdf.count(b"/URI")
    svg = (folder / "out.svg").read_text()
    found.links += svg.count("<a ") + svg.count("<image") + svg.count('href="http')
