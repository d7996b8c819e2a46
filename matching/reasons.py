"""Explanations in words: what the engine's numbers mean to a reader, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Project
from matching.engine.explanations import ExplanationObject, PassageObject, ShareObject
from matching.engine.likelihood import Band, band_of, tens_of
from matching.models import Match
from taxonomy.concepts import LANGUAGES, load_taxonomy
from taxonomy.vocabulary import Country
from values.formats.locales import reader_language

PENALTIES = ("competitor", "excluded")
SMALLEST_POINTS = 0.05  # what is shown as 0.0
EVERY_FIELD = "capability"  # root of the concepts that partners of any field look for
LONGEST_QUOTED = 220  # signs of a passage that stand in the sentence
# What the score alone said of judged pairs, for explanations stored before there was a likelihood.
BY_SCORE = ((0.5, 0.9), (0.4, 0.85), (0.35, 0.55), (0.3, 0.3))

BAND_LABELS: dict[Band, Promise] = {
    Band.VERY_GOOD: gettext_lazy("Very good fit"),
    Band.GOOD: gettext_lazy("Good fit"),
    Band.WORTH_A_LOOK: gettext_lazy("Worth a look"),
    Band.NONE: gettext_lazy("No clear fit"),
}

CRITERION_LABELS: dict[str, Promise] = {
    "meaning": gettext_lazy("Fit between offer and need"),
    "passages": gettext_lazy("Coverage of each need"),
    "concepts": gettext_lazy("Themes in common"),
    "cooperation": gettext_lazy("Type of cooperation and roles"),
    "maturity": gettext_lazy("Stage of development"),
    "green": gettext_lazy("Environmental objectives"),
    "digital": gettext_lazy("Digital technologies"),
    "languages": gettext_lazy("Common working language"),
    "competitor": gettext_lazy("Possible competitors"),
    "excluded": gettext_lazy("Something that one side excludes"),
}
WARNINGS: dict[str, Promise] = {
    "competitor": gettext_lazy("The two companies offer and seek much the same: they may be competitors."),
    "excluded": gettext_lazy("One side excludes something that is close to what the other offers."),
    "trl_outside": gettext_lazy("One side’s stage of development is outside the range the other side accepts."),
    "role_conflict": gettext_lazy("There is no type of cooperation in which the roles of the two companies match."),
    "no_common_language": gettext_lazy("The two companies have no common working language."),
}


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion as it is drawn: values in [0, 1] (None: not stated), points out of 100 in the score."""

    name: str
    label: str
    verdict: str
    korean_seeks: float | None
    luxembourg_seeks: float | None
    points: float

    @property
    def is_penalty(self) -> bool:
        """Whether it speaks against the pair as a whole, not for one side or the other."""
        return self.name in PENALTIES

    @property
    def costs_nothing(self) -> bool:
        """Whether it is a condition that is met: it adds no points, failing it would take some."""
        return self.verdict == "MATCH" and abs(self.points) < SMALLEST_POINTS


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of a project's text; `is_marked` when it met something on the other side."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """A match's explanation, ready to be shown."""

    score: float
    percent: int
    criteria: list[CriterionRow]
    korean_passages: list[PassageObject]
    luxembourg_passages: list[PassageObject]
    korean_concepts: list[str]
    luxembourg_concepts: list[str]
    warnings: list[str]
    sentence: str
    likelihood: float
    band: str
    band_label: str
    band_words: str


def explain_match(explanation: ExplanationObject, *, reader: str = "") -> Reasons:
    """Put a stored explanation into the active language.

    `reader` is the country whose side reads it and is "you"; staff, who are on neither side, read of both.
    """
    likelihood = likelihood_of(explanation)
    band = band_of(likelihood)
    rows = [_criterion_row(share) for share in explanation["criteria"]]
    passages = explanation["passages"]
    korean_concepts, luxembourg_concepts = (
        label_concepts([shared["code"] for shared in explanation.get("concepts", []) if shared["direction"] == seeks])
        for seeks in ("korean_seeks", "luxembourg_seeks")
    )
    korean, luxembourg = (
        [passage for passage in passages if passage["direction"] == seeks]
        for seeks in ("korean_seeks", "luxembourg_seeks")
    )
    return Reasons(
        score=explanation["score"],
        percent=round(100 * explanation["score"]),
        criteria=rows,
        korean_passages=korean,
        luxembourg_passages=luxembourg,
        korean_concepts=korean_concepts,
        luxembourg_concepts=luxembourg_concepts,
        warnings=[str(WARNINGS[code]) for code in explanation["against"] if code in WARNINGS],
        sentence=_explain_directions(korean, luxembourg, reader),
        likelihood=likelihood,
        band=band,
        band_label=str(BAND_LABELS[band]),
        band_words=_("about %(tens)d in 10 such pairs are worth an introduction") % {"tens": tens_of(likelihood)}
        if band
        else "",
    )


def likelihood_of(explanation: ExplanationObject) -> float:
    """That of an explanation, by the score alone where it was stored before there was one."""
    stored = explanation.get("likelihood")
    if stored is not None:
        return stored
    return next((likely for least, likely in BY_SCORE if explanation["score"] >= least), 0.05)


def label_concepts(codes: Iterable[str]) -> list[str]:
    """Names of concepts in the active language, the most telling first; codes the taxonomy lost are left out.

    Technologies come before what partners of any field look for (testing, distribution, funding, …).
    """
    taxonomy = load_taxonomy()
    known = sorted(
        (code for code in set(codes) if code in taxonomy),
        key=lambda code: (EVERY_FIELD in taxonomy.roots(code), -taxonomy.information(code), code),
    )
    language = reader_language()
    return [taxonomy.label(code, language if language in LANGUAGES else "en") for code in known]


def _criterion_row(share: ShareObject) -> CriterionRow:
    return CriterionRow(
        name=share["name"],
        label=str(CRITERION_LABELS.get(share["name"], share["name"])),
        verdict=share["verdict"],
        korean_seeks=share["korean_seeks"],
        luxembourg_seeks=share["luxembourg_seeks"],
        points=100 * share["contribution"],
    )


def _explain_directions(korean: list[PassageObject], luxembourg: list[PassageObject], reader: str) -> str:
    """What a case manager would say first: for each side the wish that is met and what meets it."""
    said = [
        _explain_direction(passages[0], asker, reader)
        for passages, asker in ((korean, Country.KOREA), (luxembourg, Country.LUXEMBOURG))
        if passages
    ]
    if reader == Country.LUXEMBOURG:
        said.reverse()
    return format_html_join(" ", "{}", ((one,) for one in said)) or _(
        "No single passage by itself offers what the other side seeks: read both projects before you decide."
    )


def _explain_direction(passage: PassageObject, asker: str, reader: str) -> SafeString:
    """Markup, for what is quoted is marked with its own language."""
    quoted = {
        "seek": _quote(passage["seek_text"], passage.get("seek_language", "")),
        "answer": _quote(passage["answer_text"], passage.get("answer_language", "")),
    }
    if reader and reader == asker:
        told = _("You seek: “%(seek)s” They offer: “%(answer)s”")
    elif reader:
        told = _("They seek: “%(seek)s” You offer: “%(answer)s”")
    elif asker == Country.KOREA:
        told = _("The Korean side seeks: “%(seek)s” The Luxembourg side offers: “%(answer)s”")
    else:
        told = _("The Luxembourg side seeks: “%(seek)s” The Korean side offers: “%(answer)s”")
    return mark_safe(escape(told) % quoted)  # noqa: S308 - both parts are escaped


def _quote(text: str, language: str) -> SafeString:
    """Explanations stored before passages told their language leave it to the page's."""
    return format_html('<span lang="{}">{}</span>', language, shorten(text)) if language else escape(shorten(text))


def shorten(text: str) -> str:
    """The passage as it is, with an ellipsis where it begins inside a sentence, ends inside one or is too long."""
    told = text if len(text) <= LONGEST_QUOTED else text[:LONGEST_QUOTED].rsplit(" ", 1)[0] + ","
    if told.endswith((",", ";", ":", "–", "—")):
        told = told.rstrip(" ,;:–—") + "…"
    return f"… {told}" if told[:1].islower() else told


@dataclass(frozen=True, slots=True)
class MarkedProject:
    """A project whose texts show what met the other side."""

    project: Project
    summary: list[TextPart]
    offer: list[TextPart]
    seek: list[TextPart]


def mark_projects(match: Match, reasons: Reasons) -> tuple[MarkedProject, MarkedProject]:
    """The Korean and the Luxembourg project of a match, each with the passages that met marked."""
    return (
        _mark_project(match.korean_project, wishes=reasons.korean_passages, answers=reasons.luxembourg_passages),
        _mark_project(match.luxembourg_project, wishes=reasons.luxembourg_passages, answers=reasons.korean_passages),
    )


def _mark_project(project: Project, *, wishes: list[PassageObject], answers: list[PassageObject]) -> MarkedProject:
    told = [passage["answer_text"] for passage in answers]
    return MarkedProject(
        project=project,
        summary=mark_passages(project.summary, told),
        offer=mark_passages(project.offer, told),
        seek=mark_passages(project.seek, [passage["seek_text"] for passage in wishes]),
    )


def mark_passages(text: str, passages: Iterable[str]) -> list[TextPart]:
    """Cut a text into stretches, those that met the other side marked; joined, the parts are the text again.

    A passage that does not stand in the text as it is (the text was edited since) is not marked.
    """
    spans = sorted(
        (text.find(passage), text.find(passage) + len(passage)) for passage in set(passages) if passage in text
    )
    parts, position = [], 0
    for start, end in spans:
        if start >= position:
            parts += [TextPart(text[position:start], is_marked=False), TextPart(text[start:end], is_marked=True)]
            position = end
    return [part for part in [*parts, TextPart(text[position:], is_marked=False)] if part.text]
