from django.urls import path

from matching.views import landing, review, runs, suggestions

app_name = "matching"
urlpatterns = [
    path("", landing.landing, name="landing"),
    path("home/", landing.home, name="home"),
    path("review/", review.match_queue, name="match_queue"),
    path("review/decide/", review.match_review_bulk, name="match_review_bulk"),
    path("review/run/", runs.run_detail, name="run_detail"),
    path("review/run/start/", runs.run_start, name="run_start"),
    path("review/<slug:public_id>/", review.match_detail, name="match_detail"),
    path("review/<slug:public_id>/decide/", review.match_review, name="match_review"),
    path("suggestions/", suggestions.suggestion_list, name="suggestion_list"),
    path("suggestions/<slug:public_id>/", suggestions.suggestion_detail, name="suggestion_detail"),
    path("suggestions/blocks/<int:block_id>/lift/", suggestions.block_lift, name="block_lift"),
    path("suggestions/<slug:public_id>/answer/", suggestions.suggestion_answer, name="suggestion_answer"),
]
