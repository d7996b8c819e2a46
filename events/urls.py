from django.urls import URLPattern, URLResolver, path

from events.views import door, feedback, outcomes, own_day, printing, tables

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = []

urlpatterns += [
    path("me/events/<slug:public_id>/now/", own_day.own_now, name="own_now"),
    path("me/events/<slug:public_id>/meetings.ics", own_day.own_calendar, name="own_calendar"),
    path(
        "me/events/<slug:public_id>/meetings/<slug:meeting_id>/absent/", own_day.absence_report, name="absence_report"
    ),
    path("me/events/<slug:public_id>/feedback/", feedback.feedback_list, name="feedback_list"),
    path("me/events/<slug:public_id>/feedback/<slug:meeting_id>/", feedback.feedback, name="feedback"),
    path("staff/events/badge/<str:key>/", door.badge, name="badge"),
    path("staff/events/<slug:public_id>/day/", door.event_day, name="event_day"),
    path("staff/events/<slug:public_id>/day/walk-in/", door.walk_in, name="walk_in"),
    path("staff/events/<slug:public_id>/day/tables/", tables.event_tables, name="event_tables"),
    path(
        "staff/events/<slug:public_id>/day/<int:attendee_id>/check-in/",
        door.attendee_check_in,
        name="attendee_check_in",
    ),
    path("staff/events/<slug:public_id>/day/<int:attendee_id>/undo/", door.attendee_undo, name="attendee_undo"),
    path("staff/events/<slug:public_id>/screen/", tables.event_screen, name="event_screen"),
    path("staff/events/<slug:public_id>/print/<slug:what>/", printing.event_print, name="event_print"),
    path("staff/events/<slug:public_id>/outcomes/", outcomes.event_outcomes, name="event_outcomes"),
]
