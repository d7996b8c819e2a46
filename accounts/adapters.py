"""Where django-allauth asks what this portal wants: its mails, its words, whom wrong guesses lock out."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.signals import account_email_due

EMAILS: Mapping[str, tuple[str, Callable[[Mapping[str, str]], str]]] = {
    "email_confirmation": ("account_address", lambda said: reverse("account_confirm_email", args=[said["key"]])),
    "email_confirmation_signup": ("account_signup", lambda said: reverse("account_confirm_email", args=[said["key"]])),
    "password_reset_key": (
        "account_password",
        lambda said: reverse("account_reset_password_from_key", args=[said["uid"], said["key"]]),
    ),
    "account_already_exists": ("account_known", lambda _said: reverse("account_reset_password")),
    "unknown_account": ("account_unknown", lambda _said: reverse("account_signup")),
}
"""Each mail of the library: our template, and the page its link leads to. One that is missing here cannot be sent."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "cannot_remove_primary_email": _("This is your main address: make another one the main address first."),
        "duplicate_email": _("This address already belongs to your account."),
        "email_password_mismatch": _("The e-mail address or the password is incorrect. Check both and try again."),
        "email_taken": _("This address belongs to another account."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
        "too_many_login_attempts": _("Too many wrong passwords. Wait five minutes, or set a new password."),
        "unknown_email": _("No account has this address."),
        "unverified_primary_email": _("Confirm this address first; then it can become your main address."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """None of the library's mails leaves: ours is written instead, with links to where people know us."""
        template, path_of = EMAILS[template_prefix.rpartition("/")[2]]
        user = context.get("user")
        account_email_due.send(sender=type(self), template=template, address=email, user=user, path=path_of(context))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """All or nothing: what ends with the old password ends in the same moment."""
        with transaction.atomic():
            super().set_password(user, password)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for an account *and* where they come from: its owner elsewhere still gets in."""
        return f"{credentials.get('email', '').lower()}:{get_ip(request)}"
