import pytest

from taxonomy.romanisation import blank_legal_forms, consonant_skeleton, phonetic_key, phonetic_keys_of, romanise


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("한빛", "hanbit"), ("물결", "mulgyeol"), ("서울", "seoul"), ("대전", "daejeon"), ("햇빛모아", "haetbitmoa")],
)
def test_hangul_is_romanised_syllable_by_syllable(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin


@pytest.mark.parametrize(
    ("one", "other"),
    [("한빛", "Hanbit"), ("현대", "Hyundai"), ("삼성", "Samsung"), ("새벽", "Saebyuk"), ("부산", "Pusan")],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert phonetic_key(one) == phonetic_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("리노패스", "Renopath"), ("솔라텍", "Solartec"), ("바이오매스", "Biomass"), ("케미칼", "Chemical")],
)
def test_foreign_name_in_hangul_keeps_its_consonants(one: str, other: str) -> None:
    assert consonant_skeleton(one) == consonant_skeleton(other)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("한빛사이클㈜", "한빛사이클"),
        ("(주)한빛사이클", "한빛사이클"),
        ("주식회사 한빛사이클", "한빛사이클"),
        ("Hanbit Cycle Co., Ltd.", "Hanbit Cycle"),
        ("Cycleclair S.à r.l.", "Cycleclair"),
        ("Cycleclair Sàrl", "Cycleclair"),
        ("Fassadenbau Alzette AG", "Fassadenbau Alzette"),
        ("Eaux du Plateau S.A.", "Eaux du Plateau"),
        ("Saga", "Saga"),
        ("SA", "SA"),
    ],
)
def test_legal_form_is_made_blank_and_nothing_moves(name: str, rest: str) -> None:
    blanked = blank_legal_forms(name)

    assert blanked.strip(" ,.") == rest
    assert len(blanked) == len(name)


def test_name_is_known_by_its_words_and_as_a_whole_so_that_blanks_do_not_matter() -> None:
    assert phonetic_keys_of("Hanbit Cycle Co., Ltd.") == {
        phonetic_key("hanbit"),
        phonetic_key("cycle"),
        phonetic_key("hanbitcycle"),
    }
