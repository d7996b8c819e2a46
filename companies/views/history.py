from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from companies.models import ContactLook, ProfileChange
from companies.permissions import own_companies
from values.pages import nearest_page

PAGE_SIZE = 50
MOST_LOOKS = 100


@require_safe
@sign_in_required
def own_history(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What changed in a company and its projects, when, and by whom."""
    company = get_object_or_404(own_companies(request.user), public_id=public_id)
    changes = ProfileChange.objects.filter(company=company).select_related("changed_by", "project")
    page = nearest_page(changes, request.GET.get("page"), size=PAGE_SIZE)
    looks = ContactLook.objects.filter(company=company).select_related("user")[:MOST_LOOKS]
    return render(request, "companies/own_history.html", {"company": company, "page": page, "looks": looks})
