"""Opening a room, taking it as its case manager, and noting who has read it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from partnerships.errors import MovedMeanwhileError
from partnerships.models import Collaboration, Introduction, RoomVisit
from partnerships.queries.rooms import reviewer_of
from partnerships.services.room_emails import email_room_opened


@transaction.atomic
def open_room(introduction_id: int) -> Collaboration:
    """The room of an introduction; told twice, there is one still. Who approved the match is its case manager."""
    introduction = Introduction.objects.select_related("match").get(pk=introduction_id)
    defaults = {"case_manager": reviewer_of(introduction.match)}
    room, is_new = Collaboration.objects.get_or_create(introduction=introduction, defaults=defaults)
    if is_new:
        email_room_opened(room)
    return room


@transaction.atomic
def take_room(collaboration: Collaboration, *, user: User, earlier_id: int | None) -> Collaboration:
    """Become the case manager in place of `earlier_id`. Raises MovedMeanwhileError when somebody else just did."""
    rows = Collaboration.objects.filter(pk=collaboration.pk, case_manager=earlier_id)
    if not rows.update(case_manager=user):
        collaboration.refresh_from_db()
        raise MovedMeanwhileError(
            _("%(person)s has just taken over this collaboration.") % {"person": collaboration.case_manager}
        )
    collaboration.refresh_from_db()
    return collaboration


@transaction.atomic
def enter_room(collaboration: Collaboration, *, user: User) -> RoomVisit:
    """Note that the person reads the room now; the next news is worth a mail again.

    Returns the visit with the time of the one before as `seen_at`. Call it before the thread is read.
    """
    visit, _is_new = RoomVisit.objects.get_or_create(collaboration=collaboration, user=user)
    visit = RoomVisit.objects.select_for_update().get(pk=visit.pk)
    RoomVisit.objects.filter(pk=visit.pk).update(seen_at=timezone.now(), noticed_at=None)
    return visit
