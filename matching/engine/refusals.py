"""Which words of a wish say what is NOT wanted, in Korean, English, French and German.

A clause is a refusal when it is negative and wishes for nothing besides. What describes the partner wanted ("a firm
that cannot use its residue"), what the company itself lacks ("we have no test bench") and negations that refuse nothing
("not only", "pas forcément") are taken out before anything is looked for.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOO_MUCH = {
    "en": r"coarse|small|big|large|early|late|slow|expensive|far|heavy|rough|crude|young|weak|complex",
    "fr": r"grossi\w+|petit\w*|grand\w*|chers?|chères?|loin\w*|tôt|tard|lent\w*|lourd\w*|jeunes?|coûteu\w+",
    "de": r"grob|klein|groß|teuer|früh|spät|ungenau|langsam|schwer|weit|jung|aufwendig|unreif",
}


SHORT_REFUSAL = 60  # characters in which there is hardly room for a wish besides


class _Rules(NamedTuple):
    """`neutral` is taken out first. `refused` makes a refusal; so does `negative`, unless `wished` is there too, which
    is looked for without what is `denied`. `border`: where a sentence may be cut."""

    neutral: re.Pattern[str]
    refused: re.Pattern[str]
    negative: re.Pattern[str]
    denied: re.Pattern[str]
    wished: re.Pattern[str]
    border: re.Pattern[str]


def _rules(**parts: str) -> _Rules:
    return _Rules(**{name: re.compile(part, re.IGNORECASE) for name, part in parts.items()})


_START = r"(?:^|[,;:–—(]\s*|\s-\s*)(?:but |and |mais |et |aber |und )?"

_RULES = {
    "en": _rules(
        neutral=r"\b(?:because|since|that|which|who|whose|where|if|when|while|although|as long as)\b[^,.:;]*"
        r"|\bwith no\b"
        r"|\bnot (?:only|just|merely|yet|necessarily|enough|matter|important|far from|to mention|less than"
        r"|more than"
        r"|afraid|limited to|hesitate)\b|\bdoes(?: not|n['’]t) matter\b|\bor not\b|\bis not a must\b"
        r"|\bno (?:matter|longer|later|more than|less|fewer|further (?:away|than)|problem|obstacle|obligation)\b"
        r"|\bdo(?: not|n['’]t) hesitate\b|\bwhy not\b|\bnot\b[^.;,]*,? but (?!also not)(?=\w)"
        r"|\bwe(?: are not| are no|['’]re not| do not have| don['’]t have| have no| lack| do not own| can ?not)\b"
        r"(?! (?:interest|looking|seeking|searching|need|use|plan|intention|room|accept|support|offer|take"
        r"|consider|work|host"
        r"|help|finance|promise|cooperate|buy|want))[^,.:;]*"
        r"|\bnobody (?:is|has|knows)\b|\bany\w* but\b",
        refused=rf"{_START}(?:please )?(?:not?|never|none of|neither|nor|nothing|nobody|except(?: for)?|excluding"
        rf"|excluded|spare us|save your|leave out)\b(?! only\b)|[-–—:]\s*(?:please )?not?\s*(?:thanks?"
        rf"|please)?[.!]*$"
        rf"|\bNOT:|\bplease,? no[t.]?\b|\bneed not\b|\bexclud(?:ed|es?|ing)\b|\bout of (?:scope|place"
        rf"|the question|bounds)\b"
        rf"|\boff the table\b|\brul\w+ out\b|\bdeclined?\b"
        rf"|\bof (?:no|little) (?:interest|use|value)\b|\b(?:un(?:wanted|welcome|suitable|interesting))\b"
        rf"|\brefrain\b"
        rf"|\b(?:look|go|ask|try) elsewhere\b|\brather not\b|\bsorry\b|\brefuse\b|\bavoid(?:ed)?\b|\bwe pass on\b"
        rf"|\b(?:are|is|as|be) (?:our |a |direct |rather )*(?:competitors?|rivals?)\b|^competitors?\b"
        rf"|\btoo (?:{_TOO_MUCH['en']})\b|\b(?:want|need|seek|accept|take|buy|consider) (?:no|neither|nothing)\b"
        r"|\blook(?:ing)? for (?:no|neither)\b|\bno (?:interest|need|use|place|room)\b|\bwe wish you well\b",
        negative=r"\boutside (?:our|the|this) (?:\w+ )?(?:scope|project|search|mandate|field|remit|market)\b"
        r"|\bnot\b|\bno\b|n['’]t\b|\bcannot\b|\bneither\b|\bnor\b|\bnever\b|\bnone\b|\bnothing\b",
        denied=r"(?:\bnot|n['’]t|\bnever|\bcannot|\bnor)\b(?: \w+){0,3}? (?:look\w*|seek\w*|need\w*|want\w*"
        r"|wish|like|welcomed?"
        r"|requir\w+|search\w*|sought|prefer\w*|hope)\b",
        wished=r"\b(?:look(?:ing)? for|seek|need(?! not)|want|wish for|would like|welcome|require|search for"
        r"|sought|wanted"
        r"|prefer\w*|ideal|hope)\b(?! (?:no|not|neither|nothing)\b)",
        border=r"(?<=[,;–—])\s+(?=(?:but |and )?(?:not (?!only|just|yet|necessarily|less|more)|no (?!matter"
        r"|longer|later"
        r"|more|less)|nor |neither |never |except|excluding|please no))|,?\s+(?=but (?:not|no)\b)"
        r"|(?<=[,;])\s+(?=but (?!not|no|also)\w+)",
    ),
    "fr": _rules(
        neutral=r"\b(?:qui|que|dont|où|car|parce|puisque|lorsque|quand|si)\b[^,.:;]*|\bqu['’]\w+[^,.:;]*"
        r"|\bsans\b[^,.:;]*?\bni\b|\bn['’]étant\b[^,.:;]*"
        r"|\bpas (?:seulement|uniquement|qu|forcément|nécessairement|encore|moins|plus)\b[^,.:;]*|\bnon seulement\b"
        r"|\bn['’]hésitez pas\b|\bpeu importe\b|\bn(?:e|['’]) ?(?:a|ont|est|sont"
        r"|pose\w*) pas (?:d['’]importance|important\w*"
        r"|obligatoires?|un (?:problème|obstacle)|de problème)\b|\bne \w+ que\b|\bne \w+ qu['’]"
        r"|\bnous n(?:e|['’]) ?(?:avons pas (?!besoin|l['’]intention|vocation)|avons aucun(?! besoin| intérêt)"
        r"|disposons pas"
        r"|sommes (?:pas|ni) (?!intéress)|pouvons pas (?!accept|offr|prendre|support)|savons pas"
        r"|possédons pas)[^,.:;]*"
        r"|\b(?:non|pas)\b[^.;,]*,? mais (?=\w)|\bni plus ni moins\b|\brien ne presse\b",
        refused=rf"{_START}(?:pas (?:de|d['’]|intéress|les?|des)|ni|aucune?|non (?:merci|aux?|pas)|surtout pas"
        rf"|sauf|hormis"
        rf"|rien|jamais|exclu\w*)(?!\w)|^hors (?!d['’])|\btout sauf\b|[-–—:]\s*(?:surtout )?(?:non"
        rf"|pas)\s*(?:merci)?[.!]*$"
        rf"|\bnon merci\b|\bNON ?:|\bexclu(?:s|e|es|ons|t)?\b|\bécart(?:ons|ée?s?)\b|\bsans (?:objet|intérêt)\b"
        rf"|\bhors (?:de propos|sujet|champ|périmètre|cible|de question)\b|\bs['’]abstenir\b|\binutiles?\b"
        rf"|\bconcurrents?\b|\bà l['’]exception\b|\brefus(?:ons|ées?|és?|e)\b|\bévit(?:er|ons|ez)\b"
        rf"|\bde ne pas\b|\bdéclin(?:ons|ée?s?)\b|\btrop (?:{_TOO_MUCH['fr']})\b|\bmalvenu\w*|\bindésirables?\b"
        r"|\bpassez votre chemin\b|\btrès peu pour nous\b",
        negative=r"\b(?:ne|n['’]\w+)\b.{0,60}?\b(?:pas|aucun\w*|ni|plus|jamais|guère|rien)\b|\bn['’](?:est|ont"
        r"|a)\b.*\bpas\b"
        r"|\bni\b|\bpas\b",
        denied=r"\b(?:pas|plus|guère|aucun\w*)\b(?: \w+){0,2}? (?:recherch\w+|bienvenue?s?|nécessaires?"
        r"|souhait\w+|cherch\w+)"
        r"|\b(?:souhaitons|voudrions|(?:re)?cherchons) (?:pas|ni|aucun\w*|plus)\b",
        wished=r"\b(?:souhaitons|voudrions|(?:re)?cherchons"
        r"|recherchée?s?|bienvenue?s?|(?:est|sont) nécessaires?|idéale?(?:ment)?|de préférence)\b",
        border=r"(?<=[,;–—])\s+(?=(?:mais |et )?(?:pas (?:de |d['’])|ni |aucune? |sauf |hormis |surtout pas|non ))"
        r"|(?<=[,;])\s+(?=mais (?!pas|non|aussi)\w+)|\s+(?=mais pas\b)",
    ),
    "de": _rules(
        neutral=r",\s*(?:der|die|das|den|dem|deren|dessen|welche\w*|weil|da|wenn|falls|obwohl|wo|wer|was)\b[^,.:;]*"
        r"|\bnicht (?:nur|unbedingt|zwingend|notwendig\w*|zuletzt|mehr als|weniger als|wichtig|entscheidend)\b"
        r"|\bnoch nicht\b"
        r"|\bkein(?:e|en)? (?:Rolle|Problem|Muss|Hindernis|Bedingung)\b|\bbisher (?:nicht|kein\w*)\b"
        r"|\bwir (?:selbst )?(?:haben|besitzen|sind) (?:selbst |noch |bisher )*(?:kein(?!\w* (?:Bedarf"
        r"|Interesse|Verwendung))"
        r"\w*|nicht)\b[^.;:]*?(?=\bund (?:suchen|brauchen)|[,.;:]|$)"
        r"|\bwir können\b[^,.;:]*\bnicht (?!anbieten|annehmen|unterstützen|berücksichtigen|kaufen)[^,.;:]*?"
        r"(?=\bund (?:suchen|brauchen)|[,.;:]|$)"
        r"|\b(?:nicht|kein\w*)\b[^.;]*,? sondern\b",
        refused=rf"{_START}(?:bitte )?(?:kein\w*|nicht|weder|nichts|nie|ausgenommen|außer|ausgeschlossen)\b(?! nur)"
        rf"|\balles außer\b|[-–—:]\s*(?:bitte )?(?:nein|nicht)\s*(?:danke)?[.!]*$|\bNICHT:"
        rf"|\b(?:ausgeschlossen|ausgenommen|ungeeignet|uninteressant|unerwünscht|unpassend|abzusehen|tabu"
        rf"|entfällt|entfallen"
        rf"|Fehlanzeige)\w*|\b(?:sind|als|ist) (?:für uns )?(?:direkte? )?(?:wettbewerber|konkurrent)\w*"
        rf"|^(?:wettbewerber|konkurrent)\w*"
        rf"|\b(?:scheid|schließ|lehn|seh)\w*\b[^.]*?\b(?:aus|ab)(?=[.,;]|$)|\bverzichte[nt]?\b|\baußen vor\b"
        rf"|\bnein danke\b"
        rf"|\bzu (?:{_TOO_MUCH['de']})\b|\bvermeiden\b|\bkein\w* (?:Interesse|Bedarf|Verwendung|Thema)\b"
        rf"|\bunerwünscht\b"
        rf"|\bnicht (?:gesucht|gewünscht|gefragt|benötigt|berücksichtigt|vorgesehen|erwünscht|in Frage|infrage"
        rf"|Gegenstand)\b",
        negative=r"\bnicht\b|\bkein\w*\b|\bweder\b|\bnie(?:mals)?\b",
        denied=r"\b(?:suchen|brauchen|wünschen|benötigen)\b[^,.;]*?\b(?:nicht|kein\w*|weder|nie)\b"
        r"|\b(?:nicht|kein\w*|weder)\b(?: \w+){0,3}? (?:gesucht|willkommen|suchen|brauchen|bevorzugt|gerne?)\b",
        wished=r"\b(?:gesucht wird|suchen|brauchen|willkommen|wünschen|wäre ideal|idealerweise|bevorzugt|gerne?)\b",
        border=r"(?<=[,;–—])\s+(?=(?:aber |und |jedoch )?(?:nicht (?!nur|unbedingt|zwingend|zuletzt|mehr"
        r"|weniger)|kein(?:e|en|er)? "
        r"|weder |nichts |ausgenommen|außer ))|(?<=[,;])\s+(?=aber (?!nicht|kein|auch)\w+)",
    ),
    "ko": _rules(
        neutral=r"뿐(?:만)? 아니라|(?:이|가)? ?아니라|아니어도|없어도|없더라도|않아도|못해도"
        r"|(?:상관|관계|문제|제한|제약|끊김|빠짐)(?:이|은|는|도)? ?없\S*"
        r"|\S*(?:설비|장비|시설|인력|조직|실험실|시험소|공장|경험|기술|역량|특허|부지)(?:이|가|은|는"
        r"|도)? ?없(?:습니다|으며|고|음|어)"
        r"|(?:보유|확보)하(?:고 있)?지 (?:않|못)\S*|갖추(?:고 있)?지 (?:않|못)\S*"
        r"|(?:당사|저희|우리)(?:는|가) \S+(?:가|이) 아닙니다",
        refused=r"제외(?:합니다|하|됩니다|되|함|됨|대상|$|[.!])|사양(?:합니다|하|함)|사절|거절|거부|배제"
        r"|불가(?!피)|불필요|삼가|지양"
        r"|관심 ?없|말아 |마세요|마십시오|대상(?:이|은|에서)? ?(?:아니|아님|아닙|외|뺍|뺌)|범위 밖|해당 ?없"
        r"|해당되지 않|맞지 않"
        r"|(?:^|[\s(:])[XＸ✕×](?:\s*[.)]|\s*$)|안 ?(?:됩니다|됨|돼요|된다|받습니다|받음|합니다|함"
        r"|해요)(?=[\s.,!)]|$)",
        negative=r"지(?:는|도|를)? ?(?:않습니다|않으며|않고|않아|않음|않겠|않는다|못합니다|못하며|못함|않을)"
        r"|수(?:는|가|도)? ?없(?:습니다|으며|고|음|다)"
        r"|아닙니다|아니며|아니고|아님|아니다|아니에요|아닌(?=[.,]|$)"
        r"|(?:필요|관심|계획|의향|생각|의사|예정|여력)\S{0,3} ?없|(?:계획|고려|검토|대상)에\S? ?없"
        r"|[은는이](?: \S+){0,2} ?(?:어렵습니다|어려움|곤란)|경쟁사",
        denied=r"(?:찾|구하|원하|필요하|희망하|환영하|바라|고려하|받)지(?:는|도)? ?(?:않|못)\S*",
        wished=r"(?:찾습니다|구합니다|희망합니다|원합니다|필요합니다|환영합니다|바랍니다|모집합니다|우대"
        r"|선호합니다|찾고 있습니다)[.!]*\s*$",
        border=r"(?<=않으며)[\s,]+|(?<=않고),\s*|(?<=아니며)[\s,]+|(?<=아니고)[\s,]+|(?<=없으며)[\s,]+"
        r"|(?<=없고),\s*"
        r"|(?<=사양하며)[\s,]+|(?<=제외하고)[\s,]+|(?<=제외하며)[\s,]+|(?<=[하으]며),\s*|(?<=하고),\s*"
        r"|(?<=지만),\s*|(?<=어려우며)[\s,]+",
    ),
}


def is_refusal(text: str, language: str) -> bool:
    """Say whether the clause tells what is not wanted; in languages other than ko en fr de none does."""
    rules = _RULES.get(language)
    if rules is None:
        return False
    said = rules.neutral.sub(" ", text)
    if rules.refused.search(said):
        return language != "ko" or not rules.wished.search(said)
    return bool(rules.negative.search(said)) and not rules.wished.search(rules.denied.sub(" ", said))


def is_only_refusal(text: str, language: str) -> bool:
    """Say the same of a refusal that would leave a company without any wish: it must refuse outright.

    Outright: by the words of `refused` or by denying a word of wishing, and not a long sentence that wishes besides.
    """
    rules = _RULES.get(language)
    if rules is None or not is_refusal(text, language):
        return False
    said = rules.neutral.sub(" ", text)
    wishes = rules.wished.search(rules.denied.sub(" ", said)) and len(text) > SHORT_REFUSAL
    return bool(rules.refused.search(said) or rules.denied.search(said)) and not wishes


def split_at_refusals(text: str, language: str) -> Iterator[str]:
    """Yield the clauses of a sentence, cut where a refusal begins or ends; one that holds no refusal stays whole."""
    rules = _RULES.get(language)
    parts = [part for part in rules.border.split(text) if part.strip()] if rules else [text]
    refusing = [is_refusal(part, language) for part in parts]
    if len(parts) < 2 or len(set(refusing)) < 2:
        yield text
        return
    position, start = 0, 0
    for index, part in enumerate(parts):
        begin = text.index(part, position)
        if index and refusing[index] != refusing[index - 1]:
            yield text[start:begin].strip()
            start = begin
        position = begin + len(part)
    yield text[start:].strip()
