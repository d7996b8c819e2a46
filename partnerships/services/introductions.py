"""Introducing two companies to each other: once per pair, whatever led to it and however often it is asked."""

from django.db import transaction

from companies.models import Company, Project
from matching.models import Match
from partnerships.models import Introduction, PartnershipRequest
from partnerships.services.introduction_emails import email_introduction
from partnerships.services.webhook_publishers import publish_introduction_made
from partnerships.signals import introduction_made
from taxonomy.vocabulary import Country


@transaction.atomic
def introduce(
    *,
    korean_company: Company,
    luxembourg_company: Company,
    korean_project: Project | None = None,
    luxembourg_project: Project | None = None,
    match: Match | None = None,
    request: PartnershipRequest | None = None,
) -> Introduction:
    """The one introduction of this pair of companies and projects, made now if there is none.

    Of two that ask at once the second waits for the first and gets its introduction; the mails are written and
    `introduction_made` is sent by the first alone. What led to it is remembered, of each kind the first.
    """
    introduction, is_new = Introduction.objects.get_or_create(
        korean_company=korean_company,
        luxembourg_company=luxembourg_company,
        korean_project=korean_project,
        luxembourg_project=luxembourg_project,
        defaults={"match": match, "request": request},
    )
    if is_new:
        email_introduction(introduction)
        introduction_made.send(sender=Introduction, introduction_id=introduction.pk)
        publish_introduction_made(introduction)
    else:
        _remember_origin(introduction, match=match, request=request)
    return introduction


def _remember_origin(introduction: Introduction, *, match: Match | None, request: PartnershipRequest | None) -> None:
    if match is not None:
        Introduction.objects.filter(pk=introduction.pk, match__isnull=True).update(match=match)
    if request is not None:
        Introduction.objects.filter(pk=introduction.pk, request__isnull=True).update(request=request)
    introduction.refresh_from_db(fields=["match", "request"])


def introduce_match(match_id: int) -> Introduction:
    """Introduce the two sides of a match in which both are interested."""
    match = Match.objects.with_projects().get(pk=match_id)
    return introduce(
        korean_company=match.korean_project.company,
        luxembourg_company=match.luxembourg_project.company,
        korean_project=match.korean_project,
        luxembourg_project=match.luxembourg_project,
        match=match,
    )


def introduce_request(request_id: int) -> Introduction:
    """Introduce the two sides of an accepted request. Raises KeyError for two companies of one country."""
    request = PartnershipRequest.objects.with_sides().get(pk=request_id)
    sides = {
        request.sender.country: (request.sender, request.sender_project),
        request.receiver.country: (request.receiver, request.receiver_project),
    }
    korean_company, korean_project = sides[Country.KOREA]
    luxembourg_company, luxembourg_project = sides[Country.LUXEMBOURG]
    return introduce(
        korean_company=korean_company,
        luxembourg_company=luxembourg_company,
        korean_project=korean_project,
        luxembourg_project=luxembourg_project,
        request=request,
    )
