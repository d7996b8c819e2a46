"""Two companies from a request to a published case, in Korean on a desk and in French on a phone without scripts."""

from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from companies.models import Project
from notifications.models import OutboxEmail
from partnerships.models import CaseStudy, Collaboration, FollowUp, Introduction, PartnershipRequest
from partnerships.services.follow_ups import ask_due_follow_ups
from tests.browser.conftest import tick_all
from tests.browser.test_suggestion_journey import verified
from tests.factories import (
    ContactFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)
from values.money.amounts import Money

pytestmark = pytest.mark.django_db(transaction=True)
PITCH = (
    "저희 유리 분리 설비는 대전에서 2년째 가동되고 있습니다. 귀사의 부지와 허가, 수거망에 저희 설비를 더하면 "
    "룩셈부르크에서 첫 공동 공장을 시작할 수 있습니다. 귀사는 폐모듈을 모으고 저희는 설비와 교육을 맡겠습니다. "
    "첫 단계로 폐모듈 10톤을 시험 처리하고, 그 결과를 바탕으로 라이선스 조건과 일정을 함께 정하고자 합니다."
)
CASE = {
    "title": "폐모듈 유리의 재탄생",
    "story": "분리 라인을 룩셈부르크 공장에 설치했습니다.",
    "outcome": "연간 1,600톤을 처리합니다.",
}
FRENCH = {
    "title": "Du verre neuf",
    "story": "Une ligne coréenne dans un hall à Esch.",
    "outcome": "1 600 tonnes par an.",
}
PDF = {"name": "시험 계획.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}


class Side(NamedTuple):
    """A member at their browser, and what nobody may see of their company's contact before both agreed."""

    visitor: Any
    user: User
    project: Project
    contact: tuple[str, str]

    def open(self, path: str) -> Page:
        page: Page = self.visitor.open(path)
        assert page.get_attribute("html", "lang") == self.user.language
        return page

    def mails(self, subject: str = "") -> list[OutboxEmail]:
        """The mail to this person so far, in their language all of it; with a subject those of that subject."""
        mails = list(self.user.emails.order_by("pk"))
        assert {mail.language for mail in mails} <= {self.user.language}
        return [mail for mail in mails if subject in mail.subject]


def arrive(visit: Any, project: Project, name: str, language: str, **browser: Any) -> Side:
    user = verified(UserFactory(full_name=name, language=language))
    MembershipFactory(user=user, company=project.company)
    contact = (f"{name} Direct", f"direct.{language}@confidential.example")
    ContactFactory(company=project.company, name=contact[0], email=contact[1])
    visitor = visit(language, **browser)
    visitor.sign_in(user)
    return Side(visitor, user, project, contact)


def test_two_companies_go_from_a_request_to_a_published_case(visit: Any) -> None:
    korean = arrive(visit, ProjectFactory(language="ko", title="유리 분리 설비"), "지원 박", "ko")
    luxembourger = arrive(visit, LuxembourgProjectFactory(), "Claire", "fr", width=390, has_scripts=False)
    staff = visit()
    staff.sign_in(verified(ReviewerFactory()))

    ask(korean, luxembourger.project)
    accept(luxembourger)
    consent(korean, luxembourger)
    talk(korean, luxembourger)
    tell_what_became_of_it(korean, luxembourger)
    publish(korean, luxembourger, staff, visit)

    secrets = [text for side in (korean, luxembourger) for text in side.contact]
    public = visit("ko").open(f"/cases/{CaseStudy.objects.get().public_id}/").content()
    assert not any(secret in public for secret in secrets)


def ask(korean: Side, wanted: Project) -> None:
    """From the other's project page; how well the two fit comes before the form, a short pitch is refused and kept."""
    page = korean.open(f"/projects/{wanted.public_id}/")
    page.get_by_role("link", name="협력 제안하기").click()
    fit, form = page.locator("#fit").bounding_box(), page.locator("#request-form").bounding_box()
    assert fit
    assert form
    assert fit["y"] + fit["height"] <= form["y"]
    assert "매우 잘 맞음" in page.locator("#fit").inner_text()
    assert page.input_value("select[name=theirs]") == wanted.public_id

    page.fill("textarea[name=pitch]", "만나고 싶습니다.")
    page.get_by_role("button", name="제안 보내기").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert page.input_value("textarea[name=pitch]") == "만나고 싶습니다."
    page.fill("textarea[name=pitch]", PITCH)
    page.get_by_role("button", name="제안 보내기").click()
    page.locator(".notice").first.wait_for()

    request = PartnershipRequest.objects.get()
    assert (request.receiver_project, request.language, request.status) == (wanted, "ko", "sent")


def accept(luxembourger: Side) -> None:
    """The receiver finds it first in the inbox, in its sender's own words, and goes on to the introduction."""
    mail = luxembourger.mails("Une demande de partenariat de")[0]
    assert PITCH in mail.text
    page = luxembourger.open("/partnerships/")
    assert page.locator(".site-bar [aria-current=page]").first.inner_text().startswith("Demandes")
    card = page.locator("main li.card--accent").first
    assert "en attente de votre réponse" in card.inner_text()
    card.get_by_role("link").first.click()
    assert PITCH in page.locator("main [lang=ko]").first.inner_text()
    page.get_by_role("button", name="Oui, cela nous intéresse").click()
    page.locator(".notice--success a").last.click()
    assert page.url.endswith(f"/introductions/{Introduction.objects.get().public_id}/")


def consent(korean: Side, luxembourger: Side) -> None:
    """Each allows the other to see its contact; nobody sees one before both did, then both see both."""
    path = f"/introductions/{Introduction.objects.get().public_id}/"
    assert [len(korean.mails(subject)) for subject in ("제안 수락", "기업 연결이 이루어졌습니다")] == [1, 1]
    agree(luxembourger, path)
    for side, other in ((korean, luxembourger), (luxembourger, korean)):
        assert not [secret for secret in other.contact if secret in side.open(path).content()]
        assert not [mail for mail in side.mails() if other.contact[1] in mail.text + mail.html]
    assert path in korean.mails("귀사에 연락처를 공개하는 데 동의했습니다")[0].text

    agree(korean, path)
    for side, other in ((korean, luxembourger), (luxembourger, korean)):
        people = side.open(path).locator(".people").inner_text()
        assert all(text in people for text in (*side.contact, *other.contact))
        (mail,) = [mail for mail in side.mails() if other.contact[1] in mail.text]
        assert [file.name.rpartition(".")[2] for file in mail.attachments.all()] == ["ics"]


def agree(side: Side, path: str) -> None:
    page = side.open(path)
    assert page.locator(".consent-form :checked").count() == 0
    tick_all(page, ".consent-form input[type=checkbox]")
    page.click(".consent-form button.button--primary")
    page.locator(".messages .notice, .notice--success").first.wait_for()


def talk(korean: Side, luxembourger: Side) -> None:
    """In the room: a message with a file, the stages up to an agreement, a next action set by one and done."""
    path = room_path()
    page = korean.open(path)
    page.fill("#write textarea", "다음 주에 통화할 수 있습니까?")
    page.set_input_files("#write input[type=file]", PDF)
    page.click("#write button")
    page.locator(".message").wait_for()

    page = luxembourger.open(path)
    assert "다음 주에 통화할 수 있습니까?" in page.locator(".message [lang=ko]").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name=PDF["name"]).click()
    assert Path(download.value.path()).read_bytes() == PDF["buffer"]
    page.locator("#action summary").click()
    page.fill("#action input[name=text]", "Envoyer le projet d’accord")
    page.select_option("#action select[name=owner]", korean.project.company.public_id)
    page.fill("#action input[name=due_on]", (timezone.localdate() + timedelta(days=7)).isoformat())
    page.click("#action details button")
    page.locator("#action .room-action__text").wait_for()

    move(luxembourger, "nda")
    move(korean, "negotiating")
    page = move(korean, "agreed", agreement_type="licence")
    assert "Envoyer le projet d’accord" in page.locator("#action").inner_text()
    page.get_by_role("button", name="완료").click()
    page.locator("#action .room-action__text").wait_for(state="detached")
    assert korean.mails("협업 공간의 새 소식") or luxembourger.mails("Du nouveau")


def room_path() -> str:
    return f"/collaborations/{Collaboration.objects.get().public_id}/"


def move(side: Side, stage: str, **choices: str) -> Page:
    """On the room's page; what only some stages need is not there for the others."""
    page = side.open(room_path())
    expect(page.locator(".stage-form__agreed select")).to_be_hidden()
    page.select_option("#stage select[name=to_stage]", stage)
    for name, value in choices.items():
        page.select_option(f"#stage select[name={name}]", value)
    page.click("#stage button")
    page.locator(".notice--success").first.wait_for()
    assert Collaboration.objects.get().stage == stage
    return page


def tell_what_became_of_it(korean: Side, luxembourger: Side) -> None:
    """Half a year later each is asked; what one answers the other does not see. Then the way is completed."""
    FollowUp.objects.filter(months=6).update(due_at=timezone.now())
    ask_due_follow_ups()
    assert len(korean.mails("협력의 성과는 어떻습니까?")) == 1
    page = luxembourger.open(room_path())
    page.locator("a[href$='follow-up/6/']").first.click()
    page.check("input[name=is_lasting][value=yes]")
    page.fill("input[name=turnover]", "1,25 Mio. €")
    page.click("main form button.button--primary")
    assert FollowUp.objects.get(answered_at__isnull=False).stated_turnover == Money(1_250_000, "EUR")

    page = move(korean, "completed")
    assert page.locator(".steps [aria-current]").count() == 0
    assert "1,250,000" not in page.locator("main").inner_text()


def publish(korean: Side, luxembourger: Side, staff: Any, visit: Any) -> None:
    """One writes the case, the other translates it; it is public once both and staff agreed to the very text."""
    write_case(korean, "case/", CASE, language="ko")
    write_case(luxembourger, "case/in/fr/", FRENCH)
    for side in (korean, luxembourger, staff):
        assert visit("fr").open("/cases/").locator("main .card--link").count() == 0
        page = side.open(room_path() + "case/read/")
        page.click("main form[action$='approve/'] button")
        page.locator("main form[action$='withdraw/']").wait_for()

    for language, title in (("ko", CASE["title"]), ("fr", FRENCH["title"])):
        page = visit(language).open("/")
        page.get_by_role("link", name=title).click()
        assert page.locator("h1").inner_text() == title


def write_case(side: Side, path: str, words: dict[str, str], **choices: str) -> None:
    page = side.open(room_path() + path)
    for name, value in choices.items():
        page.select_option(f"main select[name={name}]", value)
    for name, text in words.items():
        page.fill(f"main [name={name}]", text)
    page.click("main form button.button--primary")
    page.locator("main form[action$='approve/']").wait_for()
