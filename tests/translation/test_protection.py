"""What never leaves, and what a translation must not lose."""

import pytest

from translation.protection import core_name, fault_in, hide

NAMES = ("Mulgyeol Acoustics Co., Ltd.", "물결어쿠스틱스(주)")
CONTACTS = "Write to seoyeon.han@mulgyeol.example or +82 42-862-4173, see https://mulgyeol.example/logger."


def test_contacts_and_names_do_not_leave_and_come_back() -> None:
    hidden = hide(f"물결어쿠스틱스는 로거를 만듭니다. {CONTACTS}", "fr", NAMES)

    assert hidden.text == "[[4]]는 로거를 만듭니다. Write to [[2]] or [[3]], see [[1]]." or not any(
        secret in hidden.text for secret in ("물결", "@", "+82", "https")
    )
    restored = hidden.restore(hidden.text)
    assert restored is not None
    assert "Mulgyeol Acoustics는" in restored
    assert restored.endswith(CONTACTS)


@pytest.mark.parametrize("answer", ["", "[[1]]", "[[1]] [[2]] [[2]]", "[[1]] [[3]]", "1 2"])
def test_a_place_that_is_lost_doubled_or_made_up_spoils_the_translation(answer: str) -> None:
    hidden = hide("a@b.example c@d.example", "fr")

    assert hidden.restore(answer) is None


def test_proper_names_stand_as_the_reader_knows_them() -> None:
    hidden = hide("The Smart Green Business Centre and Luxinnovation", "ko")

    assert hidden.restore(hidden.text) == "The 스마트 그린 비즈니스 센터 and 룩스이노베이션"


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("The EcoWatt sensor", "Le capteur"),
        ("measures NOx and CO2", "mesure les NOx"),
        ("by LoRaWAN", "par radio"),
        ("a text", "  "),
        ("short", "long " * 50),
    ],
)
def test_what_lost_a_name_or_makes_no_sense_is_refused(original: str, translation: str) -> None:
    assert fault_in(original, "en", translation, "fr")


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("An SME in the EU", "Une PME de l’UE"),
        ("CO2 emissions", "émissions de CO₂"),
        ("LoRaWAN and PVC pipes", "tuyaux PVC et LoRaWAN"),
    ],
)
def test_what_each_language_abbreviates_in_its_own_way_is_no_loss(original: str, translation: str) -> None:
    assert fault_in(original, "en", translation, "fr") == ""


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("물결어쿠스틱스(주)", "물결어쿠스틱스"),
        ("Mulgyeol Acoustics Co., Ltd.", "Mulgyeol Acoustics"),
        ("Verre Vif S.à r.l.", "Verre Vif"),
        ("Steinbach GmbH", "Steinbach"),
        ("주식회사 온새미", "온새미"),
    ],
)
def test_a_name_without_its_legal_form(name: str, core: str) -> None:
    assert core_name(name) == core
