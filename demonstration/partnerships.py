"""The demonstration's past: suggestions answered, requests in every state, rooms at every stage, a published case.

Everything is done by the services that people use; only then the dates are moved back, so that a year is seen.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import StaffRole, User
from companies.models import Company, Project
from demonstration.companies import MEMBER_SOURCE_IDS, SOURCE, STAFF
from demonstration.dates import move_back_request, move_back_suggestion
from demonstration.errors import DemonstrationRefusedError
from demonstration.rooms import furnish_rooms
from demonstration.texts import load_texts, member_of
from matching.models import Match, MatchRun, RunKind, RunStatus
from matching.seen import seen_of
from matching.services.requests import request_full_run
from matching.services.responses import answer_match
from matching.services.reviews import approve_match, reject_match
from matching.services.runs import advance_run
from partnerships.models import CONSENT_TEXT, Introduction, PartnershipRequest
from partnerships.queries.introductions import items_to_offer
from partnerships.services.consents import Reading, give_consent
from partnerships.services.request_times import expire_overdue_requests
from partnerships.services.requests import Wording, accept_request, decline_request, send_request, withdraw_request

MOST_DECIDED = 40
# How each suggestion goes on, over and over: the answers of the Korean and of the Luxembourg company, or the rejection.
ENDINGS = ("both", "korean", "both", "declined", "open", "both", "rejected", "luxembourg", "both", "declined")
REQUESTS = ("sent", "accepted", "declined", "sent", "withdrawn", "expired", "accepted", "sent", "accepted", "declined")
OLDEST_DAYS = 330


def load_partnership_demonstration() -> bool:
    """Let the demonstration companies have a past, once. Returns whether anything was done.

    Raises DemonstrationRefusedError on a production site.
    """
    if not settings.IS_DEMONSTRATION:
        raise DemonstrationRefusedError(
            _("This is not a demonstration site. Demonstration companies and known passwords are refused here.")
        )
    reviewer = _reviewer()
    if reviewer is None or PartnershipRequest.objects.exists() or Introduction.objects.exists():
        return False
    _finish_full_run()
    with transaction.atomic():
        _load_past(reviewer)
    return True


def _reviewer() -> User | None:
    return User.objects.filter(email=STAFF[StaffRole.REVIEWER][0]).first()


def _finish_full_run() -> None:
    """Score all projects now rather than when the worker has started; nothing is scored twice."""
    if not MatchRun.objects.filter(kind=RunKind.FULL, status=RunStatus.DONE).exists():
        run = request_full_run()
        while advance_run(run.pk) or MatchRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).exists():
            pass


def _load_past(reviewer: User) -> None:
    matches = list(_suggestible())
    suggested, asked = matches[:MOST_DECIDED], matches[MOST_DECIDED:]
    for index, match in enumerate(suggested):
        age = OLDEST_DAYS * (len(suggested) - index) // len(suggested)
        _suggest(match, ENDINGS[index % len(ENDINGS)], reviewer)
        move_back_suggestion(match, days=age, number=index)
    for index, match in enumerate(asked[: len(REQUESTS)]):
        _ask(match, REQUESTS[index], number=index)
    _ask_members()
    for introduction in Introduction.objects.order_by("pk")[2:]:
        _consent(introduction)
    furnish_rooms(reviewer)


def _suggestible() -> Iterator[Match]:
    """Proposed pairs, best first, without those of the companies whose sign-ins are known: these wait for readers."""
    members = list(MEMBER_SOURCE_IDS.values())
    matches = Match.objects.proposed().with_projects().order_by("-score", "pk")
    for side in ("korean_project", "luxembourg_project"):
        matches = matches.filter(**{f"{side}__company__source": SOURCE})
        matches = matches.exclude(**{f"{side}__company__source_id__in": members})
    yield from matches


def _suggest(match: Match, ending: str, reviewer: User) -> None:
    seen = seen_of(Match.objects.with_profiles().get(pk=match.pk))  # a worker may have scored it since
    if ending == "rejected":
        reject_match(match, reviewer=reviewer, seen=seen, reason="one_sided")
        return
    approve_match(match, reviewer=reviewer, seen=seen)
    korean, luxembourger = match.korean_project.company, match.luxembourg_project.company
    if ending in ("both", "korean"):
        answer_match(match, company=korean, user=member_of(korean), round_seen=match.round, answer="interested")
    if ending in ("both", "luxembourg"):
        answer_match(
            match, company=luxembourger, user=member_of(luxembourger), round_seen=match.round, answer="interested"
        )
    if ending == "declined":
        answer_match(
            match, company=korean, user=member_of(korean), round_seen=match.round, answer="declined", reason="not_now"
        )


def _ask(match: Match, ending: str, *, number: int) -> None:
    sides = [match.korean_project, match.luxembourg_project]
    sender, receiver = sides if number % 2 else reversed(sides)
    request = _send(sender, receiver)
    if ending == "accepted":
        accept_request(request, by=member_of(receiver.company))
    elif ending == "declined":
        decline_request(request, by=member_of(receiver.company), reason="capacity")
    elif ending == "withdrawn":
        withdraw_request(request, by=member_of(sender.company))
    elif ending == "expired":
        PartnershipRequest.objects.filter(pk=request.pk).update(due_at=timezone.now())
        expire_overdue_requests()
    move_back_request(request, days=3 if ending == "sent" else 25 + 20 * number, number=number)


def _send(sender: Project, receiver: Project) -> PartnershipRequest:
    person = member_of(sender.company)
    cooperation = sender.cooperations.order_by("pk")[0].type
    wording = Wording(cooperation=cooperation, pitch=load_texts()["pitches"][person.language], language=person.language)
    return send_request(sender, receiver=receiver.company, receiver_project=receiver, wording=wording, by=person)


def _ask_members() -> None:
    """A request waits for each of the two members whose sign-ins are known, from the company that fits best."""
    for source_id in MEMBER_SOURCE_IDS.values():
        mine = Company.objects.filter(source=SOURCE, source_id=source_id)
        for own, other in (("korean_project", "luxembourg_project"), ("luxembourg_project", "korean_project")):
            matches = Match.objects.with_projects().filter(**{f"{own}__company__in": mine}).order_by("-score", "pk")
            matches = matches.exclude(**{f"{other}__company__source_id__in": list(MEMBER_SOURCE_IDS.values())})
            if (match := matches.first()) is not None:
                _send(getattr(match, other), getattr(match, own))


def _consent(introduction: Introduction) -> None:
    for company in (introduction.korean_company, introduction.luxembourg_company):
        person = member_of(company)
        reading = Reading(text_version=CONSENT_TEXT, language=person.language, items=list(items_to_offer(company)))
        give_consent(introduction, company=company, user=person, reading=reading)
