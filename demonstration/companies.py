"""The demonstration: fictional companies, an account for each, and a few sign-ins whose password everybody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Language, User
from companies.models import Company, Contact, Membership, MembershipRole
from demonstration.errors import DemonstrationRefusedError
from demonstration.staff import STAFF, TIME_ZONES, create_staff
from demonstration.translations import load_translations
from directory.services.directory import drain_directory
from exchange.services.imports import ImportOptions, ImportReport, import_companies
from taxonomy.vocabulary import Country

SOURCE = "demonstration"
PROFILES = Path(__file__).resolve().parent / "data" / "profiles.jsonl"
PASSWORD = "green-bridge-2026"  # noqa: S105  known to everybody on purpose, refused in production
MEMBER_SOURCE_IDS = {Country.KOREA: "kr-01", Country.LUXEMBOURG: "lu-01"}
"""Two companies whose projects fit well; the first of the country stands in when the file has no such id."""


@dataclass(frozen=True, slots=True)
class SignIn:
    role: str
    email: str
    password: str


def load_demonstration(profiles: Path = PROFILES) -> ImportReport:
    """Import the companies not yet there and make their accounts; what exists is never overwritten.

    Raises DemonstrationRefusedError on a production site, OSError when the file cannot be read.
    """
    _refuse_production()
    with profiles.open("rb") as stream:
        report = import_companies(stream, options=ImportOptions(SOURCE, is_publishing=True, is_updating=False))
    _create_accounts()
    load_translations(SOURCE, profiles)
    drain_directory()
    return report


def list_sign_ins() -> list[SignIn]:
    """The sign-ins with the known password, members first. Raises DemonstrationRefusedError on a production site."""
    _refuse_production()
    members = [
        SignIn(_("member, %(company)s") % {"company": contact.company.name}, contact.email.lower(), PASSWORD)
        for contact in _member_contacts()
    ]
    staff = [SignIn(str(member.role.label), member.email, PASSWORD) for member in STAFF if member.can_sign_in]
    return members + staff


def _refuse_production() -> None:
    if not settings.IS_DEMONSTRATION:
        raise DemonstrationRefusedError(
            _("This is not a demonstration site, so demonstration companies and known passwords are refused.")
        )


@transaction.atomic
def _create_accounts() -> None:
    contacts = Contact.objects.filter(company__source=SOURCE, company__memberships__isnull=True)
    missing = list(contacts.select_related("company").prefetch_related("company__projects").order_by("pk"))
    _create_members(missing)
    create_staff(PASSWORD)
    # Only for accounts made just now: who changes the password keeps the new one.
    signing_in = [contact.email.lower() for contact in _member_contacts() if contact in missing]
    User.objects.filter(email__in=signing_in).update(password=make_password(PASSWORD))


def _create_members(contacts: Sequence[Contact]) -> None:
    known = {
        user.email: user for user in User.objects.filter(email__in=[contact.email.lower() for contact in contacts])
    }
    new = {contact.email.lower(): _new_user(contact) for contact in contacts if contact.email.lower() not in known}
    created = User.objects.bulk_create(new.values())
    _verify_addresses(created)
    users = known | {user.email: user for user in created}
    Membership.objects.bulk_create(
        Membership(user=users[contact.email.lower()], company=contact.company, role=MembershipRole.OWNER)
        for contact in contacts
    )


def _new_user(contact: Contact) -> User:
    return User(
        email=contact.email.lower(),
        full_name=contact.name,
        language=_choose_language(contact.company),
        time_zone=TIME_ZONES[Country(contact.company.country)],
        password=make_password(None),
    )


def _choose_language(company: Company) -> str:
    """Korean for Koreans; in Luxembourg the language the company wrote its first project in."""
    if company.country == Country.KOREA:
        return Language.KOREAN
    projects = sorted(company.projects.all(), key=lambda project: project.pk)
    return projects[0].language if projects else Language.ENGLISH


def _verify_addresses(users: Sequence[User]) -> None:
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )


def _member_contacts() -> list[Contact]:
    """For each country the contact of the company that the demonstration's member acts for, if there is one."""
    found = []
    for country, source_id in MEMBER_SOURCE_IDS.items():
        contacts = Contact.objects.filter(company__source=SOURCE, company__country=country).select_related("company")
        found.append(contacts.filter(company__source_id=source_id).first() or contacts.order_by("pk").first())
    return [contact for contact in found if contact]
