from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from notifications.models import EmailKind, Preference, Suppression, SuppressionReason
from notifications.queries import is_wanted, preferences_of
from notifications.services import set_preferences, suppress_address, switch_kind
from tests.factories import ReviewerFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_mail_is_wanted_until_it_is_switched_off() -> None:
    user = UserFactory()

    before = is_wanted(user, kind=EmailKind.SUGGESTION)
    switch_kind(user, kind=EmailKind.SUGGESTION, is_enabled=False)
    after = is_wanted(user, kind=EmailKind.SUGGESTION)

    assert (before, after, is_wanted(user, kind=EmailKind.REMINDER)) == (True, False, True)


def test_advertising_needs_a_consent_that_lasts_two_years() -> None:
    user = UserFactory()

    before = is_wanted(user, kind=EmailKind.ANNOUNCEMENT)
    switch_kind(user, kind=EmailKind.ANNOUNCEMENT, is_enabled=True)
    fresh = is_wanted(user, kind=EmailKind.ANNOUNCEMENT)
    Preference.objects.update(decided_at=timezone.now() - timedelta(days=731))

    assert (before, fresh, is_wanted(user, kind=EmailKind.ANNOUNCEMENT)) == (False, True, False)


@pytest.mark.parametrize("kind", [kind for kind in EmailKind if not kind.is_unsubscribable])
def test_mail_one_would_miss_cannot_be_switched_off(kind: EmailKind) -> None:
    user = UserFactory()

    with pytest.raises(ValueError, match="cannot be switched off"):
        switch_kind(user, kind=kind, is_enabled=False)
    assert is_wanted(user, kind=kind)


def test_switching_again_keeps_one_choice_with_its_latest_time() -> None:
    user = UserFactory()
    switch_kind(user, kind=EmailKind.REMINDER, is_enabled=False)
    first = Preference.objects.get().decided_at

    switch_kind(user, kind=EmailKind.REMINDER, is_enabled=True)

    choice = Preference.objects.get()
    assert choice.is_enabled
    assert choice.decided_at > first


def test_only_staff_may_switch_mail_about_the_review_desk() -> None:
    member, reviewer = UserFactory(), ReviewerFactory()

    assert EmailKind.REVIEW_WORK not in preferences_of(member)
    assert preferences_of(reviewer)[EmailKind.REVIEW_WORK]


def test_several_choices_are_saved_together() -> None:
    user = UserFactory()

    set_preferences(user, choices={EmailKind.SUGGESTION: False, EmailKind.ANNOUNCEMENT: True})

    choices = preferences_of(user)
    assert (choices[EmailKind.SUGGESTION], choices[EmailKind.ANNOUNCEMENT]) == (False, True)


def test_an_address_is_suppressed_once_in_lower_case() -> None:
    suppress_address(" Jo@Company.example", reason=SuppressionReason.BOUNCED)
    suppress_address("jo@company.example", reason=SuppressionReason.COMPLAINED)

    assert list(Suppression.objects.values_list("address", "reason")) == [("jo@company.example", "bounced")]


def test_the_database_refuses_a_suppression_in_upper_case() -> None:
    with pytest.raises(IntegrityError, match="notifications_suppression_lower"):
        Suppression.objects.create(address="Jo@company.example", reason=SuppressionReason.BOUNCED)
