from django.urls import path

from partnerships.views import asking, introductions, request_desk, requests

app_name = "partnerships"
urlpatterns = [
    path("partnerships/", requests.request_list, name="request_list"),
    path("partnerships/unanswered/", request_desk.request_queue, name="request_queue"),
    path("partnerships/ask/<slug:public_id>/", asking.request_create, name="request_create"),
    path("partnerships/requests/<slug:public_id>/", requests.request_detail, name="request_detail"),
    path("partnerships/requests/<slug:public_id>/accept/", requests.request_accept, name="request_accept"),
    path("partnerships/requests/<slug:public_id>/decline/", requests.request_decline, name="request_decline"),
    path("partnerships/requests/<slug:public_id>/withdraw/", requests.request_withdraw, name="request_withdraw"),
    path("partnerships/requests/<slug:public_id>/nudge/", request_desk.request_nudge, name="request_nudge"),
    path("introductions/", introductions.introduction_list, name="introduction_list"),
    path("introductions/<slug:public_id>/", introductions.introduction_detail, name="introduction_detail"),
    path("introductions/<slug:public_id>/consent/", introductions.consent_give, name="consent_give"),
    path("introductions/<slug:public_id>/consent/withdraw/", introductions.consent_withdraw, name="consent_withdraw"),
    path("introductions/<slug:public_id>/contacts/", introductions.introduction_contacts, name="introduction_contacts"),
    path(
        "introductions/<slug:public_id>/meeting-times.ics",
        introductions.introduction_calendar,
        name="introduction_calendar",
    ),
]
