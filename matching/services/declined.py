"""Pairs of projects that one side declined outside of a suggestion: they are not suggested again."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from companies.models import Company, Project
from matching.models import DeclinedPair, Match, MatchStatus
from matching.project_rows import digest_profile, korean_first, profile_of
from matching.queries import OPEN_STATUSES


@transaction.atomic
def keep_projects_apart(project: Project, *, others: Iterable[Project], company: Company, reason: str) -> int:
    """`company` declined these pairs: none is suggested again until both projects changed. Returns how many pairs.

    What is open between them goes out of date at once. `reason` is one of DeclineReason.
    """
    pairs = [korean_first(project, other) for other in others if other.company.country != project.company.country]
    for korean, luxembourger in pairs:
        DeclinedPair.objects.update_or_create(
            korean_project=korean,
            luxembourg_project=luxembourger,
            defaults={
                "korean_digest": digest_profile(profile_of(korean)),
                "luxembourg_digest": digest_profile(profile_of(luxembourger)),
                "company": company,
                "reason": reason,
            },
        )
        _retire(Q(korean_project=korean, luxembourg_project=luxembourger))
    return len(pairs)


def _retire(pair: Q) -> None:
    Match.objects.filter(pair, status__in=OPEN_STATUSES).update(status=MatchStatus.STALE, updated_at=timezone.now())
