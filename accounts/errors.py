"""What can be refused here, by name; `str(error)` is fit to show."""

from values.errors import PortalError


class ScopeRefusedError(PortalError):
    """Only staff may have a token for staff's work. Nothing was made."""


class TooManyTokensError(PortalError):
    """One person has as many tokens as anybody may. Nothing was made."""


class StaffRoleRefusedError(PortalError):
    """Whoever speaks for a company cannot work for staff. Nothing was changed."""
