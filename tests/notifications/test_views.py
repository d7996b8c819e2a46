from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from jobs.models import RowFailure
from notifications.models import EmailKind, EmailStatus, OutboxEmail
from tests.factories import AdministratorFactory, ReviewerFactory, UserFactory
from tests.notifications.conftest import QueueNews

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def desk_urls(email: OutboxEmail) -> list[str]:
    return [
        reverse("notifications:email_list"),
        reverse("notifications:email_detail", args=[email.pk]),
        reverse("notifications:email_html", args=[email.pk]),
    ]


def test_the_mail_pages_are_for_staff(queue_news: QueueNews) -> None:
    email = queue_news()
    visitor, member, reviewer = Client(), client_of(UserFactory()), client_of(ReviewerFactory())

    codes = [[client.get(url).status_code for url in desk_urls(email)] for client in (visitor, member, reviewer)]

    assert codes == [[302] * 3, [403] * 3, [200] * 3]


@pytest.mark.parametrize(
    ("kind", "is_confidential"),
    [(EmailKind.ACCOUNT, False), (EmailKind.INVITATION, False), (EmailKind.INTRODUCTION, True)],
)
@pytest.mark.parametrize(
    ("factory", "is_demonstration", "code"),
    [
        (ReviewerFactory, False, 404),
        (AdministratorFactory, False, 200),
        (ReviewerFactory, True, 200),
    ],
)
def test_mail_with_secrets_in_it_is_for_administrators_or_a_demonstration(
    queue_news: QueueNews,
    settings: Any,
    kind: EmailKind,
    is_confidential: bool,
    factory: Any,
    is_demonstration: bool,
    code: int,
) -> None:
    settings.IS_DEMONSTRATION = is_demonstration
    email, client = queue_news(kind=kind), client_of(factory())
    OutboxEmail.objects.filter(pk=email.pk).update(is_confidential=is_confidential)

    answers = [client.get(url) for url in desk_urls(email)]
    resolving = client.post(reverse("notifications:email_resolve", args=[email.pk]), {"answer": "arrived"})

    assert [answer.status_code for answer in answers] == [200, code, code]
    assert (email.subject in answers[0].content.decode().replace("&amp;", "&")) == (code == 200)
    assert resolving.status_code == (302 if code == 200 else 404)


def test_what_staff_must_decide_comes_first_then_the_newest(queue_news: QueueNews) -> None:
    doubtful, older, newer = (queue_news(key=f"project:{number}") for number in range(3))
    OutboxEmail.objects.filter(pk=doubtful.pk).update(status=EmailStatus.UNKNOWN)

    page = client_of(ReviewerFactory()).get(reverse("notifications:email_list")).context["page"]

    assert list(page) == [doubtful, newer, older]


def test_the_list_is_filtered_and_ignores_a_choice_that_does_not_exist(queue_news: QueueNews) -> None:
    reminder, news = queue_news(kind=EmailKind.REMINDER), queue_news(kind=EmailKind.RESPONSE_NEWS)
    OutboxEmail.objects.filter(pk=news.pk).update(status=EmailStatus.FAILED)
    client, url = client_of(ReviewerFactory()), reverse("notifications:email_list")

    by_kind = client.get(url, {"kind": "reminder"}).context["page"]
    by_status = client.get(url, {"status": "failed"}).context["page"]
    by_nothing = client.get(url, {"status": "nonsense", "page": "99"}).context["page"]

    assert (list(by_kind), list(by_status), set(by_nothing)) == ([reminder], [news], {reminder, news})


def test_an_empty_list_says_so() -> None:
    answer = client_of(ReviewerFactory()).get(reverse("notifications:email_list"))

    assert 'class="empty-state"' in answer.content.decode()


def test_the_list_asks_as_many_questions_for_three_mails_as_for_one(
    queue_news: QueueNews, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client, url = client_of(ReviewerFactory()), reverse("notifications:email_list")
    queue_news()
    with django_assert_max_num_queries(20) as first:
        client.get(url)
    queue_news()
    queue_news()

    with django_assert_num_queries(len(first)):
        client.get(url)


def test_a_message_is_shown_in_a_sandbox_that_only_this_site_may_frame(queue_news: QueueNews) -> None:
    email = queue_news()

    answer = client_of(ReviewerFactory()).get(reverse("notifications:email_html", args=[email.pk]))

    assert answer.content.decode() == email.shown_html
    assert answer["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
    )
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("status", EmailStatus)
def test_a_decision_is_asked_for_only_where_one_is_needed(queue_news: QueueNews, status: EmailStatus) -> None:
    email = queue_news()
    OutboxEmail.objects.update(status=status, lease_token=1, lease_until=email.due_at)

    page = client_of(ReviewerFactory()).get(reverse("notifications:email_detail", args=[email.pk])).content.decode()

    assert ('value="arrived"' in page) == (status == EmailStatus.UNKNOWN)
    assert ('value="send_again"' in page) == (status in (EmailStatus.UNKNOWN, EmailStatus.FAILED))


def test_resolving_records_the_decision_and_a_second_one_is_told(queue_news: QueueNews) -> None:
    email, client = queue_news(), client_of(ReviewerFactory())
    OutboxEmail.objects.update(status=EmailStatus.UNKNOWN)
    url = reverse("notifications:email_resolve", args=[email.pk])

    first = client.post(url, {"answer": "arrived"}, follow=True)
    second = client.post(url, {"answer": "send_again"}, follow=True)

    email.refresh_from_db()
    assert email.status == EmailStatus.SENT
    assert [str(message) for message in first.context["messages"]] == ["Your decision was recorded."]
    assert [message.level_tag for message in second.context["messages"]] == ["warning"]


def test_resolving_needs_a_post_with_an_answer(queue_news: QueueNews) -> None:
    email, client = queue_news(), client_of(ReviewerFactory())
    url = reverse("notifications:email_resolve", args=[email.pk])

    assert client.get(url).status_code == 405
    assert client.post(url, {"answer": "perhaps"}).status_code == 400


def test_staff_see_what_the_timetable_could_not_do() -> None:
    failure = RowFailure.objects.create(sweep="a.sweep", subject="app.Thing 12", error="ValueError: <no>", count=3)
    client, address = client_of(ReviewerFactory()), reverse("notifications:email_list")

    shown = client.get(address).content.decode()
    failure.delete()
    over = client.get(address).content.decode()

    expected = ("1 scheduled task failed", "a.sweep: app.Thing 12 (3 times", "ValueError: &lt;no&gt;")
    assert all(text in shown for text in expected)
    assert "scheduled task" not in over


def failed(email: OutboxEmail) -> OutboxEmail:
    OutboxEmail.objects.filter(pk=email.pk).update(status=EmailStatus.FAILED, attempts=7)
    return email


def test_all_failed_mail_is_sent_again_after_its_number_was_confirmed(queue_news: QueueNews) -> None:
    reviewer = ReviewerFactory()
    client, url = client_of(reviewer), reverse("notifications:email_resend")
    emails = [failed(queue_news(key=f"project:{number}")) for number in range(3)]
    waiting = queue_news(key="project:4")
    listed = client.get(reverse("notifications:email_list")).content.decode()

    asked = client.get(url).content.decode()
    statuses_meanwhile = set(OutboxEmail.objects.exclude(pk=waiting.pk).values_list("status", flat=True))
    answer = client.post(url, follow=True)
    again = client.post(url, follow=True)

    assert url in listed
    assert "Send 3 e-mails again" in asked
    assert statuses_meanwhile == {EmailStatus.FAILED}
    assert [str(message) for message in answer.context["messages"]] == ["3 e-mails will be sent again."]
    assert [str(message) for message in again.context["messages"]] == ["0 e-mails will be sent again."]
    for email in emails:
        email.refresh_from_db()
        assert (email.status, email.attempts, email.resolved_by) == (EmailStatus.QUEUED, 0, reviewer)
    waiting.refresh_from_db()
    assert waiting.resolved_by is None


def test_only_failed_mail_that_the_list_is_narrowed_to_is_sent_again(queue_news: QueueNews) -> None:
    client, url = client_of(ReviewerFactory()), reverse("notifications:email_resend")
    reminder = failed(queue_news(kind=EmailKind.REMINDER))
    news = failed(queue_news(kind=EmailKind.RESPONSE_NEWS))

    asked = client.get(url, {"kind": "reminder", "status": "failed"}).content.decode()
    client.post(url, {"kind": "reminder", "status": "failed"}, follow=True)
    unfit = client.post(url, {"status": "sent"}, follow=True)

    reminder.refresh_from_db()
    news.refresh_from_db()
    assert "Send 1 e-mail again" in asked
    assert '<input type="hidden" name="kind" value="reminder">' in asked
    assert (reminder.status, news.status) == (EmailStatus.QUEUED, EmailStatus.FAILED)
    assert [str(message) for message in unfit.context["messages"]] == ["0 e-mails will be sent again."]


def test_a_case_manager_sends_no_mail_again_that_only_administrators_see(queue_news: QueueNews, settings: Any) -> None:
    settings.IS_DEMONSTRATION = False
    url = reverse("notifications:email_resend")
    invitation = failed(queue_news(kind=EmailKind.INVITATION))

    client_of(ReviewerFactory()).post(url)
    invitation.refresh_from_db()
    status_then = invitation.status
    client_of(AdministratorFactory()).post(url)

    invitation.refresh_from_db()
    assert (status_then, invitation.status) == (EmailStatus.FAILED, EmailStatus.QUEUED)
