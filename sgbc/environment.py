"""What the environment must say before the portal may start."""

from collections.abc import Mapping

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
