"""A suspended company acts with nobody: neither shown nor shown to, on pages, by the API, in mails, in services."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.tokens import create_token
from companies.models import Company
from matching.errors import NoLongerOpenError
from matching.models import Match, Response
from matching.services.responses import answer_match
from notifications.models import OutboxEmail
from notifications.signals import email_about_to_leave
from partnerships.errors import ConsentRefusedError, RequestRefusedError, RoomPausedError
from partnerships.models import (
    CONSENT_TEXT,
    CaseApproval,
    ContactConsent,
    FollowUp,
    Introduction,
    Message,
    NextAction,
    PartnershipRequest,
)
from partnerships.queries.introductions import contacts_between
from partnerships.services.cases import (
    CaseWords,
    approve_case,
    draft_case,
    edit_case,
    translate_case,
    withdraw_approval,
)
from partnerships.services.consents import Reading, give_consent, record_contact_reading, withdraw_consent
from partnerships.services.follow_ups import ask_due_follow_ups
from partnerships.services.next_actions import finish_action, remind_of_actions, set_next_action
from partnerships.services.request_times import nudge_receiver, remind_receivers
from partnerships.services.requests import accept_request, decline_request, send_request, withdraw_request
from partnerships.services.stages import Move, move_stage
from partnerships.services.thread import post_message
from tests.factories import (
    ApprovedMatchFactory,
    ContactFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
)
from tests.partnerships.request_races import WORDING
from tests.room_factories import TEXTS, make_agreed_room, make_introduction, make_public_case, make_room
from tests.seen import seen_by_receiver
from tests.standing import reinstate, suspend
from values.errors import StateConflictError

pytestmark = pytest.mark.django_db
SIDES = ["korean", "luxembourg"]
READING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email"])
SECRETS = ("Hidden Person", "hidden.person")


@pytest.fixture(params=SIDES)
def side(request: Any) -> str:
    """Which of the two companies is suspended."""
    return str(request.param)


@pytest.fixture
def shown() -> Introduction:
    """Two companies with a member and a contact each, which see each other's."""
    introduction = make_introduction()
    for company in introduction.companies:
        ContactFactory(company=company)
        MembershipFactory(company=company)
    for company in introduction.companies:
        give_consent(introduction, company=company, user=company.memberships.get().user, reading=READING)
    return introduction


def stop(introduction: Introduction, side: str) -> Company:
    return suspend(getattr(introduction, f"{side}_company"))


def obstacle(side: str, *, told_to: str) -> str:
    """What people of one side read of the suspension of the other or their own company."""
    whose = "your" if side == told_to else "the other"
    return f"{whose} company cannot work with other companies on the portal at the moment"


def reasons_against(topic: str) -> Iterator[str]:
    """What the checks before sending answer to each mail of this topic."""
    for email in OutboxEmail.objects.filter(topic=topic).order_by("pk"):
        answers = email_about_to_leave.send(sender=OutboxEmail, email=email)
        yield next((str(words) for _receiver, words in answers if words), "")


def people_of(introduction: Introduction) -> list[User]:
    return [company.memberships.get().user for company in introduction.companies]


def test_contacts_are_neither_shown_nor_seen_and_come_back_with_the_company(shown: Introduction, side: str) -> None:
    assert len(contacts_between(shown)) == 2

    company = stop(shown, side)
    assert contacts_between(shown) == {}
    with pytest.raises(ConsentRefusedError):
        record_contact_reading(shown, user=ReviewerFactory())
    reinstate(company)

    assert len(contacts_between(shown)) == 2


def test_no_page_file_or_endpoint_shows_them_to_either_side(shown: Introduction, side: str) -> None:
    stop(shown, side)
    seen = []

    for person in [*people_of(shown), ReviewerFactory()]:
        client = Client()
        client.force_login(person)
        key = create_token(person, name="test", scope="write", days=1)[1]
        page = f"/introductions/{shown.public_id}/"
        answers = [
            client.get(page),
            client.post(f"{page}contacts/", follow=True),
            client.get(f"{page}calendar/"),
            client.get(
                f"/api/v1/me/introductions/{shown.public_id}/contacts/", headers={"Authorization": f"Bearer {key}"}
            ),
        ]
        assert "has been suspended. Until it is reinstated, no contact details are shown" in answers[0].content.decode()
        assert answers[2].status_code == 404
        assert answers[3].status_code == (404 if person.is_reviewer else 409)
        seen += [secret for answer in answers for secret in SECRETS if secret in answer.content.decode()]

    assert seen == []


def test_letters_that_show_or_promise_contacts_do_not_leave(shown: Introduction, side: str) -> None:
    assert set(reasons_against("contacts")) == {""}

    stop(shown, side)

    assert set(reasons_against("contacts")) == set(reasons_against("consented")) == {"a company is suspended"}


def test_no_consent_is_given_and_one_may_always_be_withdrawn(shown: Introduction, side: str) -> None:
    waiting = make_introduction(shown.korean_project)
    ContactFactory(company=waiting.luxembourg_company)
    person = MembershipFactory(company=waiting.luxembourg_company).user
    for company in {getattr(introduction, f"{side}_company") for introduction in (shown, waiting)}:
        suspend(company)

    with pytest.raises(ConsentRefusedError, match=obstacle(side, told_to="luxembourg")):
        give_consent(waiting, company=waiting.luxembourg_company, user=person, reading=READING)
    for company in shown.companies:
        withdraw_consent(shown, company=company)

    assert ContactConsent.objects.filter(withdrawn_at=None).count() == 0


def test_in_a_room_the_people_of_both_companies_read_and_staff_go_on(side: str) -> None:
    room = make_room()
    action = set_next_action(
        room.collaboration, actor=room.korean, text="Call", owner=None, due_on=date(2099, 1, 1), seen_id=None
    )
    stop(room.collaboration.introduction, side)
    here = room.collaboration
    here.visits.update(noticed_at=None)
    OutboxEmail.objects.all().delete()

    def attempts(actor: Any) -> list[Callable[[], object]]:
        due = date(2099, 2, 1)
        return [
            lambda: post_message(here, actor=actor, text="Good morning", language="en"),
            lambda: finish_action(action, actor=actor),
            lambda: set_next_action(here, actor=actor, text="Write", owner=None, due_on=due, seen_id=None),
            lambda: move_stage(here, actor=actor, move=Move("introduced", "in_contact")),
        ]

    for told_to, actor in zip(SIDES, (room.korean, room.luxembourger), strict=True):
        for attempt in attempts(actor):
            with pytest.raises(RoomPausedError, match=obstacle(side, told_to=told_to)):
                attempt()
    assert (Message.objects.count(), NextAction.objects.filter(closed_at=None).count()) == (0, 1)
    for attempt in attempts(room.manager):
        attempt()

    stopped = {company.pk for company in here.companies if not Company.objects.get(pk=company.pk).is_acting}
    news = OutboxEmail.objects.filter(topic="notice")
    assert set(news.values_list("user__memberships__company", flat=True)).isdisjoint(stopped)
    assert news.exists()


def test_the_rooms_page_says_so_and_keeps_what_was_typed(client: Client, side: str) -> None:
    room = make_room()
    stop(room.collaboration.introduction, side)
    client.force_login(room.korean.user)
    page = f"/collaborations/{room.collaboration.public_id}/"

    answer = client.post(f"{page}messages/", {"text": "My long message", "language": "en"})

    assert client.get(page).status_code == 200
    assert answer.status_code == 422
    assert "My long message" in answer.content.decode()
    assert "cannot work with other companies on the portal" in answer.content.decode()


def test_news_written_before_a_suspension_does_not_leave_to_the_suspended_company(side: str) -> None:
    room = make_room()
    post_message(room.collaboration, actor=room.manager, text="Good morning", language="en")
    assert list(reasons_against("notice")) == ["", ""]

    stop(room.collaboration.introduction, side)

    assert sorted(reasons_against("notice")) == ["", "the recipient’s company is suspended"]


def test_nobody_is_reminded_or_asked_while_the_company_is_suspended_and_all_of_it_once_it_is_back() -> None:
    room = make_agreed_room()
    due = timezone.localdate() - timedelta(days=3)
    set_next_action(
        room.collaboration, actor=room.manager, text="Call", owner=room.korean.company, due_on=due, seen_id=None
    )
    FollowUp.objects.filter(company=room.korean.company).update(due_at=timezone.now())
    request = PartnershipRequestFactory(receiver_project=LuxembourgProjectFactory(company=room.luxembourger.company))
    PartnershipRequest.objects.update(sent_at=timezone.now() - timedelta(days=8))
    companies = [room.korean.company, room.luxembourger.company]

    for company in companies:
        suspend(company)
    assert (remind_of_actions(), ask_due_follow_ups(), remind_receivers()) == ([], [], [])
    with pytest.raises(
        StateConflictError,
        match="one of the two companies cannot work with other companies on the portal at the moment",
    ):
        nudge_receiver(request, by=ReviewerFactory())
    for company in companies:
        reinstate(company)

    counts = [len(found) for found in (remind_of_actions(), ask_due_follow_ups(), remind_receivers())]
    assert counts == [1, 2, 1]


def test_requests_are_neither_sent_nor_accepted_and_the_other_side_may_end_them(side: str) -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    request = PartnershipRequestFactory(sender_project=korean, receiver_project=luxembourger)
    person = MembershipFactory(company=luxembourger.company).user
    suspend((korean if side == "korean" else luxembourger).company)
    written = OutboxEmail.objects.count()

    with pytest.raises(RequestRefusedError):
        accept_request(request, by=person, seen=seen_by_receiver(request))
    with pytest.raises(RequestRefusedError):
        send_request(luxembourger, receiver=korean.company, receiver_project=korean, wording=WORDING, by=person)
    assert (OutboxEmail.objects.count(), Introduction.objects.exists()) == (written, False)
    if side == "korean":
        assert decline_request(request, by=person, reason="no_fit", seen=seen_by_receiver(request)).status == "declined"
    else:
        with pytest.raises(RequestRefusedError, match="your company cannot work with other companies"):
            decline_request(request, by=person, reason="no_fit", seen=seen_by_receiver(request))
        assert withdraw_request(request, by=person).status == "withdrawn"


def test_letters_that_ask_for_an_answer_wait_for_nobody_suspended(side: str) -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    person = MembershipFactory(company=luxembourger.company).user
    send_request(korean, receiver=luxembourger.company, receiver_project=luxembourger, wording=WORDING, by=person)
    assert list(reasons_against("received")) == [""]

    suspend((korean if side == "korean" else luxembourger).company)

    assert list(reasons_against("received")) == ["a company is suspended"]


def test_a_suggestion_is_answered_by_nobody(side: str) -> None:
    match = ApprovedMatchFactory()
    person = MembershipFactory(company=match.korean_project.company).user
    suspended = (match.korean_project if side == "korean" else match.luxembourg_project).company
    Company.objects.filter(pk=suspended.pk).update(status="suspended")

    for answer in ("interested", "declined"):
        mine = match.korean_project.company
        with pytest.raises(NoLongerOpenError, match=obstacle(side, told_to="korean")):
            answer_match(match, company=mine, user=person, round_seen=1, answer=answer, reason="no_fit")

    assert (Response.objects.count(), Match.objects.get().status) == (0, "approved")


def test_a_case_is_written_and_agreed_to_by_no_company_and_an_approval_may_be_taken_back(side: str) -> None:
    room, bare = make_agreed_room(), make_agreed_room()
    case = make_public_case(room)
    for introduction in (room.collaboration.introduction, bare.collaboration.introduction):
        stop(introduction, side)
    translation = CaseWords("Du verre", TEXTS.story, TEXTS.outcome)
    version = case.version

    for actor in (room.korean, room.luxembourger):
        for attempt in (
            lambda actor=actor: edit_case(case, actor=actor, texts=TEXTS, version=version),
            lambda actor=actor: translate_case(case, actor=actor, language="fr", words=translation, version=version),
            lambda actor=actor: approve_case(case, actor=actor, version=version),
            lambda: draft_case(bare.collaboration, actor=bare.korean, texts=TEXTS),
        ):
            with pytest.raises(RoomPausedError):
                attempt()  # type: ignore[no-untyped-call]
    assert Client().get(f"/cases/{case.public_id}/").status_code == 404
    withdraw_approval(case, actor=room.korean)

    assert CaseApproval.objects.filter(withdrawn_at=None).count() == 2
