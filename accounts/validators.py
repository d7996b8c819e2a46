"""What a password must be here, wherever it is chosen: pages, administration or commands."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.guessing import guesses
from accounts.models import User
from accounts.services.tokens import end_tokens

MOST_CHARACTERS = 128
FEWEST_GUESSES = 7


class PasswordValidator:
    """Not too long to hash, and not put together from what everybody chooses; tokens end with the old password."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's signature
        if len(password) > MOST_CHARACTERS:
            words = ngettext(
                "A password can have at most %(count)d character.",
                "A password can have at most %(count)d characters.",
                MOST_CHARACTERS,
            )
            raise ValidationError(words % {"count": MOST_CHARACTERS}, code="password_too_long")
        if guesses(password) < FEWEST_GUESSES:
            raise ValidationError(
                _("This password is easy to guess. Choose several words that do not belong together."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return _(
            "Common words, the names of our organisations, years, repeated characters and keyboard "
            "patterns add little strength."
        )

    def password_changed(self, _password: str, user: object = None) -> None:
        """What Django calls once a chosen password is stored, whatever door it came in by."""
        if isinstance(user, User):
            end_tokens(user)
