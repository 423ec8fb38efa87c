"""Folders that a program of somebody else's copies to and from a server while we write.

Such a program may take a plan half-written, or put an older one in its place. It is told by what its folder is
called, by a file it leaves in the folder, or by a variable of the environment that names the folder. A folder that
merely bears such a name costs nothing but a working copy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

NAMES = (
    "OneDrive", "Dropbox", "iCloudDrive", "iCloud Drive", "iCloud~com~apple~CloudDocs", "Mobile Documents",
    "CloudStorage", "Google Drive", "GoogleDrive", "Nextcloud", "ownCloud", "Seafile", "SynologyDrive",
    "Nutstore", "Nutstore Files", "坚果云", "我的坚果云",
    "BaiduSyncdisk", "BaiduNetdiskWorkspace", "BaiduYunGuanjia", "百度网盘", "百度网盘同步空间",
    "aDrive", "AliyunDrive", "阿里云盘", "WPSDrive", "WPS Cloud Files", "WPS云盘", "WPS网盘",
    "Weiyun", "微云", "腾讯微云", "微云同步助手", "WeDrive", "微盘", "企业微信微盘",
    "eCloud", "天翼云盘", "天翼云盘同步盘", "和彩云", "移动云盘", "中国移动云盘", "联通云盘", "钉盘",
    "亿方云", "够快云库", "联想企业网盘",
)  # fmt: skip
"""What the folders are called; a name may go on with a person or a firm: ``OneDrive - 开发区``, ``Dropbox (2)``."""

MARKS = (".dropbox", ".dropbox.cache", ".nutstore", ".stfolder", ".SynologyWorkingDirectory", ".seafile-data")
"""What sync programs leave in the top of their folder."""

VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables of the environment that name a synced folder."""

_NAMED = re.compile(rf"({'|'.join(map(re.escape, NAMES))})([ (_-].*)?", re.IGNORECASE)


def is_synced(path: Path, environment: Mapping[str, str]) -> bool:
    """Whether a file lies in a synced folder, at any depth."""
    named = {Path(environment[name]) for name in VARIABLES if environment.get(name)}
    return any(
        folder in named or _NAMED.fullmatch(folder.name) or any((folder / mark).exists() for mark in MARKS)
        for folder in path.parents
    )
