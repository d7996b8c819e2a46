"""The demonstration's past: suggestions answered, requests in every state, rooms at every stage, a published case.

Everything is done by the services that people use; only then the dates are moved back, so that a year is seen.
"""

from collections.abc import Iterable
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company
from demonstration.companies import SOURCE
from demonstration.dates import move_back_consents, move_back_request, move_back_suggestion
from demonstration.errors import DemonstrationRefusedError
from demonstration.rooms import answer_follow_ups, furnish_room
from demonstration.staff import STAFF
from demonstration.texts import Story, load_stories, member_of, project_of, staff_of
from matching.models import Answer, Match, MatchRun, RunKind, RunStatus
from matching.seen import seen_of
from matching.services.requests import request_full_run
from matching.services.responses import answer_match
from matching.services.reviews import approve_match, reject_match
from matching.services.runs import advance_run
from partnerships.models import CONSENT_TEXT, Introduction, PartnershipRequest
from partnerships.queries.introductions import items_to_offer
from partnerships.seen import request_to_answer
from partnerships.services.consents import Reading, give_consent
from partnerships.services.request_times import expire_overdue_requests
from partnerships.services.requests import Wording, accept_request, decline_request, send_request, withdraw_request
from values.seen import write_seen


def load_partnership_demonstration() -> bool:
    """Let the demonstration companies have a past, once. Returns whether anything was done.

    Raises DemonstrationRefusedError on a production site.
    """
    if not settings.IS_DEMONSTRATION:
        raise DemonstrationRefusedError(
            _("This is not a demonstration site, so demonstration companies and known passwords are refused.")
        )
    staff = User.objects.filter(email=STAFF[0].email).first()
    if staff is None or PartnershipRequest.objects.exists() or Introduction.objects.exists():
        return False
    _finish_full_run(staff)
    with transaction.atomic():
        _load_past(load_stories())
    return True


def _finish_full_run(staff: User) -> None:
    """Score all projects now rather than when the worker has started; nothing is scored twice."""
    if not MatchRun.objects.filter(kind=RunKind.FULL, status=RunStatus.DONE).exists():
        run = request_full_run()
        while advance_run(run.pk) or MatchRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).exists():
            pass
    # The import asked for it in nobody's name; a newcomer is to see who asks for runs.
    MatchRun.objects.filter(kind=RunKind.FULL, requested_by=None).update(requested_by=staff)


def _load_past(stories: dict[str, list[Story]]) -> None:
    for number, story in enumerate(stories["suggestions"]):
        random = Random(number)  # noqa: S311 - made-up dates, no secret
        match = _match_of(story)
        if match is not None:
            _suggest(match, story)
            move_back_suggestion(match, days=story["days"], random=random)
            _go_on(Introduction.objects.filter(match=match), story, random)
    for number, story in enumerate(stories["requests"]):
        random = Random(-1 - number)  # noqa: S311 - made-up dates, no secret
        request = _ask(story)
        if request is not None:
            move_back_request(request, days=story["days"], random=random)
            _go_on(Introduction.objects.filter(request=request), story, random)
    answer_follow_ups([*stories["suggestions"], *stories["requests"]])


def _match_of(story: Story) -> Match | None:
    """The proposed match of the story's two projects; None when the matching thinks otherwise by now."""
    matches = Match.objects.proposed().with_projects()
    for side in ("korean", "luxembourg"):
        matches = matches.filter(
            **{f"{side}_project__company__source": SOURCE, f"{side}_project__source_id": story[side]}
        )
    return matches.first()


def _suggest(match: Match, story: Story) -> None:
    seen = seen_of(Match.objects.with_profiles().get(pk=match.pk))  # a worker may have scored it since
    staff = staff_of(story)
    if "rejected" in story:
        reject_match(match, reviewer=staff, seen=seen, **story["rejected"])
        return
    approve_match(match, reviewer=staff, seen=seen, comment=story.get("comment", ""))
    for side in story.get("interested", ()):
        _answer(match, side, answer=Answer.INTERESTED)
    if "declined" in story:
        _answer(match, answer=Answer.DECLINED, **story["declined"])


def _answer(match: Match, by: str, **answer: str) -> None:
    company = (match.korean_project if by == "korean" else match.luxembourg_project).company
    answer_match(match, company=company, user=member_of(company), round_seen=match.round, **answer)


def _ask(story: Story) -> PartnershipRequest | None:
    sender, receiver = project_of(story["sender"]), project_of(story["receiver"])
    if sender is None or receiver is None:
        return None
    wording = Wording(
        cooperation=sender.cooperations.order_by("pk")[0].type,
        pitch=story["pitch"],
        language=story["language"],
        question=story.get("question", ""),
    )
    person = member_of(sender.company)
    request = send_request(sender, receiver=receiver.company, receiver_project=receiver, wording=wording, by=person)
    _close(request, story, sender.company, receiver.company)
    request.refresh_from_db()
    return request


def _close(request: PartnershipRequest, story: Story, sender: Company, receiver: Company) -> None:
    match story["ending"]:
        case "accepted":
            accept_request(request, by=member_of(receiver), seen=write_seen(request_to_answer(request)))
        case "declined":
            seen = write_seen(request_to_answer(request))
            decline_request(request, by=member_of(receiver), seen=seen, **story["declined"])
        case "withdrawn":
            withdraw_request(request, by=member_of(sender))
        case "expired":
            PartnershipRequest.objects.filter(pk=request.pk).update(due_at=timezone.now())
            expire_overdue_requests()


def _go_on(introductions: Iterable[Introduction], story: Story, random: Random) -> None:
    for introduction in introductions:
        for side in story["room"]["consents"]:
            _consent(introduction, introduction.korean_company if side == "korean" else introduction.luxembourg_company)
        move_back_consents(introduction, random)
        furnish_room(introduction.collaboration, story, random)


def _consent(introduction: Introduction, company: Company) -> None:
    person = member_of(company)
    reading = Reading(text_version=CONSENT_TEXT, language=person.language, items=list(items_to_offer(company)))
    give_consent(introduction, company=company, user=person, reading=reading)
