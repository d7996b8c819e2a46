from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings

from companies.records import CompanyRecord
from exchange.een.losses import find_losses
from exchange.een.profiles import Source, make_profiles
from exchange.een.reading import read_document
from exchange.een.writing import write_json, write_xml
from exchange.profiles.reading import CompanyLine
from tests.exchange.een.een_builders import source_with, sources


def through(form: Any, *all_sources: Source) -> list[CompanyRecord]:
    """The records after a journey as a document."""
    profiles = [profile for source in all_sources for profile in make_profiles(source)]
    table = read_document("".join(form(profiles)).encode())
    assert all(isinstance(line, CompanyLine) for line in table.lines), table.lines
    assert table.notes == ()
    return [line.record for line in table.lines if isinstance(line, CompanyLine)]


def differences(source: Source, record: CompanyRecord) -> set[str]:
    """The fields that came back in another way than they left."""
    (project,) = record.projects
    pairs = {name: (value, project.fields.get(name)) for name, value in source.project.fields.items()}
    pairs |= {"cooperations": (set(source.project.cooperations), set(project.cooperations))}
    pairs |= {f"company.{name}": (value, record.fields.get(name)) for name, value in source.company.fields.items()}
    empty: tuple[object, ...] = (None, [], "")
    found = {name for name, (sent, came) in pairs.items() if sent != came and not (sent in empty and came in empty)}
    return found - {"partner_trl_max"}  # told together with the lowest level


@pytest.mark.parametrize("form", [write_json, write_xml])
@settings(max_examples=150, deadline=None)
@given(source=sources())
def test_what_does_not_come_back_is_exactly_what_the_report_names(form: Any, source: Source) -> None:
    (record,) = through(form, source)

    assert differences(source, record) == {loss.field for loss in find_losses(source)}


@settings(max_examples=100, deadline=None)
@given(source=sources())
def test_what_came_back_once_comes_back_unchanged_ever_after(source: Source) -> None:
    (once,) = through(write_json, source)
    held = Source(CompanyRecord(once.source_id, {**source.company.fields, **once.fields}, ()), once.projects[0])

    (twice,) = through(write_xml, held)

    assert twice == once


@settings(max_examples=50, deadline=None)
@given(source=sources())
def test_both_forms_say_the_same(source: Source) -> None:
    assert through(write_json, source) == through(write_xml, source)


def test_project_without_losses_is_held_whole() -> None:
    source = source_with(("technology_transfer", "provider"), ("joint_research", "peer"))

    assert [loss.field for loss in find_losses(source)] == ["company.employees"]


@pytest.mark.parametrize("form", [write_json, write_xml])
def test_characters_that_no_document_carries_are_left_out_and_told(form: Any) -> None:
    source = source_with(title="Gl\uffffass\x00\u202e", offer="a\ufffe\r\n\x0bb", summary="c\ud800d")
    website = "https://company.example/\uffff"
    source = replace(source, company=replace(source.company, fields={**source.company.fields, "website": website}))

    (record,) = through(form, source)

    assert [record.projects[0].fields[name] for name in ("title", "offer", "summary")] == ["Glass", "a\n\nb", "cd"]
    assert differences(source, record) == {loss.field for loss in find_losses(source)}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"trl": 8}, "Level 8 is given as the stage “Available for demonstration” (levels 6 to 8)."),
        (
            {"partner_trl_min": 4, "partner_trl_max": 9},
            "The profile has no field for the technology levels accepted: 4 to 9.",
        ),
        ({"concepts": ["solar.cell"]}, "The profile has no field for themes: Solar cells."),
        (
            {"digital": ["ai", "iot", "cloud", "robotics", "simulation", "blockchain"]},
            "A profile can hold up to 5 keywords of each kind; left out: Blockchain.",
        ),
        ({"offer": "A line.\u200e\r\n\x07"}, "Invisible characters and leading or trailing spaces are left out."),
    ],
)
def test_each_loss_is_told_in_words(fields: dict[str, Any], words: str) -> None:
    assert words in [loss.words for loss in find_losses(source_with(**fields))]


def test_cooperations_that_fall_together_are_told_as_they_will_be() -> None:
    source = source_with(("joint_venture", "provider"), ("joint_venture", "seeker"))

    (loss,) = [loss for loss in find_losses(source) if loss.field == "cooperations"]

    assert loss.words == (
        "When the profile is imported again, the types of cooperation will be: Joint venture (equal partner)."
    )


def test_losses_are_told_in_the_readers_language() -> None:
    with translation.override("ko"):
        losses = find_losses(source_with(digital=["ai", "iot", "cloud", "robotics", "simulation", "blockchain"]))

    (words,) = [loss.words for loss in losses if loss.field == "digital"]
    assert "블록체인" in words


def test_project_with_more_cooperations_than_allowed_is_told_instead_of_failing() -> None:
    kinds = ("joint_research", "technology_transfer", "marketing_cooperation", "joint_venture")

    losses = find_losses(source_with(*((kind, "provider") for kind in kinds)))

    assert [loss.field for loss in losses] == ["cooperations"]
    assert "more than 3 types of cooperation" in losses[0].words


def test_project_without_cooperation_makes_no_profile_and_says_so() -> None:
    source = source_with()
    source = Source(source.company, type(source.project)("p234567890", source.project.fields, ()))

    assert make_profiles(source) == ()
    assert [loss.field for loss in find_losses(source)] == ["cooperations"]
