"""Languages people work in: ISO 639-1 codes, their names, and which one a short text is written in."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii "
    "ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi "
    "mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw "
    "sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk "
    "ur uz ve vi vo wa wo xh yi yo za zh zu"
)
ISO_639_1 = frozenset(_ISO_639_1.split())

NAMES: dict[str, Promise] = {
    "ar": _("Arabic"),
    "bg": _("Bulgarian"),
    "cs": _("Czech"),
    "da": _("Danish"),
    "de": _("German"),
    "el": _("Greek"),
    "en": _("English"),
    "es": _("Spanish"),
    "et": _("Estonian"),
    "fi": _("Finnish"),
    "fr": _("French"),
    "ga": _("Irish"),
    "hi": _("Hindi"),
    "hr": _("Croatian"),
    "hu": _("Hungarian"),
    "id": _("Indonesian"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "ko": _("Korean"),
    "lb": _("Luxembourgish"),
    "lt": _("Lithuanian"),
    "lv": _("Latvian"),
    "mt": _("Maltese"),
    "nl": _("Dutch"),
    "no": _("Norwegian"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "sk": _("Slovak"),
    "sl": _("Slovenian"),
    "sv": _("Swedish"),
    "th": _("Thai"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "vi": _("Vietnamese"),
    "zh": _("Chinese"),
}

HANGUL = re.compile("[\uac00-\ud7a3]")
FREQUENT_WORDS = {
    "en": frozenset(
        ("the", "and", "of", "with", "for", "we", "is", "our", "are", "who", "from", "by", "that", "its", "in")
    ),
    "fr": frozenset(
        (
            "le",
            "la",
            "les",
            "des",
            "et",
            "du",
            "une",
            "pour",
            "nous",
            "est",
            "dans",
            "avec",
            "sur",
            "qui",
            "aux",
            "par",
            "notre",
        )
    ),
    "de": frozenset(
        (
            "der",
            "die",
            "das",
            "und",
            "mit",
            "ein",
            "eine",
            "für",
            "wir",
            "ist",
            "auf",
            "von",
            "den",
            "im",
            "zu",
            "aus",
            "unser",
        )
    ),
}


def name_language(code: str) -> str:
    """The language's name in the reader's language; the code itself in capitals when we have no name for it."""
    return str(NAMES.get(code, code.upper()))


def guess_language(text: str) -> str:
    """`ko`, `en`, `fr` or `de` as the text's script and frequent words suggest; empty when nothing suggests any.

    For the `lang` attribute of texts stored without their language; ties go to the first in that order.
    """
    if HANGUL.search(text):
        return "ko"
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(word in frequent for word in words) for code, frequent in FREQUENT_WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else ""
