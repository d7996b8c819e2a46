"""Who deals with consents locks the introduction, and keeps nobody from writing what only refers to it."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from accounts.models import User
from partnerships.models import CONSENT_TEXT, Introduction
from partnerships.services.consents import Reading, give_consent, record_contact_reading, withdraw_consent
from tests.factories import ContactFactory, IntroductionFactory, MembershipFactory, ReviewerFactory
from tests.partnerships.threads import at_once

EVERYTHING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email", "phone"])


def give(introduction: Introduction) -> None:
    for company in (introduction.korean_company, introduction.luxembourg_company):
        user = User.objects.get(memberships__company=company)
        give_consent(introduction, company=company, user=user, reading=EVERYTHING)


def withdraw(introduction: Introduction) -> None:
    withdraw_consent(introduction, company=introduction.korean_company)


def read(introduction: Introduction) -> None:
    record_contact_reading(introduction, user=ReviewerFactory())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("before", "act"), [([], give), ([give], withdraw), ([give], read)])
def test_what_refers_to_an_introduction_is_written_while_its_consents_are_dealt_with(
    before: list[Callable[[Introduction], None]], act: Callable[[Introduction], None]
) -> None:
    introduction = IntroductionFactory()
    for company in (introduction.korean_company, introduction.luxembourg_company):
        ContactFactory(company=company)
        MembershipFactory(company=company)
    for earlier in before:
        earlier(introduction)

    def refer() -> object:
        """Lock as the foreign key of a new row does, but without waiting."""
        with transaction.atomic(), connection.cursor() as cursor:
            table = Introduction._meta.db_table
            cursor.execute(f"SELECT id FROM {table} WHERE id = %s FOR KEY SHARE SKIP LOCKED", [introduction.pk])
            return cursor.fetchone()

    with transaction.atomic():
        act(introduction)
        found = at_once(refer)

    assert found == [(introduction.pk,)]
