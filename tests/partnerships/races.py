"""Rounds of the races between people who decide at the same moment, each on a connection of its own.

A round makes its companies, lets the people loose, and asserts what must hold whoever was first. The tests run a few of
each, `benchmarks.introduction_races` many.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from companies.models import Company
from companies.services.standing import suspend_company
from matching.services.responses import answer_match
from notifications.models import OutboxEmail
from notifications.services.presend_checks import reason_to_cancel
from partnerships.errors import ConsentRefusedError
from partnerships.models import CONSENT_LASTS, CONSENT_TEXT, ContactConsent, Introduction
from partnerships.queries.introductions import contacts_between, standing_consents
from partnerships.services.consent_times import close_consents_run_out
from partnerships.services.consents import Reading, give_consent, withdraw_consent
from partnerships.services.introductions import introduce
from partnerships.services.requests import accept_request
from tests.clocks import travel
from tests.factories import (
    ApprovedMatchFactory,
    ContactConsentFactory,
    ContactFactory,
    IntroductionFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.partnerships.threads import at_once
from tests.seen import seen_by_receiver, seen_by_staff

READING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email", "phone"])


def pair() -> dict[str, Any]:
    """Two companies with one member and one contact each, as `introduce` takes them."""
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    for project in (korean, luxembourger):
        MembershipFactory(company=project.company)
        ContactFactory(company=project.company)
    return {
        "korean_company": korean.company,
        "luxembourg_company": luxembourger.company,
        "korean_project": korean,
        "luxembourg_project": luxembourger,
    }


def mails_about(introduction: Introduction, topic: str) -> Counter[str]:
    """How many mails of this topic each reader gets."""
    mails = OutboxEmail.objects.about(introduction).filter(topic=topic)
    return Counter(mails.values_list("recipient", flat=True))


def only_introduction(sides: dict[str, Any]) -> Introduction:
    introduction = Introduction.objects.get(korean_company=sides["korean_company"])
    assert sorted(mails_about(introduction, "made").values()) == [1, 1]
    return introduction


def both_sides_of_a_match_say_yes_while_a_request_is_accepted() -> str:
    sides = pair()
    korean, luxembourger = sides["korean_project"], sides["luxembourg_project"]
    match = ApprovedMatchFactory(korean_project=korean, luxembourg_project=luxembourger)
    request = PartnershipRequestFactory(sender_project=korean, receiver_project=luxembourger)
    people = [UserFactory() for _person in range(3)]

    at_once(
        lambda: answer_match(match, company=korean.company, user=people[0], round_seen=1, answer="interested"),
        lambda: answer_match(match, company=luxembourger.company, user=people[1], round_seen=1, answer="interested"),
        lambda: accept_request(request, by=people[2], seen=seen_by_receiver(request)),
    )

    introduction = only_introduction(sides)
    assert (introduction.match_id, introduction.request_id) == (match.pk, request.pk)
    return "one introduction that knows both origins"


def four_ask_for_the_same_introduction() -> str:
    sides = pair()

    made = at_once(*[lambda: introduce(**sides)] * 4)

    assert {outcome.pk for outcome in made if isinstance(outcome, Introduction)} == {only_introduction(sides).pk}
    return "all got the same one"


def _agree(introduction: Introduction, company: Company, *, by: Any) -> Callable[[], ContactConsent]:
    return lambda: give_consent(introduction, company=company, user=by, reading=READING)


def both_sides_consent_at_once() -> str:
    introduction = IntroductionFactory(**pair())
    people = [UserFactory(), UserFactory()]

    at_once(
        _agree(introduction, introduction.korean_company, by=people[0]),
        _agree(introduction, introduction.luxembourg_company, by=people[1]),
    )

    assert len(contacts_between(introduction)) == 2
    assert sorted(mails_about(introduction, "contacts").values()) == [1, 1]
    assert sum(mails_about(introduction, "consented").values()) == 1
    return "both contacts shown, one mail each"


def two_colleagues_consent_at_once() -> str:
    introduction = IntroductionFactory(**pair())
    people = [UserFactory(), UserFactory()]

    outcomes = at_once(*[_agree(introduction, introduction.korean_company, by=person) for person in people])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ContactConsent", "StateConflictError"]
    assert (contacts_between(introduction), mails_about(introduction, "contacts")) == ({}, Counter())
    return "one consent, no contact"


def one_consents_while_the_other_withdraws() -> str:
    introduction = IntroductionFactory(**pair())
    ContactConsentFactory(introduction=introduction)
    person = UserFactory()

    at_once(
        _agree(introduction, introduction.luxembourg_company, by=person),
        lambda: withdraw_consent(introduction, company=introduction.korean_company),
    )

    assert contacts_between(introduction) == {}
    kept = OutboxEmail.objects.about(introduction).filter(topic="contacts")
    assert all("Hidden Person" not in mail.text + mail.html for mail in kept)
    return "withdrawn after the mail was written" if kept else "withdrawn before"


def one_consents_anew_while_two_timetables_end_the_old_consents() -> str:
    introduction = IntroductionFactory(**pair())
    with travel(timezone.now() - CONSENT_LASTS - timedelta(days=1)):
        for company in (introduction.korean_company, introduction.luxembourg_company):
            give_consent(introduction, company=company, user=UserFactory(), reading=READING)
    person = UserFactory()

    outcomes = at_once(
        _agree(introduction, introduction.korean_company, by=person), close_consents_run_out, close_consents_run_out
    )

    assert isinstance(outcomes[0], ContactConsent)
    first = [index for index, outcome in enumerate(outcomes[1:], 1) if outcome == [introduction.pk]]
    assert len(first) <= 1
    assert list(standing_consents(introduction).values()) == [outcomes[0]]
    assert (contacts_between(introduction), sorted(mails_about(introduction, "ended").values())) == ({}, [1, 1])
    kept = OutboxEmail.objects.about(introduction).filter(topic="contacts")
    assert [mail for mail in kept if "Hidden Person" in mail.text + mail.html] == []
    return "a timetable ended them" if first else "who consented ended them"


def one_consents_while_staff_suspend_a_company() -> str:
    """Contacts are shown by no order of the two; a consent that was first stands, and shows nothing until both act."""
    introduction = IntroductionFactory(**pair())
    ContactConsentFactory(introduction=introduction)
    company = random.choice(introduction.companies)
    person, reviewer = UserFactory(), ReviewerFactory()

    consent, suspended = at_once(
        _agree(introduction, introduction.luxembourg_company, by=person),
        lambda: suspend_company(company, reason="Struck off.", by=reviewer, seen=seen_by_staff(company)),
    )

    assert isinstance(suspended, Company)
    assert contacts_between(introduction) == {}
    was_first = isinstance(consent, ContactConsent)
    assert was_first or isinstance(consent, ConsentRefusedError)
    assert len(standing_consents(introduction)) == 1 + was_first
    mails = OutboxEmail.objects.about(introduction).filter(topic="contacts")
    assert mails.exists() == was_first
    assert {reason_to_cancel(mail) for mail in mails} <= {"a company is suspended"}
    return "the consent won, no mail leaves" if was_first else "the suspension won"


RACES: tuple[Callable[[], str], ...] = (
    both_sides_of_a_match_say_yes_while_a_request_is_accepted,
    four_ask_for_the_same_introduction,
    both_sides_consent_at_once,
    two_colleagues_consent_at_once,
    one_consents_while_the_other_withdraws,
    one_consents_anew_while_two_timetables_end_the_old_consents,
    one_consents_while_staff_suspend_a_company,
)
