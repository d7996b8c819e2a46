import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

PROJECT = {
    "language": "en",
    "cooperation": [{"type": "technology_transfer", "role": "provider"}],
    "green_objectives": ["circular_economy"],
    "digital": [],
    "trl": 8,
    "partner_trl": [7, 9],
}


def company(country, number, *projects, **changes):
    identity = f"{country.lower()}-{number}"
    return {
        "id": identity,
        "name": f"Company {identity}",
        "country": country,
        "city": "Seoul",
        "founded": 2015,
        "employees": 38,
        "turnover_eur": None,
        "website": f"https://{identity}.example",
        "languages": ["en"],
        "nace": ["38.32"],
        "summary": "A company.",
        "projects": [
            PROJECT | project | {"id": f"{identity}-p{position}"} for position, project in enumerate(projects, 1)
        ],
    } | changes


RECYCLER = {
    "language": "ko",
    "title": "폐태양광 모듈 재활용 설비",
    "summary": "폐태양광 모듈에서 유리와 알루미늄을 분리하는 설비를 만듭니다.",
    "offer": "태양광 패널 재활용 설비와 교육을 제공합니다.",
    "seek": "폐태양광 패널을 수거하는 유럽 기업을 찾습니다.",
}
COLLECTOR = {
    "title": "Waste solar panels waiting for a recycling process",
    "summary": "We collect waste solar panels and have a permitted hall.",
    "offer": "Solar panels, a site and permits.",
    "seek": "A maker of recycling equipment for solar panels.",
    "cooperation": [{"type": "technology_transfer", "role": "seeker"}],
}
INSURER = {
    "title": "Flood insurance for small farms",
    "summary": "We design insurance against floods.",
    "offer": "Insurance capacity and clients.",
    "seek": "A supplier of satellite flood maps.",
}


@pytest.fixture
def write(tmp_path):
    def write_lines(*lines):
        path = tmp_path / "profiles.jsonl"
        texts = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines]
        path.write_bytes(b"\n".join(texts) + b"\n")
        return path

    return write_lines


def scores_of(path, tmp_path):
    output = tmp_path / "scores.tsv"
    call_command("match_profiles", str(path), "--output", str(output), stdout=StringIO())
    rows = [line.split("\t") for line in output.read_text(encoding="utf-8").splitlines()]
    return {(korean, luxembourger): float(score) for korean, luxembourger, score in rows}


def test_every_korean_project_is_scored_with_every_luxembourg_one(write, tmp_path):
    path = write(company("LU", "01", COLLECTOR, INSURER), company("KR", "01", RECYCLER), company("KR", "02", INSURER))

    scores = scores_of(path, tmp_path)

    assert list(scores) == [
        ("kr-01-p1", "lu-01-p1"),
        ("kr-01-p1", "lu-01-p2"),
        ("kr-02-p1", "lu-01-p1"),
        ("kr-02-p1", "lu-01-p2"),
    ]
    assert all(0 <= score <= 1 for score in scores.values())


def test_the_partner_in_another_language_is_ranked_before_another_trade(write, tmp_path):
    path = write(company("KR", "01", RECYCLER), company("LU", "01", COLLECTOR), company("LU", "02", INSURER))

    scores = scores_of(path, tmp_path)

    assert scores["kr-01-p1", "lu-01-p1"] > scores["kr-01-p1", "lu-02-p1"]


def test_the_same_file_gives_the_same_scores(write, tmp_path):
    path = write(company("KR", "01", RECYCLER), company("LU", "01", COLLECTOR))

    assert scores_of(path, tmp_path) == scores_of(path, tmp_path)


def test_keys_the_format_does_not_know_and_blank_lines_are_ignored(write, tmp_path):
    extra = {"registration_number": "124-81-00998", "sme": True, "contact": {"name": "Kim"}}
    path = write(company("KR", "01", RECYCLER, **extra), b"", company("LU", "01", COLLECTOR, name_local="Firma"))

    assert list(scores_of(path, tmp_path)) == [("kr-01-p1", "lu-01-p1")]


def test_a_byte_order_mark_is_no_error(write, tmp_path):
    korean = b"\xef\xbb\xbf" + json.dumps(company("KR", "01", RECYCLER)).encode()

    assert list(scores_of(write(korean, company("LU", "01", COLLECTOR)), tmp_path)) == [("kr-01-p1", "lu-01-p1")]


def test_what_is_unknown_may_be_null(write, tmp_path):
    unknown = {"trl": None, "partner_trl": None, "cooperation": [], "green_objectives": []}
    path = write(company("KR", "01", RECYCLER | unknown, employees=None), company("LU", "01", COLLECTOR | unknown))

    assert list(scores_of(path, tmp_path)) == [("kr-01-p1", "lu-01-p1")]


@pytest.mark.parametrize("lines", [[], [company("KR", "01", RECYCLER)], [company("LU", "01", COLLECTOR)]])
def test_a_side_without_projects_gives_no_pairs(write, tmp_path, lines):
    assert scores_of(write(*lines), tmp_path) == {}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"id": "kr-02",', r"line 2: not JSON"),
        (b"[1, 2]", r"line 2: a company must be a JSON object"),
        (b'{"id": "\xff"}', r"line 2: not UTF-8"),
        (company("KR", "01", RECYCLER), r"line 2: project id 'kr-01-p1' occurs twice"),
        (company("FR", "02", RECYCLER), r"line 2: unknown country 'FR'; known are KR, LU"),
        (company("KR", "02", RECYCLER | {"language": "ja"}), r"line 2: unknown language 'ja'"),
        (company("KR", "02", RECYCLER | {"digital": ["steam"]}), r"line 2: unknown digital 'steam'"),
        (company("KR", "02", RECYCLER | {"green_objectives": "water"}), r"line 2: 'green_objectives' must be a list"),
        (company("KR", "02", RECYCLER | {"trl": 10}), r"line 2: 'trl' must be a whole number from 1 to 9, not 10"),
        (company("KR", "02", RECYCLER | {"trl": True}), r"line 2: 'trl' must be a whole number from 1 to 9, not True"),
        (company("KR", "02", RECYCLER | {"partner_trl": [9, 7]}), r"line 2: 'partner_trl' must run from the lower"),
        (company("KR", "02", RECYCLER | {"partner_trl": 7}), r"line 2: 'partner_trl' must be two levels or null"),
        (company("KR", "02", RECYCLER | {"seek": " "}), r"line 2: 'seek' must be a text"),
        (company("KR", "02", RECYCLER, employees="38"), r"line 2: 'employees' must be a whole number or null"),
        (
            company("KR", "02", RECYCLER | {"cooperation": [{"type": "barter", "role": "peer"}]}),
            r"line 2: unknown cooperation type 'barter'",
        ),
        (
            company("KR", "02", RECYCLER | {"cooperation": [{"type": "joint_research", "role": "boss"}]}),
            r"line 2: unknown cooperation role 'boss'",
        ),
    ],
)
def test_a_line_that_breaks_the_format_is_named_with_its_number(write, tmp_path, line, message):
    path = write(company("KR", "01", RECYCLER), line)

    with pytest.raises(CommandError, match=message):
        scores_of(path, tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.jsonl: No such file or directory"):
        scores_of(tmp_path / "missing.jsonl", tmp_path)


def test_scores_that_cannot_be_written_are_named(write, tmp_path):
    path = write(company("KR", "01", RECYCLER))

    with pytest.raises(CommandError, match="Is a directory"):
        call_command("match_profiles", str(path), "--output", str(tmp_path))
