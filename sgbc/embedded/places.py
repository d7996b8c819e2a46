"""Where the servers of one folder keep what they know.

`state` is the caller's own folder: locks, logs, addresses. `home` holds the data, owned by the servers' account. Both
are one folder, unless root runs us in a place the powerless account cannot reach (say, below /root): opening the
parents to everybody would be wrong, so the data then lives elsewhere and the file `data-folder` says where.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sgbc.embedded.accounts import Account, servers_account
from sgbc.embedded.errors import ServiceError

ELSEWHERE = ("/var/lib", "/var/tmp")  # noqa: S108  made by mkdtemp; the system empties neither at its start


@dataclass(frozen=True)
class Place:
    """The two folders, whom the servers run as, and whether data must survive (`is_durable`) or is thrown away."""

    state: Path
    home: Path
    account: Account
    is_durable: bool

    def data_folder(self, name: str) -> Path:
        """Return the data folder `name`, made if need be, owned by the servers' account and closed to others."""
        folder = self.home / name
        folder.mkdir(exist_ok=True)
        self.account.own(folder)
        return folder

    def discard(self, *data_folders: str) -> None:
        """Delete the data folders of those names, and the home itself when it lies elsewhere."""
        if self.home == self.state:
            for name in data_folders:
                shutil.rmtree(self.home / name, ignore_errors=True)
        else:
            shutil.rmtree(self.home, ignore_errors=True)
            _pointer(self.state).unlink(missing_ok=True)


def find_place(folder: Path, *, is_durable: bool) -> Place:
    """Return the place for `folder`, an existing one; the same place again as long as it holds data."""
    account = servers_account()
    folder.chmod(0o711 if account.is_lent else 0o700)
    home = _home_elsewhere(folder) if account.is_lent else folder
    if home is None:
        home = folder if account.can_enter(folder) else _make_home_elsewhere(folder)
    return Place(folder, home, account, is_durable)


def _pointer(folder: Path) -> Path:
    return folder / "data-folder"


def _home_elsewhere(folder: Path) -> Path | None:
    """Return the home that `folder` points at, unless it is gone or serves the checkout this one was copied from."""
    pointer = _pointer(folder)
    if not pointer.exists():
        return None
    home = Path(pointer.read_text())
    belongs_to = home / "belongs-to"
    if not belongs_to.exists():
        return None
    first_folder = Path(belongs_to.read_text())
    if first_folder != folder and _pointer(first_folder).exists():
        return None
    belongs_to.write_text(str(folder))
    return home


def _make_home_elsewhere(folder: Path) -> Path:
    if (folder / "postgresql").exists():
        raise ServiceError(f"The servers' account can no longer reach its data in {folder}: open its parent folders.")
    for parent in ELSEWHERE:
        if os.access(parent, os.W_OK):
            home = Path(tempfile.mkdtemp(prefix="sgbc-portal-", dir=parent))
            home.chmod(0o711)
            (home / "belongs-to").write_text(str(folder))
            _pointer(folder).write_text(str(home))
            return home
    raise ServiceError(f"None of {', '.join(ELSEWHERE)} can hold the servers' data: set DATABASE_URL and REDIS_URL.")
