from django.urls import URLPattern, URLResolver, path

from events.views import partners, registrations, staff_registrations

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/events/", registrations.own_events, name="own_events"),
    path("me/events/<str:public_id>/", registrations.registration_detail, name="registration_detail"),
    path("me/events/<str:public_id>/register/", registrations.registration_create, name="registration_create"),
    path("me/events/<str:public_id>/edit/", registrations.registration_edit, name="registration_edit"),
    path("me/events/<str:public_id>/cancel/", registrations.registration_cancel, name="registration_cancel"),
    path("me/events/<str:public_id>/accept/", registrations.offer_accept, name="offer_accept"),
    path("me/events/<str:public_id>/partners/", partners.partner_list, name="partner_list"),
    path("me/events/<str:public_id>/ask/", partners.meeting_ask, name="meeting_ask"),
    path("me/events/<str:public_id>/requests/", partners.meeting_requests, name="meeting_requests"),
    path("me/meeting-requests/<str:public_id>/accept/", partners.meeting_request_accept, name="meeting_request_accept"),
    path(
        "me/meeting-requests/<str:public_id>/decline/", partners.meeting_request_decline, name="meeting_request_decline"
    ),
    path(
        "me/meeting-requests/<str:public_id>/withdraw/",
        partners.meeting_request_withdraw,
        name="meeting_request_withdraw",
    ),
    path(
        "staff/events/<str:public_id>/registrations/", staff_registrations.registration_list, name="registration_list"
    ),
    path(
        "staff/events/<str:public_id>/registrations/decide/",
        staff_registrations.registration_decide,
        name="registration_decide",
    ),
    path(
        "staff/events/<str:public_id>/registrations/export/",
        staff_registrations.registration_export,
        name="registration_export",
    ),
    path("staff/events/<str:public_id>/invitations/", staff_registrations.invitation_list, name="invitation_list"),
]
