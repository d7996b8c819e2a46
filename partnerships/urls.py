from django.urls import path

from partnerships.views import (
    asking,
    board,
    cases,
    follow_ups,
    insights,
    introductions,
    public_cases,
    request_desk,
    requests,
    room_moves,
    rooms,
)

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
    path("collaborations/", rooms.collaboration_list, name="collaboration_list"),
    path("collaborations/<slug:public_id>/", rooms.collaboration_detail, name="collaboration_detail"),
    path("collaborations/<slug:public_id>/messages/", rooms.message_post, name="message_post"),
    path("collaborations/<slug:public_id>/files/<slug:file_id>/", rooms.attachment, name="attachment"),
    path("collaborations/<slug:public_id>/stage/", room_moves.stage_move, name="stage_move"),
    path("collaborations/<slug:public_id>/action/", room_moves.action_set, name="action_set"),
    path(
        "collaborations/<slug:public_id>/action/<int:action_id>/done/", room_moves.action_finish, name="action_finish"
    ),
    path("collaborations/<slug:public_id>/take/", board.collaboration_take, name="collaboration_take"),
    path(
        "collaborations/<slug:public_id>/follow-up/<int:months>/", follow_ups.follow_up_answer, name="follow_up_answer"
    ),
    path("collaborations/<slug:public_id>/case/", cases.case_edit, name="case_edit"),
    path("collaborations/<slug:public_id>/case/read/", cases.case_preview, name="case_preview"),
    path("collaborations/<slug:public_id>/case/approve/", cases.case_approve, name="case_approve"),
    path("collaborations/<slug:public_id>/case/withdraw/", cases.case_withdraw, name="case_withdraw"),
    path("collaborations/<slug:public_id>/case/in/<slug:language>/", cases.case_translate, name="case_translate"),
    path("staff/collaborations/", board.board, name="board"),
    path("cases/", public_cases.case_list, name="case_list"),
    path("cases/<slug:public_id>/", public_cases.case_detail, name="case_detail"),
    path("staff/insights/", insights.insights, name="insights"),
    path("staff/insights/download/", insights.insights_download, name="insights_download"),
    path("insights/", insights.digest, name="digest"),
    path("insights/download/", insights.digest_download, name="digest_download"),
]
