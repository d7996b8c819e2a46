"""One batch of an import, with a number of queries that does not grow with its lines."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import (
    COLUMNS_FROM_NAMES,
    NAMES,
    PROJECT_LIFETIME,
    Company,
    CompanyStatus,
    Contact,
    ProfileChange,
    Project,
    ProjectStatus,
    compute_from_names,
)
from companies.records import CompanyRecord, ContactFields
from companies.services.announcements import announce_changed, announce_entered, published_project_ids
from companies.services.companies import MATCHING_FIELDS, assign_changes
from companies.services.history import describe_value, find_changes, keep_imported, values_of
from exchange.profiles.reading import CompanyLine, InvalidLine
from exchange.services.import_outcomes import BatchOutcome, ImportOptions
from exchange.services.import_projects import create_projects, update_projects
from jobs.clock import database_now
from taxonomy.vocabulary import Country

LANGUAGE_OF = {Country.KOREA: "ko", Country.LUXEMBOURG: "fr"}
"""What a draft of which no language is known speaks, until its people say more."""
VERIFIABLE = (CompanyStatus.DRAFT, CompanyStatus.SUBMITTED)
PUBLISHABLE = (ProjectStatus.DRAFT, ProjectStatus.SUBMITTED)
"""What an import may make public; what staff returned or people withdrew stays as they decided."""

ALWAYS_WRITTEN = ("source_digest", "import_remarks", "updated_at")

Pairs = Sequence[tuple[CompanyLine, Company]]


def import_batch(lines: Sequence[CompanyLine], options: ImportOptions) -> BatchOutcome:
    """Write the lines inside the caller's transaction and announce what became or changed in public.

    Raises IntegrityError when something else holds the same key; the caller's transaction is lost then.
    """
    outcome = BatchOutcome()
    existing = _lock_companies(options.source, [line.record for line in lines])
    lines = _refuse_contradictions(lines, existing, outcome)
    _create_companies([line for line in lines if line.record.source_id not in existing], options, outcome)
    known = [(line, existing[line.record.source_id]) for line in lines if line.record.source_id in existing]
    _update_companies([pair for pair in known if options.is_updating and _has_news(*pair)], options, outcome)
    outcome.company_ids |= {line.number: company.pk for line, company in known}
    outcome.unchanged = {company.pk for _line, company in known} - outcome.updated
    if options.is_publishing:
        _publish(outcome)
    announce_entered(outcome.entered_ids)
    announce_changed(outcome.created | outcome.updated)
    return outcome


def _lock_companies(source: str, records: Sequence[CompanyRecord]) -> dict[str, Company]:
    """The stored companies by the id their record has in the source; the portal's own id goes before that one.

    A company written on the portal leaves it under its public id, and is known by it when it comes back.
    """
    source_ids = [found for record in records for found in {record.source_id, record.name_id} if found]
    public_ids = [record.public_id for record in records if record.public_id]
    wanted = Q(source=source, source_id__in=source_ids) & ~Q(source_id="") | Q(public_id__in=source_ids + public_ids)
    found = list(Company.objects.select_for_update(no_key=True).filter(wanted).order_by("pk"))
    by_source = {company.source_id: company for company in found if company.source == source}
    by_public = {company.public_id: company for company in found}
    pairs = ((record, _find_company(record, by_source, by_public)) for record in records)
    return {record.source_id: company for record, company in pairs if company}


def _find_company(
    record: CompanyRecord, by_source: dict[str, Company], by_public: dict[str, Company]
) -> Company | None:
    if record.public_id:
        return by_public.get(record.public_id)
    found = by_source.get(record.source_id) or by_public.get(record.source_id)
    return found or (by_source.get(record.name_id) if record.name_id else None)


def _has_news(line: CompanyLine, company: Company) -> bool:
    return company.source_digest != line.record.digest()


def _refuse_contradictions(
    lines: Sequence[CompanyLine], existing: dict[str, Company], outcome: BatchOutcome
) -> list[CompanyLine]:
    """The lines that fit what is stored and one another."""
    holders = _number_holders(lines)
    accepted, named = [], set[int]()
    for line in lines:
        company = existing.get(line.record.source_id)
        reasons = _contradictions(line, company, holders) or _mistaken_identity(line, company, named)
        if reasons:
            outcome.invalid_lines.append(InvalidLine(line.number, tuple(reasons), line.record.source_id))
            continue
        accepted.append(line)
        named |= {company.pk} if company else set()
        if number := line.record.fields.get("registration_number"):
            holders[line.record.fields["country"], number] = company.pk if company else None
    return accepted


def _number_holders(lines: Sequence[CompanyLine]) -> dict[tuple[str, str], int | None]:
    """Who holds the registration numbers named in the lines: the company's id by (country, number)."""
    numbers = [number for line in lines if (number := line.record.fields.get("registration_number"))]
    found = Company.objects.filter(registration_number__in=numbers).values_list("country", "registration_number", "pk")
    return {(country, number): company_id for country, number, company_id in found} if numbers else {}


def _contradictions(
    line: CompanyLine, company: Company | None, holders: dict[tuple[str, str], int | None]
) -> list[str]:
    fields, reasons = line.record.fields, []
    if company and company.country != fields["country"]:
        reasons.append(
            _(
                "country: this company is already stored with the country %(country)s, which cannot be changed; "
                "import it under a new ID."
            )
            % {"country": company.country}
        )
    key = fields["country"], fields.get("registration_number", "")
    if key in holders and (company is None or holders[key] != company.pk):
        reasons.append(
            _(
                "registration_number: this number already belongs to another company. Check for a typing "
                "error or a company listed twice."
            )
        )
    return reasons


def _mistaken_identity(line: CompanyLine, company: Company | None, named: set[int]) -> list[str]:
    if company is None and line.record.public_id:
        return [
            _("The portal has no company with the ID %(id)s. Correct the ID, or leave it out to create a new company.")
            % {"id": line.record.public_id}
        ]
    if company and company.pk in named:
        return [_("An earlier row of this file is about the same company (%(name)s).") % {"name": company.shown_name}]
    return []


def _create_companies(lines: Sequence[CompanyLine], options: ImportOptions, outcome: BatchOutcome) -> None:
    companies = Company.objects.bulk_create(_new_company(line, options) for line in lines)
    pairs = list(zip(lines, companies, strict=True))
    create_projects([(company, record) for line, company in pairs for record in line.record.projects])
    Contact.objects.bulk_create(
        _new_contact(company, line.record.contact) for line, company in pairs if line.record.contact
    )
    outcome.created = {company.pk for company in companies}
    outcome.company_ids |= {line.number: company.pk for line, company in pairs}


def _new_company(line: CompanyLine, options: ImportOptions) -> Company:
    record = line.record
    languages = record.fields.get("languages") or [LANGUAGE_OF[Country(record.fields["country"])]]
    said = {**record.fields, "languages": languages}
    return Company(
        source=options.source,
        source_id=record.source_id,
        source_digest=record.digest(),
        import_remarks=remarks_by_field(line),
        **said,
    )


def remarks_by_field(line: CompanyLine) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, text in line.remarks:
        found.setdefault(key, []).append(text)
    return found


def _new_contact(company: Company, fields: ContactFields) -> Contact:
    return Contact(company=company, **fields)


def _update_companies(pairs: Pairs, options: ImportOptions, outcome: BatchOutcome) -> None:
    if not pairs:
        return
    names, rematched, history = set[str](), [], list[ProfileChange]()
    for line, company in pairs:
        before = values_of(company, line.record.fields)
        if options.is_telling_changes:
            _record_changes(line, company, outcome)
        changed = assign_changes(company, line.record.fields)
        history += find_changes(company, by=options.by, before=before, after=values_of(company, sorted(changed)))
        names |= changed
        if NAMES & changed:
            names |= set(COLUMNS_FROM_NAMES)
            compute_from_names(company)
        company.source_digest = line.record.digest()
        company.import_remarks = remarks_by_field(line)
        if changed:
            company.updated_at = timezone.now()
            outcome.updated.add(company.pk)
        if changed & MATCHING_FIELDS:
            rematched.append(company)
    Company.objects.bulk_update([company for _line, company in pairs], [*ALWAYS_WRITTEN, *sorted(names)])
    outcome.entered_ids |= set(published_project_ids(rematched))
    history += update_projects(pairs, options, outcome)
    history += _update_contacts(pairs, options, outcome)
    keep_imported(history, by=options.by)


def _record_changes(line: CompanyLine, company: Company, outcome: BatchOutcome) -> None:
    for name, value in line.record.fields.items():
        if (before := getattr(company, name)) != value:
            outcome.record_change(company.pk, name, describe_value(before), describe_value(value))


def _update_contacts(pairs: Pairs, options: ImportOptions, outcome: BatchOutcome) -> list[ProfileChange]:
    """Of the contact the history keeps the fact alone."""
    given = [(company, line.record.contact) for line, company in pairs if line.record.contact]
    stored = {
        contact.company_id: contact for contact in Contact.objects.filter(company__in=[row for row, _fields in given])
    }
    created, changed = [], []
    for company, fields in given:
        contact = stored.get(company.pk)
        if contact is None:
            created.append(_new_contact(company, fields))
        elif assign_changes(contact, fields):
            changed.append(contact)
    Contact.objects.bulk_create(created)
    Contact.objects.bulk_update(changed, ["name", "email", "phone"])
    outcome.updated |= {contact.company_id for contact in created + changed}
    for contact in created + changed:
        outcome.record_change(contact.company_id, "contact")
    return [
        ProfileChange(company=contact.company, changed_by=options.by, field="contact") for contact in created + changed
    ]


def _publish(outcome: BatchOutcome) -> None:
    now = database_now()
    company_ids = outcome.created | outcome.updated | outcome.unchanged
    verifiable = Company.objects.filter(pk__in=company_ids, status__in=VERIFIABLE).exclude(Q(city="") | Q(summary=""))
    verified_ids = set(verifiable.values_list("pk", flat=True))  # the rows are locked since the batch began
    verifiable.update(status=CompanyStatus.VERIFIED, verified_at=now, updated_at=now)
    publishable = Project.objects.filter(
        company__in=company_ids, company__status=CompanyStatus.VERIFIED, status__in=PUBLISHABLE
    ).exclude(source_id="")
    rows = publishable.select_for_update(no_key=True, of=("self",)).order_by("pk").values_list("pk", "company_id")
    published = dict(rows)
    Project.objects.filter(pk__in=published).update(
        status=ProjectStatus.PUBLISHED, published_at=now, expires_at=now + PROJECT_LIFETIME, updated_at=now
    )
    outcome.published_ids = list(published)
    outcome.entered_ids |= published.keys()
    _count_as_updated(verified_ids | set(published.values()), outcome)


def _count_as_updated(company_ids: set[int], outcome: BatchOutcome) -> None:
    for company_id in company_ids - outcome.created:
        outcome.record_change(company_id, "status")
    outcome.updated |= company_ids - outcome.created
    outcome.unchanged -= outcome.updated
