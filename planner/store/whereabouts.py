"""Where a plan lies, and whether it may be edited there.

SQLite is safe on a local disk that stays where it is. On a share locks and syncs cannot be relied on, a stick is
pulled out, a sync program swaps files: there the plan is edited in a working copy (see :mod:`planner.store.working`).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from planner.store.clouds import is_synced

_SHARED = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs", "davfs2", "ceph", "glusterfs", "lustre",
    "beegfs", "vboxsf", "vmhgfs", "prl_fs", "virtiofs", "coda", "ocfs2", "gfs2",
})  # fmt: skip
_LOCAL_FUSE = frozenset({"fuseblk", "fuse.ntfs", "fuse.ntfs-3g", "fuse.exfat", "fuse.mergerfs"})
_DISCS = frozenset({"iso9660", "udf"})
_PLUGGED = ("/media/", "/run/media/", "/Volumes/")
_ESCAPE = re.compile(r"\\([0-7]{3})")


class Place(Enum):
    """The kinds of place. ``HERE`` alone is edited in place."""

    HERE = "here"
    NETWORK = "network"
    REMOVABLE = "removable"
    SYNCED = "synced"
    READ_ONLY = "read-only"


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted volume: its folder, its file system, and what is known of the device under it."""

    point: str
    kind: str = ""
    read_only: bool = False
    removable: bool = False
    shared: bool = False


def judge(mount: Mount, *, synced: bool, writable: bool) -> Place:
    """Return the kind of place of a file on ``mount``, from what is known of it."""
    if mount.read_only or not writable:
        return Place.READ_ONLY
    if mount.shared or mount.kind in _SHARED or (mount.kind.startswith("fuse") and mount.kind not in _LOCAL_FUSE):
        return Place.NETWORK
    if mount.removable or mount.kind in _DISCS or f"{mount.point}/".startswith(_PLUGGED):
        return Place.REMOVABLE
    return Place.SYNCED if synced else Place.HERE


def whereabouts(path: Path) -> Place:
    """Return where a plan lies: the real file, when the path is a link. Never opens the file."""
    real = path.resolve()
    there = next(folder for folder in (real, *real.parents) if folder.exists())
    writable = os.access(there, os.W_OK) and os.access(there if there.is_dir() else there.parent, os.W_OK)
    return judge(_mount_of(real), synced=is_synced(real, os.environ), writable=writable)


def mount_under(path: Path, mounts: Iterable[Mount]) -> Mount:
    """Return the innermost volume a path lies on; of two on one folder the later one hides the former."""
    found = Mount("/")
    for mount in mounts:
        if path.is_relative_to(mount.point) and len(mount.point) >= len(found.point):
            found = mount
    return found


# -- Linux ----------------------------------------------------------------------------------------


def read_mounts(table: str) -> list[Mount]:
    """Read the text of ``/proc/self/mountinfo``; see proc_pid_mountinfo(5)."""
    found = []
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields, volume = before.split(" "), after.split(" ")
        if len(fields) < 6 or len(volume) < 2:
            continue
        options = {*fields[5].split(","), *(volume[2].split(",") if len(volume) > 2 else ())}
        found.append(Mount(_plain(fields[4]), volume[0], "ro" in options, _is_removable(fields[2])))
    return found


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 8)), text)


def _is_removable(device: str) -> bool:
    """Whether a block device (``8:17``) sits on the USB bus or says it can be taken out."""
    block = Path("/sys/dev/block") / device
    if not block.exists():
        return False
    real = block.resolve()
    if "/usb" in str(real):
        return True
    flags = (folder / "removable" for folder in (real, real.parent))
    return any(flag.is_file() and flag.read_text(encoding="ascii").strip() == "1" for flag in flags)


# -- the systems ----------------------------------------------------------------------------------

if sys.platform == "win32":
    import ctypes

    _KINDS = {2: Mount("", removable=True), 4: Mount("", shared=True), 5: Mount("", "udf", read_only=True)}
    _READ_ONLY_VOLUME = 0x00080000
    _STORAGE_QUERY, _USB, _SD = 0x002D1400, 7, 12

    def _mount_of(path: Path) -> Mount:
        if path.drive.startswith("\\\\"):
            return Mount(path.drive, shared=True)
        root = f"{path.drive}\\"
        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        if kind in _KINDS:
            return _KINDS[kind]
        flags = ctypes.c_uint32(0)
        ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, ctypes.byref(flags), None, 0)
        return Mount(root, read_only=bool(flags.value & _READ_ONLY_VOLUME), removable=_bus(path.drive) in (_USB, _SD))

    def _bus(drive: str) -> int:
        """Return the bus a drive hangs on; Windows calls a USB hard disk a fixed one."""
        kernel = ctypes.windll.kernel32
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW(f"\\\\.\\{drive}", 0, 3, None, 3, 0, None)
        if handle in (None, ctypes.c_void_p(-1).value):
            return 0
        asked, answer, length = (ctypes.c_uint32 * 3)(), (ctypes.c_uint32 * 256)(), ctypes.c_uint32(0)
        done = kernel.DeviceIoControl(
            ctypes.c_void_p(handle), _STORAGE_QUERY, asked, 12, answer, 1024, ctypes.byref(length), None
        )
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return int(answer[7]) if done else 0  # STORAGE_DEVICE_DESCRIPTOR.BusType, at byte 28

elif sys.platform == "darwin":

    def _mount_of(path: Path) -> Mount:
        """Sticks and shares alike are mounted under /Volumes, where the system's own disk is a link."""
        there = next(folder for folder in (path, *path.parents) if folder.exists())
        read_only = bool(os.statvfs(there).f_flag & os.ST_RDONLY)
        return Mount("/".join(path.parts[:3])[1:] if path.parts[1:2] == ("Volumes",) else "/", read_only=read_only)

else:
    _MOUNTS = Path("/proc/self/mountinfo")

    def _mount_of(path: Path) -> Mount:
        return mount_under(path, read_mounts(_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")))
