"""What the queues of companies and of projects share: a page of what waits, and the way on after a decision."""

from collections.abc import Callable

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from companies.forms.reviews import QueueForm
from companies.models import Company, Project
from values.pages import nearest_page

PAGE_SIZE = 25


def render_queue(
    request: HttpRequest, template: str, *, form: QueueForm, find: "Callable[..., QuerySet[Model]]"
) -> HttpResponse:
    """A page of what waits, the longest waiting first; `find` takes what the form narrows it by."""
    page = nearest_page(find(**form.chosen()), request.GET.get("page"), size=PAGE_SIZE)
    return render(request, template, {"form": form, "page": page})


def go_on_with(following: Company | Project | None, *, review: str, queue: str) -> HttpResponse:
    """To the next that waits, or back to the queue when there is none; `review` and `queue` are names of views."""
    return redirect(queue) if following is None else redirect(review, public_id=following.public_id)
