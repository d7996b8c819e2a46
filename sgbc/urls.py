from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from sgbc.health import ADDRESS, health
from sgbc.security_txt import security_txt

handler400, handler500 = "sgbc.errors.bad_request", "sgbc.errors.server_error"
handler403, handler404 = "sgbc.errors.permission_denied", "sgbc.errors.page_not_found"
handler429 = "sgbc.errors.too_many_attempts"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("matching.urls")),
    path("", include("partnerships.urls")),
    path("", include("meetings.urls")),  # before events: `/staff/events/insights/` is no event
    path("", include("events.urls")),
    path("", include("directory.urls")),
    path("", include("exchange.urls")),
    path("", include("companies.urls")),
    path("", include("notifications.urls")),
    path("", include("translation.urls")),
    path("", include("accounts.urls")),
    path("api/v1/", include("sgbc.api_urls")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path(ADDRESS.removeprefix("/"), health, name="health"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
