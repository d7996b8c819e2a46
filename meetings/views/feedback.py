"""One minute on each meeting: the list of those still to answer, and the questions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from events.models import Meeting, Registration
from jobs.clock import database_now
from meetings.forms.feedback import FeedbackForm, initial_of
from meetings.queries.own_day import OwnMeeting, own_meetings
from meetings.services.feedback import give_feedback
from meetings.views.own_day import clocks_of, find_own, find_side
from values.errors import PortalError


@require_safe
@never_cache
@sign_in_required
def feedback_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One's meetings that have begun: first those of which nothing was said yet."""
    registration = find_own(request.user, public_id)
    meetings = [own for own in own_meetings(registration, now=database_now()) if own.takes_answer]
    context = {
        "event": registration.event,
        "registration": registration,
        "to_answer": [own for own in meetings if own.answer is None],
        "answered": [own for own in meetings if own.answer is not None],
        "clocks": clocks_of(registration, request.user),
    }
    return render(request, "meetings/feedback_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def feedback(request: SignedInRequest, public_id: str, meeting_id: str) -> HttpResponse:
    """Say what one thinks of a meeting; who comes too late sees why, and what they typed."""
    meeting, side = find_side(request.user, public_id, meeting_id)
    own = OwnMeeting(meeting, side, meeting.other_side(side), database_now())
    initial = initial_of(own.answer, chosen=request.GET.get("going_on", ""))
    form = FeedbackForm(request.POST or None, initial=initial)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            done = give_feedback(meeting, registration=side, by=request.user, answer=form.answer())
        except PortalError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            return _go_on(request, done, side)
    context = {"event": meeting.event, "own": own, "form": form, "clocks": clocks_of(side, request.user)}
    return render(request, "meetings/feedback.html", context, status=status)


def _go_on(request: SignedInRequest, meeting: Meeting, side: Registration) -> HttpResponse:
    """To the introduction that came of it; else to what is still to answer."""
    if meeting.introduction is not None:
        messages.success(
            request, _("You both want to continue the conversation: you have been introduced to each other.")
        )
        return redirect("partnerships:introduction_detail", public_id=meeting.introduction.public_id)
    company = meeting.other_side(side).company.shown_name
    messages.success(request, _("Thank you. Your answer about %(company)s has been saved.") % {"company": company})
    return redirect("meetings:feedback_list", public_id=meeting.event.public_id)
