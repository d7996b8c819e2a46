"""Who signs in, and the programs that act for them with a token."""

from accounts.models.people import Language, StaffRole, TimeZone, User, UserManager
from accounts.models.requests import ANSWER_LIFETIME, KeptAnswer, RequestCount
from accounts.models.tokens import TOKEN_LIFETIMES, ApiToken, TokenScope

__all__ = [
    "ANSWER_LIFETIME",
    "TOKEN_LIFETIMES",
    "ApiToken",
    "KeptAnswer",
    "Language",
    "RequestCount",
    "StaffRole",
    "TimeZone",
    "TokenScope",
    "User",
    "UserManager",
]
