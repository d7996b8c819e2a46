from django.urls import path

from notifications.views import mail, webhooks

app_name = "notifications"
urlpatterns = [
    path("mail/", mail.email_list, name="email_list"),
    path("mail/send-failed-again/", mail.email_resend, name="email_resend"),
    path("mail/<int:email_id>/", mail.email_detail, name="email_detail"),
    path("mail/<int:email_id>/html/", mail.email_html, name="email_html"),
    path("mail/<int:email_id>/resolve/", mail.email_resolve, name="email_resolve"),
    path("preferences/", mail.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", mail.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:token>/undo/", mail.resubscribe, name="resubscribe"),
    path("webhooks/", webhooks.webhook_list, name="webhook_list"),
    path("webhooks/new/", webhooks.webhook_create, name="webhook_create"),
    path("webhooks/<uuid:webhook_id>/", webhooks.webhook_detail, name="webhook_detail"),
    path("webhooks/<uuid:webhook_id>/edit/", webhooks.webhook_edit, name="webhook_edit"),
    path("webhooks/<uuid:webhook_id>/pause/", webhooks.webhook_pause, name="webhook_pause"),
    path("webhooks/<uuid:webhook_id>/resume/", webhooks.webhook_resume, name="webhook_resume"),
    path("webhooks/<uuid:webhook_id>/test/", webhooks.webhook_test, name="webhook_test"),
    path("webhooks/<uuid:webhook_id>/secret/", webhooks.webhook_secret, name="webhook_secret"),
    path("webhooks/<uuid:webhook_id>/delete/", webhooks.webhook_delete, name="webhook_delete"),
    path(
        "webhooks/<uuid:webhook_id>/deliveries/<int:delivery_id>/retry/",
        webhooks.delivery_retry,
        name="delivery_retry",
    ),
]
