"""Rows for tests, as real as the portal's own; every text is of the kind a member would write."""

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import StaffRole, User
from companies.models import (
    PROJECT_LIFETIME,
    Company,
    CompanyStatus,
    Contact,
    Cooperation,
    Invitation,
    Logo,
    Membership,
    MembershipRole,
    Project,
    ProjectStatus,
)
from directory.models import SavedSearch
from matching.models import ANSWER_PERIOD, Match, MatchStatus, Review, ReviewDecision
from matching.seen import seen_of
from notifications.models import EventKind, Webhook
from partnerships.models import ContactConsent, Introduction, PartnershipRequest

PASSWORD = "a long enough pass phrase"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@company.example")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    language = "en"
    password = factory.django.Password(PASSWORD)


class ReviewerFactory(UserFactory):
    email = factory.Sequence(lambda n: f"reviewer{n}@sgbc.example")
    full_name = factory.Sequence(lambda n: f"Reviewer {n}")
    staff_role = StaffRole.REVIEWER


class AdministratorFactory(UserFactory):
    email = factory.Sequence(lambda n: f"administrator{n}@sgbc.example")
    staff_role = StaffRole.ADMINISTRATOR


KIN_APART = {"KR": "", "LU": "-lu"}  # one website in both countries would make them one group


class CompanyFactory(DjangoModelFactory[Company]):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Company {n}")
    country = "KR"
    city = "Daejeon"
    founded = 2015
    employees = 38
    website = factory.LazyAttribute(lambda company: f"https://company{KIN_APART[company.country]}.example")
    languages = ["ko", "en"]
    nace = ["38.32"]
    summary = "Recovers glass and silver from end-of-life photovoltaic modules."
    status = CompanyStatus.VERIFIED


class ContactFactory(DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    company = factory.SubFactory(CompanyFactory)
    name = "Hidden Person"
    email = "hidden.person@company.example"
    phone = "+82 42 123 4567"


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    company = factory.SubFactory(CompanyFactory)
    role = MembershipRole.OWNER


class LogoFactory(DjangoModelFactory[Logo]):
    class Meta:
        model = Logo
        django_get_or_create = ("company",)

    company = factory.SubFactory(CompanyFactory)
    png = b"not looked into"
    digest = "0" * 64
    width = height = 64


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    company = factory.SubFactory(CompanyFactory)
    email = factory.Sequence(lambda n: f"colleague{n}@company.example")
    token_digest = factory.Sequence(lambda n: f"{n:064x}")


class ProjectFactory(DjangoModelFactory[Project]):
    """A published project of a verified Korean company."""

    class Meta:
        model = Project
        skip_postgeneration_save = True

    company = factory.SubFactory(CompanyFactory)
    language = "en"
    title = factory.Sequence(lambda n: f"Glass recovery line number {n}")
    summary = (
        "A line that separates the glass of photovoltaic modules without breaking it, ready for a first plant abroad."
    )
    offer = "A container-sized separation line with training, spare parts and two years of operating data."
    seek = "A collector of photovoltaic modules with a permit, a site and at least one thousand tonnes a year."
    green_objectives = ["circular_economy"]
    digital = ["robotics"]
    trl = 8
    partner_trl_min = 6
    partner_trl_max = 9
    status = ProjectStatus.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + PROJECT_LIFETIME)

    @factory.post_generation
    def cooperations(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        for kind, role in [("technology_transfer", "provider")] if extracted is None else extracted:
            Cooperation.objects.create(project=self, type=kind, role=role)


class SavedSearchFactory(DjangoModelFactory[SavedSearch]):
    class Meta:
        model = SavedSearch

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Search {n}")
    document_type = "project"
    query = factory.Sequence(lambda n: f"q=word{n}")
    frequency = "daily"
    next_alert_at = factory.LazyFunction(timezone.now)


class LuxembourgCompanyFactory(CompanyFactory):
    name = factory.Sequence(lambda n: f"Société {n}")
    country = "LU"
    city = "Esch-sur-Alzette"
    languages = ["fr", "en"]
    summary = "Collects electrical waste in the Greater Region."


class LuxembourgProjectFactory(ProjectFactory):
    """A published project of a verified Luxembourg company that fits `ProjectFactory` both ways."""

    company = factory.SubFactory(LuxembourgCompanyFactory)
    language = "fr"
    title = factory.Sequence(lambda n: f"Site agréé pour modules photovoltaïques numéro {n}")
    summary = "Nous collectons les modules photovoltaïques en fin de vie et disposons d’un hall et d’un permis."
    offer = "Un hall agréé, mille six cents tonnes de modules photovoltaïques par an et la vente du verre récupéré."
    seek = "Une ligne industrielle de séparation du verre photovoltaïque, sous licence, avec formation de nos équipes."
    trl = 9

    @factory.post_generation
    def cooperations(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        for kind, role in [("technology_transfer", "seeker")] if extracted is None else extracted:
            Cooperation.objects.create(project=self, type=kind, role=role)


def explanation(score: float = 0.8) -> dict[str, Any]:
    """The least a stored explanation holds."""
    share = {"name": "meaning", "verdict": "MATCH", "korean_seeks": 0.9, "luxembourg_seeks": 0.7, "contribution": score}
    passage = {
        "direction": "korean_seeks",
        "seek_index": 3,
        "seek_text": "A collector of photovoltaic modules with a permit.",
        "seek_language": "en",
        "answer_field": "offer",
        "answer_index": 2,
        "answer_text": "Un hall agréé et mille six cents tonnes de modules par an.",
        "answer_language": "fr",
        "similarity": 0.8,
    }
    return {"score": score, "criteria": [share], "passages": [passage], "against": []}


class MatchFactory(DjangoModelFactory[Match]):
    """A proposed match."""

    class Meta:
        model = Match

    korean_project = factory.SubFactory(ProjectFactory)
    luxembourg_project = factory.SubFactory(LuxembourgProjectFactory)
    score = 0.8
    explanation = factory.LazyAttribute(lambda match: explanation(match.score))
    weights_version = "test"
    korean_digest = "korean"
    luxembourg_digest = "luxembourg"


class ApprovedMatchFactory(MatchFactory):
    status = MatchStatus.APPROVED
    approved_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + ANSWER_PERIOD)


class ReviewFactory(DjangoModelFactory[Review]):
    """A reviewer's approval of a match as it is."""

    class Meta:
        model = Review

    match = factory.SubFactory(ApprovedMatchFactory)
    round = factory.LazyAttribute(lambda review: review.match.round)
    reviewer = factory.SubFactory(ReviewerFactory)
    decision = ReviewDecision.APPROVE
    evidence = factory.LazyAttribute(lambda review: review.match.explanation)
    score_seen = factory.LazyAttribute(lambda review: review.match.score)
    digest_seen = factory.LazyAttribute(lambda review: seen_of(review.match).digest)
    weights_version = "test"


PITCH = (
    "We have run our separation line for two years and would like to place the next one in your hall. You collect the "
    "modules, we bring the line and train your team; a first test with ten tonnes could take place in spring."
)


class PartnershipRequestFactory(DjangoModelFactory[PartnershipRequest]):
    """An open request of a Korean company about a project of a Luxembourg one."""

    class Meta:
        model = PartnershipRequest

    sender_project = factory.SubFactory(ProjectFactory)
    sender = factory.LazyAttribute(lambda request: request.sender_project.company)
    receiver_project = factory.SubFactory(LuxembourgProjectFactory)
    receiver = factory.LazyAttribute(lambda request: request.receiver_project.company)
    cooperation = "technology_transfer"
    pitch = PITCH
    question = "Does your permit cover modules with broken glass?"
    language = "en"


class IntroductionFactory(DjangoModelFactory[Introduction]):
    """Two companies introduced to each other; nobody has consented to anything."""

    class Meta:
        model = Introduction

    korean_project = factory.SubFactory(ProjectFactory)
    korean_company = factory.LazyAttribute(lambda introduction: introduction.korean_project.company)
    luxembourg_project = factory.SubFactory(LuxembourgProjectFactory)
    luxembourg_company = factory.LazyAttribute(lambda introduction: introduction.luxembourg_project.company)


class ContactConsentFactory(DjangoModelFactory[ContactConsent]):
    """The Korean side's consent to show everything."""

    class Meta:
        model = ContactConsent

    introduction = factory.SubFactory(IntroductionFactory)
    company = factory.LazyAttribute(lambda consent: consent.introduction.korean_company)
    user = factory.SubFactory(UserFactory)
    text_version = "2026-11"
    language = "en"
    items = ["name", "email", "phone"]


class WebhookFactory(DjangoModelFactory[Webhook]):
    """A program on this machine that nobody started."""

    class Meta:
        model = Webhook

    owner = factory.SubFactory(ReviewerFactory)
    name = factory.Sequence(lambda n: f"Program {n}")
    address = "http://localhost:1/hook"
    events = [EventKind.MATCH_APPROVED]
