"""What a company fills in to register for an event: who comes, with what, when, and what they want to meet for."""

from collections.abc import Iterator
from typing import NamedTuple, Unpack
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import Language, User
from companies.models import Company, Project
from events.calendars.nights import is_at_night
from events.models import LIST_TEXT, Attendance, Event, MeetingSlot, Registration
from events.queries.availability import free_slots
from events.services.registrations import Answers, Guest, ways_to_attend
from values.forms import FormOptions, LineField, LongTextField, Typed
from values.sites import validate_no_site

WISH_LENGTH = 600
ROWS_SHOWN = 3  # more people than these are named in a part that unfolds


class GuestFields(NamedTuple):
    """The fields of one person who comes, as the page draws them."""

    number: int
    name: forms.BoundField
    role: forms.BoundField
    attendee: forms.BoundField


class SlotField(NamedTuple):
    """One slot of the grid: its box, and whether it is at night where the reader works."""

    slot: MeetingSlot
    is_ticked: bool
    is_night: bool


class RegistrationForm(forms.Form):
    """`projects`: those the company may bring; `zone`: by whose clock a slot is at night."""

    attendance = forms.ChoiceField(
        label=gettext_lazy("How will you take part?"), choices=Attendance, widget=forms.RadioSelect
    )
    projects = forms.MultipleChoiceField(
        label=gettext_lazy("Which projects will you bring?"),
        help_text=gettext_lazy(
            "We will look for partners for these projects. If you choose none, we will look for "
            "partners for all your company’s projects."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wish = LongTextField(
        label=gettext_lazy("Why do you want to meet other companies?"),
        help_text=gettext_lazy(
            "Tell the other participants what you are looking for and what you can offer on the day."
        ),
        max_length=WISH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of your texts"), choices=Language)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Which languages do you speak in meetings?"),
        choices=Language,
        widget=forms.CheckboxSelectMultiple,
    )
    wants_meetings = forms.BooleanField(
        label=gettext_lazy("We want one-to-one meetings"),
        help_text=gettext_lazy(
            "If you do not select this, you attend the programme only, and nobody can ask you for a meeting."
        ),
        required=False,
    )
    is_listed = forms.BooleanField(
        label=gettext_lazy("Show us on the list of participants"),
        help_text=gettext_lazy(
            "Registered participants can see the name of your company, its location, the projects you bring and "
            "why you want to meet other companies, but never the names of people or contact details. You can "
            "change this at any time. Companies that are not on the list can ask others for meetings, but nobody "
            "can ask them."
        ),
        required=False,
    )
    list_text = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Typed | None = None,
        *,
        event: Event,
        company: Company,
        projects: list[Project],
        zone: ZoneInfo,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, **options)
        self.event, self.company, self.zone = event, company, zone
        self.slots = list(event.slots.all())
        self._offer("projects", [(project.public_id, project.title) for project in projects])
        self._projects = {project.public_id: project.pk for project in projects}
        ways = ways_to_attend(event)
        self._offer("attendance", [(way, str(Attendance(way).label)) for way in ways])
        self.initial.setdefault("language", (get_language() or Language.ENGLISH)[:2])
        self.initial.setdefault("list_text", LIST_TEXT)
        self._add_guests()
        self._add_slots()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _add_guests(self) -> None:
        for number in range(1, self.event.most_people + 1):
            self.fields[f"name_{number}"] = LineField(
                label=_("Name on the badge"), max_length=120, required=number == 1, validators=[validate_no_site]
            )
            self.fields[f"role_{number}"] = LineField(
                label=_("Position in the company"), max_length=80, required=False, validators=[validate_no_site]
            )
            self.fields[f"attendee_{number}"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def _add_slots(self) -> None:
        choices = [(str(slot.pk), str(slot.pk)) for slot in self.slots]
        self.fields["free"] = forms.MultipleChoiceField(choices=choices, required=False, label=_("When can you meet?"))
        if "free" not in self.initial:
            way = self.initial.get("attendance")
            is_online = way == Attendance.ONLINE
            self.initial["free"] = [str(s.pk) for s in self.slots if not (is_online and self._is_night(s))]

    def _is_night(self, slot: MeetingSlot) -> bool:
        return is_at_night(slot.starts_at, slot.ends_at, self.zone)

    def guests_shown(self) -> Iterator[GuestFields]:
        for number in range(1, self.event.most_people + 1):
            yield GuestFields(number, self[f"name_{number}"], self[f"role_{number}"], self[f"attendee_{number}"])

    @property
    def first_guests(self) -> list[GuestFields]:
        return list(self.guests_shown())[:ROWS_SHOWN]

    @property
    def further_guests(self) -> list[GuestFields]:
        return list(self.guests_shown())[ROWS_SHOWN:]

    def days(self) -> list[list[SlotField]]:
        """The grid: a row of slots for each day by the reader's clock."""
        ticked = {str(value) for value in self["free"].value() or ()}
        days: dict[object, list[SlotField]] = {}
        for slot in self.slots:
            day = slot.starts_at.astimezone(self.zone).date()
            days.setdefault(day, []).append(SlotField(slot, str(slot.pk) in ticked, self._is_night(slot)))
        return list(days.values())

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("is_listed") and data.get("list_text") != LIST_TEXT:
            self.add_error(
                "is_listed", _("The explanation of the list of participants has changed. Please read it again.")
            )
        if "attendance" in data and self.slots and data.get("wants_meetings") and not data.get("free"):
            self.add_error("free", _("Select at least one time, or choose to have no one-to-one meetings."))
        return data

    def answers(self) -> Answers:
        data = self.cleaned_data
        ticked = set(data["free"])
        return Answers(
            attendance=data["attendance"],
            languages=data["languages"],
            guests=self._guests(),
            language=data["language"],
            wish=data["wish"],
            project_ids=[self._projects[public_id] for public_id in data["projects"]],
            wants_meetings=data["wants_meetings"],
            is_listed=data["is_listed"],
            free={slot.pk: str(slot.pk) in ticked for slot in self.slots},
        )

    def _guests(self) -> list[Guest]:
        data, rows = self.cleaned_data, range(1, self.event.most_people + 1)
        return [
            Guest(data[f"name_{number}"], data[f"role_{number}"], data[f"attendee_{number}"])
            for number in rows
            if data[f"name_{number}"]
        ]


def first_answers(event: Event, company: Company, *, person: User) -> dict[str, object]:
    """What most would say: on site in one's own country, online from the other, where the event has it."""
    ways = ways_to_attend(event)
    likely = Attendance.ON_SITE if event.country == company.country else Attendance.ONLINE
    return {
        "attendance": likely if likely in ways else ways[0],
        "languages": [code for code in company.languages if code in event.languages] or [person.language],
        "name_1": person.full_name,
        "wants_meetings": True,
    }


def initial_of(registration: Registration) -> dict[str, object]:
    """What the form shows of a registration that stands; slots laid out since are free unless it is night there."""
    initial: dict[str, object] = {
        name: getattr(registration, name)
        for name in ("attendance", "wish", "language", "languages", "wants_meetings", "is_listed")
    }
    initial["free"] = [str(slot_id) for slot_id in sorted(free_slots(registration))]
    initial["projects"] = [project.public_id for project in registration.projects.all()]
    for number, attendee in enumerate(registration.attendees.all(), 1):
        initial |= {f"name_{number}": attendee.name, f"role_{number}": attendee.role, f"attendee_{number}": attendee.pk}
    return initial
