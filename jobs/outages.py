"""Whether an error is a fault of ours, or the database is away or held up and the same may do well in a moment."""

from collections.abc import Iterator

from django.db import InterfaceError, OperationalError

SECONDS_TO_WAIT = 30
"""After which it is worth asking again: PostgreSQL restarts in less."""
# Of SQLSTATE: connection exceptions, too many connections and the like, shutting down or starting up; and a statement
# or transaction that took longer than it may, which is limited only where somebody waits for it (sgbc.database_waits).
AWAY = ("08", "53", "57P", "57014", "25P03")


def is_outage(error: BaseException | None) -> bool:
    """Whether it, or what it came from, says that the database does not answer; a deadlock is another matter."""
    return any(isinstance(link, OperationalError | InterfaceError) and _is_away(link) for link in _chain(error))


def _is_away(error: Exception) -> bool:
    code = getattr(error.__cause__, "pgcode", None)  # none where no connection was made, or where it was lost
    return code is None or str(code).startswith(AWAY)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
