"""From the review desk to both companies' answers, as the people live it."""

from collections.abc import Iterator
from typing import Any

import pytest
import redis
from allauth.account.models import EmailAddress
from django.conf import settings
from playwright.sync_api import expect

from accounts.models import User
from jobs import enqueueing
from matching.models import Match, MatchStatus, Review
from matching.services.requests import request_full_run
from matching.services.runs import advance_run
from tests.browser.looking import find_faults
from tests.factories import (
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.notifications.sink import Sink, served
from tests.patience import PATIENCE, wait_until
from tests.workers import running_worker

pytestmark = pytest.mark.django_db(transaction=True)


def verified(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    """A real mail server, and a real worker that sends to it; no timetable makes up for a wake-up that is given up."""
    monkeypatch.setitem(enqueueing.IMPATIENCE, "socket_timeout", PATIENCE)
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()
    kept = Sink()
    with served(kept) as port, running_worker(EMAIL_URL=f"smtp://127.0.0.1:{port}?timeout={PATIENCE}"):
        yield kept


def test_a_pair_goes_from_the_review_desk_to_two_interested_companies(visit: Any, sink: Sink) -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    jiwon = verified(UserFactory(email="jiwon@korea.example", full_name="Jiwon", language="ko"))
    claire = verified(UserFactory(email="claire@lux.example", full_name="Claire", language="fr"))
    MembershipFactory(user=jiwon, company=korean.company)
    MembershipFactory(user=claire, company=luxembourger.company)
    run = request_full_run()
    while advance_run(run.pk):
        pass

    reviewer = verified(ReviewerFactory())
    page = visit().sign_in(reviewer)
    page.get_by_role("link", name=f"{korean.company} × {luxembourger.company}").click()
    page.get_by_role("button", name="Approve and suggest to both").click()
    page.get_by_text("Approved. The suggestion is being sent").wait_for()

    wait_until(lambda: len(sink.messages) == 2)
    mails = {str(message["To"]): message for message in sink.messages}
    assert set(mails) == {"jiwon@korea.example", "claire@lux.example"}
    assert "ko" in mails["jiwon@korea.example"]["Content-Language"]
    assert "fr" in mails["claire@lux.example"]["Content-Language"]
    assert all(message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" for message in sink.messages)

    match = Match.objects.get()
    for person in (jiwon, claire):
        visitor = visit(person.language, 390)
        page = visitor.sign_in(person)
        assert page.get_attribute("html", "lang") == person.language
        page.locator("main li.card h2 a").first.click()
        page.locator("button[name=answer][value=interested]").click()
        page.locator(".notice").first.wait_for()
        assert "@" not in page.locator("main").inner_text()  # contacts belong to a later step

    match.refresh_from_db()
    assert match.status == MatchStatus.INTRODUCED
    wait_until(lambda: len(sink.messages) == 5)
    assert sink.recipients == sorted([*mails, *mails, reviewer.email])


def test_the_review_desk_works_from_the_keyboard(visit: Any) -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    run = request_full_run()
    while advance_run(run.pk):
        pass

    page = visit().sign_in(verified(ReviewerFactory()))
    hangul = "new KeyboardEvent('keydown', { key: 'ㅓ', code: 'KeyJ', bubbles: true })"
    page.evaluate(f"document.body.dispatchEvent({hangul})")  # the key J while Hangul is switched on
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/")
    page.keyboard.press("r")
    page.select_option("select[name=reason]", "competitors")
    page.locator("h1").click()
    page.keyboard.press("r")
    page.get_by_text("Rejected. This pair will not be proposed again").wait_for()

    assert Match.objects.get().status == MatchStatus.REJECTED


def test_everything_works_without_scripts(visit: Any) -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    member = verified(UserFactory())
    MembershipFactory(user=member, company=luxembourger.company)
    run = request_full_run()
    while advance_run(run.pk):
        pass

    page = visit(has_scripts=False).sign_in(verified(ReviewerFactory()))
    page.locator("input[name=chosen]").check()
    page.get_by_role("button", name="Approve selected").click()
    expect(page.get_by_text("Decision recorded for 1 match.")).to_be_visible()
    page = visit(has_scripts=False).sign_in(member)
    page.get_by_role("link", name=str(korean.company)).click()
    page.get_by_text("No, thank you").click()
    page.select_option("select[name=reason]", "not_now")
    page.locator("button[value=declined]").click()

    assert Match.objects.get().status == MatchStatus.DECLINED


def test_what_changed_is_read_before_it_is_decided_from_the_keyboard(visit: Any) -> None:
    match = MatchFactory(score=0.8)
    visitor = visit()
    visitor.sign_in(verified(ReviewerFactory()))
    page = visitor.open(f"/review/{match.public_id}/")
    page.fill("textarea[name=comment]", "Both want a licence.")
    Match.objects.update(score=0.32)

    page.locator("h1").click()
    page.keyboard.press("a")
    page.get_by_text("The score has changed from 80 to 32 out of 100.").wait_for()
    after_one = Match.objects.get().status
    assert find_faults(page) == []
    is_read_out = page.evaluate("document.activeElement.classList.contains('error-summary')")
    page.keyboard.press("a")
    page.get_by_text("Approved. The suggestion is being sent").wait_for()

    assert (after_one, is_read_out) == ("proposed", True)
    assert (Review.objects.get().score_seen, Review.objects.get().comment) == (0.32, "Both want a licence.")


def test_ticked_matches_that_changed_stay_ticked(visit: Any) -> None:
    first, second = MatchFactory(score=0.9), MatchFactory(score=0.7)
    visitor = visit()
    visitor.sign_in(verified(ReviewerFactory()))
    page = visitor.open("/review/")
    for key in "jxjx":
        page.keyboard.press(key)
    Match.objects.filter(pk=first.pk).update(score=0.32)

    page.get_by_role("button", name="Approve selected").click()
    page.get_by_text("Decision recorded for 1 match.").wait_for()
    assert page.locator("input[name=chosen]").is_checked()
    assert find_faults(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert find_faults(page) == []
    page.locator(".error-summary a").click()
    assert page.url.endswith(f"#match-{first.public_id}")
    page.get_by_role("button", name="Approve selected").click()
    page.get_by_text("Decision recorded for 1 match.").wait_for()

    assert dict(Review.objects.values_list("match", "score_seen")) == {first.pk: 0.32, second.pk: 0.7}
