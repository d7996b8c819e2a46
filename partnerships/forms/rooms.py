"""What people write and choose in a room."""

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from companies.models import Company
from partnerships.errors import FileRefusedError
from partnerships.models import (
    LARGEST_FILE,
    MESSAGE_LENGTH,
    AgreementType,
    Collaboration,
    CollaborationStage,
    EndReason,
    NextAction,
)
from partnerships.permissions import Actor
from partnerships.queries.rooms import BoardChoice, today_of
from partnerships.services.files import CONTENT_TYPES, MOST_FILES, SafeFile, check_file
from partnerships.services.stages import Move, possible_stages
from taxonomy.vocabulary import Country
from values.forms import DayField, FormOptions, LineField, LongTextField, Typed

STAFF = "staff"


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SafeFilesField(forms.FileField):
    """Several files, each checked by its content; a large one is refused before it is read."""

    widget = SeveralFilesInput

    def clean(self, data: "Sequence[UploadedFile[bytes]] | None", _initial: object = None) -> list[SafeFile]:
        uploads = [upload for upload in data or [] if upload]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(_("Attach up to five files to one message."))
        try:
            return [self._read(upload) for upload in uploads]
        except FileRefusedError as error:
            raise forms.ValidationError(
                [str(error), _("Choose the files again: browsers do not keep them.")]
            ) from error

    def _read(self, upload: "UploadedFile[bytes]") -> SafeFile:
        beginning = upload.read(LARGEST_FILE + 1)
        return check_file(upload.name or "", beginning)


class MessageForm(forms.Form):
    text = LongTextField(label=_("Your message"), max_length=MESSAGE_LENGTH, widget=forms.Textarea(attrs={"rows": 5}))
    language = forms.ChoiceField(label=_("Language of your message"), choices=Language)
    attachments = SafeFilesField(
        label=_("Files"),
        required=False,
        help_text=_("Up to five files of up to 10 MB each: PDF, PNG, JPEG, Word, Excel, PowerPoint, text or CSV."),
        widget=SeveralFilesInput(attrs={"accept": ",".join(f".{kind}" for kind in [*CONTENT_TYPES, "jpeg"])}),
    )


class StageForm(forms.Form):
    """`from_stage` is the stage the person saw. Only what is possible now is offered; the service refuses the rest."""

    from_stage = forms.ChoiceField(choices=CollaborationStage, widget=forms.HiddenInput)
    to_stage = forms.ChoiceField(label=_("New stage"), choices=CollaborationStage)
    agreement_type = forms.ChoiceField(
        label=_("Type of agreement"), choices=[("", _("Choose…")), *AgreementType.choices], required=False
    )
    end_reason = forms.ChoiceField(
        label=_("Why has it ended?"), choices=[("", _("Choose…")), *EndReason.choices], required=False
    )
    comment = LongTextField(
        label=_("Comment for everyone in the room"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Typed | None = None, *, collaboration: Collaboration, actor: Actor, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(data, **options)
        self.initial.setdefault("from_stage", collaboration.stage)
        self.stages = possible_stages(collaboration, is_staff=actor.is_staff)
        offered = [("", _("Choose…")), *((stage.value, stage.label) for stage in self.stages)]
        self.fields["to_stage"].widget.choices = offered

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("to_stage") == CollaborationStage.AGREED and not data.get("agreement_type"):
            self.add_error("agreement_type", _("Choose the type of agreement first."))
        if data.get("to_stage") == CollaborationStage.ENDED and not data.get("end_reason"):
            self.add_error("end_reason", _("Choose a reason first: it helps us to make better introductions."))
        return data

    def move(self) -> Move:
        return Move(**self.cleaned_data)


class NextActionForm(forms.Form):
    seen_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LineField(label=_("Next action"), max_length=300)
    owner = forms.ChoiceField(label=_("Who is responsible?"), choices=())
    due_on = DayField(label=_("Due date"))

    def __init__(
        self,
        data: Typed | None = None,
        *,
        collaboration: Collaboration,
        action: NextAction | None,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, **options)
        self._companies = {company.public_id: company for company in collaboration.companies}
        names = [(public_id, company.shown_name) for public_id, company in self._companies.items()]
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            *names,
            (STAFF, pgettext_lazy("choice of the person responsible", "The case manager")),
        ]
        self.initial.setdefault("seen_id", action.pk if action else None)

    def owner_chosen(self) -> Company | None:
        """None is staff."""
        return self._companies.get(self.cleaned_data["owner"])

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        due_on: date | None = data.get("due_on")
        if due_on and "owner" in data and due_on < today_of(self._companies.get(data["owner"])):
            self.add_error("due_on", _("This date is in the past. Choose today or a later day."))
        return data


class BoardForm(forms.Form):
    """What the board can be narrowed by; what is not understood is left out, not refused."""

    manager = forms.ChoiceField(label=_("Case manager"), required=False)
    turn = forms.ChoiceField(
        label=_("Person responsible"),
        choices=[
            ("", pgettext_lazy("filter: person responsible", "Any")),
            *Country.choices,
            (STAFF, pgettext_lazy("choice of the person responsible", "The case manager")),
        ],
        required=False,
    )

    def __init__(self, data: Typed | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        people = [(str(person.pk), str(person)) for person in User.objects.reviewers().order_by("full_name", "pk")]
        choices = [("", pgettext_lazy("filter: case manager", "Any")), ("none", _("Nobody yet")), *people]
        self.fields["manager"].choices = choices  # type: ignore[attr-defined]

    def choice(self) -> BoardChoice:
        self.is_valid()
        return BoardChoice(**{name: self.cleaned_data.get(name, "") for name in BoardChoice._fields})
