"""Many believable companies and projects for benchmarks: four languages, skewed facets, a common and a rare word.

Texts are sentences of the demonstration profiles put together anew, in the language they were written in; many firms
share one. KAIST stands in about 35 % of the companies' texts, Fraunhofer in about 3 %: institutes whose names firms
of every language write alike. The directory's entries are those that the portal would write, brought in by COPY.
"""

import csv
import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice

from django.db import connection
from django.db.models import Prefetch

from companies.models import PROJECT_LIFETIME, Company, CompanyStatus, Cooperation, Project, ProjectStatus
from demonstration.companies import PROFILES
from directory.models import DirectoryEntry, DirectoryVersion, DirectoryWord
from directory.search import documents, terms
from directory.search.documents import key_of
from directory.services.entries import EntryDraft, draft_entries
from taxonomy.vocabulary import DigitalTechnology, GreenObjective

COMMON, RARE = "KAIST", "Fraunhofer"
SHARES = {COMMON: 0.264, RARE: 0.02}
"""Of projects; a company has one and a half of them on average."""
POOL = 500
"""Texts in each language."""
BATCH = 1_000
SENTENCES = {
    COMMON: {
        "ko": "이 기술은 KAIST 연구실과 함께 개발했습니다.",
        "en": "It was developed with a laboratory of KAIST.",
        "fr": "Elle a été mise au point avec un laboratoire du KAIST.",
        "de": "Sie wurde mit einem Labor des KAIST entwickelt.",
    },
    RARE: {
        "ko": "Fraunhofer 연구소가 성능을 시험했습니다.",
        "en": "A Fraunhofer institute has tested it.",
        "fr": "Un institut Fraunhofer l’a testée.",
        "de": "Ein Fraunhofer-Institut hat sie geprüft.",
    },
}
KOREAN_NAMES = [
    *(("Hanbit", "한빛"), ("Saebyeok", "새벽"), ("Pureun", "푸른"), ("Daehan", "대한"), ("Mirae", "미래")),
    *(("Haneul", "하늘"), ("Nuri", "누리"), ("Dasan", "다산"), ("Sejong", "세종"), ("Byeolbit", "별빛")),
    *(("Onnuri", "온누리"), ("Garam", "가람"), ("Baram", "바람"), ("Solbit", "솔빛"), ("Cheongun", "청운")),
]
KOREAN_TRADES = [
    *(("Energy", "에너지"), ("Eco", "에코"), ("Tech", "테크"), ("Systems", "시스템"), ("Water", "워터")),
    *(("Materials", "소재"), ("Mobility", "모빌리티"), ("Robotics", "로보틱스"), ("Bio", "바이오"), ("Data", "데이터")),
]
LUXEMBOURG_NAMES = [
    "Ardoise",
    "Moselle",
    "Kirchberg",
    "Sûre",
    "Alzette",
    "Minett",
    "Oesling",
    "Eislek",
    "Attert",
    "Syre",
]
LUXEMBOURG_TRADES = [
    "Énergie",
    "Umwelt",
    "Technologies",
    "Recyclage",
    "Wasser",
    "Mobilité",
    "Bau",
    "Data",
    "Environnement",
]
LUXEMBOURG_ENDINGS = ["S.à r.l.", "S.A.", "GmbH", "SARL-S"]
NACE = [
    "38.32",
    "35.11",
    "62.01",
    "72.19",
    "28.29",
    "26.51",
    "20.59",
    "36.00",
    "43.22",
    "71.12",
    "01.61",
    "49.41",
    "23.61",
]
COOPERATIONS = [
    *(("technology_transfer", "provider"), ("joint_research", "peer"), ("marketing_cooperation", "provider")),
    *(("technology_transfer", "seeker"), ("marketing_cooperation", "seeker"), ("joint_venture", "peer")),
]
LANGUAGES = {"KR": (("ko", "en"), (0.7, 0.3)), "LU": (("fr", "de", "en"), (0.4, 0.35, 0.25))}
START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Text:
    language: str
    title: str
    summary: str
    offer: str
    seek: str


class Population:
    """Makes companies with their projects, unsaved; the same seed makes the same ones."""

    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)
        lines = [json.loads(line) for line in PROFILES.read_text("utf-8").splitlines()]
        self.cities = {country: _cities(lines, country) for country in LANGUAGES}
        written = [project for line in lines for project in line["projects"]]
        self.pools = {language: self._texts(written, language) for language in ("ko", "en", "fr", "de")}

    def grow(self, start: int, count: int) -> Iterator[tuple[Company, list[Project], list[list[Cooperation]]]]:
        """`count` companies numbered from `start`, each with its one or two projects and their cooperations."""
        for number in range(start, start + count):
            company = self._company(number)
            texts = [self._pick(company.country) for _project in range(self.random.choice((1, 2)))]
            company.summary = texts[0].summary
            projects = [self._project(company, text, number) for text in texts]
            yield company, projects, [self._cooperations(project) for project in projects]

    def _texts(self, written: Sequence[dict], language: str) -> list[Text]:
        mine = [project for project in written if project["language"] == language]
        return [self._text(mine, language) for _text in range(POOL)]

    def _text(self, written: Sequence[dict], language: str) -> Text:
        title = self.random.choice(written)["title"]
        parts = [self._mix(written, part) for part in ("summary", "offer", "seek")]
        for word, share in SHARES.items():
            if self.random.random() < share:
                parts[1] = f"{SENTENCES[word][language]} {parts[1]}"[:700]
        return Text(language, title, *parts)

    def _mix(self, written: Sequence[dict], part: str) -> str:
        """Two or three sentences of different projects."""
        chosen = self.random.sample(written, self.random.choice((2, 3)))
        sentences = [self.random.choice(project[part].split(". ")).rstrip(".") for project in chosen]
        return (". ".join(sentences) + ".")[:500]

    def _pick(self, country: str) -> Text:
        languages, weights = LANGUAGES[country]
        return self.random.choice(self.pools[self.random.choices(languages, weights)[0]])

    def _company(self, number: int) -> Company:
        country = self.random.choices(("KR", "LU"), (0.6, 0.4))[0]
        name, name_local = self._names(country, number)
        verified = START + timedelta(minutes=number)
        return Company(
            source="benchmark",
            source_id=str(number),
            name=name,
            name_local=name_local,
            country=country,
            city=self._skewed(self.cities[country]),
            founded=self.random.randint(1980, 2024),
            employees=int(self.random.lognormvariate(3.2, 1.2)) + 1,
            website=f"https://company-{number}.example",
            languages=["ko", "en"] if country == "KR" else ["fr", "de", "en"],
            nace=[self._skewed(NACE)],
            status=CompanyStatus.VERIFIED,
            created_at=verified,
            verified_at=verified,
        )

    def _names(self, country: str, number: int) -> tuple[str, str]:
        if country == "KR":
            (name, local), (trade, local_trade) = self.random.choice(KOREAN_NAMES), self.random.choice(KOREAN_TRADES)
            return f"{name} {trade} {number} Co., Ltd.", f"{local}{local_trade} {number}(주)"
        words = (self.random.choice(words) for words in (LUXEMBOURG_NAMES, LUXEMBOURG_TRADES))
        return f"{' '.join(words)} {number} {self.random.choice(LUXEMBOURG_ENDINGS)}", ""

    def _project(self, company: Company, text: Text, number: int) -> Project:
        published = START + timedelta(minutes=number)
        trl = self.random.choices(range(1, 10), (1, 1, 2, 4, 6, 8, 10, 8, 5))[0]
        return Project(
            company=company,
            language=text.language,
            title=text.title,
            summary=text.summary,
            offer=text.offer,
            seek=text.seek,
            green_objectives=self._several(GreenObjective.values, 1),
            digital=self._several(DigitalTechnology.values, 0),
            trl=trl,
            partner_trl_min=max(1, trl - 3),
            partner_trl_max=9,
            status=ProjectStatus.PUBLISHED,
            published_at=published,
            expires_at=published + PROJECT_LIFETIME,
        )

    def _cooperations(self, project: Project) -> list[Cooperation]:
        pairs = {self._skewed(COOPERATIONS) for _pair in range(self.random.choice((1, 2)))}
        return [Cooperation(project=project, type=kind, role=role) for kind, role in sorted(pairs)]

    def _several(self, values: Sequence[str], least: int) -> list[str]:
        found = {self._skewed(values) for _value in range(self.random.randint(least, 3))}
        return [value for value in values if value in found]

    def _skewed(self, values: Sequence) -> object:
        """The first value about twice as often as the second, three times as often as the third."""
        return self.random.choices(values, [1 / place for place in range(1, len(values) + 1)])[0]


def fill_database(population: Population, start: int, count: int) -> None:
    """Write them in batches."""
    rows = population.grow(start, count)
    while batch := list(islice(rows, BATCH)):
        Company.objects.bulk_create(company for company, _projects, _cooperations in batch)
        Project.objects.bulk_create(project for _company, projects, _cooperations in batch for project in projects)
        Cooperation.objects.bulk_create(
            cooperation for *_rest, groups in batch for group in groups for cooperation in group
        )


def index_database(after_id: int) -> None:
    """Write the directory's entries of the companies with a higher id than `after_id`, and the words they know."""
    version = DirectoryVersion.objects.create().pk
    indexes = [index for index in DirectoryEntry._meta.indexes if index.fields == ["document"]]
    words: set[str] = set()
    ids = list(Company.objects.filter(pk__gt=after_id).order_by("pk").values_list("pk", flat=True))
    with connection.schema_editor() as editor:  # made at the end at a tenth of the cost
        for index in indexes:
            editor.remove_index(DirectoryEntry, index)
    for start in range(0, len(ids), BATCH):
        drafts = [draft for company in _companies(ids[start : start + BATCH]) for draft in draft_entries(company)]
        drafts.sort(key=lambda draft: draft.document_type)
        _copy_entries(drafts, version)
        words.update(*(draft.words for draft in drafts))
    rows = [DirectoryWord(word=word, key=key_of(word)) for word in sorted(words)]
    DirectoryWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.add_index(DirectoryEntry, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def remember_texts() -> None:
    """Read each text once, for the population repeats them: a convenience of the benchmark."""
    terms.read_terms = lru_cache(maxsize=None)(terms.read_terms)
    documents.concepts_of = lru_cache(maxsize=None)(documents.concepts_of.__wrapped__)


def _companies(ids: Sequence[int]) -> Sequence[Company]:
    projects = Project.objects.order_by("pk").prefetch_related("cooperations")
    companies = Company.objects.filter(pk__in=ids).order_by("pk")
    return companies.prefetch_related(Prefetch("projects", queryset=projects, to_attr="listed_projects"))


def _copy_entries(drafts: Sequence[EntryDraft], version: int) -> None:
    columns = "key, document_type, company_id, project_id, version, is_listed, newest, facets, document"
    stream = io.StringIO()
    csv.writer(stream).writerows(_row(draft, version) for draft in drafts)
    stream.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY directory_directoryentry ({columns}) FROM STDIN WITH (FORMAT csv)", stream)


def _row(draft: EntryDraft, version: int) -> list[object]:
    facets = ",".join(json.dumps(facet, ensure_ascii=False) for facet in draft.facets)
    document = " ".join("'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'" for lexeme in draft.lexemes)
    subject = [draft.key, draft.document_type.value, draft.company_id, draft.project_id]
    return [*subject, version, True, draft.newest.isoformat(), f"{{{facets}}}", document]


def _cities(lines: Sequence[dict], country: str) -> list[str]:
    """The cities of the demonstration, the most frequent first."""
    cities = [line["city"] for line in lines if line["country"] == country]
    return sorted(set(cities), key=lambda city: (-cities.count(city), city))
