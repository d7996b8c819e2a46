"""Where compiled loops are kept between processes: in a folder named after the sources they were compiled from.

Numba looks into what it kept before it asks whether that is stale, and what it kept names classes of the engine: after
one was renamed, nothing could be loaded. Under another digest nothing stale is ever found.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

PREFIX = "loops-"


def digest_of(sources: Path) -> str:
    """Of every module below the folder: its name and what it says."""
    digest = hashlib.sha256()
    for path in sorted(sources.rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(sources).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def own_places(package: Path) -> list[Path]:
    """Beside what Python compiled of the package; for a checkout that is only read, in the user's cache."""
    caches = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return [package / "__pycache__", *([Path(caches) / "sgbc"] if Path(caches).is_absolute() else [])]


def bring_folder(places: Iterable[Path], digest: str) -> Path | None:
    """Return a folder for the digest in the first place that can be written, or None.

    When it is new, those of other digests are deleted there; a process that still has one makes it again.
    """
    for place in places:
        folder = place / f"{PREFIX}{digest}"
        is_new = not folder.is_dir()
        if not _can_be_written(folder):
            continue
        for other in place.glob(f"{PREFIX}*") if is_new else ():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return folder
    return None


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
