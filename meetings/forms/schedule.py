"""What the organiser does with one meeting by hand: place, move, swap, cancel, settle it."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.calendars.zones import write_on_day, write_time
from events.models import Event, Meeting, MeetingPlace, MeetingSlot, Registration
from meetings.queries.meeting_obstacles import Spot
from taxonomy.vocabulary import Country
from values.forms import LongTextField, WebAddressField


class SlotField(forms.ModelChoiceField):  # type: ignore[type-arg]  # only generic in the stubs
    """A time for meetings by the venue's clock, in the order of the day."""

    def __init__(self, event: Event, **kwargs: Any) -> None:
        super().__init__(event.slots.all(), label=pgettext_lazy("meeting", "Time"), empty_label=None, **kwargs)
        self._zone = ZoneInfo(event.time_zone)
        self._is_one_day = event.starts_at.astimezone(self._zone).date() == event.ends_at.astimezone(self._zone).date()

    def label_from_instance(self, slot: MeetingSlot) -> str:
        time = write_time(slot.starts_at, self._zone)
        return time if self._is_one_day else write_on_day(slot.starts_at.astimezone(self._zone).date(), time)


class CompanyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # only generic in the stubs
    """Confirmed registrations of one country, by the company's name."""

    def __init__(self, event: Event, country: str, **kwargs: Any) -> None:
        registrations = event.registrations.confirmed().acting().filter(company__country=country)
        super().__init__(registrations.select_related("company").order_by("company__name", "pk"), **kwargs)

    def label_from_instance(self, registration: Registration) -> str:
        return registration.company.shown_name


class SpotForm(forms.Form):
    """A time and a place of the event."""

    is_asked = forms.BooleanField(
        label=_("We have asked both companies: they can come even if they did not select this time"), required=False
    )

    def __init__(self, event: Event, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["slot"] = SlotField(event)
        self.fields["place"] = forms.ModelChoiceField(
            event.places.all(), label=pgettext_lazy("meeting", "Place"), empty_label=None
        )
        self.order_fields(["korean", "luxembourg", "slot", "place", "is_asked"])

    @property
    def spot(self) -> Spot:
        slot: MeetingSlot = self.cleaned_data["slot"]
        place: MeetingPlace = self.cleaned_data["place"]
        return Spot(place, slot.starts_at, slot.ends_at)


class PlaceForm(SpotForm):
    """Two companies, a time and a place."""

    def __init__(self, event: Event, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(event, data, **kwargs)
        self.fields["korean"] = CompanyField(event, Country.KOREA, label=_("Korean company"))
        self.fields["luxembourg"] = CompanyField(event, Country.LUXEMBOURG, label=_("Luxembourg company"))
        self.order_fields(["korean", "luxembourg", "slot", "place", "is_asked"])


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # only generic in the stubs
    def __init__(self, others: Iterable[Meeting], zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(others, **kwargs)  # type: ignore[arg-type]
        self._zone = zone

    def label_from_instance(self, meeting: Meeting) -> str:
        time, place = write_time(meeting.starts_at, self._zone), meeting.place
        names = f"{meeting.korean.company.shown_name} × {meeting.luxembourg.company.shown_name}"
        return f"{time} · {place} · {names}"


class SwapForm(forms.Form):
    def __init__(self, meeting: Meeting, others: Iterable[Meeting], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        zone = ZoneInfo(meeting.event.time_zone)
        self.fields["other"] = MeetingField(others, zone, label=_("Swap with"), empty_label=None)


class CancelMeetingForm(forms.Form):
    reason = LongTextField(
        label=pgettext_lazy("meeting", "Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Both companies will see the reason if they already know about the meeting."),
    )


class LinkForm(forms.Form):
    """The address of a video room, typed by hand."""

    link = WebAddressField(
        label=_("Address of the video room"),
        max_length=300,
        required=False,
        help_text=_(
            "Only the two companies can see this address. Leave this empty to use the address set for the "
            "event’s video rooms."
        ),
    )
