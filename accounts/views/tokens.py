"""The page on which a person makes and revokes the tokens of their programs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.forms.tokens import TokenForm
from accounts.models import ApiToken
from accounts.permissions import SignedInRequest, password_asked_again, sign_in_required
from accounts.services.tokens import create_token, revoke_token
from rest.once import done
from values.errors import PortalError
from values.pages import nearest_page


@require_safe
@sign_in_required
@never_cache
def token_list(request: SignedInRequest) -> HttpResponse:
    return _show(request, TokenForm(user=request.user))


@require_POST
@sign_in_required
@password_asked_again
@never_cache
def token_create(request: SignedInRequest) -> HttpResponse:
    """The key stands on this answer and nowhere else."""
    form = TokenForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        token, key = create_token(request.user, **form.cleaned_data)
    except PortalError as error:
        form.add_error(None, str(error))
        return _show(request, form, status=422)
    page = _show(request, TokenForm(user=request.user), {"made": token, "key": key})
    return done(page, page=reverse("accounts:token_list"))


@require_POST
@sign_in_required
def token_revoke(request: SignedInRequest, token_key: str) -> HttpResponse:
    token = get_object_or_404(ApiToken, user=request.user, token_key=token_key)
    revoke_token(token)
    messages.success(request, _("Revoked: “%(name)s”. It no longer gives access.") % {"name": token.name})
    return redirect("accounts:token_list")


def _show(
    request: SignedInRequest, form: TokenForm, more: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    tokens = ApiToken.objects.filter(user=request.user)
    context = {"form": form, "page": nearest_page(tokens, request.GET.get("page"))}
    return render(request, "accounts/token_list.html", context | (more or {}), status=status)
