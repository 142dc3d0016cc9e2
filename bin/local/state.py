"""The state folder: data, sockets, logs and secrets of one set of local servers.

`.state/` in the checkout, or `MDPS_STATE`. Tests and checks use a temporary one (`servers.py`).
"""

import base64
import fcntl
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class State:
    """One state folder. Two commands with the same folder share its servers."""

    folder: Path

    @classmethod
    def usual(cls) -> "State":
        """The one that `bin/demo` and `bin/manage` share."""
        return cls(Path(os.environ.get("MDPS_STATE") or ROOT / ".state").absolute())

    def make(self) -> "State":
        """Make the folders that are not there yet."""
        for folder in (self.folder, self.files, self.log, self.static):
            folder.mkdir(parents=True, exist_ok=True)
            if folder.stat().st_uid != os.geteuid():
                raise SystemExit(f"{folder} belongs to another user. Set MDPS_STATE to your own.")
        self.folder.chmod(0o711)  # the database may run as another user, in a folder of its own
        self.files.chmod(0o700)
        self.log.chmod(0o700)
        return self

    @property
    def files(self) -> Path:
        """Private files: reports and evidence."""
        return self.folder / "files"

    @property
    def static(self) -> Path:
        """Style sheets, fonts and scripts, collected."""
        return self.folder / "static"

    @property
    def log(self) -> Path:
        """One file a process."""
        return self.folder / "log"

    @property
    def secrets(self) -> dict[str, str]:
        """Passwords and keys of this folder, made once, readable by its owner alone."""
        path = self.folder / "secrets.json"
        if not path.exists():
            made = {
                name: secrets.token_urlsafe(40) for name in ("superuser", "owner", "app", "key")
            }
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(made, file)
        return json.loads(path.read_text()) | {"cases": self._case_key}

    @property
    def _case_key(self) -> str:
        """The master key of the cases, in a file of its own: older folders have none yet."""
        path = self.folder / "case-key"
        if not path.exists():
            made = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(made)
        return path.read_text()

    def lock(self, name: str, kind: int = fcntl.LOCK_EX) -> IO[str]:
        """Wait for a lock that ends with the process, however it ends; close it to let go.

        `kind` is `fcntl.LOCK_EX`, or `LOCK_SH` to share it with others that share it.
        """
        file = (self.folder / f"{name}.lock").open("w")
        try:
            fcntl.flock(file, kind)
        except BlockingIOError:
            file.close()
            raise
        return file

    def try_lock(self, name: str) -> IO[str] | None:
        """The same for oneself alone, at once; None when somebody holds it."""
        try:
            return self.lock(name, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
