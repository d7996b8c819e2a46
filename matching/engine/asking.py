"""Sentences of a wish that praise the company and ask for nothing: they say little of the partner wanted."""

import re

_SELF = {
    "en": re.compile(r"\b(?:our|us|we)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:nos|notre|nous)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:unser\w*|uns|wir)\b", re.IGNORECASE),
    "ko": re.compile(r"당사|저희|우리|자사"),
}
_ASKING = {
    "en": re.compile(
        r"\b(?:look|seek|need|want|wish|would like|welcom|requir|search|sought|prefer|ideal|hope|partner|should|must"
        r"|ask|interested|who\b|able)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"souhait|voudri|cherch|besoin|bienven|nécessair|idéal|préfér|partenaire|\bdoit|devra|demand|intéress|capable"
        r"|\bqui\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"such|brauch|willkomm|wünsch|ideal|bevorzug|\bgern|partner|\bmuss|\bsoll|benötig|interess|gefragt",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"찾|구합|구하|희망|원합|원하|필요|환영|바랍|모집|우대|선호|파트너|관심|협력|함께"),
}


def asks_nothing(text: str, language: str) -> bool:
    """Say whether the sentence speaks of the company itself and has no word of wishing; elsewhere than in ko en fr de
    none does."""
    own = _SELF.get(language)
    return bool(own and own.search(text) and not _ASKING[language].search(text))
