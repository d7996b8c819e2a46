from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.permissions import SignedInRequest, reviewer_required, sign_in_required
from jobs.models import RowFailure
from notifications import links, queries, services
from notifications.forms import EmailFilterForm, PreferencesForm, ResolutionForm
from notifications.messages import readable_headers
from notifications.models import EmailKind, OutboxEmailQuerySet
from notifications.permissions import emails_visible_to
from values.pages import nearest_page

PAGE_SIZE = 50
# A mail's styles are inline by necessity. Nothing in it may run, load, or reach the page around it.
MESSAGE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


@require_safe
@never_cache
@reviewer_required
def email_list(request: SignedInRequest) -> HttpResponse:
    """The mail that left or was caught, what needs a decision first; above it what the timetable could not do."""
    form = EmailFilterForm(request.GET)
    emails = emails_visible_to(request.user).filter(**form.filters()).for_reading()
    page = nearest_page(emails, request.GET.get("page"), size=PAGE_SIZE)
    failed = _failed(request, form).count()
    context = {
        "form": form,
        "page": page,
        "failed": failed,
        "relay": queries.resting_relay(),
        "failures": RowFailure.objects.all()[:PAGE_SIZE],
    }
    return render(request, "notifications/email_list.html", context)


def _failed(request: SignedInRequest, form: EmailFilterForm) -> OutboxEmailQuerySet:
    """The mail that failed among what the list is narrowed to."""
    return emails_visible_to(request.user).filter(**form.filters()).resendable()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def email_resend(request: SignedInRequest) -> HttpResponse:
    """GET says how many would be sent again; POST sends those that are in the same choice then."""
    form = EmailFilterForm(request.POST if request.method == "POST" else request.GET)
    failed = _failed(request, form)
    if request.method != "POST":
        return render(request, "notifications/email_resend.html", {"form": form, "count": failed.count()})
    count = services.resend_failed(failed, by=request.user)
    told = ngettext("%(count)d e-mail will be sent again.", "%(count)d e-mails will be sent again.", count) % {
        "count": count
    }
    messages.success(request, told)
    return redirect("notifications:email_list")


@require_safe
@never_cache
@reviewer_required
def email_detail(request: SignedInRequest, email_id: int) -> HttpResponse:
    email = get_object_or_404(emails_visible_to(request.user).select_related("user", "resolved_by"), pk=email_id)
    context = {"email": email, "headers": readable_headers(email)}
    context["withheld"] = services.audit_access(email, by=request.user)
    return render(request, "notifications/email_detail.html", context)


@require_safe
@never_cache
@xframe_options_sameorigin
@reviewer_required
def email_html(request: SignedInRequest, email_id: int) -> HttpResponse:
    """The message as a mail program would show it, locked into a sandbox of its own."""
    email = get_object_or_404(emails_visible_to(request.user), pk=email_id)
    withheld = services.audit_access(email, by=request.user)
    return HttpResponse(withheld or email.shown_html, headers={"Content-Security-Policy": MESSAGE_POLICY})


@require_POST
@reviewer_required
def email_resolve(request: SignedInRequest, email_id: int) -> HttpResponse:
    email = get_object_or_404(emails_visible_to(request.user), pk=email_id)
    form = ResolutionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Indicate whether the e-mail arrived or should be sent again."))
    try:
        services.resolve_email(email, answer=services.Resolution(form.cleaned_data["answer"]), by=request.user)
        messages.success(request, _("Your decision was recorded."))
    except services.ResolvedAlreadyError:
        messages.warning(request, _("Nothing was changed: this e-mail has been dealt with in the meantime."))
    return redirect("notifications:email_detail", email_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def preferences(request: SignedInRequest) -> HttpResponse:
    """Which mails this person wants."""
    if request.method != "POST":
        return render(request, "notifications/preferences.html", {"form": PreferencesForm(user=request.user)})
    form = PreferencesForm(request.POST, user=request.user)
    if form.is_valid():
        services.set_preferences(request.user, choices=form.choices())
        messages.success(request, _("Your choices were saved."))
    return redirect("notifications:preferences")


@csrf_exempt  # RFC 8058: mail programs post without cookies; the signed token alone is the permission
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks and changes nothing; POST, from the page or from a mail program, unsubscribes."""
    user, kind = _read_token(token)
    if request.method != "POST":
        return _choice_page(request, user, kind, state="asked", token=token)
    done = services.unsubscribe(user, kind=kind)
    return _choice_page(request, user, kind, state="off", token=done.token() if done else "")


@csrf_exempt
@require_POST
@never_cache
def resubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Undo one unsubscribing: what was chosen before is in force again, and be it nothing."""
    try:
        done = links.Unsubscribing.from_token(token)
    except BadSignature as error:
        raise Http404 from error
    user = get_object_or_404(User, pk=done.user_id)
    is_undone = services.undo_unsubscribing(done)
    is_wanted = queries.is_wanted(user, kind=done.kind)
    state = "late" if not is_undone else "on" if is_wanted else "as_before"
    return _choice_page(request, user, done.kind, state=state)


def _read_token(token: str) -> tuple[User, EmailKind]:
    try:
        user_id, kind = links.read_unsubscribe_token(token)
    except BadSignature as error:
        raise Http404 from error
    return get_object_or_404(User, pk=user_id), kind


def _choice_page(request: HttpRequest, user: User, kind: EmailKind, *, state: str, token: str = "") -> HttpResponse:
    """In the language of the person the mail went to, who may not be signed in here; `token` is for the button."""
    with translation.override(user.language):
        context = {"kind": kind, "token": token, "state": state}
        response = render(request, "notifications/unsubscribe.html", context)
    response.headers["Content-Language"] = user.language
    return response
