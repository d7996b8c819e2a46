from django.urls import path

from matching.api.changes import MatchChanges
from matching.api.review import ReviewDecide, ReviewDetail, ReviewQueue
from matching.api.suggestions import SuggestionAnswer, SuggestionDetail, SuggestionList

urlpatterns = [
    path("me/matches/", SuggestionList.as_view(), name="suggestion_list"),
    path("me/matches/<str:public_id>/", SuggestionDetail.as_view(), name="suggestion_detail"),
    path("me/matches/<str:public_id>/answer/", SuggestionAnswer.as_view(), name="suggestion_answer"),
    path("staff/matches/", ReviewQueue.as_view(), name="match_queue"),
    path("staff/matches/<str:public_id>/", ReviewDetail.as_view(), name="match_detail"),
    path("staff/matches/<str:public_id>/review/", ReviewDecide.as_view(), name="match_review"),
    path("staff/changes/matches/", MatchChanges.as_view(), name="match_changes"),
]
