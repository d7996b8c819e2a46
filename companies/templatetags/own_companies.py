"""Words for a member's dashboard."""

from collections.abc import Callable, Mapping

from django import template
from django.forms import BaseForm
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.completeness import Step
from companies.errors import EditedMeanwhileError
from companies.forms.company import STEP_FORMS, ContactForm
from companies.forms.project import ProjectForm
from companies.forms.texts import StepForm
from companies.hints import Hint, HintCode
from companies.models import Company, CompanyStatus, JoinRequest, ProfileChange, Project, ProjectStatus
from companies.queries.own_companies import OwnCompany, is_expiring
from companies.seen import join_request_to_answer, project_to_submit
from companies.services.history import describe_value
from companies.templatetags.profiles import digital_label, green_label, language_name
from taxonomy.concepts import name_concept
from taxonomy.vocabulary import CooperationRole, CooperationType
from values.formats.numbers import write_money, write_number
from values.formats.phrases import write_with_aside
from values.money.amounts import Currency
from values.seen import write_seen

register = template.Library()

STATUS_WORDS: Mapping[str, Promise] = {
    CompanyStatus.DRAFT: _("Only you and your colleagues see this company. Submit it when its profile is ready."),
    CompanyStatus.SUBMITTED: _("We are reviewing this company. You will get an e-mail; you can continue editing."),
    CompanyStatus.VERIFIED: _("This company is verified and public."),
    CompanyStatus.RETURNED: _("We have asked you to improve the profile before this company can be made public."),
    CompanyStatus.SUSPENDED: _("This company has been suspended. Ask your case manager why."),
}
STATE_WORDS: dict[str, Promise] = {
    ProjectStatus.RETURNED: _("Needs improvement"),
    ProjectStatus.DRAFT: pgettext_lazy("project", "Not submitted yet"),
    ProjectStatus.SUBMITTED: _("Under review"),
    ProjectStatus.PUBLISHED: _("Public and included in matching"),
    ProjectStatus.EXPIRED: pgettext_lazy("project", "Expired"),
    ProjectStatus.WITHDRAWN: pgettext_lazy("project", "Withdrawn"),
    ProjectStatus.ARCHIVED: pgettext_lazy("project", "Archived"),
}
GROUP_WORDS: Mapping[str, Promise] = STATE_WORDS | {
    ProjectStatus.PUBLISHED: pgettext_lazy("projects", "Public and included in matching"),
    ProjectStatus.EXPIRED: pgettext_lazy("projects", "Expired"),
    ProjectStatus.WITHDRAWN: pgettext_lazy("projects", "Withdrawn"),
    ProjectStatus.ARCHIVED: pgettext_lazy("projects", "Archived"),
}
"""Above several projects, of which some languages speak in the plural."""
NEXT_WORDS: Mapping[Step, tuple[Promise, Promise, Promise | None]] = {
    Step.ANSWER_REQUESTS: (
        _("Someone has asked to join your company"),
        _("Confirm whether this person works with you."),
        pgettext_lazy("button", "Answer"),
    ),
    Step.IMPROVE_COMPANY: (
        _("Make the improvements we asked for"),
        _("Read our reason, change the profile, then submit it again."),
        _("Improve the profile"),
    ),
    Step.BUSINESS: (
        _("Describe your company"),
        _("A short description is the first thing everyone sees, and we need it to verify your company."),
        _("Write the text"),
    ),
    Step.NUMBERS: (
        _("Add your key figures"),
        _("Number of employees and the SME declaration: the programme is for small and medium-sized companies."),
        _("Add the details"),
    ),
    Step.CONTACT: (
        _("Add a contact person"),
        _("Only your colleagues and our staff can see these details. Partners see them once both sides have agreed."),
        _("Add a person"),
    ),
    Step.LANGUAGES: (
        _("Add languages and sectors"),
        _("Partners search by language and sector, and matching takes common languages into account."),
        _("Add the details"),
    ),
    Step.REGISTRATION: (
        _("Add the registration number"),
        _("Our staff use the number to verify the company; visitors never see it."),
        _("Add the number"),
    ),
    Step.SUBMIT_COMPANY: (
        _("Submit your company"),
        _("The profile contains everything we need to verify your company."),
        _("Check and submit"),
    ),
    Step.IMPROVE_PROJECT: (
        _("Improve a project that was returned"),
        _("We explained what is missing. Change the project, then submit it again."),
        _("Improve the project"),
    ),
    Step.RENEW_PROJECT: (
        _("Renew a project"),
        _("One of your projects is about to expire or has expired. One click makes it public for a year."),
        _("Renew"),
    ),
    Step.WRITE_PROJECT: (
        _("Create a project"),
        _("What you offer and what you seek: partners are matched with projects, not with companies."),
        _("Create a project"),
    ),
    Step.SUBMIT_PROJECT: (
        _("Submit your project"),
        _("Check your project once more, then submit it. We will review it before we publish it."),
        _("Check the project"),
    ),
    Step.LOGO: (
        _("Add your logo"),
        _("A logo makes your company easier to recognise."),
        _("Add the logo"),
    ),
    Step.WAIT: (_("Nothing to do for now"), _("Your submission is being reviewed. You will get an e-mail."), None),
    Step.NOTHING: (_("All done"), _("You will get an e-mail when we find a matching partner."), None),
}
HINT_WORDS: Mapping[HintCode, Promise] = {
    HintCode.TITLE: _("The title is very short. Make clear what the project is and what it is for."),
    HintCode.OFFER_LENGTH: _(
        "The description of your offer is short (number of words: %(found)s). Two or three full "
        "sentences help a reader abroad to judge it."
    ),
    HintCode.SEEK_LENGTH: _(
        "The description of what you seek is short (number of words: %(found)s). Two or three full "
        "sentences help the right partner to find you."
    ),
    HintCode.FIRST_PERSON: _("“%(found)s”: write in the third person, for example “The company offers …”."),
    HintCode.SUPERLATIVE: _("“%(found)s”: leave out superlatives that nobody can check; a figure is more convincing."),
    HintCode.WHY: _(
        "Explain why you are looking for this partner: what you need the partner for, and what you cannot do alone."
    ),
    HintCode.HOW: _("Explain how you would cooperate: what the partner does, and what your company does."),
}
PROFILE_PAGES: Mapping[Step, str] = {
    Step.BUSINESS: "business",
    Step.NUMBERS: "numbers",
    Step.CONTACT: "contact",
    Step.LANGUAGES: "languages",
    Step.REGISTRATION: "basics",
    Step.SUBMIT_COMPANY: "review",
    Step.IMPROVE_COMPANY: "business",
}
PROJECT_STATES: Mapping[Step, tuple[str, str]] = {
    Step.IMPROVE_PROJECT: (ProjectStatus.RETURNED, "own_project_edit"),
    Step.SUBMIT_PROJECT: (ProjectStatus.DRAFT, "own_project_preview"),
}


@register.inclusion_tag("companies/_next_step.html")
def next_step(own: OwnCompany) -> dict[str, object]:
    """The single most useful thing to do, with the way there."""
    step = own.completeness.next_step
    title, reason, action = NEXT_WORDS[step]
    return {"title": title, "reason": reason, "action": action, "url": _address(own, step)}


def _address(own: OwnCompany, step: Step) -> str:
    company = [own.company.public_id]
    if step in PROFILE_PAGES:
        return reverse("companies:own_company_edit", args=[*company, PROFILE_PAGES[step]])
    if step in PROJECT_STATES:
        state, page = PROJECT_STATES[step]
        return reverse(f"companies:{page}", args=[_first(own, state).public_id])
    if step == Step.RENEW_PROJECT:
        return reverse("companies:own_project_renew", args=[_to_renew(own).public_id])
    pages = {
        Step.ANSWER_REQUESTS: "own_members",
        Step.WRITE_PROJECT: "own_project_create",
        Step.LOGO: "own_logo",
    }
    return reverse(f"companies:{pages[step]}", args=company) if step in pages else ""


def _first(own: OwnCompany, state: str) -> Project:
    return next(projects[0] for group, projects in own.groups if group == state)


def _to_renew(own: OwnCompany) -> Project:
    everything = [project for _state, projects in own.groups for project in projects]
    due = [project for project in everything if is_expiring(project)]
    return (due or [project for project in everything if project.status == ProjectStatus.EXPIRED])[0]


@register.filter
def company_status_words(company: Company) -> str:
    return str(STATUS_WORDS[company.status])


@register.filter
def state_words(status: str) -> str:
    return str(STATE_WORDS[status])


@register.filter
def group_words(status: str) -> str:
    return str(GROUP_WORDS[status])


@register.filter
def expires_soon(project: Project) -> bool:
    return is_expiring(project)


@register.filter
def seen_to_submit(project: Project) -> str:
    """What the form that submits it carries; for a project read with its cooperations."""
    return write_seen(project_to_submit(project))


@register.filter
def seen_to_answer(join_request: JoinRequest) -> str:
    return write_seen(join_request_to_answer(join_request))


@register.filter
def hint_words(hint: Hint) -> str:
    return str(HINT_WORDS[hint.code]) % {"found": hint.found}


@register.filter
def hint_field(hint: Hint) -> str:
    """The field a hint is about, as its form names it."""
    return str(ProjectForm.base_fields[hint.field].label)


@register.filter
def differing_from(conflict: EditedMeanwhileError, form: ProjectForm | StepForm | ContactForm) -> list[tuple[str, str]]:
    """Labels and stored values of the fields in which what is stored is not what the (validated) form says."""
    typed: dict[str, object] = {**form.fields_to_save()}
    if "cooperations" in form.cleaned_data:
        typed["cooperations"] = sorted(":".join(pair) for pair in form.cleaned_data["cooperations"])
    return [
        (_label_in(form, name), stored_words(describe_value(value), name))
        for name, value in conflict.theirs.items()
        if name not in typed or describe_value(typed[name]) != describe_value(value)
    ]


def _label_in(form: BaseForm, name: str) -> str:
    if name in OTHER_FIELDS:
        return str(OTHER_FIELDS[name])
    return str(form.fields[name].label) if name in form.fields else name


@register.filter
def changed_field(change: ProfileChange) -> str:
    """The field of a change as its form names it."""
    if change.field in OTHER_FIELDS:
        return str(OTHER_FIELDS[change.field])
    name, _space, language = change.field.partition(" ")
    if language:
        return f"{_form_label(ProjectForm, name)} – {language_name(language.strip('()'))}"
    forms: list[type[ProjectForm | StepForm | ContactForm]] = (
        [ProjectForm] if change.project_id else list(STEP_FORMS.values())
    )
    found = next((form.base_fields[change.field] for form in forms if change.field in form.base_fields), None)
    return str(found.label) if found else change.field


def _form_label(form: type[ProjectForm], name: str) -> str:
    return str(form.base_fields[name].label) if name in form.base_fields else name


@register.filter
def stored_words(text: str, field: str) -> str:
    """A value of the history in the reader's words; texts stay as they were written."""
    reader = CODE_READERS.get(field)
    if not text or reader is None:
        return text
    return ", ".join(_read(reader, entry) for entry in text.split("; "))


def _read(reader: Callable[[str], object], entry: str) -> str:
    try:
        return str(reader(entry))
    except (KeyError, ValueError):
        return entry


def _read_cooperation(text: str) -> str:
    kind, _space, role = text.replace("(", "").replace(")", "").replace(":", " ").partition(" ")
    return write_with_aside(CooperationType(kind).label, CooperationRole(role).label)


def _read_answer(text: str) -> str:
    return str({"yes": _("yes"), "no": _("no")}[text])


OTHER_FIELDS: Mapping[str, Promise] = {
    "claim": _("Name or number that staff did not accept"),
    "contact": _("Contact person"),
    "status": pgettext_lazy("company or project", "Status"),
    "nace": _("Sectors (NACE Rev. 2)"),
    "concepts": _("Themes confirmed by the company"),
    "turnover_eur": _("Turnover last year, in euros"),  # of histories that began before there was a currency
}
CODE_READERS: Mapping[str, Callable[[str], object]] = {
    "status": lambda status: CompanyStatus(status).label,
    "green_objectives": green_label,
    "digital": digital_label,
    "language": language_name,
    "languages": language_name,
    "concepts": name_concept,
    "cooperations": _read_cooperation,
    "employees": lambda count: write_number(int(count)),
    "turnover": lambda amount: write_number(int(amount)),
    "turnover_eur": lambda amount: write_money(int(amount)),
    "turnover_currency": lambda currency: Currency(currency).label,
    "is_sme_eu": _read_answer,
    "is_sme_korea": _read_answer,
}
