"""Saving the forms of the room: who comes second is told, and nothing incomplete reaches staff."""

import pytest

from companies.errors import EditedMeanwhileError, NumberTakenError, ProfileIncompleteError
from companies.models import Company, Contact, MembershipRole, ProfileChange
from companies.services.companies import create_company
from companies.services.history import values_of
from companies.services.profiles import (
    contact_values,
    fingerprint,
    hand_in_company,
    hand_in_project,
    project_values,
    save_contact,
    save_profile,
    save_project,
)
from tests.factories import CompanyFactory, ContactFactory, MembershipFactory, ProjectFactory, UserFactory
from tests.seen import seen_by_owner
from values.errors import StateConflictError

pytestmark = pytest.mark.django_db

SHOWN = {"city": None, "founded": None}
FOUNDED = {"name": "Hanbit", "country": "KR", "city": "Seoul", "languages": ["ko"]}


def seen_of(company: Company) -> str:
    return fingerprint(values_of(company, SHOWN))


def test_who_creates_a_company_owns_it() -> None:
    person = UserFactory()

    company = create_company(person, fields=FOUNDED)  # type: ignore[arg-type]

    assert company.status == "draft"
    assert list(company.memberships.values_list("user", "role")) == [(person.pk, MembershipRole.OWNER)]


def test_a_registration_number_belongs_to_one_company() -> None:
    CompanyFactory(registration_number="124-81-00998")
    other = CompanyFactory()

    with pytest.raises(NumberTakenError):
        create_company(UserFactory(), fields=FOUNDED | {"registration_number": "124-81-00998"})  # type: ignore[arg-type]
    with pytest.raises(NumberTakenError):
        save_profile(
            other,
            fields={"registration_number": "124-81-00998"},
            by=UserFactory(),
            shown=SHOWN,
            seen=seen_of(other),
        )

    assert Company.objects.filter(registration_number="124-81-00998").count() == 1


def test_the_second_of_two_editors_learns_what_the_first_saved_and_may_overwrite_it() -> None:
    company, first, second = CompanyFactory(city="Daejeon"), UserFactory(full_name="Jiwon"), UserFactory()
    seen = seen_of(company)
    save_profile(company, fields={"city": "Seoul"}, by=first, shown=SHOWN, seen=seen)

    with pytest.raises(EditedMeanwhileError, match="Jiwon saved this page") as error:
        save_profile(company, fields={"city": "Busan"}, by=second, shown=SHOWN, seen=seen)

    assert error.value.theirs == {"city": "Seoul", "founded": 2015}
    assert Company.objects.get().city == "Seoul"
    save_profile(company, fields={"city": "Busan"}, by=second, shown=SHOWN, seen=error.value.seen)
    assert Company.objects.get().city == "Busan"
    assert list(ProfileChange.objects.order_by("pk").values_list("old_text", "new_text", "changed_by")) == [
        ("Daejeon", "Seoul", first.pk),
        ("Seoul", "Busan", second.pk),
    ]


def test_edits_of_different_steps_do_not_meet() -> None:
    company = CompanyFactory()
    seen = seen_of(company)
    save_profile(
        company, fields={"summary": "New."}, by=UserFactory(), shown={"summary": None},
        seen=fingerprint({"summary": company.summary}),
    )  # fmt: skip

    save_profile(company, fields={"city": "Busan"}, by=UserFactory(), shown=SHOWN, seen=seen)

    assert Company.objects.values_list("summary", "city").get() == ("New.", "Busan")


def test_the_history_tells_that_the_contact_changed_and_not_who_it_is() -> None:
    company, person = CompanyFactory(), UserFactory()
    fields = {"name": "Minji Kim", "email": "minji@company.example", "phone": "+82421234567"}

    save_contact(company, fields=fields, by=person, seen=fingerprint(contact_values(company)))  # type: ignore[arg-type]
    save_contact(company, fields=fields, by=person, seen=fingerprint(contact_values(company)))  # type: ignore[arg-type]

    assert Contact.objects.get(company=company).name == "Minji Kim"
    assert list(ProfileChange.objects.values_list("field", "old_text", "new_text")) == [("contact", "", "")]


def test_two_editors_of_the_contact_meet_too() -> None:
    contact = ContactFactory()

    with pytest.raises(EditedMeanwhileError):
        save_contact(contact.company, fields={"name": "A", "email": "a@b.example"}, by=UserFactory(), seen="old")


def test_two_editors_of_a_project_meet_too() -> None:
    project = ProjectFactory()
    names = ("title", "cooperations")
    seen = fingerprint(project_values(project, names))
    shown = dict.fromkeys(names)
    save_project(
        project, fields={}, cooperations=[("joint_research", "peer")], by=UserFactory(), shown=shown, seen=seen
    )

    with pytest.raises(EditedMeanwhileError) as error:
        save_project(project, fields={"title": "New"}, cooperations=[], by=UserFactory(), shown=shown, seen=seen)

    assert error.value.theirs["cooperations"] == ["joint_research:peer"]


@pytest.mark.parametrize("missing", ["summary", "registration_number", "contact"])
def test_a_company_is_handed_in_with_all_that_staff_need(missing: str) -> None:
    company = CompanyFactory(status="draft", registration_number="124-81-00998")
    ContactFactory(company=company)
    if missing == "contact":
        Contact.objects.all().delete()
    else:
        Company.objects.update(**{missing: ""})
        company.refresh_from_db()

    with pytest.raises(ProfileIncompleteError):
        hand_in_company(company, seen=seen_by_owner(company))

    assert Company.objects.get().status == "draft"


def test_a_complete_company_is_submitted_once() -> None:
    contact = ContactFactory(company__status="returned", company__registration_number="124-81-00998")

    assert hand_in_company(contact.company, seen=seen_by_owner(contact.company)).status == "submitted"
    with pytest.raises(StateConflictError):
        hand_in_company(contact.company, seen=seen_by_owner(contact.company))


@pytest.mark.parametrize(("status", "is_taken"), [("draft", False), ("returned", False), ("submitted", True)])
def test_a_project_is_handed_in_after_its_company(status: str, is_taken: bool) -> None:
    project = ProjectFactory(status="draft", company=MembershipFactory(company__status=status).company)

    if is_taken:
        assert hand_in_project(project, seen=seen_by_owner(project)).status == "submitted"
    else:
        with pytest.raises(ProfileIncompleteError):
            hand_in_project(project, seen=seen_by_owner(project))
