"""What every test may use."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.utils import translation

from companies.signals import projects_entered, projects_left
from matching.services.meaning import purge_meaning_index
from matching.services.partners import purge_partner_cache


@pytest.fixture(scope="session", autouse=True)
def static_files_straight_from_the_tree() -> None:
    """Pages name static files without the manifest that `collectstatic` writes for a running portal."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Argon2 is slow on purpose; no test is about that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages are read in English unless a test says otherwise; what a test switched on ends with it."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_kept_partners() -> None:
    """Each test has a database of its own; what this process read in another is not in it."""
    purge_partner_cache()
    purge_meaning_index()


@pytest.fixture
def announced() -> Iterator[list[tuple[str, list[int]]]]:
    """("entered" | "left", project ids) for every signal sent during the test."""
    heard: list[tuple[str, list[int]]] = []
    ears = {signal: _ear(word, heard) for word, signal in (("entered", projects_entered), ("left", projects_left))}
    for signal, ear in ears.items():
        signal.connect(ear)
    yield heard
    for signal, ear in ears.items():
        signal.disconnect(ear)


def _ear(word: str, heard: list[tuple[str, list[int]]]) -> Callable[..., None]:
    def hear(project_ids: list[int], **_kwargs: Any) -> None:
        heard.append((word, project_ids))

    return hear


@pytest.fixture
def in_2026() -> Iterator[None]:
    with time_machine.travel("2026-11-24T10:00:00+00:00", tick=False):
        yield
