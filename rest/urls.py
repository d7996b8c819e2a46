from django.urls import path, re_path

from rest.views import Missing

urlpatterns = [
    path("", Missing.as_view(), {"rest": ""}, name="nothing_here"),
    re_path(r"^(?P<rest>[\s\S]+)\Z", Missing.as_view(), name="missing"),
]
