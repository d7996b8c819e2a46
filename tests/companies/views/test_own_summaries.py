"""A company says what it does in every language, from what a machine made of it or anew; English is asked for."""

import pytest
from django.test import Client

from companies.models import Company
from notifications.models import OutboxEmail
from tests.factories import MembershipFactory, ProjectFactory
from tests.seen import seen_by_translator
from translation.models import Origin, Translation, TranslationStatus
from translation.texts import words_of

pytestmark = pytest.mark.django_db

KOREAN = "상수관 누수를 찾는 기업입니다."


@pytest.fixture
def company(client: Client) -> Company:
    membership = MembershipFactory(company__summary=KOREAN)
    client.force_login(membership.user)
    return membership.company


def path_of(company: Company) -> str:
    return f"/me/companies/{company.public_id}/languages/"


def test_a_machines_translation_is_corrected_and_is_then_the_companys(client: Client, company: Company) -> None:
    words = words_of(company.summary, "", company)
    Translation.objects.create(
        digest=words.digest,
        source="ko",
        target="fr",
        original=words.text,
        text="Une entreprise de fuites",
        origin=Origin.MACHINE,
        status=TranslationStatus.READY,
    )
    page = client.get(path_of(company)).content.decode()
    assert "Une entreprise de fuites" in page

    answer = client.post(path_of(company), {"language": "", "fr": "Elle localise les fuites.", "en": "", "de": ""})

    assert answer.status_code == 302
    shown = Client(headers={"accept-language": "fr"}).get(f"/companies/{company.public_id}/").content.decode()
    assert '<p class="lede" lang="fr">Elle localise les fuites.</p>' in shown
    own = Translation.objects.get(owner=f"company:{company.pk}")
    assert (own.origin, own.target) == (Origin.COMPANY, "fr")


def test_the_language_found_by_itself_can_be_corrected(client: Client, company: Company) -> None:
    client.post(path_of(company), {"language": "de", "fr": "Une entreprise.", "en": "A company.", "ko": ""})

    company.refresh_from_db()
    assert company.summary_language == "de"
    shown = Client(headers={"accept-language": "ko"}).get(f"/companies/{company.public_id}/").content.decode()
    assert "DE</span>" in shown


def test_an_edited_summary_has_none_of_its_old_translations(client: Client, company: Company) -> None:
    client.post(path_of(company), {"language": "", "fr": "Elle localise les fuites.", "en": "", "de": ""})
    Company.objects.filter(pk=company.pk).update(summary=f"{KOREAN} 부산에 있습니다.")

    shown = Client(headers={"accept-language": "fr"}).get(f"/companies/{company.public_id}/").content.decode()

    assert "Elle localise les fuites." not in shown


def test_a_project_is_asked_for_an_english_title_and_sentence_until_it_has_them(
    client: Client, company: Company
) -> None:
    project = ProjectFactory(company=company, language="ko", title="누수 탐지")
    preview, translation = (
        f"/me/projects/{project.public_id}/preview/",
        f"/me/projects/{project.public_id}/translations/en/",
    )

    assert translation in client.get(preview).content.decode()
    texts = {"title": "Leak detection", "summary": "It finds leaks.", "offer": "", "seek": ""}
    client.post(translation, texts | {"seen": seen_by_translator(project, "en")})

    assert translation not in client.get(preview).content.decode()
    german = Client(headers={"accept-language": "de"}).get(f"/projects/{project.public_id}/").content.decode()
    assert '<h1><span lang="en">Leak detection</span></h1>' in german
    assert "written__short" in german  # the offer has no translation
    assert OutboxEmail.objects.count() == 0
