from django.urls import URLPattern, URLResolver, path

from events.views import (
    calendars,
    door,
    event_desk,
    event_forms,
    printing,
    programme,
    public_events,
    registrations,
    staff_registrations,
)

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/events/badge/<str:key>/", door.badge, name="badge"),
    path("staff/events/<slug:public_id>/day/", door.event_day, name="event_day"),
    path("staff/events/<slug:public_id>/day/walk-in/", door.walk_in, name="walk_in"),
    path(
        "staff/events/<slug:public_id>/day/<int:attendee_id>/check-in/",
        door.attendee_check_in,
        name="attendee_check_in",
    ),
    path("staff/events/<slug:public_id>/day/<int:attendee_id>/undo/", door.attendee_undo, name="attendee_undo"),
    path("staff/events/<slug:public_id>/print/<slug:what>/", printing.event_print, name="event_print"),
    path("events/", public_events.event_list, name="event_list"),
    path("events/calendar.ics", calendars.calendar_ics, name="calendar_ics"),
    path("events/time-zone/", public_events.zone_set, name="zone_set"),
    path("events/<slug:public_id>/", public_events.event_detail, name="event_detail"),
    path("events/<slug:public_id>/event.ics", calendars.event_ics, name="event_ics"),
    path("events/<slug:public_id>/picture.png", public_events.event_picture, name="event_picture"),
    path("staff/events/", event_desk.event_queue, name="event_queue"),
    path("staff/events/new/", event_forms.event_create, name="event_create"),
    path("staff/events/<slug:public_id>/", event_desk.event_manage, name="event_manage"),
    path("staff/events/<slug:public_id>/edit/", event_forms.event_edit, name="event_edit"),
    path("staff/events/<slug:public_id>/programme/", programme.event_programme, name="event_programme"),
    path("staff/events/<slug:public_id>/places/", event_forms.event_places, name="event_places"),
    path("staff/events/<slug:public_id>/picture/", event_forms.event_picture_edit, name="event_picture_edit"),
    path("staff/events/<slug:public_id>/in/<slug:language>/", event_forms.event_translate, name="event_translate"),
    path("staff/events/<slug:public_id>/preview/", event_desk.event_preview, name="event_preview"),
    path("staff/events/<slug:public_id>/publish/", event_desk.event_publish, name="event_publish"),
    path("staff/events/<slug:public_id>/close/", event_desk.event_close, name="event_close"),
    path("staff/events/<slug:public_id>/reopen/", event_desk.event_reopen, name="event_reopen"),
    path("staff/events/<slug:public_id>/cancel/", event_desk.event_cancel, name="event_cancel"),
    path("staff/events/<slug:public_id>/duplicate/", event_desk.event_duplicate, name="event_duplicate"),
    path("me/events/", registrations.own_events, name="own_events"),
    path("me/events/<slug:public_id>/", registrations.registration_detail, name="registration_detail"),
    path("me/events/<slug:public_id>/register/", registrations.registration_create, name="registration_create"),
    path("events/<slug:public_id>/forget/", registrations.intention_drop, name="intention_drop"),
    path("me/events/<slug:public_id>/edit/", registrations.registration_edit, name="registration_edit"),
    path("me/events/<slug:public_id>/cancel/", registrations.registration_cancel, name="registration_cancel"),
    path("me/events/<slug:public_id>/accept/", registrations.offer_accept, name="offer_accept"),
    path(
        "staff/events/<slug:public_id>/registrations/", staff_registrations.registration_list, name="registration_list"
    ),
    path(
        "staff/events/<slug:public_id>/registrations/decide/",
        staff_registrations.registration_decide,
        name="registration_decide",
    ),
    path(
        "staff/events/<slug:public_id>/registrations/export/",
        staff_registrations.registration_export,
        name="registration_export",
    ),
    path("staff/events/<slug:public_id>/invitations/", staff_registrations.invitation_list, name="invitation_list"),
]
