"""What the settings read: a variable of the environment, or the file that `NAME_FILE` names.

Secrets of containers and vaults lie in files; so none has to stand in the environment. The file
comes first. Line ends around what it holds are not part of it.
"""

from typing import Any

import environ


class _FromFiles(environ.FileAwareMapping):
    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(key).strip("\r\n")


class Environment(environ.FileAwareEnv):
    """The environment, and the files it names. Raises OSError for one that is not there."""

    ENVIRON = _FromFiles()
