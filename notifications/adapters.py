"""The mail that allauth writes and that anybody can have sent to any address is counted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.db import transaction

from accounts.models import User
from notifications.services.budgets import spend_mail
from rest.callers import caller_of

UNASKED = frozenset(
    f"account/email/{name}"
    for name in (
        *("email_confirmation", "email_confirmation_signup", "password_reset_key"),
        *("unknown_account", "account_already_exists", "login_code", "password_reset_code"),
    )
)
"""What leaves on the word of whoever typed the address; news of what was done to an account always leaves."""


class BudgetedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Raises TooMuchMailError, whether or not there is an account with this address."""
        if template_prefix in UNASKED:
            user = current.request.user
            person = user if isinstance(user, User) else None
            spend_mail(email, person=person, caller="" if person else caller_of(current.request))
        super().send_mail(template_prefix, email, context)
