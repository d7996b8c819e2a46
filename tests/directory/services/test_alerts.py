from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from companies.models import Project
from directory.models import SavedSearch
from directory.services import alerts
from directory.services.alerts import announce_new_results
from directory.services.directory import rebuild_directory
from directory.services.saved_searches import delete_search, pause_search, save_search
from notifications.models import EmailKind, OutboxEmail
from notifications.services.presend_checks import reason_to_cancel
from tests.clocks import travel
from tests.factories import CompanyFactory, ContactFactory, LuxembourgProjectFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
SAVED = datetime.fromisoformat("2026-11-24T10:00:00+00:00")
NEXT_MORNING = datetime.fromisoformat("2026-11-25T06:00:00+00:00")


@pytest.fixture
def clock() -> Any:
    with travel(SAVED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def reader() -> User:
    return UserFactory(full_name="Jo Weber", time_zone="Europe/Luxembourg")


def save(
    user: User, query: str = "q=photovoltaic", document_type: str = "project", frequency: str = "daily"
) -> SavedSearch:
    return save_search(user, document_type=document_type, query=query, name="Solar", frequency=frequency)


def publish(**fields: Any) -> Project:
    """A project published a moment from now, as the directory then finds it."""
    project: Project = ProjectFactory(**{"published_at": timezone.now() + timedelta(seconds=1)} | fields)
    rebuild_directory()
    return project


def test_new_result_is_told_once_in_the_morning(clock: Any, reader: User) -> None:
    publish(title="Old photovoltaic line")
    clock.shift(60)
    search = save(reader)
    clock.shift(3600)
    new = publish(title="New photovoltaic line")
    publish(title="Rain water", summary="Cisterns.", offer="Cisterns.", seek="Gardens.")

    too_early = announce_new_results()
    clock.move_to(NEXT_MORNING)
    written = [announce_new_results(), announce_new_results()]

    email = OutboxEmail.objects.get()
    assert (too_early, written) == (0, [1, 0])
    assert (email.kind, email.user, email.subject) == (EmailKind.SAVED_SEARCH, reader, "1 new result: Solar")
    assert f"/projects/{new.public_id}/" in email.text
    assert "New photovoltaic line" in email.text
    assert "Old photovoltaic" not in email.text
    assert "Rain water" not in email.text
    search.refresh_from_db()
    assert search.next_alert_at == NEXT_MORNING + timedelta(days=1)


def test_same_result_is_not_told_on_the_next_morning(clock: Any, reader: User) -> None:
    save(reader)
    clock.move_to(NEXT_MORNING - timedelta(minutes=5))
    publish(title="First photovoltaic line")
    clock.move_to(NEXT_MORNING)
    announce_new_results()
    clock.shift(600)
    publish(title="Second photovoltaic line")
    clock.move_to(NEXT_MORNING + timedelta(days=1))

    announce_new_results()

    first, second = OutboxEmail.objects.order_by("pk")
    assert ("First" in first.text, "Second" in first.text) == (True, False)
    assert ("First" in second.text, "Second" in second.text) == (False, True)


def test_result_the_directory_knew_too_late_for_one_mail_is_in_the_next(clock: Any, reader: User) -> None:
    save(reader)
    clock.move_to(NEXT_MORNING - timedelta(minutes=1))
    ProjectFactory(title="Late photovoltaic line", published_at=timezone.now())
    clock.move_to(NEXT_MORNING)
    before = announce_new_results()
    rebuild_directory()
    clock.move_to(NEXT_MORNING + timedelta(days=1))

    after = announce_new_results()

    assert (before, after) == (0, 1)
    assert "Late photovoltaic line" in OutboxEmail.objects.get().text


def test_nothing_new_writes_no_mail_and_moves_the_search_on(clock: Any, reader: User) -> None:
    publish()
    clock.shift(60)
    search = save(reader)
    clock.move_to(NEXT_MORNING)

    assert announce_new_results() == 0

    search.refresh_from_db()
    assert search.next_alert_at == NEXT_MORNING + timedelta(days=1)
    assert not OutboxEmail.objects.exists()


def test_weekly_mail_waits_for_monday(clock: Any, reader: User) -> None:
    save(reader, frequency="weekly")
    publish()
    clock.move_to(NEXT_MORNING)
    tuesday = announce_new_results()
    clock.move_to("2026-11-30T06:00:00+00:00")

    assert (tuesday, announce_new_results()) == (0, 1)


@pytest.mark.parametrize("query", ["q=photovoltaic&country=LU", "q=photovoltaic&green=water", "q=submarine"])
def test_what_the_search_does_not_find_is_no_news(clock: Any, reader: User, query: str) -> None:
    save(reader, query=query)
    publish()
    clock.move_to(NEXT_MORNING)

    assert announce_new_results() == 0


def test_search_without_words_tells_everything_that_meets_its_filters(clock: Any, reader: User) -> None:
    save(reader, query="country=LU&country=KR&green=circular_economy", document_type="company")
    company = publish().company
    clock.move_to(NEXT_MORNING)

    announce_new_results()

    text = OutboxEmail.objects.get().text
    assert f"{company.name}\nDaejeon, Korea\n" in text
    assert "/companies/?country=LU&country=KR&green=circular_economy&sort=newest" in text
    assert f"/companies/{company.public_id}/" in text


def test_mail_is_written_in_its_readers_language_and_says_how_to_stop(clock: Any) -> None:
    search = save(UserFactory(language="fr", time_zone="Europe/Luxembourg"))
    publish(title="폐태양광 photovoltaic", language="ko")
    clock.move_to(NEXT_MORNING)

    announce_new_results()

    email = OutboxEmail.objects.get()
    assert email.language == "fr"
    assert f"/me/searches/{search.pk}/" in email.text
    assert "/unsubscribe/" in email.text
    assert '<h2 lang="ko"' in email.html
    assert "폐태양광 photovoltaic" in email.html


def test_markup_and_line_breaks_in_names_stay_harmless(clock: Any, reader: User) -> None:
    SavedSearch.objects.filter(pk=save(reader).pk).update(name="<b>Solar</b>\r\nBcc: x@evil.example")
    publish(title="<script>alert(1)</script> photovoltaic")
    clock.move_to(NEXT_MORNING)

    announce_new_results()

    email = OutboxEmail.objects.get()
    assert "\n" not in email.subject
    assert "<script>" not in email.html
    assert "<b>Solar" not in email.html


def test_contacts_are_never_in_a_mail(clock: Any, reader: User) -> None:
    save(reader)
    ContactFactory(company=publish().company)
    clock.move_to(NEXT_MORNING)

    announce_new_results()

    email = OutboxEmail.objects.get()
    assert "hidden.person" not in email.text + email.html
    assert "Hidden Person" not in email.text + email.html


def test_closed_accounts_and_paused_searches_hear_nothing(clock: Any) -> None:
    save(UserFactory(is_active=False))
    pause_search(save(UserFactory()))
    save(UserFactory(), frequency="never")
    publish()
    clock.move_to(NEXT_MORNING + timedelta(days=10))

    assert announce_new_results() == 0


def test_mail_of_a_search_deleted_or_paused_meanwhile_does_not_leave(clock: Any, reader: User) -> None:
    search, other = save(reader), save(UserFactory(time_zone="Europe/Luxembourg"))
    publish()
    clock.move_to(NEXT_MORNING)
    announce_new_results()
    mine, theirs = OutboxEmail.objects.order_by("pk")
    before = reason_to_cancel(mine)
    delete_search(search)
    pause_search(other)

    reason = "the saved search was deleted or paused"
    assert (before, reason_to_cancel(mine), reason_to_cancel(theirs)) == ("", reason, reason)


def test_a_search_that_fails_stops_no_other(clock: Any, reader: User) -> None:
    broken = save(reader)
    save(UserFactory(time_zone="Europe/Luxembourg"))
    publish()
    clock.move_to(NEXT_MORNING)
    User.objects.filter(pk=reader.pk).update(email="not an address")  # no mail can be written to it

    written = announce_new_results()

    assert written == 1
    broken.refresh_from_db()
    assert broken.next_alert_at == NEXT_MORNING  # and it is tried again


def test_long_need_tells_what_fits_best_and_relaxed_results_are_no_news(clock: Any, reader: User) -> None:
    save(reader, query="q=photovoltaic+submarine")
    need = "q=we+collect+old+photovoltaic+modules+and+seek+a+separation+line+for+their+glass"
    save_search(reader, document_type="project", query=need, name="Need", frequency="daily")
    publish()
    clock.move_to(NEXT_MORNING)

    announce_new_results()

    assert [email.subject for email in OutboxEmail.objects.all()] == ["1 new result: Need"]


def test_queries_do_not_grow_with_the_results(clock: Any, reader: User, django_assert_max_num_queries: Any) -> None:
    save(reader)
    for _number in range(3):
        LuxembourgProjectFactory(company=CompanyFactory(country="LU"), published_at=timezone.now() + timedelta(1e-5))
    rebuild_directory()
    clock.move_to(NEXT_MORNING)

    with django_assert_max_num_queries(40):
        announce_new_results()

    assert OutboxEmail.objects.get().subject == "3 new results: Solar"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_mail(reader: User) -> None:
    with travel(SAVED, tick=False):
        search = save(reader)
        publish()
    with travel(NEXT_MORNING, tick=False):
        with ThreadPoolExecutor(4) as pool:
            written = sum(pool.map(lambda _worker: _announce_and_hang_up(), range(4)))
        search.refresh_from_db()

    assert (written, OutboxEmail.objects.count()) == (1, 1)
    assert search.next_alert_at == NEXT_MORNING + timedelta(days=1)


def _announce_and_hang_up() -> int:
    try:
        return announce_new_results()
    finally:
        connection.close()


def test_mail_is_about_the_search_and_its_period(clock: Any, reader: User) -> None:
    search = save(reader)
    publish()
    clock.move_to(NEXT_MORNING)

    announce_new_results()

    email = OutboxEmail.objects.about(search).get()
    assert (email.about, email.occasion) == (search, "20261125T0600")


def test_task_is_on_the_timetable(settings: Any) -> None:
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert "directory.announce_new_results" in names
    assert timedelta(hours=1) <= alerts.OVERLAP
