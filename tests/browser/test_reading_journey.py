"""A Korean project is read, answered and talked about in French, the French in Korean: with a service and without."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from companies.services.translations import save_translation
from tests.browser.looking import find_faults
from tests.browser.test_suggestion_journey import verified
from tests.factories import CompanyFactory, MembershipFactory, ProjectFactory, UserFactory
from tests.room_factories import Room, make_introduction, make_room
from tests.seen import seen_by_translator
from tests.translation.services_double import TranslationService
from translation.models import Translation
from translation.services import making

pytestmark = pytest.mark.django_db(transaction=True)

TITLE, SUMMARY = "상수관 누수 탐지기", "물소리를 듣고 누수를 찾습니다."
OFFER, SEEK = "로거 80개를 6개월간 제공합니다.", "유럽의 상수도 운영사를 찾습니다."
FRENCH = {
    "title": "Détecteur de fuites",
    "summary": "Il entend les fuites dans l’eau.",
    "offer": "L’entreprise fournit 80 enregistreurs pendant 6 mois.",
    "seek": "Elle cherche un exploitant européen.",
}
FRENCH_MESSAGE, KOREAN_MESSAGE = "Bonjour, nous avons 410 km de conduites.", "안녕하세요, 2시에 이야기하겠습니까?"


@pytest.fixture
def service(settings: Any) -> Iterator[TranslationService]:
    running = TranslationService()
    settings.TRANSLATION_SERVICE, settings.TRANSLATION_URL = "libretranslate", running.address
    yield running
    running.stop()


@pytest.fixture
def people() -> tuple[User, User, Any]:
    korean = CompanyFactory(country="KR", name="Mulgyeol Co., Ltd.", name_local="물결(주)")
    project = ProjectFactory(company=korean, language="ko", title=TITLE, summary=SUMMARY, offer=OFFER, seek=SEEK)
    jiwon = verified(UserFactory(language="ko", full_name="Jiwon"))
    claire = verified(UserFactory(language="fr", full_name="Claire"))
    MembershipFactory(user=jiwon, company=korean)
    room = make_room(make_introduction(project))
    MembershipFactory(user=claire, company=room.collaboration.introduction.luxembourg_company)
    return jiwon, claire, (project, room)


def room_path(room: Room) -> str:
    return f"/collaborations/{room.collaboration.public_id}/"


def translate_all() -> None:
    while making.make_waiting():
        pass


def write(page: Page, text: str, language: str) -> None:
    page.fill("#write textarea[name=text]", text)
    page.select_option("#write select[name=language]", language)
    page.locator("#write button.button--primary").click()
    page.wait_for_load_state()


def test_with_a_service_each_reads_the_other_in_their_own_language(
    visit: Any, service: TranslationService, people: tuple[User, User, Any]
) -> None:
    jiwon, claire, (project, room) = people
    reader = visit("fr")
    page = reader.sign_in(claire)
    page = reader.open(f"/projects/{project.public_id}/")
    expect(page.locator("main")).to_contain_text(OFFER)  # she does not wait: the original is there
    assert service.requests == []
    translate_all()
    expect(page.locator("main")).to_contain_text(f"fr: {OFFER}")  # put in its place while she reads
    page.locator("details.written__original summary").first.click()
    expect(page.locator("details.written__original[open] p[lang=ko]").first).to_be_visible()
    assert find_faults(page) == []

    page = reader.open(room_path(room))
    write(page, FRENCH_MESSAGE, "fr")
    writer = visit("ko", 390)
    page = writer.sign_in(jiwon)
    page = writer.open(room_path(room))
    expect(page.locator(".message").last).to_contain_text(FRENCH_MESSAGE)
    translate_all()
    page = writer.open(room_path(room))
    expect(page.locator(".message p[lang=ko], .message div[lang=ko]").last).to_contain_text(f"ko: {FRENCH_MESSAGE}")
    write(page, KOREAN_MESSAGE, "ko")
    reader.open(room_path(room))
    translate_all()
    page = reader.open(room_path(room))
    expect(page.locator(".message [lang=fr]").last).to_contain_text("fr: ")
    assert Translation.objects.filter(status="ready").exists()


def test_without_a_service_the_companys_words_and_what_is_known_are_enough(
    visit: Any, people: tuple[User, User, Any]
) -> None:
    jiwon, claire, (project, room) = people
    reader = visit("fr", has_scripts=False)
    reader.sign_in(claire)
    page = reader.open(f"/projects/{project.public_id}/")
    expect(page.locator(".written__short")).to_be_visible()
    expect(page.locator("main")).to_contain_text("coréen")
    save_translation(project, language="fr", texts=FRENCH, by=jiwon, seen=seen_by_translator(project, "fr"))

    page = reader.open(f"/projects/{project.public_id}/")
    expect(page.locator("h1")).to_have_text(FRENCH["title"])
    expect(page.locator(".written__short")).to_have_count(0)
    page.locator("details.written__original summary").first.click()
    expect(page.locator("details[open] [lang=ko]").first).to_be_visible()
    page = reader.open(room_path(room))
    write(page, FRENCH_MESSAGE, "fr")
    writer = visit("ko")
    writer.sign_in(jiwon)
    page = writer.open(room_path(room))
    expect(page.locator(".message [lang=fr]").last).to_contain_text(FRENCH_MESSAGE)
    expect(page.locator(".message .written__language").last).to_contain_text("FR")
