"""Where on the PC the data file lies: on a network, a USB stick or in a folder that is copied to the internet it is not
safe, and with two names on the disk it may be opened by the wrong one.

A network drive does not keep what it confirms, a stick is pulled out, and what copies a folder to the internet copies
the file half written and puts older ones in its place (https://sqlite.org/howtocorrupt.html).
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

NETWORK, REMOVABLE, CLOUD, LINKED = "network", "removable", "cloud", "linked"

_NETWORK_SYSTEMS = re.compile(
    r"nfs\d*|cifs|smb\w*|sshfs|fuse\.(sshfs|rclone|gvfsd-fuse)|davfs\d?|afs|ncpfs|glusterfs|ceph"
)
_CLOUDS = re.compile(
    r"onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|my drive|mi unidad|icloud ?drive|nextcloud|owncloud|mega(sync)?"
    r"|pcloud ?drive|box( sync)?|yandex\.?disk",
    re.IGNORECASE,
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4
"""As GetDriveTypeW of Windows gives them."""


def place_doubts(path: Path) -> list[str]:
    """What is unsafe about where an existing data file lies: NETWORK, REMOVABLE, CLOUD, LINKED."""
    found = [_kind_of_drive(path), CLOUD if in_cloud(path, os.environ) else ""]
    if path.stat().st_nlink > 1:
        found.append(LINKED)
    return [each for each in found if each]


def in_cloud(path: PurePath, environment: Mapping[str, str]) -> bool:
    """Whether a folder above is one that a program copies to the internet, by its usual name or as Windows says."""
    told = [type(path)(environment[name]) for name in _CLOUD_VARIABLES if environment.get(name)]
    return any(folder in path.parents for folder in told) or any(map(_CLOUDS.fullmatch, path.parts[1:-1]))


def _kind_of_drive(path: Path) -> str:
    if sys.platform == "win32":
        return windows_kind(path, _drive_type(path.anchor))
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return mounted_kind(path, mounts)


def windows_kind(path: PurePath, drive_type: int) -> str:
    """By the type of its drive as Windows gives it; what begins with two strokes is always another PC's."""
    if path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\")):
        return NETWORK
    return {_REMOTE_DRIVE: NETWORK, _REMOVABLE_DRIVE: REMOVABLE}.get(drive_type, "")


def _drive_type(anchor: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


def mounted_kind(path: PurePath, mounts: Iterable[str]) -> str:
    """By the innermost of the lines of /proc/mounts (device, place, kind of file system …) that it lies in."""
    device, place, system = "", "", ""
    for line in mounts:
        parts = line.split()
        if len(parts) < 3:
            continue
        mounted = parts[1].replace("\\040", " ")
        if path.is_relative_to(mounted) and len(mounted) >= len(place):
            device, place, system = parts[0], mounted, parts[2]
    if _NETWORK_SYSTEMS.fullmatch(system):
        return NETWORK
    on_stick = place.startswith(("/media/", "/run/media/")) and device.startswith("/dev/sd")
    return REMOVABLE if on_stick else ""
