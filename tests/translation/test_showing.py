"""What a reader sees of a text in another language, and what a page costs."""

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories import CompanyFactory, ProjectFactory
from tests.translation.services_double import TranslationService
from translation.models import Origin, Translation, TranslationStatus
from translation.services.asking import ask_for
from translation.services.writing import write_translations
from translation.showing import TEXTS, Medium, WrittenTexts
from translation.texts import same_sentences, words_of

pytestmark = pytest.mark.django_db


def made_by_machine(text: str, language: str, target: str, said: str) -> Translation:
    words = words_of(text, language, None)
    return Translation.objects.create(
        digest=words.digest,
        source=language,
        target=target,
        original=text,
        text=said,
        origin=Origin.MACHINE,
        status=TranslationStatus.READY,
        engine="libretranslate",
    )


def shown(template: str, reader: str, medium: Medium = Medium.PAGE, **context: object) -> str:
    texts = WrittenTexts(medium)
    with translation.override(reader):
        is_html = medium != Medium.PLAIN_MAIL
        written = Template("{% load written %}" + template).render(
            Context({TEXTS: texts, **context}, autoescape=is_html)
        )
    with translation.override(reader):
        return texts.fill(written)


def test_a_text_in_the_readers_language_has_no_mark() -> None:
    assert shown('{% written "Eine Anlage" "de" %}', "de") == '<p lang="de">Eine Anlage</p>'


def test_without_a_translation_the_original_stands_with_its_language() -> None:
    content = shown('{% written "누수 탐지" "ko" %}', "fr")

    assert content.startswith('<div class="written"><p lang="ko">누수 탐지</p>')
    assert "KO</span> coréen" in content
    assert "<details" not in content


def test_a_translation_comes_first_and_says_who_made_it_and_the_original_is_one_click_away() -> None:
    made_by_machine("누수 탐지", "ko", "fr", "Détection de fuites")

    content = shown('{% written "누수 탐지" "ko" %}', "fr")

    assert content.startswith('<div class="written"><p lang="fr">Détection de fuites</p>')
    assert '<p lang="ko">누수 탐지</p></details>' in content


def test_what_the_company_wrote_goes_before_what_a_machine_made_and_english_before_nothing() -> None:
    company, stranger = CompanyFactory(), CompanyFactory()
    words = words_of("누수 탐지", "ko", company)
    line = '{% written_line "누수 탐지" "ko" company %}'
    made_by_machine("누수 탐지", "ko", "en", "Water escape discovery")

    assert shown(line, "fr", company=company) == '<span lang="en">Water escape discovery</span>'
    write_translations([(words, "Leak detection")], "en", origin=Origin.COMPANY, by=None)
    assert shown(line, "fr", company=company) == '<span lang="en">Leak detection</span>'
    assert shown(line, "en", company=stranger) == '<span lang="en">Water escape discovery</span>'
    made_by_machine("누수 탐지", "ko", "fr", "Détection de fuites")
    assert shown(line, "fr", company=company) == '<span lang="fr">Détection de fuites</span>'


@pytest.mark.parametrize("status", [TranslationStatus.REFUSED, TranslationStatus.WAITING, TranslationStatus.FAILED])
def test_only_what_is_ready_is_shown(status: str) -> None:
    made_by_machine("누수 탐지", "ko", "fr", "Détection de fuites")
    Translation.objects.update(status=status)

    assert "Détection" not in shown('{% written "누수 탐지" "ko" %}', "fr")


def test_an_edited_text_has_no_translation() -> None:
    made_by_machine("누수 탐지", "ko", "fr", "Détection de fuites")

    assert "Détection" not in shown('{% written "누수 탐지기" "ko" %}', "fr")


def test_what_people_type_is_escaped_wherever_it_stands() -> None:
    original, said = '<script>"1"</script>', "<img src=x onerror=1>"
    made_by_machine(original, "ko", "fr", said)
    tags = (
        "{% written text 'ko' %}{% written_line text 'ko' %}{% written_card text 'ko' %}{% written_plain text 'ko' %}"
    )

    content = shown(tags + "{% written_source text 'ko' %}{% written text 'ko' is_linked=True %}", "fr", text=original)

    assert "<script" not in content
    assert "<img" not in content


def test_a_passage_is_shown_by_the_sentence_it_stands_in() -> None:
    whole, said = "Nous offrons un tri. Nous cherchons un client.", "We offer sorting. We seek a customer."
    made_by_machine(whole, "fr", "en", said)

    content = shown("{% written whole 'fr' part=part %}", "en", whole=whole, part="Nous cherchons un client.")

    assert '<p lang="en">We seek a customer.</p>' in content
    assert '<p lang="fr">Nous cherchons un client.</p></details>' in content
    assert same_sentences(whole, "One sentence only.", "Nous offrons un tri.") == ""


def test_a_text_that_is_cut_says_so() -> None:
    assert (
        shown("{% written_card text 'fr' limit=20 %}", "fr", text="mot " * 30)
        == '<p lang="fr">mot mot mot mot mot…</p>'
    )


def test_a_mail_has_the_readers_language_first_and_the_original_below() -> None:
    made_by_machine("누수 탐지", "ko", "fr", "Détection de fuites")

    plain = shown('{% written "누수 탐지" "ko" %}', "fr", Medium.PLAIN_MAIL)
    html = shown('{% written "누수 탐지" "ko" %}', "fr", Medium.MAIL)

    assert plain.splitlines()[0] == "Détection de fuites"
    assert plain.splitlines()[-1].endswith("누수 탐지")
    assert html.startswith('<blockquote lang="fr">Détection de fuites</blockquote>')
    assert html.endswith('<blockquote lang="ko">누수 탐지</blockquote>')


def test_a_page_asks_once_however_many_texts(service: TranslationService) -> None:
    counts = []
    for number in (1, 20):
        text = "{% for row in rows %}{% written row 'ko' %}{% endfor %}"
        rows = [f"글 {number} {row}" for row in range(number)]
        shown(text, "fr", rows=rows)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shown(text, "fr", rows=rows)
        counts.append(len(captured))

    assert counts == [1, 1]


def test_a_project_page_orders_what_is_missing_and_its_fragment_is_what_a_fresh_page_shows(
    service: TranslationService, settings: Any
) -> None:
    project = ProjectFactory(language="ko", title="누수 탐지", offer="로거를 제공합니다.")
    client = Client(headers={"accept-language": "fr"})
    path = f"/projects/{project.public_id}/"

    page = client.get(path).content.decode()

    assert Translation.objects.filter(target="fr", status="waiting").count() >= 4
    assert service.requests == []
    later = page.partition('hx-get="')[2].partition('"')[0]
    assert later.startswith("/texts/later/?key=")
    assert "hx-swap-oob" not in client.get(later).content.decode()
    for row in Translation.objects.filter(target="fr"):
        row.status, row.text = TranslationStatus.READY, f"fr: {row.original}"
        row.save()
    swapped = client.get(later).content.decode()
    fresh = client.get(path).content.decode()
    piece = '<p lang="fr">fr: 로거를 제공합니다.</p>'
    assert piece in swapped
    assert piece in fresh
    assert "written-later" not in swapped
    assert "written-later" not in fresh


@pytest.mark.parametrize("key", ["", "x", "W10:1abc:def"])
def test_a_made_up_key_leads_nowhere(client: Client, key: str) -> None:
    assert client.get("/texts/later/", {"key": key}).status_code == 404


def test_publishing_orders_every_language(service: TranslationService) -> None:
    project = ProjectFactory(language="ko", title="누수 탐지")
    words = words_of(project.title, "ko", project.company)

    assert ask_for([words]) == 3
    row = Translation.objects.get(digest=words.digest, target="de")
    assert row.names == [project.company.name, project.company.name_local or project.company.name]
