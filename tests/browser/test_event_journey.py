"""An event from its announcement to an introduction: staff at a desk, a Korean on a phone, a Luxembourger at a desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from accounts.models import User
from companies.models import Project
from events.models import Attendee, Event, EventSession, EventStatus, Meeting, MeetingSlot, Registration, ScheduleRun
from meetings.services.fits import compute_fits
from meetings.services.schedule_runs import work_on_schedule
from notifications.models import OutboxEmail
from partnerships.models import Introduction
from tests.browser.looking import carry_in
from tests.browser.test_suggestion_journey import verified
from tests.browser.visitors import Visitor
from tests.events.guests import member_of
from tests.events.world import make_matchmaking_day
from tests.factories import LuxembourgProjectFactory, ProjectFactory, ReviewerFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_announced_event_leads_to_an_introduction(visit: Any) -> None:
    event = drafted_event()
    staff = carried(visit, verified(ReviewerFactory()), width=1280)
    korean = carried(visit, guest_of(ProjectFactory(), language="ko", time_zone="Asia/Seoul"), width=390)
    luxembourger = carried(visit, guest_of(LuxembourgProjectFactory(), language="fr"), width=1280)

    publish(staff, event)
    for guest, name in ((korean, "한서연"), (luxembourger, "Claire Wagener")):
        register(guest, event, name)
    publish_schedule(staff, event)
    check_mails(event)
    let_it_begin(event)
    check_everybody_in(staff)
    for guest in (korean, luxembourger):
        say_yes(guest)

    meeting = Meeting.objects.get()
    assert meeting.introduction == Introduction.objects.get()


def drafted_event() -> Event:
    event = make_matchmaking_day()
    Registration.objects.all().delete()
    Event.objects.filter(pk=event.pk).update(status=EventStatus.DRAFT)
    return event


def guest_of(project: Project, **fields: Any) -> User:
    return verified(member_of(project.company, **fields))


def carried(visit: Any, user: User, *, width: int) -> Visitor:
    visitor: Visitor = visit(user.language, width)
    carry_in(visitor, user)
    return visitor


def publish(staff: Visitor, event: Event) -> None:
    page = staff.open(f"/staff/events/{event.public_id}/")
    page.get_by_role("button", name="Publish the event").click()
    expect(page.get_by_text("The event is published.")).to_be_visible()


def register(guest: Visitor, event: Event, name: str) -> None:
    page = guest.open(f"/events/{event.public_id}/")
    page.locator(f"a[href$='/me/events/{event.public_id}/register/'] >> visible=true").first.click()
    page.fill("[name=name_1]", name)
    page.click("#registration-form .button--primary")
    page.wait_for_url(lambda address: "register" not in address)
    assert Attendee.objects.filter(name=name).exists()


def publish_schedule(staff: Visitor, event: Event) -> None:
    compute_fits(event.pk)
    page = staff.open(f"/staff/events/{event.public_id}/schedule/")
    page.get_by_role("button", name="Compute the schedule").click()
    expect(page.get_by_text("is being computed").first).to_be_visible()
    work_on_schedule(ScheduleRun.objects.get().pk)
    page.reload()
    page.get_by_role("button", name="Publish to").click()
    expect(page.get_by_text("The schedule is published")).to_be_visible()


def check_mails(event: Event) -> None:
    """Both got the meeting by mail, with a file that a calendar reads as the same moment."""
    meeting = Meeting.objects.get()
    mails = OutboxEmail.objects.filter(attachments__isnull=False, topic__contains="schedule").distinct()
    starts = {
        entry.start
        for mail in mails
        for entry in Calendar.from_ical(bytes(mail.attachments.get().content)).walk("VEVENT")
    }
    assert {mail.language for mail in mails} == {"ko", "fr"}
    assert starts == {meeting.starts_at}


def let_it_begin(event: Event) -> None:
    """By moving all its times: the meeting began five minutes ago."""
    back = Meeting.objects.get().starts_at - timezone.now() + timedelta(minutes=5)
    times = {"starts_at": F("starts_at") - back, "ends_at": F("ends_at") - back}
    Event.objects.update(registration_closes_at=F("registration_closes_at") - back, **times)
    for model in (EventSession, MeetingSlot, Meeting):
        model.objects.update(**times)


def check_everybody_in(staff: Visitor) -> None:
    for key in Attendee.objects.values_list("badge_key", flat=True):
        page = staff.open(f"/staff/events/badge/{key}/")
        page.get_by_role("button", name="Check in").click()
        expect(page.get_by_text("Checked in:")).to_be_visible()


def say_yes(guest: Visitor) -> None:
    meeting, event = Meeting.objects.get(), Event.objects.get()
    page: Page = guest.open(f"/me/events/{event.public_id}/feedback/{meeting.public_id}/")
    page.check("[name=was_worth_it][value=yes]")
    page.check("[name=going_on][value=yes]")
    page.click("main .form__actions .button--primary")
    page.get_by_role("status").first.wait_for()
