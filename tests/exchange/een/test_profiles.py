import pytest

from exchange.een.profiles import make_profiles
from exchange.een.terms import TRL_RANGES, TYPICAL_TRL, Stage, size_of, stage_of
from tests.exchange.een.een_builders import source_with

TABLE = [
    ((("technology_transfer", "provider"),), [("TO", ("technical_assistance",))]),
    ((("technology_transfer", "seeker"),), [("TR", ("technical_assistance",))]),
    ((("marketing_cooperation", "provider"),), [("BO", ("commercial",))]),
    ((("marketing_cooperation", "seeker"),), [("BR", ("commercial",))]),
    ((("joint_research", "peer"),), [("RDR", ("rd_cooperation",))]),
    ((("joint_research", "provider"),), [("TO", ("rd_cooperation",))]),
    ((("joint_research", "seeker"),), [("TR", ("rd_cooperation",))]),
    ((("joint_venture", "provider"),), [("BO", ("investment",))]),
    ((("joint_venture", "seeker"),), [("BR", ("investment",))]),
    ((("joint_venture", "peer"),), [("BO", ("investment",)), ("BR", ("investment",))]),
    (
        (("technology_transfer", "provider"), ("joint_research", "peer"), ("marketing_cooperation", "seeker")),
        [("TO", ("technical_assistance",)), ("RDR", ("rd_cooperation", "commercial"))],
    ),
]


@pytest.mark.parametrize(("cooperations", "expected"), TABLE)
def test_cooperations_decide_which_profiles_there_are(
    cooperations: tuple[tuple[str, str], ...], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    profiles = make_profiles(source_with(*cooperations))

    assert [(profile.type, profile.partnerships) for profile in profiles] == expected


def test_offer_and_request_of_a_project_share_one_reference() -> None:
    offer, request = make_profiles(source_with(("technology_transfer", "provider"), ("joint_research", "peer")))

    assert (offer.project, offer.reference) == ("p234567890", "p234567890-offer")
    assert (request.project, request.reference) == ("p234567890", "p234567890-request")
    assert (offer.partner_role, request.expertise_sought) == (request.expertise_sought, offer.partner_role)


def test_offer_and_request_together_hold_ten_keywords() -> None:
    codes = ["climate_mitigation", "climate_adaptation", "water", "circular_economy", "pollution_prevention"]
    source = source_with(("joint_venture", "peer"), green_objectives=[*codes, "biodiversity"])

    offer, request = make_profiles(source)

    assert offer.market_keywords == tuple(codes)
    assert request.market_keywords == (*codes[1:], "biodiversity")


def test_every_level_has_one_stage_and_each_stage_a_level_of_its_own() -> None:
    assert [stage_of(level).value for level in range(1, 10)] == [
        *("concept", "concept", "under_development", "lab_tested", "lab_tested"),
        *(["available_for_demonstration"] * 3),
        "on_the_market",
    ]
    assert {stage: stage_of(TYPICAL_TRL[stage]) for stage in Stage} == {stage: stage for stage in Stage}
    assert set(TRL_RANGES) == set(TYPICAL_TRL) == set(Stage)


@pytest.mark.parametrize(
    ("employees", "size"),
    [
        *((0, "sme_up_to_10"), (10, "sme_up_to_10"), (11, "sme_11_49"), (49, "sme_11_49")),
        *((50, "sme_50_249"), (249, "sme_50_249"), (250, "large_company")),
    ],
)
def test_class_of_size_follows_the_number_of_people(employees: int, size: str) -> None:
    assert size_of(employees).value == size
