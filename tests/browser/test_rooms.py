"""The room of two companies as they live it, up to a published case; and its pages in every language and width."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from partnerships.models import CaseStudy
from partnerships.services.cases import CaseWords, draft_case, translate_case
from partnerships.services.files import check_file
from partnerships.services.next_actions import set_next_action
from partnerships.services.thread import post_message
from tests.browser.looking import look_around
from tests.browser.test_suggestion_journey import verified
from tests.room_factories import TEXTS, make_agreed_room, make_public_case, make_room, stage_of

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
    case = draft_case(agreed.collaboration, actor=agreed.korean, texts=TEXTS)
    translate_case(case, actor=agreed.korean, language="fr", words=FRENCH, version=1)
    agreed.collaboration.follow_ups.update(asked_at=timezone.now())
    public = make_public_case(told)
    path, agreed_path = (f"/collaborations/{row.collaboration.public_id}/" for row in (room, agreed))
    of_agreed = ["", "follow-up/6/", "case/", "case/read/", "case/in/de/"]
    return {
        None: ["/cases/", "/cases/?green=water", f"/cases/{public.public_id}/"],
        verified(room.luxembourger.user): ["/collaborations/", path],
        verified(agreed.korean.user): [agreed_path + rest for rest in of_agreed],
        verified(room.manager.user): ["/staff/collaborations/", path],
    }


def test_pages_of_rooms_are_accessible_and_fit_the_screen(addresses: dict[User | None, list[str]], visit: Any) -> None:
    assert look_around(visit, addresses) == []


def test_two_companies_go_from_the_first_message_to_a_published_case_without_scripts(visit: Any) -> None:
    room = make_room()
    path = f"/collaborations/{room.collaboration.public_id}/"
    User.objects.filter(pk=room.korean.user.pk).update(language="ko")
    User.objects.filter(pk=room.luxembourger.user.pk).update(language="fr")
    korean, luxembourger, staff = (visit(code, 390, has_scripts=False) for code in ("ko", "fr", "en"))
    for visitor, actor in ((korean, room.korean), (luxembourger, room.luxembourger), (staff, room.manager)):
        visitor.sign_in(verified(User.objects.get(pk=actor.user.pk)))

    page = korean.open(path)
    page.fill("#write textarea", "다음 주에 통화할 수 있습니까?")
    page.set_input_files("#write input[type=file]", {"name": "plan.pdf", "mimeType": "", "buffer": b"%PDF-1.7"})
    page.click("#write button")

    page = luxembourger.open(path)
    assert "다음 주에 통화할 수 있습니까?" in page.locator(".message").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="plan.pdf").click()
    assert download.value.path().read_bytes() == b"%PDF-1.7"
    page.select_option("#stage select[name=to_stage]", "agreed")
    page.select_option("#stage select[name=agreement_type]", "licence")
    page.click("#stage button")
    assert stage_of(room) == "agreed"

    page = korean.open(path + "case/")
    page.select_option("select[name=language]", "ko")
    page.fill("input[name=title]", "폐모듈 유리의 재탄생")
    page.fill("textarea[name=story]", "분리 라인을 룩셈부르크 공장에 설치했습니다.")
    page.fill("textarea[name=outcome]", "연간 1,600톤을 처리합니다.")
    page.click("main form button.button--primary")
    page = luxembourger.open(path + "case/in/fr/")
    for name, text in FRENCH._asdict().items():
        page.fill(f"main [name={name}]", text)
    page.click("main form button.button--primary")
    for visitor in (korean, luxembourger, staff):
        assert not CaseStudy.objects.public().exists()
        visitor.open(path + "case/read/").click("main form[action$=approve\\/] button")

    address = f"/cases/{CaseStudy.objects.public().get().public_id}/"
    assert visit("ko").open(address).locator("h1").inner_text() == "폐모듈 유리의 재탄생"
    assert visit("fr").open(address).locator("h1").inner_text() == FRENCH.title
