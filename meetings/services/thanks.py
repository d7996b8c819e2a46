"""After an event those who came are thanked, once, with the way to their feedback."""

from django.db.models.functions import Now
from django.urls import reverse

from events.models import Meeting, Registration
from events.queries.texts import text_in
from jobs.sweeps import for_each_row
from matching.queries import people_of
from meetings.queries.feedback import meetings_to_answer
from meetings.queries.thanks import thanks_due
from notifications.models import About, EmailKind
from notifications.services import queue_email

THANKS = "thanks"


def thank_participants() -> list[int]:
    """Write to everybody of the companies that came, with the way to their feedback; the registrations, in order."""
    return for_each_row("events.thank_participants", thanks_due().order_by("pk"), _thank)


def _thank(registration_id: int) -> bool:
    """Whether this call, rather than one at the same time, wrote."""
    if not Registration.objects.filter(pk=registration_id, thanked_at__isnull=True).update(thanked_at=Now()):
        return False
    registration = (
        Registration.objects.select_related("event", "company").prefetch_related("event__texts").get(pk=registration_id)
    )
    email_thanks(registration, meetings=list(meetings_to_answer([registration])))
    return True


def email_thanks(registration: Registration, *, meetings: list[Meeting]) -> None:
    """To everybody of the company: with `meetings` of which they have not said yet whether they were worth it."""
    event = registration.event
    for person in people_of(registration.company):
        queue_email(
            person,
            kind=EmailKind.EVENT,
            about=About(registration),
            topic=THANKS,
            template="event_thanks",
            context={
                "event": event,
                "title": text_in(event, person.language).title,
                "others": [meeting.other_side(registration).company for meeting in meetings],
                "path": reverse("meetings:feedback_list", args=[event.public_id]),
            },
        )
