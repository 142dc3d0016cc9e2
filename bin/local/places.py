"""Folders that other users must reach, and paths that must stay short."""

import hashlib
import os
import pwd
import subprocess
import tempfile
from pathlib import Path

SOCKET_PATH_BYTES = 107  # what the kernel takes, with room for the end of the string
LONGEST_NAME = "/.s.PGSQL.5432.lock"


def reachable(folder: Path, user: pwd.struct_passwd | None) -> Path:
    """`folder`, or one for it in /var/lib where `user` cannot pass through the folders above it."""
    if user is None or can_enter(folder, user):
        return folder
    elsewhere = Path("/var/lib") / f"mdps-{digest(folder)}"
    elsewhere.mkdir(mode=0o711, exist_ok=True)
    return elsewhere


def can_enter(folder: Path, user: pwd.struct_passwd) -> bool:
    """Whether `user` may pass into `folder` (which must exist). Needs root."""
    asked = subprocess.run(
        ["test", "-x", folder],
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        cwd="/",
    )
    return asked.returncode == 0


def socket_folder(home: Path) -> Path:
    """`home`/run, or a private folder in /tmp for it when that is too long for a socket."""
    folder = home / "run"
    if len(os.fsencode(f"{folder}{LONGEST_NAME}")) < SOCKET_PATH_BYTES:
        return folder
    return Path(tempfile.gettempdir()) / f"mdps-{os.geteuid()}-{digest(home)}"


def make_private(folder: Path, owner: int) -> None:
    """Make `folder` for `owner` alone; refuse one that somebody else made first."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), owner):
        raise SystemExit(f"{folder} belongs to somebody else. Remove it or set MDPS_STATE.")
    folder.chmod(0o700)
    os.chown(folder, owner, -1)


def digest(path: Path) -> str:
    """A short name for a long path, always the same."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
