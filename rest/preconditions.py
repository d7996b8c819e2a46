"""`ETag` and `If-Match`: whoever edits or decides says which version was read."""

from collections.abc import Sequence

from rest_framework.request import Request

from rest.errors import PreconditionFailedError, PreconditionMissingError
from values.seen import Part, require_seen, write_seen


def etag_of(fingerprint: str) -> str:
    return f'"{fingerprint}"'


def require_match(request: Request, fingerprint: str) -> None:
    """Raises PreconditionMissingError without If-Match, PreconditionFailedError unless it names `fingerprint` (or
    is `*`).

    The service that writes compares once more under its lock.
    """
    if not _names(request, fingerprint):
        raise PreconditionFailedError


def read_seen(request: Request, parts: Sequence[Part]) -> str:
    """What was seen of these parts by whoever decides on them, for the service that compares under its lock.

    Raises PreconditionMissingError without If-Match, ChangedMeanwhileError unless it names them as they are
    or is `*`.
    """
    now = write_seen(parts)
    if not _names(request, now):
        require_seen(request.headers["If-Match"].strip().strip('"'), parts)
    return now


def _names(request: Request, fingerprint: str) -> bool:
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionMissingError
    return header == "*" or etag_of(fingerprint) in (entry.strip() for entry in header.split(","))
