from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.resubmission.keeping import forget, page_of


@require_POST
def kept_form_drop(request: HttpRequest, form_id: int) -> HttpResponse:
    """Throw away what was typed here before; only the browser it was typed in has it."""
    forget(request, [form_id])
    return redirect(page_of(request) if "Referer" in request.headers else "matching:home")
