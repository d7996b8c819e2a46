"""The demonstration's events: one that took place, one to come with its schedule, and a webinar.

Everything is done by the services that people use; the past one is held in the future first, and then moved back.
"""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Language, User
from companies.models import Company
from demonstration.companies import SOURCE
from demonstration.errors import DemonstrationRefusedError
from demonstration.event_dates import hold_event, move_back_event
from demonstration.staff import STAFF
from demonstration.texts import member_of
from demonstration.working_moments import is_working_day, next_working_day
from events.models import Event, MeetingRequest, Registration
from events.queries.registrations import projects_to_bring
from events.services.event_states import publish_event
from events.services.event_texts import SessionWords, save_translation
from events.services.events import EventWords, create_event
from events.services.places import set_places
from events.services.programme import ProgrammeItem, programme_mark, set_programme
from events.services.registrations import Answers, Guest, register_company
from meetings.services.fits import compute_fits
from meetings.services.meeting_requests import accept_meeting_request, ask_for_meeting, decline_meeting_request
from meetings.services.schedule_publishing import draft_seen, publish_schedule
from meetings.services.schedule_runs import request_schedule, work_on_schedule
from taxonomy.vocabulary import Country

FILE = Path(__file__).resolve().parent / "data" / "events.json"
HELD_IN = 20
"""Days from now in which an event that is to lie in the past is planned first."""
COPIED = (
    *("format", "attendance", "country", "venue", "address", "time_zone", "capacity", "languages", "organiser"),
    *("partners", "contact_email", "green_objectives", "digital", "language", "link_pattern"),
)

Story = dict[str, Any]
"""As demonstration/data/README.md describes it."""


def load_event_demonstration() -> bool:
    """Let the demonstration companies meet at events, once. Returns whether anything was done.

    Raises DemonstrationRefusedError on a production site.
    """
    if not settings.IS_DEMONSTRATION:
        raise DemonstrationRefusedError(
            _("This is not a demonstration site, so demonstration companies and known passwords are refused.")
        )
    staff = User.objects.filter(email=STAFF[0].email).first()
    if staff is None or Event.objects.exists():
        return False
    stories: list[Story] = json.loads(FILE.read_text("utf-8"))["events"]
    for story in stories:
        _hold(story, staff)
    return True


def _hold(story: Story, staff: User) -> None:
    with transaction.atomic():
        event = _announce(story, staff)
        sides = {entry["company"]: _register(event, entry) for entry in story["registrations"]}
    compute_fits(event.pk)
    for entry in story["requests"]:
        _ask(entry, sides)
    if story["schedule"]:
        work_on_schedule(request_schedule(event, by=staff).pk)
        publish_schedule(event, seen=draft_seen(event), by=staff)
    if story["in_days"] < 0:
        with transaction.atomic():
            move_back_event(event, days=_days_back(event, story))
            hold_event(event, story, sides, staff=staff)


def _days_back(event: Event, story: Story) -> int:
    """Whole weeks, so that the day of the week stays; more than asked where that day was a holiday of the place."""
    weeks: int = (HELD_IN - story["in_days"]) // 7
    day = event.starts_at.astimezone(ZoneInfo(event.time_zone)).date()
    while not is_working_day(day - timedelta(weeks=weeks), event.country):
        weeks += 1
    return 7 * weeks


def _announce(story: Story, staff: User) -> Event:
    day = _day_of(story)
    event = create_event(user=staff, details=_details(story, day), words=_words(story, story["language"]))
    items = [_item(entry, day, event) for entry in story["programme"]]
    event = set_programme(event, user=staff, items=items, seen=programme_mark(event))
    event = set_places(event, user=staff, tables=story["tables"], rooms=story["video_rooms"])
    for language in Language.values:
        if language != event.language and language in story["texts"]:
            _translate(event, story, language, staff)
    event.refresh_from_db()
    return publish_event(event, user=staff, seen=event.updated_at)


def _day_of(story: Story) -> date:
    """The working day of the place on which it is planned."""
    days = story["in_days"] if story["in_days"] > 0 else HELD_IN
    zone = ZoneInfo(story["time_zone"])
    country = story["country"] or Country.LUXEMBOURG
    return next_working_day(timezone.localdate(timezone=zone) + timedelta(days=days), country)


def _details(story: Story, day: date) -> Story:
    start, end = (_moment(day, story[name], story) for name in ("starts", "ends"))
    return {name: story[name] for name in COPIED} | {
        "interpretation": story["interpretation"][story["language"]],
        "starts_at": start,
        "ends_at": end,
        "registration_opens_at": None,
        "registration_closes_at": start - timedelta(days=story["closes_before_days"]),
        "most_people": 2,
        "is_confirmed_automatically": True,
        "meeting_minutes": 20,
        "break_minutes": 4,
        "most_meetings": 8,
        "open_requests": 8,
        "request_days": 5,
    }


def _moment(day: date, clock: str, story: Story) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(story["time_zone"]))


def _words(story: Story, language: str) -> EventWords:
    return EventWords(**story["texts"][language])


def _item(entry: Story, day: date, event: Event) -> ProgrammeItem:
    place = {"time_zone": event.time_zone}
    return ProgrammeItem(
        starts_at=_moment(day, entry["at"], place),
        ends_at=_moment(day, entry["until"], place),
        title=entry["title"][event.language],
        description=entry["description"][event.language],
        speaker=entry["speaker"],
        room=entry["room"],
        is_for_meetings=entry["meetings"],
    )


def _translate(event: Event, story: Story, language: str, staff: User) -> None:
    rows = zip(event.sessions.order_by("starts_at"), story["programme"], strict=True)
    words = {row.pk: SessionWords(entry["title"][language], entry["description"][language]) for row, entry in rows}
    save_translation(event, user=staff, language=language, words=_words(story, language), sessions=words)


def _register(event: Event, entry: Story) -> Registration | None:
    """None when another file of companies was loaded."""
    company = Company.objects.acting().filter(source=SOURCE, source_id=entry["company"]).first()
    if company is None:
        return None
    person = member_of(company)
    answers = Answers(
        attendance=entry["attendance"],
        languages=entry["languages"],
        guests=[Guest(person.full_name)],
        language=entry["language"],
        wish=entry["wish"],
        project_ids=[project.pk for project in projects_to_bring(company)],
        is_listed=True,
    )
    return register_company(event, company=company, answers=answers, by=person)


def _ask(entry: Story, sides: dict[str, Registration | None]) -> None:
    sender, receiver = sides[entry["sender"]], sides[entry["receiver"]]
    if sender is None or receiver is None:
        return
    by = member_of(sender.company)
    words = {"reason": entry["reason"], "language": entry["language"]}
    request: MeetingRequest = ask_for_meeting(sender, receiver=receiver, by=by, **words).request
    if entry["ending"] == "accepted":
        accept_meeting_request(request, by=member_of(receiver.company))
    elif entry["ending"]:
        decline_meeting_request(request, by=member_of(receiver.company), reason=entry["ending"])
