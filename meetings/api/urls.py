from django.urls import path

from meetings.api import changes, meeting_requests, meetings, own_meetings, partners, schedule

OWN, ASKED = "me/registrations/<str:public_id>/", "me/meeting-requests/<str:public_id>/"
EVENT, MEETING = "staff/events/<str:public_id>/", "staff/meetings/<str:public_id>/"

urlpatterns = [
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
    path(f"{EVENT}schedule/", schedule.ScheduleDetail.as_view(), name="schedule"),
    path(f"{EVENT}schedule/compute/", schedule.ScheduleCompute.as_view(), name="schedule_compute"),
    path(f"{EVENT}schedule/publish/", schedule.SchedulePublish.as_view(), name="schedule_publish"),
    path(f"{EVENT}meetings/", meetings.StaffMeetingList.as_view(), name="staff_meeting_list"),
    path(MEETING, meetings.StaffMeetingDetail.as_view(), name="staff_meeting_detail"),
    path(f"{MEETING}move/", meetings.StaffMeetingMove.as_view(), name="staff_meeting_move"),
    path(f"{MEETING}swap/", meetings.StaffMeetingSwap.as_view(), name="staff_meeting_swap"),
    path(f"{MEETING}pin/", meetings.StaffMeetingPin.as_view(), name="staff_meeting_pin"),
    path(f"{MEETING}cancel/", meetings.StaffMeetingCancel.as_view(), name="staff_meeting_cancel"),
    path(f"{MEETING}outcome/", meetings.StaffMeetingOutcome.as_view(), name="staff_meeting_outcome"),
    path("staff/changes/meetings/", changes.MeetingChanges.as_view(), name="meeting_changes"),
]
