"""Small real disks for tests; only root may make them, elsewhere such tests are skipped with a word."""

import subprocess
from pathlib import Path

import pytest


class Disks:
    """Makes disks below a folder and takes them away again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[Path] = []

    def __call__(self, size: str) -> Path:
        """Return the folder of a new, empty disk."""
        disk = self._folder / f"disk{len(self._made)}"
        disk.mkdir()
        if _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)):
            pytest.skip("no disk can be made here")
        self._made.append(disk)
        return disk

    def protect(self, disk: Path, *, on: bool = True) -> None:
        """Turn write protection on or off."""
        assert not _run("mount", "-o", f"remount,{'ro' if on else 'rw'}", str(disk))

    def enlarge(self, disk: Path, size: str) -> None:
        """Make room."""
        assert not _run("mount", "-o", f"remount,size={size}", str(disk))

    def take_away(self) -> None:
        """Unmount them all, whoever still has files open on them."""
        for disk in self._made:
            _run("umount", "-l", str(disk))


def _run(*words: str) -> int:
    return subprocess.run(words, check=False, capture_output=True).returncode


@pytest.fixture
def disk(tmp_path):
    """Return a maker of small disks."""
    disks = Disks(tmp_path)
    yield disks
    disks.take_away()
