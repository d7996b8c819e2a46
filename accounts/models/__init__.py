"""Who signs in, the programs that act for them with a token, and what they typed before they did."""

from accounts.models.kept_forms import KEPT_FOR, KeptFile, KeptForm
from accounts.models.people import Language, StaffRole, TimeZone, User, UserManager
from accounts.models.tokens import TOKEN_LIFETIMES, ApiToken, TokenScope

__all__ = [
    "KEPT_FOR",
    "TOKEN_LIFETIMES",
    "ApiToken",
    "KeptFile",
    "KeptForm",
    "Language",
    "StaffRole",
    "TimeZone",
    "TokenScope",
    "User",
    "UserManager",
]
