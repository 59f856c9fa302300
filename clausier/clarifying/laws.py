"""The texts outside the contract that a clause names: codes, laws, regulations. Found, never judged."""

import re

from clausier.domain.text import Span

_NUMBER = r"(?:(?:[LRDA]\.?\s?)?\*?\d[\d.-]*\d|(?:[LRDA]\.?\s?)?\d|1er)"
_ARTICLE = rf"(?i:articles?|art\.)\s+{_NUMBER}(?:\s?(?:,|et|à|and)\s?{_NUMBER})*"
_PARAGRAPH = r"(?:\s?\(\w{1,3}\)|,?\s?(?:§|al\.|alinéa|paragraphe)\s?\d+)*"
_OF = r"(?:de\s(?:la\s|l['’]\s?)?|du\s|des\s)"
_CODE = (
    rf"codes?\s(?:civil|pénal|monétaire et financier|général des impôts|{_OF}[\wÀ-ÿ’']+"
    rf"(?:\set\s{_OF}(?!loi|règlement|code|décret)[\wÀ-ÿ’']+|\s(?:publique|intellectuelle|civile|pénale|sociale|"
    r"administrative))?)"
)
_DATE = r"\d{1,2}(?:er)?\s\w+\s\d{4}"
_FRENCH = (
    rf"(?:{_CODE}|RGPD|GDPR|LCEN|DORA|NIS\s?2|Data Act|AI Act|règlement général sur la protection des données|"
    r"(?:règlement|regulation|directive|décision)s?\s(?:d['’]exécution\s)?(?:\((?:UE|CE|EU|EC)\)\s)?(?:n°\s?|no\s)?"
    r"\d+/\d+(?:/\w+)?|"
    rf"(?:loi|ordonnance|décret|arrêté)(?:\s[\wÀ-ÿ’' ]{{1,40}}?)?\s(?:n°\s?[\d-]+(?:\sdu\s{_DATE})?|du\s{_DATE})|"
    r"CCAG(?:-\w+)?)"
)
_ENGLISH = (
    r"(?:(?:[A-Z(][\w)’'-]+\s)(?:(?:of|and|the)\s|[A-Z(][\w)’'-]+\s){0,7}(?:Act|Regulations?|Order|Rules)\s\d{4}|"
    r"(?:[A-Z][\w-]+\s){1,3}Code\b|Council Directive \d+/\d+/\w+)"
)
_LAW = re.compile(
    rf"(?<![\w-])(?:{_ARTICLE}{_PARAGRAPH}\s+(?:du|de la|de l['’]|des|of the|of)\s?)?"
    rf"(?:\b(?i:{_FRENCH})(?!\w)|{_ENGLISH})|"
    rf"\b(?:C\.\s?(?:civ|com|trav|pén|conso)\.|CPI|CPC|CGI),?\s(?:art\.\s)?{_NUMBER}",
)


def laws(text: str) -> tuple[Span, ...]:
    """Where a text names one, with its article: « article L. 442-1 du Code de commerce »."""
    return tuple(Span(*match.span()) for match in _LAW.finditer(text))
