"""A company's own registration, as it is told and as it is filled in."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Language
from companies.models import Company
from companies.permissions import own_companies
from events.models import LIST_TEXT, Attendance, Event, MeetingSlot, Registration, RegistrationStatus
from events.queries.availability import free_slots
from events.queries.registrations import place_in_line, projects_to_bring
from events.serializers.public import EventBriefSerializer
from events.services.registrations import Answers, Guest
from partnerships.serializers.parties import PartyProjectSerializer, PartySerializer
from rest.pagination import PageQuery
from rest.serializers import (
    ApiSerializer,
    LineField,
    MomentField,
    PageSerializer,
    StrictSerializer,
    TextField,
)
from values.sites import validate_no_site

WISH = "Pilot sites for our leak sensors, and a partner who installs them."
WAYS = [(way.value, way.label) for way in (Attendance.ON_SITE, Attendance.ONLINE)]
WISH_LENGTH = 600
MOST_SLOTS = 500


class EventOfSerializer(ApiSerializer):
    """The event it is about."""

    example = EventBriefSerializer.example
    id = serializers.CharField(source="public_id")
    status = serializers.CharField(help_text="The status of the event.")
    title = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    time_zone = serializers.CharField()


class RegistrationBriefSerializer(ApiSerializer):
    """A registration in brief."""

    id = serializers.CharField(source="public_id")
    event = EventOfSerializer()
    company = PartySerializer()
    status = serializers.ChoiceField(choices=RegistrationStatus.choices)
    attendance = serializers.ChoiceField(choices=WAYS)
    registered_at = serializers.DateTimeField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    offer_due_at = serializers.DateTimeField(
        allow_null=True, help_text="If a place is offered: the time until which it is kept for you."
    )
    ended_at = serializers.DateTimeField(allow_null=True)
    end_reason = serializers.CharField(allow_blank=True)
    updated_at = serializers.DateTimeField()


class GuestSerializer(ApiSerializer):
    """A person who comes."""

    example = {"attendee": 12, "name": "Kim Min-ji", "role": "Head of sales"}
    attendee = serializers.IntegerField(
        source="pk",
        help_text=("The ID of the person: send it when you edit the registration, so that the badge stays valid."),
    )
    name = serializers.CharField()
    role = serializers.CharField(allow_blank=True)


class RegistrationSerializer(RegistrationBriefSerializer):
    """The registration of your company for an event."""

    example = {"wish": WISH, "free": ["2027-03-16T10:00:00+01:00"], "place_in_line": None}
    languages = serializers.ListField(child=serializers.ChoiceField(choices=Language.choices))
    wish = serializers.CharField(allow_blank=True)
    language = serializers.ChoiceField(
        choices=Language.choices, help_text=("Language of `wish`, the reason for the meetings.")
    )
    wants_meetings = serializers.BooleanField()
    is_listed = serializers.BooleanField(help_text="Whether the company appears on the list of participants.")
    projects = PartyProjectSerializer(many=True)
    attendees = GuestSerializer(many=True)
    free = serializers.SerializerMethodField(
        help_text=("The start times of the meeting slots in which the company is free.")
    )
    place_in_line = serializers.SerializerMethodField(
        help_text=("The company’s position on the waiting list; null if it is not on the list.")
    )

    def get_free(self, registration: Registration) -> list[str]:
        free = free_slots(registration)
        return [_moment(slot) for slot in registration.event.slots.all() if slot.pk in free]

    def get_place_in_line(self, registration: Registration) -> int | None:
        return place_in_line(registration) if registration.status == RegistrationStatus.WAITING else None


def _moment(slot: MeetingSlot) -> str:
    told: str = serializers.DateTimeField().to_representation(slot.starts_at)
    return told


class RegistrationPageSerializer(PageSerializer):
    results = RegistrationBriefSerializer(many=True)


class RegistrationQuery(PageQuery):
    """Which registrations to show."""

    status = serializers.ChoiceField(
        choices=RegistrationStatus.choices, required=False, help_text="Only registrations with this status."
    )


class GuestEditSerializer(StrictSerializer):
    """A person who comes; `attendee` if the person was named before."""

    example = {"name": "Kim Min-ji", "role": "Head of sales"}
    attendee = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=2**63 - 1)
    name = LineField(max_length=120, validators=[validate_no_site], help_text="Name on the badge.")
    role = LineField(max_length=80, required=False, allow_blank=True, validators=[validate_no_site])

    def validate(self, attrs: dict[str, Any]) -> Guest:
        if "name" not in attrs:  # in an edit, where members may be left out
            text = str(self.fields["name"].error_messages["required"])
            raise serializers.ValidationError({"name": [serializers.ErrorDetail(text, code="required")]})
        return Guest(attrs["name"], attrs.get("role", ""), attrs.get("attendee"))


class RegistrationEditSerializer(StrictSerializer):
    """Who comes, with which projects, when they are free and what they want to meet for."""

    example = {"wish": WISH, "attendance": "on_site", "languages": ["en", "ko"], "language": "en"}
    attendance = serializers.ChoiceField(choices=WAYS)
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices), min_length=1, max_length=len(Language.choices)
    )
    attendees = GuestEditSerializer(many=True, allow_empty=False)
    language = serializers.ChoiceField(
        choices=Language.choices, help_text=("Language of `wish`, the reason for the meetings.")
    )
    wish = TextField(max_length=WISH_LENGTH, required=False, allow_blank=True)
    projects = serializers.ListField(
        child=LineField(max_length=10),
        required=False,
        max_length=100,
        help_text="The IDs of published projects of the company; if you send none, all of them are used.",
    )
    wants_meetings = serializers.BooleanField(required=False, default=True)
    is_listed = serializers.BooleanField(
        required=False, default=False, help_text="Show the company on the list of participants."
    )
    list_text = LineField(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text=(
            "Required if `is_listed` is true: the version of the explanation you have read, from "
            "`participants_list` of the event."
        ),
    )
    free = serializers.ListField(
        child=MomentField(),
        required=False,
        max_length=MOST_SLOTS,
        help_text=(
            "The start times of all meeting slots in which you are free; if you leave it out, any earlier "
            "answers remain unchanged."
        ),
    )

    def validate(self, attrs: dict[str, Any]) -> Answers:
        """The `Answers` for the service that writes."""
        event, company = self.sides(attrs)
        said = self._said_before() | attrs
        consent = said.pop("list_text", "")
        if said["is_listed"] and consent != LIST_TEXT and not self._agrees_already():
            text = _("The explanation of the list of participants has changed. Please read it again.")
            raise serializers.ValidationError({"list_text": text})
        projects = _read_projects(company, said.pop("projects", ()))
        free = _read_free(event, said.pop("free", None))
        if free and said["wants_meetings"] and not any(free.values()):
            text = _("Select at least one time, or choose to have no one-to-one meetings.")
            raise serializers.ValidationError({"free": text})
        return Answers(guests=said.pop("attendees"), project_ids=projects, free=free, **said)

    def sides(self, attrs: dict[str, Any]) -> tuple[Event, Company]:  # noqa: ARG002
        """The event and the company; taken out of what was sent where they are sent."""
        registration = self._registration()
        return registration.event, registration.company

    def _registration(self) -> Registration:
        assert isinstance(self.instance, Registration)  # noqa: S101
        return self.instance

    def _agrees_already(self) -> bool:
        return self.instance is not None and self._registration().list_text == LIST_TEXT

    def _said_before(self) -> dict[str, Any]:
        """What an edit leaves as it is."""
        if self.instance is None:
            return {}
        found = self._registration()
        names = ("attendance", "languages", "language", "wish", "wants_meetings", "is_listed")
        guests = [Guest(person.name, person.role, person.pk) for person in found.attendees.all()]
        projects = projects_to_bring(found.company).filter(registrations=found).values_list("public_id", flat=True)
        said = {name: getattr(found, name) for name in names}
        return said | {"attendees": guests, "projects": list(projects)}


class RegistrationCreateSerializer(RegistrationEditSerializer):
    """Your company registers for an event."""

    # The context holds the `person`.
    example = RegistrationEditSerializer.example | {"event": "k3v9x2m4qa", "company": "b4h6r9d2ye"}
    event = LineField(max_length=10, help_text="The ID of the event.")
    company = LineField(max_length=10, help_text="The ID of your company.")

    def validate_event(self, public_id: str) -> Event:
        event = Event.objects.public().filter(public_id=public_id).first()
        if event is None:
            raise serializers.ValidationError(_("No event has this ID. Look it up under /events/."))
        return event

    def validate_company(self, public_id: str) -> Company:
        company = own_companies(self.context["person"]).filter(public_id=public_id).first()
        if company is None:
            raise serializers.ValidationError(
                _("None of your companies has this ID. Your companies are listed under /me/companies/.")
            )
        return company

    def sides(self, attrs: dict[str, Any]) -> tuple[Event, Company]:
        self.found: tuple[Event, Company] = attrs.pop("event"), attrs.pop("company")
        return self.found


def _read_projects(company: Company, ids: Sequence[str]) -> list[int]:
    known = dict(projects_to_bring(company).values_list("public_id", "pk"))
    if unknown := [public_id for public_id in ids if public_id not in known]:
        text = _("Your company has no published project with this ID: %(id)s") % {"id": unknown[0]}
        raise serializers.ValidationError({"projects": text})
    return [known[public_id] for public_id in ids]


def _read_free(event: Event, starts: Collection[datetime] | None) -> dict[int, bool]:
    """What is said of each slot; nothing where nothing was sent."""
    if starts is None:
        return {}
    slots = dict(event.slots.values_list("starts_at", "pk"))
    if unknown := [start for start in starts if start not in slots]:
        text = _("No meeting slot of this event starts at this time: %(time)s") % {"time": unknown[0].isoformat()}
        raise serializers.ValidationError({"free": text})
    return {pk: start in starts for start, pk in slots.items()}


class CancellationSerializer(StrictSerializer):
    """A reason is welcome, and not needed."""

    reason = TextField(max_length=500, required=False, allow_blank=True)
