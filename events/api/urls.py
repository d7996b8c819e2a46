from django.urls import path

from events.api import changes, desk, desk_moves, desk_registrations, events, own_registrations

OWN, EVENT = "me/registrations/<str:public_id>/", "staff/events/<str:public_id>/"
REGISTRATION = "staff/registrations/<str:public_id>/"

urlpatterns = [
    path("events/", events.EventList.as_view(), name="event_list"),
    path("events/<str:public_id>/", events.EventDetail.as_view(), name="event_detail"),
    path("me/registrations/", own_registrations.OwnRegistrationList.as_view(), name="own_registration_list"),
    path(OWN, own_registrations.OwnRegistrationDetail.as_view(), name="own_registration_detail"),
    path(f"{OWN}cancel/", own_registrations.OwnRegistrationCancel.as_view(), name="own_registration_cancel"),
    path(f"{OWN}accept/", own_registrations.OwnRegistrationAccept.as_view(), name="own_registration_accept"),
    path("staff/events/", desk.StaffEventList.as_view(), name="staff_event_list"),
    path(EVENT, desk.StaffEventDetail.as_view(), name="staff_event_detail"),
    path(f"{EVENT}publish/", desk_moves.StaffEventPublish.as_view(), name="staff_event_publish"),
    path(f"{EVENT}close/", desk_moves.StaffEventClose.as_view(), name="staff_event_close"),
    path(f"{EVENT}reopen/", desk_moves.StaffEventReopen.as_view(), name="staff_event_reopen"),
    path(f"{EVENT}cancel/", desk_moves.StaffEventCancel.as_view(), name="staff_event_cancel"),
    path(f"{EVENT}duplicate/", desk_moves.StaffEventDuplicate.as_view(), name="staff_event_duplicate"),
    path(f"{EVENT}programme/", desk_moves.StaffEventProgramme.as_view(), name="staff_event_programme"),
    path(f"{EVENT}places/", desk_moves.StaffEventPlaces.as_view(), name="staff_event_places"),
    path(f"{EVENT}texts/", desk_moves.StaffEventTranslate.as_view(), name="staff_event_texts"),
    path(f"{EVENT}registrations/", desk_registrations.StaffRegistrationList.as_view(), name="staff_registration_list"),
    path(f"{EVENT}attendees/", desk_registrations.AttendeeList.as_view(), name="attendee_list"),
    path(f"{EVENT}check-in/", desk_registrations.AttendeeCheckIn.as_view(), name="attendee_check_in"),
    path(REGISTRATION, desk_registrations.StaffRegistrationDetail.as_view(), name="staff_registration_detail"),
    path(
        f"{REGISTRATION}decide/", desk_registrations.StaffRegistrationDecide.as_view(), name="staff_registration_decide"
    ),
    path(
        f"{REGISTRATION}cancel/", desk_registrations.StaffRegistrationCancel.as_view(), name="staff_registration_cancel"
    ),
    path("staff/changes/events/", changes.EventChanges.as_view(), name="event_changes"),
    path("staff/changes/registrations/", changes.RegistrationChanges.as_view(), name="registration_changes"),
]
