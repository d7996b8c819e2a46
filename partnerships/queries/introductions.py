"""What is known of introductions: who consented to what and, only after both did, the two contacts."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from companies.models import Company, Contact, Project
from partnerships.models import ContactConsent, ContactItem, ContactReading, Introduction

SEEN_LENGTH = 16  # hexadecimal digits: against chance; nobody gains by two contacts of one digest


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact as far as its company consented to; what it did not is empty."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two companies of an introduction and what it did; `consents` are all it ever gave, oldest first."""

    company: Company
    project: Project | None
    consents: list[ContactConsent]
    standing: ContactConsent | None

    @property
    def is_open(self) -> bool:
        """Whether this side's contact may be shown, as far as it goes by this side."""
        return self.standing is not None and self.company.is_acting

    @property
    def has_withdrawn(self) -> bool:
        return self.standing is None and any(consent.withdrawn_at for consent in self.consents)


def introductions_of(companies: QuerySet[Company]) -> QuerySet[Introduction]:
    """Those of any of these companies, newest first, ready for `sides_of`."""
    return all_introductions().filter(pk__in=Introduction.objects.of_companies(companies).values("pk"))


def all_introductions() -> QuerySet[Introduction]:
    consents = Prefetch("consents", ContactConsent.objects.select_related("user"))
    return Introduction.objects.with_sides().prefetch_related(consents)


def sides_of(introduction: Introduction) -> tuple[Side, Side]:
    """The Korean side and the Luxembourg side, as they stand now."""
    return (
        _side(introduction, introduction.korean_company, introduction.korean_project),
        _side(introduction, introduction.luxembourg_company, introduction.luxembourg_project),
    )


def _side(introduction: Introduction, company: Company, project: Project | None) -> Side:
    consents = [consent for consent in introduction.consents.all() if consent.company_id == company.pk]
    standing = next((consent for consent in consents if consent.is_in_force()), None)
    return Side(company, project, consents, standing)


def standing_consents(introduction: Introduction) -> dict[int, ContactConsent]:
    """The consents in force, by company; read afresh."""
    consents = ContactConsent.objects.in_force().filter(introduction=introduction)
    return {consent.company_id: consent for consent in consents}


def sides_acting(introduction: Introduction) -> set[int]:
    """The two companies as far as they may act with others now; read afresh. Nothing unless both may."""
    sides = {introduction.korean_company_id, introduction.luxembourg_company_id}
    acting = set(Company.objects.acting().filter(pk__in=sides).values_list("pk", flat=True))
    return acting if acting == sides else set()


def contacts_between(introduction: Introduction) -> dict[int, ShownContact]:
    """The contacts by company: empty unless both consents are in force and both companies may act with others now. The
    only way to a contact in this app."""
    consents = standing_consents(introduction)
    if set(consents) != sides_acting(introduction):
        return {}
    contacts = Contact.objects.filter(company__in=consents)
    return {contact.company_id: _shown(contact, consents[contact.company_id].items) for contact in contacts}


def _shown(contact: Contact, items: Iterable[str]) -> ShownContact:
    values = {item: str(getattr(contact, item) or "") if item in items else "" for item in ContactItem.values}
    return ShownContact(**values)


def items_to_offer(company: Company) -> dict[str, str]:
    """The items of its contact that a company has filled in, for itself to see; empty without a contact."""
    contact = Contact.objects.filter(company=company).first()
    return {item: str(value) for item in ContactItem.values if contact and (value := getattr(contact, item))}


def consent_seen(introduction: Introduction, company: Company) -> str:
    """A digest of what the company's consent is about beside its text: its own contact, and who would see it."""
    theirs = introduction.other_side(company)
    told = [items_to_offer(company), theirs.name, theirs.city, theirs.country]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:SEEN_LENGTH]


def readings_of(introduction: Introduction) -> QuerySet[ContactReading]:
    return ContactReading.objects.filter(introduction=introduction).select_related("user")
