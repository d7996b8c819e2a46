"""Keeps what was typed into a form that could not be taken yet, with its files, within narrow limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Now

from accounts.models import KEPT_FOR, KeptFile, KeptForm
from jobs.sweeps import purge_rows

MOST_FORMS = 3
MOST_TYPED = 200_000
"""Characters of one form: ten of our longest."""
MOST_BYTES = 10 * 1024 * 1024
"""Kept for one browser."""
MOST_BYTES_IN_ALL = 500 * 1024 * 1024
"""Kept for everybody together: whoever comes with a new browser each time fills this and not the disk."""


@dataclass(frozen=True, slots=True)
class SentFile:
    field: str
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SentForm:
    """What a form sent, where to, and from which page of ours; every value as text, as typed."""

    address: str
    page: str
    fields: dict[str, list[str]]
    files: list[SentFile] = field(default_factory=list)

    @property
    def typed(self) -> int:
        return sum(len(name) + len(text) for name, texts in self.fields.items() for text in texts)


def standing_forms(ids: Sequence[int]) -> QuerySet[KeptForm]:
    """Those of these that are still kept, in the order in which they came."""
    return KeptForm.objects.filter(pk__in=ids, kept_at__gt=Now() - KEPT_FOR).order_by("pk")


@transaction.atomic
def keep_form(sent: SentForm, *, earlier: Sequence[int], replaced: Sequence[int] = ()) -> tuple[list[int], bool]:
    """Keep this beside what the same browser left `earlier`; the same again, and `replaced`, make room.

    Returns what is kept for this browser now, and whether this is among it. Files that find no room are named instead.
    """
    KeptForm.objects.filter(pk__in=[pk for pk in replaced if pk in earlier]).delete()
    standing_forms(earlier).filter(address=sent.address, fields=sent.fields).delete()
    ids = [form.pk for form in standing_forms(earlier)]
    room = _room_in_all()
    if sent.typed > min(MOST_TYPED, room) or not (sent.fields or sent.files):
        return ids, False
    gone, ids = ids[: -MOST_FORMS + 1], ids[-MOST_FORMS + 1 :]
    KeptForm.objects.filter(pk__in=gone).delete()
    return [*ids, _write(sent, room=min(room, MOST_BYTES - _size(standing_forms(ids)))).pk], True


@transaction.atomic
def drop_forms(ids: Sequence[int]) -> None:
    KeptForm.objects.filter(pk__in=ids).delete()


@transaction.atomic
def move_forms(forms: QuerySet[KeptForm], *, page: str) -> None:
    """The page they were on cannot be read: look for their forms on this one."""
    forms.update(page=page)


def purge_kept_forms() -> int:
    """Forget what nobody came back for within its day. Returns how many forms."""
    return purge_rows("accounts.purge_kept_forms", KeptForm.objects.filter(kept_at__lte=Now() - KEPT_FOR))


def _room_in_all() -> int:
    return MOST_BYTES_IN_ALL - _size(KeptForm.objects.all())


def _size(forms: QuerySet[KeptForm]) -> int:
    return forms.aggregate(total=Sum("size"))["total"] or 0


def _write(sent: SentForm, *, room: int) -> KeptForm:
    size, files, left_out = sent.typed, list[SentFile](), list[str]()
    for file in sent.files:
        if size + len(file.data) <= room:
            size += len(file.data)
            files.append(file)
        else:
            left_out.append(file.name)
    form = KeptForm.objects.create(
        address=sent.address, page=sent.page, fields=sent.fields, left_out=left_out, size=size, kept_at=Now()
    )
    KeptFile.objects.bulk_create(
        KeptFile(form=form, field=file.field, name=file.name, content_type=file.content_type, data=file.data)
        for file in files
    )
    return form
