"""What is done to accounts: the language spoken, the tokens that programs use, answers kept for repeats."""

from django.db import transaction

from accounts.models import Language, User


@transaction.atomic
def set_language(user: User, *, language: str) -> User:
    """Speak to this person in `language` from now on, in pages and in mail.

    Raises ValueError when the portal does not speak it.
    """
    user.language = Language(language)
    user.save(update_fields=["language"])
    return user
