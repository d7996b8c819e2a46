import csv
import math
from collections import defaultdict
from itertools import chain, combinations
from pathlib import Path

import pytest

from taxonomy.concepts import FIELDS, LANGUAGES, Taxonomy, load_taxonomy, read_field
from taxonomy.hangul import squeeze
from taxonomy.latin import phrase_keys
from taxonomy.recognition import find_concepts
from taxonomy.sectors import load_names
from taxonomy.vocabulary import DigitalTechnology, GreenObjective
from taxonomy.words import HANGUL, WORD

TAXONOMY = load_taxonomy()
ROOTS = [*GreenObjective.values, *DigitalTechnology.values, "capability"]


def test_codes_are_unique_over_all_files() -> None:
    codes = [concept.code for path in sorted(FIELDS.glob("*.tsv")) for concept in read_field(path)]

    assert sorted(codes) == sorted(set(codes))


def test_what_readers_see_has_the_apostrophe_of_print() -> None:
    labels = [concept.phrases["fr"][0] for concept in TAXONOMY.concepts.values()]
    sectors = [names["fr"] for names in load_names().values()]

    assert [label for label in [*labels, *sectors] if "'" in label or "CO2" in label] == []


def test_there_is_a_broad_choice_of_concepts() -> None:
    assert len(TAXONOMY.codes) >= 320


def test_the_roots_are_the_objectives_the_technologies_and_capabilities() -> None:
    roots = [code for code in TAXONOMY.codes if not TAXONOMY.parents(code)]

    assert roots == ROOTS


def test_every_parent_and_part_is_a_concept() -> None:
    concepts = TAXONOMY.concepts.values()
    named = {code for concept in concepts for code in concept.parents}
    named |= {part.code for concept in concepts for part in chain.from_iterable(concept.compositions)}

    assert named - set(TAXONOMY.codes) == set()


def test_no_concept_is_broader_than_itself() -> None:
    assert [code for code in TAXONOMY.codes if code in TAXONOMY.ancestors(code)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_a_label_and_several_phrases(language: str) -> None:
    poor = [
        code
        for code, concept in TAXONOMY.concepts.items()
        if TAXONOMY.parents(code) and len([phrase for phrase in concept.phrases[language] if phrase.strip()]) < 4
    ]

    assert poor == []


@pytest.mark.parametrize("path", sorted(FIELDS.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_file_holds_seven_columns_and_no_stray_blanks(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

    cells = list(chain.from_iterable(rows))

    assert rows[0] == ["code", "parents", "en", "fr", "de", "ko", "parts"]
    assert {len(row) for row in rows} == {7}
    assert [cell for cell in cells if cell != cell.strip() or "  " in cell] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_names_two_concepts(language: str) -> None:
    owners = defaultdict(set)
    for code, concept in TAXONOMY.concepts.items():
        for phrase in concept.phrases[language]:
            is_korean = bool(HANGUL.search(phrase))
            key = squeeze(phrase) if is_korean else " ".join(phrase_keys(WORD.findall(phrase), language))
            owners[key].add(code)

    shared = {key: codes for key, codes in owners.items() if len(codes) > 1}

    assert shared == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_recognised_as_its_own_concept(language: str) -> None:
    """The label apart: some are headings ("Wave, tidal and ocean energy") that no text contains."""
    missed = [
        (code, phrase)
        for code, concept in TAXONOMY.concepts.items()
        for phrase in concept.phrases[language][1:]
        if code not in {hit.code for hit in find_concepts(phrase, language)}
    ]

    assert missed == []


def test_label_comes_in_the_language_asked_for() -> None:
    labels = [TAXONOMY.label("hydrogen", language) for language in LANGUAGES]

    assert labels == ["Hydrogen", "Hydrogène", "Wasserstoff", "수소"]


def test_label_comes_in_english_for_another_language() -> None:
    assert TAXONOMY.label("hydrogen", "lb") == "Hydrogen"


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        TAXONOMY.label("hydrogen.unheard_of", "en")


def test_a_concept_of_two_fields_has_both_roots() -> None:
    assert TAXONOMY.parent("solar.perovskite") == "solar.cell"
    assert TAXONOMY.ancestors("solar.perovskite") == (
        "solar.cell",
        "solar.pv",
        "solar",
        "energy.renewable",
        "climate_mitigation",
    )
    assert TAXONOMY.roots("waste.pv_recycling") == ("climate_mitigation", "circular_economy")
    assert TAXONOMY.parent("water") is None


def test_depth_counts_from_one_along_the_shortest_line() -> None:
    depths = [TAXONOMY.depth(code) for code in ("water", "water.wastewater", "water.mbr")]

    assert depths == [1, 2, 3]


@pytest.fixture(scope="module")
def small_taxonomy(tmp_path_factory: pytest.TempPathFactory) -> Taxonomy:
    """Two roots; under `a` two siblings, of which `a.x` has the child `a.x.y`."""
    path = tmp_path_factory.mktemp("fields") / "small.tsv"
    rows = [("a", ""), ("b", ""), ("a.x", "a"), ("a.z", "a"), ("a.x.y", "a.x")]
    lines = [f"{code}\t{parents}\t{code}\t{code}\t{code}\t{code}\t" for code, parents in rows]
    path.write_text("\n".join(["code\tparents\ten\tfr\tde\tko\tparts", *lines]) + "\n", "utf-8")
    return Taxonomy(tuple(read_field(path)))


def test_information_follows_the_number_of_narrower_concepts(small_taxonomy: Taxonomy) -> None:
    assert small_taxonomy.information("a.x.y") == 1
    assert small_taxonomy.information("a.x") == pytest.approx(1 - math.log(2) / math.log(6))
    assert small_taxonomy.information("a") == pytest.approx(1 - math.log(4) / math.log(6))


def test_similarity_is_that_of_lin(small_taxonomy: Taxonomy) -> None:
    shared = 1 - math.log(4) / math.log(6)

    assert small_taxonomy.similarity("a.x.y", "a.z") == pytest.approx(2 * shared / 2)
    assert small_taxonomy.similarity("a.x.y", "a.x") == pytest.approx(
        2 * small_taxonomy.information("a.x") / (1 + small_taxonomy.information("a.x"))
    )
    assert small_taxonomy.similarity("a.z", "b") == 0
    assert small_taxonomy.similarity("b", "b") == 1


def test_similarity_is_symmetric_and_between_none_and_same() -> None:
    for code_a, code_b in combinations(TAXONOMY.codes[::9], 2):
        similarity = TAXONOMY.similarity(code_a, code_b)

        assert similarity == TAXONOMY.similarity(code_b, code_a)
        assert 0 <= similarity < 1


def test_a_sibling_is_nearer_than_a_cousin_and_a_parent_nearer_than_both() -> None:
    ranked = sorted(
        ("solar.cell", "solar.thin_film", "solar.tracking", "wind", "hydrogen.storage", "cybersecurity"),
        key=lambda code: -TAXONOMY.similarity("solar.perovskite", code),
    )

    assert ranked == ["solar.cell", "solar.thin_film", "solar.tracking", "wind", "hydrogen.storage", "cybersecurity"]


def test_german_labels_write_carbon_dioxide_with_its_small_two() -> None:
    labels = [concept.phrases["de"][0] for concept in TAXONOMY.concepts.values()]

    assert [label for label in labels if "CO2" in label] == []
