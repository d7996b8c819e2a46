"""What the embedded services say when they cannot serve."""


class ServiceError(Exception):
    """A server could not be found, started or stopped; the message is one sentence for the person at the keyboard."""
