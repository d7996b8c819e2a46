"""`ETag` and `If-Match`: whoever edits says which version was read."""

from rest_framework.request import Request

from rest.errors import PreconditionFailedError, PreconditionMissingError


def etag_of(fingerprint: str) -> str:
    return f'"{fingerprint}"'


def require_match(request: Request, fingerprint: str) -> None:
    """Raises PreconditionMissingError without If-Match, PreconditionFailedError unless it names `fingerprint` (or
    is `*`).

    The service that writes compares once more under its lock.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionMissingError
    if header != "*" and etag_of(fingerprint) not in (entry.strip() for entry in header.split(",")):
        raise PreconditionFailedError
