"""Whatever door a value comes in by, it is read as the same or refused: form, API, file, exchange format."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers

from companies.serializers.texts import NaceClassField
from exchange.errors import ValueRefusedError
from exchange.profiles.objects import COMPANY_READERS, CONTACT_READERS
from exchange.tables.kinds import READERS
from rest.serializers import CountField as ApiCountField
from rest.serializers import LineField as ApiLineField
from rest.serializers import TextField as ApiTextField
from rest.serializers import WebAddressField as ApiWebAddressField
from rest.serializers import YearField as ApiYearField
from values import forms
from values.errors import ReadingError
from values.industry import read_nace_class
from values.text import clean_line, clean_paragraphs

REFUSED = (ValidationError, serializers.ValidationError, ValueRefusedError, ReadingError)
Door = Callable[[str], object]


def table(key: str) -> Door:
    return lambda text: READERS[key](text, "KR")


DOORS: dict[str, tuple[Door, ...]] = {
    "website": (
        forms.WebAddressField(max_length=300).clean,
        ApiWebAddressField(max_length=300).run_validation,
        COMPANY_READERS["website"],
        table("website"),
    ),
    "employees": (
        forms.CountField(label="", highest=1_000_000).clean,
        ApiCountField(min_value=0, max_value=1_000_000).run_validation,
        COMPANY_READERS["employees"],
        table("employees"),
    ),
    "founded": (
        forms.YearField().clean,
        ApiYearField().run_validation,
        COMPANY_READERS["founded"],
        table("founded"),
    ),
    "email": (forms.MailAddressField().clean, CONTACT_READERS["email"], table("contact_email")),
    "name": (
        forms.LineField(max_length=20).clean,
        ApiLineField(max_length=20).run_validation,
    ),
    "text": (forms.LongTextField(max_length=20).clean, ApiTextField(max_length=20).run_validation),
    "nace": (read_nace_class, NaceClassField().run_validation, lambda text: READERS["nace"](text, "")[0]),  # type: ignore[index]
}
WRITTEN = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=24),
    st.text(st.sampled_from("0123456789.,'’ -/년월일명만천억@wpe:한é\u00a0\u202f０１，．\u200b"), max_size=16),
    st.from_regex(r"[0-9]{1,3}([ .,'][0-9]{3}){0,2}( ?명)?", fullmatch=True),
    st.from_regex(r"(https?://|www\.)?[a-z]{1,8}\.(com|example|kr|lu)(/[a-z]*)?", fullmatch=True),
    st.from_regex(r"[A-U]?[0-9]{2}[.,]?[0-9]{0,3}", fullmatch=True),
)


def outcome(door: Door, text: str) -> object:
    try:
        return door(text)
    except REFUSED:
        return None


def is_a_list(kind: str, text: str) -> bool:
    """Whether a cell would be read as several classes, or as none; the other doors take one."""
    return kind == "nace" and bool(set(unicodedata.normalize("NFKC", text)) & set(";/|\n、, "))


@pytest.mark.parametrize("kind", DOORS)
@given(text=WRITTEN)
def test_every_door_reads_the_same_or_refuses(kind: str, text: str) -> None:
    if not clean_line(text) or is_a_list(kind, text):
        return
    found = {str(outcome(door, text)) for door in DOORS[kind]}

    assert len(found) == 1


@pytest.mark.parametrize("kind", ["website", "employees", "founded", "email", "nace"])
@given(text=WRITTEN)
def test_what_was_read_is_read_again_as_itself(kind: str, text: str) -> None:
    found = outcome(DOORS[kind][-1], text) if clean_line(text) and not is_a_list(kind, text) else None

    if found is not None:
        assert outcome(DOORS[kind][-1], str(found)) == found


def test_a_person_counts_ten_seedlings() -> None:
    for sign in ("🌱", "👩‍🔬", "🇱🇺", "é"):
        assert forms.LongTextField(max_length=10).clean(sign * 10) == clean_paragraphs(sign * 10)
        assert ApiTextField(max_length=10).run_validation(sign * 10) == clean_paragraphs(sign * 10)
        for refused in (forms.LongTextField(max_length=10).clean, ApiTextField(max_length=10).run_validation):
            with pytest.raises(REFUSED):
                refused(sign * 11)


def test_a_quarter_of_a_million_is_never_250() -> None:
    doors: Any = DOORS["employees"]

    assert [door("250.000") for door in doors] == [250_000] * len(doors)
