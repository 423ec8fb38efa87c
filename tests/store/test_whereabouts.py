"""Which places a plan may be edited in, told from a mount table and from what folders are called."""

from pathlib import Path

import pytest

from planner.store.clouds import NAMES, is_synced
from planner.store.whereabouts import Mount, Place, judge, mount_under, read_mounts, whereabouts

TABLE = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:30 / /mnt/office rw,relatime shared:7 - cifs //server/office rw,vers=3.0
31 27 0:31 / /mnt/office/deep\040folder rw shared:8 master:1 - nfs4 server:/deep rw
32 27 8:17 / /run/media/wang/U\134PAN rw,nosuid - vfat /dev/sdb1 rw
33 27 7:1 / /mnt/disc ro,relatime - iso9660 /dev/sr0 ro
34 27 0:40 / /home/wang/remote rw - fuse.sshfs wang@host: rw
35 27 259:3 / /data rw - fuseblk /dev/nvme0n1p3 rw
36 27 8:33 / /mnt/sick ro - ext4 /dev/sdc1 rw
broken line
"""
MOUNTS = read_mounts(TABLE)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/wang/a.plan", Place.HERE),
        ("/data/a.plan", Place.HERE),
        ("/mnt/office/a.plan", Place.NETWORK),
        ("/mnt/office/deep folder/a.plan", Place.NETWORK),
        ("/mnt/officer/a.plan", Place.HERE),
        ("/home/wang/remote/a.plan", Place.NETWORK),
        (r"/run/media/wang/U\PAN/a.plan", Place.REMOVABLE),
        ("/mnt/disc/a.plan", Place.READ_ONLY),
        ("/mnt/sick/a.plan", Place.READ_ONLY),
    ],
)
def test_a_mount_table_tells_the_kind_of_place(path, place):
    assert judge(mount_under(Path(path), MOUNTS), synced=False, writable=True) is place


@pytest.mark.parametrize(
    ("mount", "place"),
    [
        (Mount("E:\\", removable=True), Place.REMOVABLE),
        (Mount(r"\\server\share", shared=True), Place.NETWORK),
        (Mount("D:\\", "udf", read_only=True), Place.READ_ONLY),
        (Mount("/Volumes/STICK"), Place.REMOVABLE),
        (Mount("C:\\"), Place.HERE),
    ],
)
def test_other_systems_are_judged_alike(mount, place):
    assert judge(mount, synced=False, writable=True) is place


def test_a_file_that_may_not_be_written_is_read_only_wherever_it_lies():
    assert judge(Mount("/"), synced=True, writable=False) is Place.READ_ONLY


@pytest.mark.parametrize("name", NAMES)
def test_synced_folders_are_known_by_name_at_any_depth(name):
    assert is_synced(Path("/home/wang") / name.upper() / "2026" / "a.plan", {})


@pytest.mark.parametrize("name", ["OneDrive - 开发区", "Dropbox (2)", "坚果云-工作"])
def test_a_name_may_go_on(name):
    assert is_synced(Path("/home/wang") / name / "a.plan", {})


@pytest.mark.parametrize("name", ["云计算", "onedriver", "我的文件", "droppings"])
def test_other_names_are_no_clouds(name):
    assert not is_synced(Path("/home/wang") / name / "OneDrive.plan", {})


def test_a_synced_folder_is_known_by_the_environment_and_by_its_mark(tmp_path):
    assert is_synced(Path("/data/work/a.plan"), {"OneDriveCommercial": "/data/work", "OneDrive": ""})
    assert not is_synced(tmp_path / "a.plan", {})
    (tmp_path / ".stfolder").mkdir()
    assert is_synced(tmp_path / "deep" / "a.plan", {})


def test_a_link_is_judged_by_where_it_leads(tmp_path):
    cloud = tmp_path / "坚果云"
    cloud.mkdir()
    (cloud / "a.plan").write_bytes(b"")
    (tmp_path / "link.plan").symlink_to(cloud / "a.plan")
    assert whereabouts(tmp_path / "link.plan") is Place.SYNCED
    assert whereabouts(tmp_path / "b.plan") is Place.HERE


def test_a_place_that_is_not_there_is_judged_by_what_is(tmp_path):
    assert whereabouts(tmp_path / "no" / "such" / "a.plan") is Place.HERE
