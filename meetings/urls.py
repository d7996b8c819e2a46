from django.urls import URLPattern, URLResolver, path

from meetings.views import feedback, insights, meetings, outcomes, own_day, partners, schedule, tables

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/events/insights/", insights.event_insights, name="event_insights"),
    path("staff/events/insights/download/", insights.event_insights_download, name="event_insights_download"),
    path("me/events/<slug:public_id>/now/", own_day.own_now, name="own_now"),
    path("me/events/<slug:public_id>/meetings.ics", own_day.own_calendar, name="own_calendar"),
    path("me/events/<slug:public_id>/now/<slug:meeting_id>/absent/", own_day.absence_report, name="absence_report"),
    path("me/events/<slug:public_id>/feedback/", feedback.feedback_list, name="feedback_list"),
    path("me/events/<slug:public_id>/feedback/<slug:meeting_id>/", feedback.feedback, name="feedback"),
    path("staff/events/<slug:public_id>/day/tables/", tables.event_tables, name="event_tables"),
    path(
        "staff/events/<slug:public_id>/day/meetings/<slug:meeting_id>/missed/",
        tables.meeting_missed,
        name="meeting_missed",
    ),
    path("staff/events/<slug:public_id>/screen/", tables.event_screen, name="event_screen"),
    path("staff/events/<slug:public_id>/outcomes/", outcomes.event_outcomes, name="event_outcomes"),
    path("me/events/<slug:public_id>/partners/", partners.partner_list, name="partner_list"),
    path("me/events/<slug:public_id>/ask/<slug:receiver_id>/", partners.meeting_ask, name="meeting_ask"),
    path("me/events/<slug:public_id>/requests/", partners.meeting_requests, name="meeting_requests"),
    path(
        "me/meeting-requests/<slug:public_id>/accept/", partners.meeting_request_accept, name="meeting_request_accept"
    ),
    path(
        "me/meeting-requests/<slug:public_id>/decline/",
        partners.meeting_request_decline,
        name="meeting_request_decline",
    ),
    path(
        "me/meeting-requests/<slug:public_id>/withdraw/",
        partners.meeting_request_withdraw,
        name="meeting_request_withdraw",
    ),
    path("staff/events/<slug:public_id>/schedule/", schedule.schedule, name="schedule"),
    path("staff/events/<slug:public_id>/schedule/compute/", schedule.schedule_compute, name="schedule_compute"),
    path("staff/events/<slug:public_id>/schedule/publish/", schedule.schedule_publish, name="schedule_publish"),
    path("staff/events/<slug:public_id>/schedule/place/", meetings.meeting_place, name="meeting_place"),
    path("staff/meetings/<slug:public_id>/", meetings.meeting_manage, name="meeting_manage"),
    path("staff/meetings/<slug:public_id>/move/", meetings.meeting_move, name="meeting_move"),
    path("staff/meetings/<slug:public_id>/swap/", meetings.meeting_swap, name="meeting_swap"),
    path("staff/meetings/<slug:public_id>/pin/", meetings.meeting_pin, name="meeting_pin"),
    path("staff/meetings/<slug:public_id>/cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path("staff/meetings/<slug:public_id>/link/", meetings.meeting_link, name="meeting_link"),
    path("staff/meetings/<slug:public_id>/outcome/", meetings.meeting_settle, name="meeting_settle"),
]
