from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from companies.forms.logo import LogoForm
from companies.models import Company, CompanyStatus, Logo
from companies.permissions import own_companies, visible_companies
from companies.services.logos import remove_logo, set_logo
from values.pictures import PictureRefusedError

CACHE_SECONDS = 3600


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_logo(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Upload a logo or take it away."""
    company = get_object_or_404(own_companies(request.user), public_id=public_id)
    if request.method != "POST":
        return _show(request, company, LogoForm())
    if request.POST.get("then") == "remove":
        remove_logo(company)
        messages.success(request, _("The logo has been removed."))
        return redirect("companies:own_logo", public_id=public_id)
    return _upload(request, company)


def _upload(request: SignedInRequest, company: Company) -> HttpResponse:
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            set_logo(company, data=form.cleaned_data["picture"])
        except PictureRefusedError as error:
            form.add_error("picture", str(error))
    if form.errors:
        return _show(request, company, form, status=422)
    messages.success(request, pgettext("message after saving", "Saved."))
    return redirect("companies:own_logo", public_id=company.public_id)


def _show(request: SignedInRequest, company: Company, form: LogoForm, status: int = 200) -> HttpResponse:
    logo = Logo.objects.filter(company=company).defer("png").first()
    return render(request, "companies/own_logo.html", {"company": company, "form": form, "logo": logo}, status=status)


@require_safe
def company_logo(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The picture, to whom the company's page is open; shared caches may keep it only while everybody may see it."""
    company = get_object_or_404(visible_companies(request.user), public_id=public_id)
    logo = get_object_or_404(Logo.objects.defer("png"), company=company)
    tag = f'"{logo.digest[:32]}"'
    response: HttpResponse = (
        HttpResponseNotModified()
        if request.headers.get("If-None-Match") == tag
        else HttpResponse(bytes(logo.png), content_type="image/png")
    )
    response.headers["ETag"] = tag
    is_public = company.status == CompanyStatus.VERIFIED
    patch_cache_control(response, max_age=CACHE_SECONDS, **({"public": True} if is_public else {"private": True}))
    return response
