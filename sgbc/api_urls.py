"""The REST API: each app's endpoints, their description, and an answer to every other address."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from rest.throttles import VisitorThrottle

app_name = "api"
LIMITS = [VisitorThrottle]  # drawing the description up takes a second
urlpatterns = [
    path("", include("accounts.api.urls")),
    path("", include("notifications.api.urls")),
    path("", include("companies.api.urls")),
    path("", include("matching.api.urls")),
    path("", include("directory.api.urls")),
    path("", include("partnerships.api.urls")),
    path("", include("events.api.urls")),
    path("", include("meetings.api.urls")),
    path("schema/", SpectacularAPIView.as_view(throttle_classes=LIMITS), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("", include("rest.urls")),
]
