"""The rooms of a person, one room, its thread and files."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from partnerships.errors import FileRefusedError, RoomError
from partnerships.forms.rooms import MessageForm
from partnerships.models import Attachment
from partnerships.permissions import own_rooms
from partnerships.queries.rooms import with_news_for, with_next_action
from partnerships.services.files import CONTENT_TYPES
from partnerships.services.thread import post_message
from partnerships.views.room_page import find_room, show_room
from values.pages import nearest_page


@require_safe
@never_cache
@sign_in_required
def collaboration_list(request: SignedInRequest) -> HttpResponse:
    """The rooms of the companies one acts for, the latest first."""
    rooms = with_news_for(with_next_action(own_rooms(request.user)), request.user)
    page = nearest_page(rooms.order_by("-stage_changed_at", "-pk"), request.GET.get("page"))
    return render(request, "partnerships/collaboration_list.html", {"page": page})


@require_safe
@never_cache
@sign_in_required
def collaboration_detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    room, actor = find_room(request, public_id)
    return show_room(request, room, actor)


@require_POST
@sign_in_required
def message_post(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write into the thread; what was typed stays when a file is refused."""
    room, actor = find_room(request, public_id)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            post_message(room, actor=actor, text=data["text"], language=data["language"], files=data["attachments"])
        except RoomError as error:
            form.add_error("attachments" if isinstance(error, FileRefusedError) else None, str(error))
        else:
            messages.success(
                request, _("Your message has been posted. The others in the room will be notified by e-mail.")
            )
            return redirect("partnerships:collaboration_detail", public_id=public_id)
    return show_room(request, room, actor, status=422, message_form=form)


@require_safe
@never_cache
@sign_in_required
def attachment(request: SignedInRequest, public_id: str, file_id: str) -> HttpResponse:
    """A file of the room, always saved and never shown, so that nothing in it runs on this site."""
    room, _actor = find_room(request, public_id)
    file = get_object_or_404(Attachment, public_id=file_id, message__collaboration=room)
    response = HttpResponse(bytes(file.data), content_type=CONTENT_TYPES[file.kind])
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or ""
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
