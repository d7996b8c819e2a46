"""A newcomer's checkout: with nothing set, the portal runs as a demonstration that keeps all of its own in `var/`."""

import os
import secrets
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from sgbc.embedded.layout import set_earlier_aside
from sgbc.embedded.sharing import services

MODE = "demonstration"
SERVICES_FOLDER = Path("var") / "services"
LOCAL_HOSTS = "localhost,127.0.0.1,[::1]"


@contextmanager
def demonstration(checkout: Path, environ: MutableMapping[str, str]) -> Iterator[None]:
    """Complete `environ` for the time of the block where it asks for a demonstration; leave it alone otherwise.

    It asks by `SGBC_MODE=demonstration`, or by naming neither `SECRET_KEY` nor `DATABASE_URL`. A secret key is never
    invented for somebody's own database. Raises `ServiceError`.
    """
    if not is_demonstration(environ):
        yield
        return
    folder = checkout / SERVICES_FOLDER
    if not environ.get("DATABASE_URL"):
        set_earlier_aside(folder)
    with services(folder, given=environ) as urls:
        if not environ.get("DATABASE_URL"):
            _set_missing(environ, "SECRET_KEY", secret_key(folder.with_name("secret_key")))
        _set_missing(environ, "SGBC_MODE", MODE)
        _set_missing(environ, "ALLOWED_HOSTS", LOCAL_HOSTS)
        environ.update(urls)
        yield


def is_demonstration(environ: MutableMapping[str, str]) -> bool:
    """Tell whether `environ` asks for a demonstration."""
    if mode := environ.get("SGBC_MODE"):
        return mode == MODE
    return not (environ.get("SECRET_KEY") or environ.get("DATABASE_URL"))


def secret_key(file: Path) -> str:
    """Return the secret kept in `file`, readable by its owner only; made at the first call."""
    if not file.exists():
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(50))
        unfinished.rename(file)
    return file.read_text()


def _set_missing(environ: MutableMapping[str, str], name: str, value: str) -> None:
    if not environ.get(name):
        environ[name] = value
