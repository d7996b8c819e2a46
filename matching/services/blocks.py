"""Companies that are never suggested to each other."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from companies.models import Company
from matching.models import CompanyBlock, Match, MatchStatus
from matching.queries import OPEN_STATUSES
from taxonomy.vocabulary import Country


@transaction.atomic
def block_companies(match: Match, *, user: User, company: Company | None = None) -> CompanyBlock:
    """Keep the two companies of this match apart for good, as `keep_apart` does."""
    return keep_apart(match.korean_project.company, match.luxembourg_project.company, user=user, company=company)


@transaction.atomic
def keep_apart(one: Company, other: Company, *, user: User, company: Company | None = None) -> CompanyBlock:
    """Keep a Korean and a Luxembourg company apart for good, at the wish of one of them or of staff (None).

    What is open between them goes out of date at once.
    """
    korean, luxembourger = (one, other) if one.country == Country.KOREA else (other, one)
    block, _created = CompanyBlock.objects.get_or_create(
        korean_company=korean, luxembourg_company=luxembourger, company=company, defaults={"user": user}
    )
    between = Match.objects.filter(
        korean_project__company=korean, luxembourg_project__company=luxembourger, status__in=OPEN_STATUSES
    )
    between.update(status=MatchStatus.STALE, updated_at=timezone.now())
    return block


@transaction.atomic
def lift_block(block: CompanyBlock) -> None:
    """Let the two companies be suggested to each other again, unless somebody else keeps them apart."""
    CompanyBlock.objects.filter(pk=block.pk).delete()
