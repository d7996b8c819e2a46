"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from matching.services.partners import forget_partners


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
    forget_partners()
