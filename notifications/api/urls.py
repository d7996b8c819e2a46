from django.urls import path

from notifications.api import webhooks

urlpatterns = [
    path("staff/webhooks/", webhooks.WebhookList.as_view(), name="webhook_list"),
    path("staff/webhooks/<uuid:webhook_id>/", webhooks.WebhookDetail.as_view(), name="webhook_detail"),
    path("staff/webhooks/<uuid:webhook_id>/pause/", webhooks.WebhookPause.as_view(), name="webhook_pause"),
    path("staff/webhooks/<uuid:webhook_id>/resume/", webhooks.WebhookResume.as_view(), name="webhook_resume"),
    path("staff/webhooks/<uuid:webhook_id>/test/", webhooks.WebhookTest.as_view(), name="webhook_test"),
    path("staff/webhooks/<uuid:webhook_id>/secret/", webhooks.WebhookSecret.as_view(), name="webhook_secret"),
    path("staff/webhooks/<uuid:webhook_id>/deliveries/", webhooks.DeliveryList.as_view(), name="webhook_deliveries"),
    path(
        "staff/webhooks/<uuid:webhook_id>/deliveries/<slug:event_id>/retry/",
        webhooks.DeliveryRetry.as_view(),
        name="webhook_delivery_retry",
    ),
]
