from pathlib import Path
from typing import Any

import pytest

from companies.records import ProjectRecord
from exchange.een.documents import looks_like_document
from exchange.een.objects import EEN_COMPANY_READERS, PROFILE_READERS
from exchange.een.reading import read_document
from exchange.een.terms import LIMITS, Ipr, PartnerKind, Partnership, ProfileType, Stage
from exchange.errors import DocumentRefusedError
from exchange.profiles.reading import CompanyLine, InvalidLine
from tests.exchange.samples import XML, document, profile_object


def project_of(content: bytes) -> ProjectRecord:
    (line,) = read_document(content).lines
    assert isinstance(line, CompanyLine), line
    (project,) = line.record.projects
    return project


def reasons_of(content: bytes) -> list[str]:
    (line,) = read_document(content).lines
    assert isinstance(line, InvalidLine), line
    return list(line.reasons)


def refusal_of(content: bytes) -> str:
    with pytest.raises(DocumentRefusedError) as refused:
        read_document(content)
    return str(refused.value)


def test_offer_and_request_written_by_hand_become_one_project() -> None:
    table = read_document(XML.encode())

    (line,) = table.lines
    assert isinstance(line, CompanyLine)
    assert line.record.source_id == "LU-0042"
    assert line.record.fields == {
        "name": "Minette Membranes S.à r.l.",
        "country": "LU",
        "city": "Esch-sur-Alzette",
        "languages": ["fr", "en"],
        "summary": "Ceramic membranes for hot and dirty water.",
        "founded": 2012,
    }
    (project,) = line.record.projects
    assert project.source_id == "LU-membranes"
    assert project.cooperations == (("technology_transfer", "provider"), ("joint_research", "peer"))
    assert project.fields == {
        "language": "en",
        "title": "Ceramic membranes for hot process water",
        "summary": "Membranes that stand 180 °C & caustic cleaning.",
        "offer": "The company makes silicon carbide membranes.\n\nThree times the flux of alumina.",
        "seek": "A group that models fouling.\n\nIt measures and publishes with us.",
        "green_objectives": ["water", "circular_economy"],
        "digital": ["iot"],
        "trl": 4,
    }
    assert list(table.notes) == [
        "Profile TOLU20260312004: keywords unknown to the portal are left out: Filtration.",
        (
            "Profile TOLU20260312004: ipr: the portal has no field for intellectual property rights; mention them "
            "in the offer if they matter."
        ),
        (
            "Profile TOLU20260312004: partners_sought: the portal has no field for types of partner; mention "
            "them in the description of what is sought."
        ),
        ("Profile TOLU20260312004: licence: the portal treats it as technology transfer, like technical assistance."),
        (
            "Profile TOLU20260312004: title, texts and stage are taken from the offer; only what is "
            "sought is taken from the request."
        ),
    ]


def test_request_alone_without_project_is_a_project_of_its_own() -> None:
    project = project_of(document(profile_object()))

    assert project.source_id == "BRKR20260401001"
    assert project.cooperations == (("marketing_cooperation", "seeker"),)
    assert (project.fields["offer"], project.fields["seek"]) == (
        "The company runs a line for 3,000 tonnes a year.",
        "A permit and a site.",
    )


def test_text_longer_than_ours_ends_with_a_sentence_and_is_noted() -> None:
    sentence = "The line separates the glass without breaking it. "
    content = document(profile_object(description=sentence * 40))

    table = read_document(content)

    offer = project_of(content).fields["offer"]
    assert offer == (sentence * 14).strip()
    assert table.notes == (
        "Profile BRKR20260401001: what the company offers: 1999 characters; the portal keeps the first 699 of them.",
    )


@pytest.mark.parametrize("name", sorted(set(LIMITS) - {"title"}))
def test_text_beyond_its_limit_is_refused_with_the_excess(name: str) -> None:
    limit = LIMITS[name]

    kept = document(profile_object(**{name: "x" * limit}))
    refused = document(profile_object(**{name: "x" * (limit + 3)}))

    assert project_of(kept)
    assert reasons_of(refused) == [
        f"profile 1, {name}: {limit + 3} characters, but the limit is {limit}; shorten the text by 3."
    ]


def test_title_of_256_characters_is_kept_as_far_as_a_project_has_room() -> None:
    assert len(project_of(document(profile_object(title="word " * 51))).fields["title"]) <= 100
    assert reasons_of(document(profile_object(title="x" * 257))) == [
        "profile 1, title: 257 characters, but the limit is 256; shorten the text by 1."
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "XX"}, "type: unknown code “XX”; allowed codes: BO, BR, TO, TR, RDR."),
        (
            {"partnerships": ["friendship"]},
            (
                "partnerships: entry 1: unknown code “friendship”; allowed codes: rd_cooperation, "
                "technical_assistance, licence, commercial, investment."
            ),
        ),
        ({"partnerships": []}, "partnerships: Number of entries: 0; allowed: 1 to 3. Correct the list."),
        (
            {"partnerships": ["rd_cooperation", "licence", "commercial", "investment"]},
            "partnerships: Number of entries: 4; allowed: 1 to 3. Correct the list.",
        ),
        ({"partnerships": "commercial"}, "partnerships: expected a list, found text; correct the value."),
        (
            {"technology_keywords": list("abcdef")},
            "technology_keywords: Number of entries: 6; allowed: 0 to 5. Correct the list.",
        ),
        (
            {"stage": "dreaming"},
            (
                "stage: unknown code “dreaming”; allowed codes: concept, under_development, lab_tested, "
                "available_for_demonstration, on_the_market."
            ),
        ),
        (
            {"ipr": "maybe"},
            "ipr: unknown code “maybe”; allowed codes: none_applied, secret_know_how, applied_not_granted, granted.",
        ),
        ({"language": "es"}, "language: unknown code “es”; allowed codes: en, fr, de, ko."),
        ({"expertise_sought": ""}, "expertise_sought: a request must state what is sought; add it."),
        ({"type": "BO"}, "partner_role: an offer must state the role of the partner; add it."),
        ({"published_on": "12.3.2026"}, "published_on: “12.3.2026” is not a date; use the format 2026-11-24."),
        (
            {"published_on": "2026-01-01", "expires_on": "2027-01-02"},
            "expires_on: a profile can be open for up to 365 days after its publication; correct the dates.",
        ),
        ({"company": "Hanbit"}, "company: expected an object, found text; correct the value."),
    ],
)
def test_fault_is_told_with_its_place_and_what_to_do(changes: dict[str, Any], reason: str) -> None:
    assert reasons_of(document(profile_object(**changes))) == [f"profile 1, {reason}"]


def test_profile_without_a_green_objective_says_what_to_add() -> None:
    assert reasons_of(document(profile_object(market_keywords=["Glass"]))) == [
        (
            "profile BRKR20260401001, market_keywords: the portal needs an environmental objective; "
            "add at least one of: climate_mitigation, climate_adaptation, water, circular_economy, "
            "pollution_prevention, biodiversity."
        )
    ]


def test_one_refused_profile_refuses_its_company_and_no_other() -> None:
    other = profile_object()["company"] | {"reference": "kr-43"}

    lines = read_document(
        document(
            profile_object(),
            profile_object(reference="BR2", company=other),
            profile_object(reference="BR3", stage="dreaming"),
            "no profile",
        )
    ).lines

    assert [(line.number, type(line)) for line in lines] == [(1, InvalidLine), (2, CompanyLine), (4, InvalidLine)]
    assert isinstance(lines[0], InvalidLine)
    assert lines[0].source_id == "kr-42"


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (
            {"reference": "BRKR20260401001"},
            "profile 2, reference: profile 1 has the same reference; each profile needs its own.",
        ),
        (
            {"project": "BRKR20260401001"},
            "Project BRKR20260401001 has two offers or two requests. It may have one of each.",
        ),
        (
            {"company": profile_object()["company"] | {"city": "Seoul"}},
            "Profiles BRKR20260401001 and B describe the same company differently. Make them consistent.",
        ),
        (
            {"project": "BRKR20260401001", "type": "BO", "partner_role": "Ein Sammler.", "language": "de"},
            (
                "profile B, language: the offer and the request of a project must be in the same language; "
                "otherwise import only one of them."
            ),
        ),
    ],
)
def test_profiles_that_contradict_one_another_are_refused(second: dict[str, Any], reason: str) -> None:
    assert reasons_of(document(profile_object(), profile_object(**({"reference": "B"} | second)))) == [reason]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"\xef\xbb\xbf {}", "list", True),
        ("<profiles/>".encode("utf-16"), "list", True),
        (b"name,country", "list.xml", True),
        (b"name,country", "list.csv", False),
        (b"PK\x03\x04", "list.xlsx", False),
    ],
)
def test_document_is_known_by_its_name_or_first_sign(content: bytes, name: str, *, expected: bool) -> None:
    assert looks_like_document(content, name) is expected


def test_example_of_the_documentation_is_read() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "een.md").read_text("utf-8")
    example = text.split("```json\n")[1].split("```")[0]

    assert project_of(example.encode()).source_id == "kr-42-p1"


def test_every_field_and_code_stands_in_the_documentation() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "een.md").read_text("utf-8")
    codes = {code for choices in (ProfileType, Partnership, Stage, Ipr, PartnerKind) for code in choices.values}
    names = {*PROFILE_READERS} - {"company"} | {f"company.{name}" for name in EEN_COMPANY_READERS}

    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
    assert [code for code in sorted(codes) if code not in text] == []
