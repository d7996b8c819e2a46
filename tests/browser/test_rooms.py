"""The pages of introductions, rooms and cases in every language, on phone and desk."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from partnerships.models import CONSENT_TEXT
from partnerships.services.cases import CaseWords, draft_case, translate_case
from partnerships.services.consents import Reading, give_consent
from partnerships.services.files import check_file
from partnerships.services.next_actions import set_next_action
from partnerships.services.thread import post_message
from tests.browser.test_suggestion_journey import verified
from tests.factories import ContactFactory
from tests.room_factories import TEXTS, make_agreed_room, make_public_case, make_room

pytestmark = pytest.mark.django_db(transaction=True)
FRENCH = CaseWords("Du verre neuf", "Une ligne coréenne dans un hall à Esch.", "1 600 tonnes par an.")


@pytest.fixture
def addresses() -> dict[User | None, list[str]]:
    """The pages worth looking at, by who looks at them."""
    room, agreed, told = make_room(), make_agreed_room(), make_agreed_room()
    files = [check_file("plan.pdf", b"%PDF-1.7")]
    post_message(room.collaboration, actor=room.korean, text="안녕하세요", language="ko")
    post_message(room.collaboration, actor=room.luxembourger, text="Bonjour", language="fr", files=files)
    due_on = timezone.localdate()
    set_next_action(
        room.collaboration, actor=room.korean, text="Call", owner=room.korean.company, due_on=due_on, seen_id=None
    )
    for company in room.collaboration.companies + agreed.collaboration.companies:
        ContactFactory(company=company)
    for actor in (agreed.korean, agreed.luxembourger):
        reading = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email"])
        give_consent(agreed.collaboration.introduction, company=actor.company, user=actor.user, reading=reading)
    case = draft_case(agreed.collaboration, actor=agreed.korean, texts=TEXTS)
    translate_case(case, actor=agreed.korean, language="fr", words=FRENCH, version=1)
    agreed.collaboration.follow_ups.update(asked_at=timezone.now())
    public = make_public_case(told)
    path, agreed_path = (f"/collaborations/{row.collaboration.public_id}/" for row in (room, agreed))
    asked, shown = (f"/introductions/{row.collaboration.introduction.public_id}/" for row in (room, agreed))
    of_agreed = ["", "follow-up/6/", "case/", "case/read/", "case/in/de/"]
    return {
        None: ["/cases/", "/cases/?green=water", f"/cases/{public.public_id}/"],
        verified(room.luxembourger.user): ["/introductions/", asked, "/collaborations/", path],
        verified(agreed.korean.user): [shown, *(agreed_path + rest for rest in of_agreed)],
        verified(room.manager.user): ["/introductions/", shown, "/staff/collaborations/", path],
    }


def test_pages_of_rooms_are_accessible_and_fit_the_screen(
    addresses: dict[User | None, list[str]], look_around: Any
) -> None:
    assert look_around(addresses) == []
