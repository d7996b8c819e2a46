"""The pages on which staff register webhooks, look after them, and see what became of each delivery."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from notifications.errors import AddressNotAllowedError, NotFinishedError, WebhookRefusedError
from notifications.forms import NewWebhookForm, WebhookForm
from notifications.models import Webhook
from notifications.permissions import webhooks_visible_to
from notifications.services import deliveries, webhook_events, webhooks
from rest.once import done
from values.pages import nearest_page


@require_safe
@reviewer_required
@never_cache
def webhook_list(request: SignedInRequest) -> HttpResponse:
    return _show_list(request, NewWebhookForm())


@require_POST
@reviewer_required
@never_cache
def webhook_create(request: SignedInRequest) -> HttpResponse:
    """The secret stands on this answer and nowhere else."""
    form = NewWebhookForm(request.POST)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    try:
        webhook = webhooks.create_webhook(request.user, **form.cleaned_data)
    except WebhookRefusedError as error:
        form.add_error("address" if isinstance(error, AddressNotAllowedError) else None, str(error))
        return _show_list(request, form, status=422)
    return _show_secret(request, webhook, is_changed=False)


@require_safe
@reviewer_required
@never_cache
def webhook_detail(request: SignedInRequest, webhook_id: UUID) -> HttpResponse:
    return _show(request, _find(request, webhook_id))


@require_http_methods(["GET", "HEAD", "POST"])
@reviewer_required
def webhook_edit(request: SignedInRequest, webhook_id: UUID) -> HttpResponse:
    webhook = _find(request, webhook_id)
    form = WebhookForm(request.POST or None, initial={"name": webhook.name, "events": webhook.events})
    if request.method == "POST" and form.is_valid():
        webhooks.update_webhook(webhook, **form.cleaned_data)
        messages.success(request, _("Your changes were saved."))
        return redirect("notifications:webhook_detail", webhook_id)
    status = 422 if form.errors else 200
    return render(request, "notifications/webhook_edit.html", {"webhook": webhook, "form": form}, status=status)


@require_POST
@reviewer_required
def webhook_pause(request: SignedInRequest, webhook_id: UUID) -> HttpResponse:
    webhooks.pause_webhook(_find(request, webhook_id))
    messages.success(request, _("Paused. Messages from the time of the pause are kept for 30 days."))
    return redirect("notifications:webhook_detail", webhook_id)


@require_POST
@reviewer_required
def webhook_resume(request: SignedInRequest, webhook_id: UUID) -> HttpResponse:
    webhooks.resume_webhook(_find(request, webhook_id))
    messages.success(request, _("Resumed. Messages kept in the meantime are being sent."))
    return redirect("notifications:webhook_detail", webhook_id)


@require_POST
@reviewer_required
def webhook_test(request: SignedInRequest, webhook_id: UUID) -> HttpResponse:
    webhook_events.send_test(_find(request, webhook_id))
    messages.success(request, _("The test has been sent. Reload this page in a moment to see the answer."))
    return redirect("notifications:webhook_detail", webhook_id)


@require_POST
@reviewer_required
@never_cache
def webhook_secret(request: SignedInRequest, webhook_id: UUID) -> HttpResponse:
    """The new secret stands on this answer and nowhere else."""
    webhook = webhooks.change_secret(_find(request, webhook_id))
    return _show_secret(request, webhook, is_changed=True)


@require_POST
@reviewer_required
def webhook_delete(request: SignedInRequest, webhook_id: UUID) -> HttpResponse:
    webhook = _find(request, webhook_id)
    webhooks.delete_webhook(webhook)
    messages.success(request, _("Deleted: “%(name)s”. It no longer receives messages.") % {"name": webhook.name})
    return redirect("notifications:webhook_list")


@require_POST
@reviewer_required
def delivery_retry(request: SignedInRequest, webhook_id: UUID, delivery_id: int) -> HttpResponse:
    delivery = get_object_or_404(_find(request, webhook_id).deliveries, pk=delivery_id)
    try:
        deliveries.retry_delivery(delivery)
        messages.success(request, _("The message is being sent again. Reload this page in a moment to see the answer."))
    except NotFinishedError as error:
        messages.warning(request, str(error))
    return redirect("notifications:webhook_detail", webhook_id)


def _find(request: SignedInRequest, webhook_id: UUID) -> Webhook:
    return get_object_or_404(webhooks_visible_to(request.user), public_id=webhook_id)


def _show_list(request: SignedInRequest, form: NewWebhookForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "page": nearest_page(webhooks_visible_to(request.user), request.GET.get("page"))}
    return render(request, "notifications/webhook_list.html", context, status=status)


def _show_secret(request: SignedInRequest, webhook: Webhook, *, is_changed: bool) -> HttpResponse:
    page = _show(request, webhook, {"secret": webhooks.secret_of(webhook), "is_changed": is_changed})
    return done(page, page=reverse("notifications:webhook_detail", args=[webhook.public_id]))


def _show(request: SignedInRequest, webhook: Webhook, more: dict[str, object] | None = None) -> HttpResponse:
    page = nearest_page(webhook.deliveries.select_related("event"), request.GET.get("page"))
    context = {"webhook": webhook, "page": page} | (more or {})
    return render(request, "notifications/webhook_detail.html", context)
