from django.urls import path

from partnerships.api.cases import CaseDetail, CaseList
from partnerships.api.changes import CollaborationChanges, IntroductionChanges, RequestChanges
from partnerships.api.collaborations import (
    CollaborationDetail,
    CollaborationList,
    CollaborationStageMove,
    MessageList,
)
from partnerships.api.consents import ConsentGive, ConsentWithdraw
from partnerships.api.introductions import IntroductionContacts, IntroductionDetail, IntroductionList
from partnerships.api.request_moves import RequestAccept, RequestDecline, RequestWithdraw
from partnerships.api.requests import RequestDetail, RequestList

urlpatterns = [
    path("cases/", CaseList.as_view(), name="case_list"),
    path("cases/<str:public_id>/", CaseDetail.as_view(), name="case_detail"),
    path("me/requests/", RequestList.as_view(), name="own_request_list"),
    path("me/requests/<str:public_id>/", RequestDetail.as_view(), name="own_request_detail"),
    path("me/requests/<str:public_id>/withdraw/", RequestWithdraw.as_view(), name="own_request_withdraw"),
    path("me/requests/<str:public_id>/accept/", RequestAccept.as_view(), name="own_request_accept"),
    path("me/requests/<str:public_id>/decline/", RequestDecline.as_view(), name="own_request_decline"),
    path("me/introductions/", IntroductionList.as_view(), name="own_introduction_list"),
    path("me/introductions/<str:public_id>/", IntroductionDetail.as_view(), name="own_introduction_detail"),
    path("me/introductions/<str:public_id>/consent/", ConsentGive.as_view(), name="consent_give"),
    path("me/introductions/<str:public_id>/consent/withdraw/", ConsentWithdraw.as_view(), name="consent_withdraw"),
    path("me/introductions/<str:public_id>/contacts/", IntroductionContacts.as_view(), name="introduction_contacts"),
    path("me/collaborations/", CollaborationList.as_view(), name="own_collaboration_list"),
    path("me/collaborations/<str:public_id>/", CollaborationDetail.as_view(), name="own_collaboration_detail"),
    path("me/collaborations/<str:public_id>/stage/", CollaborationStageMove.as_view(), name="collaboration_stage"),
    path("me/collaborations/<str:public_id>/messages/", MessageList.as_view(), name="collaboration_messages"),
    path("staff/changes/requests/", RequestChanges.as_view(), name="request_changes"),
    path("staff/changes/introductions/", IntroductionChanges.as_view(), name="introduction_changes"),
    path("staff/changes/collaborations/", CollaborationChanges.as_view(), name="collaboration_changes"),
]
