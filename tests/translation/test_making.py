"""Rows that wait are translated once, checked, retried, and left alone in an outage; nobody's page waits for it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.translation.services_double import TranslationService
from translation.models import ServiceState, Translation, TranslationStatus
from translation.services import asking, keeping, making, resting
from translation.texts import Words

pytestmark = pytest.mark.django_db

KOREAN = Words("누수 위치를 0.9m까지 찾습니다.", "ko")


def due_now() -> None:
    Translation.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    ServiceState.objects.update(resting_until=None)


def test_a_text_is_ordered_once_for_each_other_language(service: TranslationService) -> None:
    assert asking.ask_for([KOREAN]) == 3
    asking.ask_for([KOREAN])

    assert sorted(Translation.objects.values_list("target", flat=True)) == ["de", "en", "fr"]


def test_without_a_service_nothing_is_ordered() -> None:
    assert asking.ask_for([KOREAN]) == 0
    assert making.make_waiting() is False
    assert not Translation.objects.exists()


def test_texts_of_one_pair_go_in_one_request_and_are_kept_with_engine_and_version(service: TranslationService) -> None:
    asking.ask_for([KOREAN, Words("로거를 제공합니다.", "ko")], ["fr"])

    assert making.make_waiting() is False

    assert [len(request["texts"]) for request in service.requests] == [2]
    row = Translation.objects.get(digest=KOREAN.digest)
    assert (row.status, row.text, row.engine, row.version) == ("ready", f"fr: {KOREAN.text}", "libretranslate", "1.6.2")


@pytest.mark.parametrize("said", ["une erreur de 9 m", "rien", "", "fr: 0,9 m " + "mot " * 200])
def test_a_translation_that_changed_a_number_is_refused_and_kept_for_staff(
    service: TranslationService, said: str
) -> None:
    service.say = lambda text, target: said
    asking.ask_for([KOREAN], ["fr"])

    making.make_waiting()

    row = Translation.objects.get()
    assert row.status == TranslationStatus.REFUSED
    assert row.remark


def test_a_name_that_was_lost_is_refused(service: TranslationService) -> None:
    service.say = lambda text, target: text.replace("[[1]]", "")
    asking.ask_for([Words("Verre Vif trie le verre.", "fr", "company:1", ("Verre Vif S.A.", "Verre Vif S.A."))], ["en"])

    making.make_waiting()

    assert service.texts == ["[[1]] trie le verre."]
    assert Translation.objects.get().status == TranslationStatus.REFUSED


def test_an_answer_of_no_use_is_tried_again_alone_and_in_the_end_given_up(service: TranslationService) -> None:
    service.shorten = 1
    asking.ask_for([KOREAN, Words("로거를 제공합니다.", "ko")], ["fr"])

    for _attempt in range(len(making.RETRY_DELAYS) + 1):
        making.make_waiting()
        due_now()

    assert [len(request["texts"]) for request in service.requests][:3] == [2, 1, 1]
    assert set(Translation.objects.values_list("status", flat=True)) == {TranslationStatus.FAILED}


def test_in_an_outage_no_attempt_counts_and_the_service_rests_longer_and_longer(service: TranslationService) -> None:
    service.status, service.body = 502, b"<html>Bad gateway</html>"
    asking.ask_for([KOREAN])

    for _attempt in range(resting.PATIENCE):
        assert making.make_waiting() is False
        assert not Translation.objects.filter(lease_until__isnull=False).exists()
        if not resting.is_resting("libretranslate"):
            due_now()

    assert resting.is_resting("libretranslate")
    assert set(Translation.objects.values_list("attempts", "status")) == {(0, "waiting")}
    asked = len(service.requests)
    assert making.make_waiting() is False
    assert len(service.requests) == asked
    service.status, service.body = 200, b""
    for _attempt in range(3):  # one text first, to see whether it is well
        due_now()
        making.make_waiting()
    assert set(Translation.objects.values_list("status", flat=True)) == {"ready"}
    assert not resting.has_failed("libretranslate")


@pytest.mark.parametrize(("status", "minutes"), [(403, 60), (429, 2)])
def test_a_wrong_key_and_too_many_requests_rest_as_long_as_they_should(
    service: TranslationService, status: int, minutes: int
) -> None:
    service.status, service.body, service.headers = status, b'{"error": "no"}', {"Retry-After": "120"}
    asking.ask_for([KOREAN])

    making.make_waiting()

    until = ServiceState.objects.get().resting_until
    assert until is not None
    assert timedelta(minutes=minutes - 1) < until - timezone.now() <= timedelta(minutes=minutes)
    assert len(service.requests) == 1


def test_no_more_leaves_in_a_day_than_the_operator_allows(service: TranslationService, settings: Any) -> None:
    settings.TRANSLATION_DAILY_CHARACTERS = len(KOREAN.text) * 2
    asking.ask_for([KOREAN])

    making.make_waiting()

    assert sum(map(len, service.texts)) <= settings.TRANSLATION_DAILY_CHARACTERS
    assert Translation.objects.waiting().count() == 1
    assert Translation.objects.waiting().get().due_at > timezone.now()
    ServiceState.objects.update(day=timezone.localdate() - timedelta(days=1))
    due_now()
    making.make_waiting()
    assert not Translation.objects.waiting().exists()


def test_what_nobody_reads_any_more_is_dropped_with_its_original(service: TranslationService) -> None:
    asking.ask_for([KOREAN])
    Translation.objects.filter(target="fr").update(read_at=timezone.now() - keeping.UNREAD - timedelta(days=1))

    assert keeping.purge_unread() == 1
    assert not Translation.objects.filter(target="fr").exists()
