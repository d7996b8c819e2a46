"""Who reads the mails that are written: people of either company, in one language."""

from collections.abc import Callable

from accounts.models import User
from companies.models import (
    Company,
)
from notifications.models import OutboxEmail
from tests.factories import (
    MembershipFactory,
    UserFactory,
)

MailWriter = Callable[[str], None]


def people_of(*companies: Company, language: str) -> list[User]:
    return [MembershipFactory(company=company, user=UserFactory(language=language)).user for company in companies]


def all_read(language: str) -> None:
    """Everybody there is reads this language from now on, and nothing was written yet."""
    User.objects.update(language=language)
    OutboxEmail.objects.all().delete()
