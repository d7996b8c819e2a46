"""The link that confirms an address, sent once more."""

from allauth.account.internal.flows.email_verification import (
    send_verification_email_at_login,
    send_verification_email_to_address,
)
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage, LoginStageController
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


@require_POST
def link_send_again(request: HttpRequest) -> HttpResponse:
    """For an address of who is signed in, or for who has just signed up or in and waits for the link."""
    if request.user.is_authenticated:
        own = EmailAddress.objects.filter(user=request.user, email__iexact=request.POST.get("email", ""))
        if address := own.filter(verified=False).first():
            _tell(request, was_sent=send_verification_email_to_address(request, address))
        else:
            messages.info(request, _("Choose an address that is not confirmed yet."))
        return redirect("account_email")
    stage = LoginStageController.enter(request, EmailVerificationStage.key)
    if stage is None:
        messages.info(request, _("Sign in with your address and password: we will then send you a new link."))
        return redirect("account_login")
    _tell(request, was_sent=send_verification_email_at_login(request, stage.login))
    return redirect("account_email_verification_sent")


def _tell(request: HttpRequest, *, was_sent: bool) -> None:
    """The library says by itself that it sent something, and nothing where it did not."""
    if not was_sent:
        messages.warning(
            request, _("We sent a message a moment ago. Wait a minute, check the spam folder, then try again.")
        )
