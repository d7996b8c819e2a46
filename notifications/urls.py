from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("mail/", views.email_list, name="email_list"),
    path("mail/<int:email_id>/", views.email_detail, name="email_detail"),
    path("mail/<int:email_id>/html/", views.email_html, name="email_html"),
    path("mail/<int:email_id>/resolve/", views.email_resolve, name="email_resolve"),
    path("preferences/", views.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:token>/undo/", views.resubscribe, name="resubscribe"),
]
