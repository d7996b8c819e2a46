"""What can be refused here, by name; `str(error)` is fit to show."""

from values.errors import PortalError


class TooMuchMailError(PortalError):
    """A person, a company or an address has had its day's mail to people who did not ask. Nothing was written.

    After `hours` there is room again.
    """

    def __init__(self, message: str, *, hours: int) -> None:
        super().__init__(message)
        self.hours = hours


class WebhookRefusedError(PortalError):
    """Base of what webhooks refuse."""


class AddressNotAllowedError(WebhookRefusedError):
    """Nothing may be sent to this address. Nothing was made."""


class TooManyWebhooksError(WebhookRefusedError):
    """One person has as many as anybody may. Nothing was made."""


class NotFinishedError(WebhookRefusedError):
    """The delivery is still under way, so it cannot be tried again by hand."""


class WebhookChangedError(WebhookRefusedError):
    """Somebody else edited it after it was read. Nothing was changed."""
