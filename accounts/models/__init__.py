"""Who signs in, and the programs that act for them with a token."""

from accounts.models.people import Language, StaffRole, TimeZone, User, UserManager
from accounts.models.tokens import TOKEN_LIFETIMES, ApiToken, TokenScope

__all__ = [
    "TOKEN_LIFETIMES",
    "ApiToken",
    "Language",
    "StaffRole",
    "TimeZone",
    "TokenScope",
    "User",
    "UserManager",
]
