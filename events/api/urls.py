from django.urls import path

from events.api import (
    changes,
    desk,
    desk_moves,
    desk_registrations,
    events,
    meeting_requests,
    meetings,
    own_meetings,
    own_registrations,
    partners,
    schedule,
)

OWN, ASKED = "me/registrations/<str:public_id>/", "me/meeting-requests/<str:public_id>/"
EVENT, MEETING = "staff/events/<str:public_id>/", "staff/meetings/<str:public_id>/"
REGISTRATION = "staff/registrations/<str:public_id>/"

urlpatterns = [
    path("events/", events.EventList.as_view(), name="event_list"),
    path("events/<str:public_id>/", events.EventDetail.as_view(), name="event_detail"),
    path("me/registrations/", own_registrations.OwnRegistrationList.as_view(), name="own_registration_list"),
    path(OWN, own_registrations.OwnRegistrationDetail.as_view(), name="own_registration_detail"),
    path(f"{OWN}cancel/", own_registrations.OwnRegistrationCancel.as_view(), name="own_registration_cancel"),
    path(f"{OWN}accept/", own_registrations.OwnRegistrationAccept.as_view(), name="own_registration_accept"),
    path(f"{OWN}partners/", partners.PartnerList.as_view(), name="partner_list"),
    path(f"{OWN}suggestions/", partners.PartnerSuggestions.as_view(), name="partner_suggestions"),
    path(f"{OWN}requests/", partners.OwnMeetingRequests.as_view(), name="own_meeting_requests"),
    path(f"{OWN}meetings/", own_meetings.OwnMeetings.as_view(), name="own_meetings"),
    path(ASKED, meeting_requests.MeetingRequestDetail.as_view(), name="meeting_request_detail"),
    path(f"{ASKED}accept/", meeting_requests.MeetingRequestAccept.as_view(), name="meeting_request_accept"),
    path(f"{ASKED}decline/", meeting_requests.MeetingRequestDecline.as_view(), name="meeting_request_decline"),
    path(f"{ASKED}withdraw/", meeting_requests.MeetingRequestWithdraw.as_view(), name="meeting_request_withdraw"),
    path("me/meetings/<str:public_id>/", own_meetings.OwnMeetingDetail.as_view(), name="own_meeting_detail"),
    path(
        "me/meetings/<str:public_id>/feedback/", own_meetings.MeetingFeedbackGive.as_view(), name="own_meeting_feedback"
    ),
    path("me/meetings/<str:public_id>/absent/", own_meetings.MeetingAbsence.as_view(), name="own_meeting_absent"),
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
    path(f"{EVENT}schedule/", schedule.ScheduleDetail.as_view(), name="schedule"),
    path(f"{EVENT}schedule/compute/", schedule.ScheduleCompute.as_view(), name="schedule_compute"),
    path(f"{EVENT}schedule/publish/", schedule.SchedulePublish.as_view(), name="schedule_publish"),
    path(f"{EVENT}meetings/", meetings.StaffMeetingList.as_view(), name="staff_meeting_list"),
    path(REGISTRATION, desk_registrations.StaffRegistrationDetail.as_view(), name="staff_registration_detail"),
    path(
        f"{REGISTRATION}decide/", desk_registrations.StaffRegistrationDecide.as_view(), name="staff_registration_decide"
    ),
    path(
        f"{REGISTRATION}cancel/", desk_registrations.StaffRegistrationCancel.as_view(), name="staff_registration_cancel"
    ),
    path(MEETING, meetings.StaffMeetingDetail.as_view(), name="staff_meeting_detail"),
    path(f"{MEETING}move/", meetings.StaffMeetingMove.as_view(), name="staff_meeting_move"),
    path(f"{MEETING}swap/", meetings.StaffMeetingSwap.as_view(), name="staff_meeting_swap"),
    path(f"{MEETING}pin/", meetings.StaffMeetingPin.as_view(), name="staff_meeting_pin"),
    path(f"{MEETING}cancel/", meetings.StaffMeetingCancel.as_view(), name="staff_meeting_cancel"),
    path(f"{MEETING}outcome/", meetings.StaffMeetingOutcome.as_view(), name="staff_meeting_outcome"),
    path("staff/changes/events/", changes.EventChanges.as_view(), name="event_changes"),
    path("staff/changes/registrations/", changes.RegistrationChanges.as_view(), name="registration_changes"),
    path("staff/changes/meetings/", changes.MeetingChanges.as_view(), name="meeting_changes"),
]
