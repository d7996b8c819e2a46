"""The demonstration's staff: case managers of ASEIC in Seoul and of Luxinnovation in Luxembourg."""

from typing import NamedTuple

from allauth.account.models import EmailAddress

from accounts.models import Language, StaffRole, TimeZone, User
from taxonomy.vocabulary import Country


class StaffMember(NamedTuple):
    email: str
    full_name: str
    role: StaffRole
    country: Country
    language: Language
    can_sign_in: bool = False
    """With the password that everybody knows."""


STAFF = (
    StaffMember(
        "reviewer@sgbc.example",
        "Sumin Lee (ASEIC)",
        StaffRole.REVIEWER,
        Country.KOREA,
        Language.ENGLISH,
        can_sign_in=True,
    ),
    StaffMember(
        "administrator@sgbc.example",
        "Tania Weyland (Luxinnovation)",
        StaffRole.ADMINISTRATOR,
        Country.LUXEMBOURG,
        Language.ENGLISH,
        can_sign_in=True,
    ),
    StaffMember("junho.park@sgbc.example", "Junho Park (ASEIC)", StaffRole.REVIEWER, Country.KOREA, Language.KOREAN),
    StaffMember(
        "lynn.kirsch@sgbc.example",
        "Lynn Kirsch (Luxinnovation)",
        StaffRole.REVIEWER,
        Country.LUXEMBOURG,
        Language.FRENCH,
    ),
)
VERIFIER = "junho.park@sgbc.example"
TIME_ZONES = {Country.KOREA: TimeZone.SEOUL, Country.LUXEMBOURG: TimeZone.LUXEMBOURG}


def create_staff(password: str) -> None:
    """The accounts not yet there; who signs in has the password, nobody else has any."""
    for member in STAFF:
        if User.objects.filter(email=member.email).exists():
            continue
        user = User.objects.create_user(
            member.email,
            password if member.can_sign_in else None,
            full_name=member.full_name,
            staff_role=member.role,
            language=member.language,
            time_zone=TIME_ZONES[member.country],
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def country_of(user: User | None) -> Country:
    """Where a person of the demonstration works."""
    assert user is not None  # noqa: S101  # nobody's account was erased since
    return Country.KOREA if user.time_zone == TimeZone.SEOUL else Country.LUXEMBOURG
