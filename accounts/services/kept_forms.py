"""Keeps what was typed into a form that could not be taken yet, with its files, within narrow limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Now

from accounts.models import KEPT_FOR, KeptFile, KeptForm
from jobs.clock import database_now
from jobs.sweeps import purge_rows
from rest.queries import count_request

MOST_FORMS = 3
MOST_TYPED = 200_000
"""Characters of one form: ten of our longest."""
MOST_BYTES = 10 * 1024 * 1024
"""Kept for one browser."""
MOST_BYTES_IN_ALL = 500 * 1024 * 1024
"""Kept for everybody together: whoever comes with a new browser each time fills this and not the disk. When it is full
the oldest forms of people who are not signed in go."""
MOST_BYTES_IN_AN_HOUR = 30 * 1024 * 1024
"""Written for people who are not signed in and come from one address."""
HOUR = timedelta(hours=1)


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
    stranger: str = ""
    """The network address of who sent it without being signed in."""

    @property
    def typed(self) -> int:
        return sum(len(name) + len(text) for name, texts in self.fields.items() for text in texts)

    @property
    def size(self) -> int:
        return self.typed + sum(len(file.data) for file in self.files)


def standing_forms(ids: Sequence[int]) -> QuerySet[KeptForm]:
    """Those of these that are still kept, in the order in which they came."""
    return KeptForm.objects.filter(pk__in=ids, kept_at__gt=Now() - KEPT_FOR).order_by("pk")


@transaction.atomic
def keep_form(sent: SentForm, *, earlier: Sequence[int], replaced: Sequence[int] = ()) -> tuple[list[int], bool]:
    """Keep this beside what the same browser left `earlier`; the same again, and `replaced`, make room.

    Returns what is kept for this browser now, and whether this is among it. Files that find no room are named instead.
    Nothing is kept for an address from which more than its share of an hour has come.
    """
    KeptForm.objects.filter(pk__in=[pk for pk in replaced if pk in earlier]).delete()
    standing_forms(earlier).filter(address=sent.address, fields=sent.fields).delete()
    ids = [form.pk for form in standing_forms(earlier)]
    if sent.typed > MOST_TYPED or not (sent.fields or sent.files) or _has_had_its_hour(sent):
        return ids, False
    gone, ids = ids[: -MOST_FORMS + 1], ids[-MOST_FORMS + 1 :]
    KeptForm.objects.filter(pk__in=gone).delete()
    room = _make_room(min(sent.size, MOST_BYTES), besides=ids)
    if sent.typed > room:
        return ids, False
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


def _has_had_its_hour(sent: SentForm) -> bool:
    if not sent.stranger:
        return False
    size = min(sent.size, MOST_BYTES)
    written, _since = count_request(f"kept:{sent.stranger}", now=database_now(), window=HOUR, amount=size)
    return written > MOST_BYTES_IN_AN_HOUR


def _make_room(size: int, *, besides: Sequence[int]) -> int:
    """How much room there is, after the oldest forms of strangers have gone as far as that is needed."""
    room = MOST_BYTES_IN_ALL - _size(KeptForm.objects.all())
    if room >= size:
        return room
    oldest = KeptForm.objects.filter(is_of_stranger=True).exclude(pk__in=besides).order_by("kept_at", "pk")
    gone = []
    for pk, freed in oldest.values_list("pk", "size").iterator(chunk_size=100):
        gone.append(pk)
        room += freed
        if room >= size:
            break
    KeptForm.objects.filter(pk__in=gone).delete()
    return room


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
        address=sent.address,
        page=sent.page,
        fields=sent.fields,
        left_out=left_out,
        size=size,
        kept_at=Now(),
        is_of_stranger=bool(sent.stranger),
    )
    KeptFile.objects.bulk_create(
        KeptFile(form=form, field=file.field, name=file.name, content_type=file.content_type, data=file.data)
        for file in files
    )
    return form
