"""What can be refused here, by name; `str(error)` is fit to show."""


class AccountsError(Exception):
    """Base of everything that this app refuses."""


class ScopeRefused(AccountsError):
    """Only staff may have a token for staff's work. Nothing was made."""


class TooManyTokens(AccountsError):
    """One person has as many tokens as anybody may. Nothing was made."""
