"""What can go wrong, by name. Every message is for the person who asked: why it cannot be, and what to do."""


class PartnershipsError(Exception):
    """Something asked of this app cannot be done; `str(error)` says why in the reader's language."""


class StateConflict(PartnershipsError):
    """Somebody was first, or time ran out: this step is no longer possible. Nothing was changed."""


class RequestRefusedError(PartnershipsError):
    """These two cannot be brought together by a request, or not now. Nothing was written."""


class ReasonMissingError(PartnershipsError):
    """Whoever declines chooses a reason: matching learns from it. Nothing was changed."""


class ConsentRefusedError(PartnershipsError):
    """This consent cannot be given as asked; `str(error)` says what is missing. Nothing was written."""
