"""What a translation service may answer instead of translations. None of it ever reaches a reader."""

from datetime import timedelta


class ServiceError(Exception):
    """No translations came; `rest` is how long to leave the service alone, None where it may do better at once."""

    rest: timedelta | None = None


class ServiceAwayError(ServiceError):
    """Nobody answers, or something that is no answer: cut off, too late, a page of a proxy."""


class ServiceBusyError(ServiceError):
    """Asked too often."""

    def __init__(self, message: str, *, rest: timedelta) -> None:
        super().__init__(message)
        self.rest = rest


class ServiceClosedError(ServiceError):
    """The key is wrong or the account may not: somebody has to look."""

    rest = timedelta(hours=1)


class AllowanceSpentError(ServiceError):
    """The account has nothing left for this period."""

    rest = timedelta(hours=6)


class BadAnswerError(ServiceError):
    """It answered, and the answer is of no use for these texts."""
