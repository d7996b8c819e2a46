"""What can be refused here, by name; `str(error)` is fit to show."""


class WebhookRefused(Exception):
    """Base of what webhooks refuse."""


class AddressNotAllowed(WebhookRefused):
    """Nothing may be sent to this address. Nothing was made."""


class TooManyWebhooks(WebhookRefused):
    """One person has as many as anybody may. Nothing was made."""


class NotFinished(WebhookRefused):
    """The delivery is still under way, so it cannot be tried again by hand."""


class WebhookChanged(WebhookRefused):
    """Somebody else edited it after it was read. Nothing was changed."""
