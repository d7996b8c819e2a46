"""Data of a checkout from before the tables were laid out anew: kept beside, never guessed at.

From `LAYOUT` 2 on tables only grow and shrink by migrations, so this number is not meant to change again.
"""

import fcntl
import sys
from pathlib import Path

from sgbc.embedded.errors import ServiceError

LAYOUT = "2"
NOTE = "layout"


def set_earlier_aside(folder: Path) -> None:
    """Rename `folder` when its data is of another layout, and say so in one sentence; leave it alone otherwise.

    Raises `ServiceError` while somebody still uses that data, and where the folder cannot be written.
    """
    try:
        _set_aside(folder)
    except OSError as error:
        raise ServiceError(f"The services cannot keep their data in {folder}: {error.strerror}.") from error


def _set_aside(folder: Path) -> None:
    note = folder / NOTE
    if not note.exists() and folder.exists() and any(folder.iterdir()):
        _require_unused(folder)
        aside = _free_name(folder)
        folder.rename(aside)
        sys.stderr.write(
            f"The data in {folder} is from before the tables were laid out anew: it is kept in {aside.name}, "
            "and a fresh demonstration takes its place.\n"
        )
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(LAYOUT)


def _require_unused(folder: Path) -> None:
    with (folder / "users.lock").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServiceError(f"An earlier portal still runs on the data in {folder}. Stop it first.") from error


def _free_name(folder: Path) -> Path:
    names = (
        folder.with_name(f"{folder.name}-before-layout-{LAYOUT}{suffix}")
        for suffix in ("", *(f"-{number}" for number in range(2, 99)))
    )
    return next(path for path in names if not path.exists())
