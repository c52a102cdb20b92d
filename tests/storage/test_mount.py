"""What a folder is mounted from."""

import sys
from pathlib import Path

import pytest

from triage.storage import mount
from triage.storage.mount import Mount, mount_of, mounts_beneath

TABLE = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / {root}/odd\\040name rw - nfs4 host:/export rw
31 22 0:26 / {root}/odd rw - tmpfs tmpfs rw
32 31 0:27 / {root}/odd rw master:1 - fuse.sshfs host: rw
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if sys.platform != "linux":
        pytest.skip("only Linux has such a table")
    root = tmp_path.resolve()
    for name in ("odd name/deep", "odd/deep", "oddly"):
        (root / name).mkdir(parents=True)
    table = root / "mountinfo"
    table.write_text(TABLE.format(root=root))
    monkeypatch.setattr(mount, "_TABLE", table)
    return root


@pytest.mark.parametrize(
    ("folder", "number", "kind", "is_remote"),
    [
        ("", 22, "ext4", False),
        ("oddly", 22, "ext4", False),
        ("odd name", 30, "nfs4", True),
        ("odd name/deep", 30, "nfs4", True),
        ("odd/deep", 32, "fuse.sshfs", True),
    ],
)
def test_the_nearest_mount_counts_and_of_two_the_one_on_top(
    root: Path, folder: str, number: int, kind: str, is_remote: bool
) -> None:
    found = mount_of(root / folder)
    points = {22: Path("/"), 30: root / "odd name", 32: root / "odd"}
    assert found == Mount(number, kind, (root / folder).stat().st_dev, str(points[number]))
    assert found.is_remote == is_remote


def test_a_link_is_followed(root: Path) -> None:
    (root / "link").symlink_to("odd/deep")
    assert mount_of(root / "link").id == 32


def test_a_folder_that_is_gone_is_an_error(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        mount_of(root / "gone")


def test_what_is_mounted_within_a_folder_is_known(root: Path) -> None:
    assert mounts_beneath(root) == [str(root / "odd name"), str(root / "odd")]
    assert mounts_beneath(root / "odd") == []
