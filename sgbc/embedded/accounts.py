"""Whom the servers run as: PostgreSQL refuses root, so root lends them an account without power."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sgbc.embedded.errors import ServiceError

POWERLESS_ACCOUNTS = ("nobody", "daemon")
# Nothing of the caller's own environment reaches the servers: PGDATA, LC_ALL or LD_LIBRARY_PATH would change them.
SERVER_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Account:
    """The user and group that own the servers' data; `is_lent` when they are not the caller's own."""

    uid: int
    gid: int
    is_lent: bool

    def options(self) -> dict[str, Any]:
        """Return the options of `subprocess` that run a command as this account, with the servers' bare environment."""
        lent = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_lent else {}
        return lent | {"env": SERVER_ENVIRONMENT, "umask": 0o077, "cwd": "/", "stdin": subprocess.DEVNULL}

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run `command` to its end as this account and return what it said; `ServiceError` if it cannot start."""
        try:
            return subprocess.run(command, capture_output=True, text=True, check=False, **self.options())  # noqa: S603
        except OSError as error:
            raise ServiceError(f"{command[0]} cannot be run here: {error.strerror}.") from error

    def own(self, path: Path) -> None:
        """Hand `path` (not what is in it) to this account, closed to everybody else."""
        path.chmod(0o700 if path.is_dir() else 0o600)
        if self.is_lent:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Tell whether this account reaches `folder` through all of its parents."""
        try:
            return self.run("/bin/sh", "-c", 'cd -- "$0"', folder).returncode == 0
        except ServiceError:
            return False


def servers_account() -> Account:
    """Return the caller's own account, or for root one that has no power."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_lent=False)
    for name in POWERLESS_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, is_lent=True)
    raise ServiceError(
        f"PostgreSQL does not run as root and none of the accounts {', '.join(POWERLESS_ACCOUNTS)} exists here: "
        "sign in as an ordinary user, or set DATABASE_URL and REDIS_URL."
    )
