"""What the environment must say before the portal may start."""

from collections.abc import Mapping
from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

REQUIRED = {
    "SECRET_KEY": "a long random text that signs sessions and links; keep it secret and stable",
    "DATABASE_URL": "the PostgreSQL database, as postgres://user:password@host:5432/name",
    "REDIS_URL": "the Redis server that wakes the workers, as redis://host:6379/0",
}
REQUIRED_IN_PRODUCTION = {
    "ALLOWED_HOSTS": "the host names this site answers to, separated by commas",
    "SITE_URL": "the address people type, as https://portal.example.org; links in e-mails start with it",
}


def missing_settings(environ: Mapping[str, str], *, is_demonstration: bool) -> list[str]:
    """One line per absent or empty variable, saying what it is; an empty list when all is there."""
    required = REQUIRED if is_demonstration else REQUIRED | REQUIRED_IN_PRODUCTION
    return [f"{name}: {meaning}" for name, meaning in required.items() if not environ.get(name)]


def check_service(name: str, *, url: str, key: str) -> str:
    """The translation service by name, or none. Raises ImproperlyConfigured where it cannot be asked."""
    if name == "libretranslate" and url.startswith(("http://", "https://")):
        return name
    if name == "deepl" and key and find_spec("deepl"):
        return name
    if not name:
        return ""
    raise ImproperlyConfigured(
        f"The portal cannot start. TRANSLATION_SERVICE={name} is not usable: it is libretranslate with TRANSLATION_URL "
        "(http://… or https://…), or deepl with TRANSLATION_KEY and the package deepl."
    )
