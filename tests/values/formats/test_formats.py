"""How each language writes the same day, number, sum, place and person."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from directory.forms.filters import FilterChoice
from directory.templatetags.directory import checkboxes
from values.formats.dates import write_date, write_day, write_span
from values.formats.filters import count_aside
from values.formats.filters import date as date_filter
from values.formats.numbers import write_money, write_number, write_percent
from values.formats.people import write_person, write_place
from values.formats.phrases import write_inside, write_list, write_range, write_with_aside

SEOUL = ZoneInfo("Asia/Seoul")
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Friday 4 December 2026"),
        ("fr", "vendredi 4 décembre 2026"),
        ("de", "Freitag, 4. Dezember 2026"),
        ("ko", "2026년 12월 4일(금)"),
    ],
)
def test_a_day_has_its_weekday(language: str, day: str) -> None:
    with override(language):
        assert write_day(date(2026, 12, 4)) == day


@pytest.mark.parametrize(
    ("language", "short"), [("en", "4 Dec 2026"), ("fr", "04/12/2026"), ("de", "04.12.2026"), ("ko", "2026-12-04")]
)
def test_a_short_date(language: str, short: str) -> None:
    with override(language):
        assert date_format(date(2026, 12, 4), "SHORT_DATE_FORMAT") == short


@pytest.mark.parametrize(
    ("language", "moment"),
    [
        ("en", "4 December 2026, 06:28"),
        ("fr", "4 décembre 2026 à 06:28"),
        ("de", "4. Dezember 2026 um 06:28 Uhr"),
        ("ko", "2026년 12월 4일 오전 6:28"),
    ],
)
def test_a_moment_has_its_hour(language: str, moment: str) -> None:
    with override(language):
        assert date_format(datetime(2026, 12, 4, 6, 28, tzinfo=UTC), "DATETIME_FORMAT") == moment


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("DATE_FORMAT", "1er décembre 2026"),
        ("DATETIME_FORMAT", "1er décembre 2026 à 11:01"),
        ("SHORT_DATE_FORMAT", "01/12/2026"),
        ("c", "2026-12-01T11:01:00+00:00"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(pattern: str, text: str) -> None:
    moment = datetime(2026, 12, 1, 11, 1, tzinfo=UTC)

    with override("fr"):
        assert (write_date(moment, pattern), date_filter(moment, pattern)) == (text, text)
        assert write_day(date(2026, 12, 1)) == "mardi 1er décembre 2026"
        assert (write_day(date(2026, 12, 11)), write_date(date(2026, 12, 21))) == (
            "vendredi 11 décembre 2026",
            "21 décembre 2026",
        )
    with override("en"):
        assert write_date(date(2026, 12, 1)) == "1 December 2026"


@pytest.mark.parametrize(
    ("language", "parts", "text"),
    [
        ("en", ["Waste", "Glass and paper"], "Waste and Glass and paper"),
        ("de", ["Abfall", "Wasser"], "Abfall und Wasser"),
        (
            "de",
            ["Abfall", "Ökobilanzierung", "Glas- und Papierrecycling"],
            "Abfall, Ökobilanzierung sowie Glas- und Papierrecycling",
        ),
        ("de", ["Glas- und Papierrecycling"], "Glas- und Papierrecycling"),
    ],
)
def test_a_german_list_of_parts_that_are_lists_can_be_read(language: str, parts: list[str], text: str) -> None:
    with override(language):
        assert write_list(parts) == text


@pytest.mark.parametrize(
    ("language", "label", "inside"),
    [
        ("fr", "Analyse du cycle de vie", "analyse du cycle de vie"),
        ("fr", "Énergie solaire", "énergie solaire"),
        ("fr", "L’autre partie n’a plus répondu", "l’autre partie n’a plus répondu"),
        ("fr", "IA générative", "IA générative"),
        ("fr", "R&D", "R&D"),
        ("fr", "", ""),
        ("en", "Life-cycle assessment", "Life-cycle assessment"),
        ("de", "Ökobilanz", "Ökobilanz"),
    ],
)
def test_a_label_inside_a_sentence(language: str, label: str, inside: str) -> None:
    with override(language):
        assert write_inside(label) == inside


@pytest.mark.parametrize(("language", "ranges"), [("en", ("10–49", "250+")), ("fr", ("10 à 49", "250 et plus"))])
def test_a_range_of_numbers(language: str, ranges: tuple[str, str]) -> None:
    with override(language):
        assert (write_range(10, 49), write_range(250, None)) == ranges


def test_a_moment_is_the_day_it_falls_on_in_the_active_time_zone() -> None:
    assert write_day(datetime(2026, 12, 3, 23, 30, tzinfo=UTC)) == "Friday 4 December 2026"


@pytest.mark.parametrize(
    ("language", "span"),
    [("en", "18:00–18:30"), ("fr", "18:00–18:30"), ("de", "18:00–18:30"), ("ko", "오후 6:00–오후 6:30")],
)
def test_a_span_is_told_by_the_clocks_of_its_zone(language: str, span: str) -> None:
    begin = datetime(2026, 12, 4, 9, tzinfo=UTC)

    with override(language):
        assert write_span(begin, HALF_AN_HOUR, SEOUL) == span


@pytest.mark.parametrize(
    ("language", "number", "share", "euros"),
    [
        ("en", "1,234,567", "25%", "€4,200,000"),
        ("fr", "1\u202f234\u202f567", "25\u00a0%", "4\u202f200\u202f000\u00a0€"),
        ("de", "1.234.567", "25\u00a0%", "4.200.000\u00a0€"),
        ("ko", "1,234,567", "25%", "420만 유로"),
    ],
)
def test_numbers_shares_and_euros(language: str, number: str, share: str, euros: str) -> None:
    with override(language):
        assert (write_number(1_234_567), write_percent(0.254), write_money(4_200_000)) == (number, share, euros)


@pytest.mark.parametrize(
    ("won", "text"),
    [
        (0, "0원"),
        (3_100_000, "3,100,000원"),
        (3_100_000_000, "31억 원"),
        (3_150_000_000, "31억 5,000만 원"),
        (3_150_000_001, "3,150,000,001원"),
        (1_200_000_000_000, "1조 2,000억 원"),
    ],
)
def test_a_korean_reads_won_in_the_steps_korean_counts_in(won: int, text: str) -> None:
    with override("ko"):
        assert write_money(won, "KRW") == text


def test_others_read_won_with_their_sign() -> None:
    assert write_money(3_100_000_000, "KRW") == "₩3,100,000,000"


@pytest.mark.parametrize(
    ("language", "country", "town", "place"),
    [
        ("en", "LU", "Grevenmacher", "Grevenmacher, Luxembourg"),
        ("de", "LU", "Grevenmacher", "Grevenmacher, Luxemburg"),
        ("ko", "LU", "Grevenmacher", "룩셈부르크 그레벤마허"),
        ("en", "LU", "Luxembourg", "Luxembourg"),
        ("de", "LU", "Luxembourg", "Luxemburg"),
        ("en", "KR", "대전", "Daejeon, Korea"),
        ("ko", "KR", "Gangnam-gu, Seoul", "한국 서울 강남"),
        ("en", "KR", "Nowhere", "Nowhere, Korea"),
    ],
)
def test_a_place_reads_in_the_order_of_the_language(language: str, country: str, town: str, place: str) -> None:
    with override(language):
        assert write_place(country, town) == place


@pytest.mark.parametrize(
    ("language", "thousands"),
    [("en", "1,234"), ("fr", "1\u202f234"), ("de", "1.234"), ("ko", "1,234")],
)
def test_filters_of_the_directory_count_as_all_numbers_are_written(language: str, thousands: str) -> None:
    choices = [FilterChoice("city", "Seoul", "Seoul", count, is_chosen=False) for count in (999, 1234)]

    with override(language):
        assert re.findall(r'filters__count">(.*?)<', checkboxes(choices)) == ["999", thousands]


def test_a_count_stands_beside_what_it_counts() -> None:
    assert count_aside(1234) == "(1,234)"


def test_a_person_is_named_with_their_company() -> None:
    assert write_person("Anne Weirig", "Menuiserie Weirig") == "Anne Weirig (Menuiserie Weirig)"
    assert write_person("Anne Weirig", "") == "Anne Weirig"
    with override("ko"):
        assert write_person("Anne Weirig", "Menuiserie Weirig") == "Anne Weirig 님(Menuiserie Weirig)"


@pytest.mark.parametrize(
    ("language", "names", "listed"),
    [
        ("en", ["English", "French", "Korean"], "English, French and Korean"),
        ("fr", ["anglais", "français", "coréen"], "anglais, français et coréen"),
        ("de", ["Englisch", "Französisch", "Koreanisch"], "Englisch, Französisch und Koreanisch"),
        (
            "ko",
            ["최적화 및 제어 알고리즘", "OT 및 IoT 보안", "인공지능"],
            "최적화 및 제어 알고리즘, OT 및 IoT 보안, 인공지능",
        ),
        ("ko", ["71.12", "70.22"], "71.12, 70.22"),
    ],
)
def test_a_list_shows_where_each_of_its_names_ends(language: str, names: list[str], listed: str) -> None:
    with override(language):
        assert write_list(names) == listed


@pytest.mark.parametrize(("language", "written"), [("en", "joint venture (peer)"), ("ko", "joint venture(peer)")])
def test_korean_sets_a_bracket_right_behind_its_word(language: str, written: str) -> None:
    with override(language):
        assert write_with_aside("joint venture", "peer") == written
