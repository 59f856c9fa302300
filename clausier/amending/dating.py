"""When an amendment was signed, from when it holds, on what it hangs, and whether both sides have a place to sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clausier.amending.days import days, plus_months
from clausier.amending.sentences import Sheet
from clausier.amending.targets import Act, targets
from clausier.answering.figures.plain import plain
from clausier.domain.documents import Role
from clausier.domain.text import Span

_SIGNED = re.compile(
    r"\b(?:fait|signee?|etabli|executed|signed|made|done|entered into|conclue?)\b[^.;]{0,80}?\b(?:le|on|as of|this|"
    r"du)\s*:?\s*$|"
    r"\bdate\s*:?\s*(?:le\s*)?$|\bthis\s*$|\ble\s*:\s*$"
)
_OTHER_ACT = re.compile(r"\b(?:contrat|convention|accord|marche|agreement|contract)\b[^.;\n]{0,90}$")
_THIS_ACT = re.compile(
    r"\b(?:present avenant|this (?:amendment|addendum)|avenant n)\b[^.;]{0,60}$|\bfait\b[^.;]{0,60}$"
)
_TITLED = re.compile(r"\b(?:avenant|amendment|addendum)\b[^.;\n]{0,12}\b(?:du|dated|of|en date du)\s*$")
_EFFECT = re.compile(
    r"\b(?:prend(?:ra|ront)?\s+effet|prennent effet|produi(?:t|ra|sent)\s+(?:ses|leurs)\s+effets?|entr(?:e|era|"
    r"ent|eront) en (?:vigueur|application)|"
    r"(?:est|sont|sera|seront)\s+(?:applicables?|effecti\w+)|s'appliqu\w+|takes? effect|comes? into (?:force|effect)|"
    r"(?:is|are|shall be|becomes?|shall become)\s+effective|effective date|date d'effet|date de prise d'effet|"
    r"effet retroactif|retroactivement|retroagi(?:t|ra|ssent))\b"
)
_UNTIL = re.compile(r"\b(?:jusqu'au|until|jusqu'a)\s*(?:le\s*)?$")
_ON_SIGNATURE = re.compile(
    r"(?:a (?:la date|compter) de (?:la |sa )?(?:derniere )?(?:date de )?signature|a la date de (?:la |"
    r"sa )?signature|des sa signature|"
    r"au jour de sa signature|le jour de sa signature|(?:upon|on|from|as of)\s+(?:the date of )?(?:its |"
    r"the )?(?:last )?(?:signature|execution)|date de (?:sa )?signature)"
)
_MONTH_AFTER = re.compile(
    r"(?:premier|1er) jour du mois (?:qui suit|suivant)\s+(?:(?:celui|la date|le mois)\s+de\s+)?(?:la |sa )?signature|"
    r"first day of the month following (?:its |the )?(?:date of )?(?:signature|execution)"
)
_CONDITION = re.compile(
    r"\bsous (?:la )?(?:reserve|conditions? suspensives?)\b|\bsous reserve\b|\ba la condition (?:que|de)\b|"
    r"\bconditions? suspensives?\b|"
    r"\bsubordonnee?s? a\b|\bconditionnee?s? (?:a|par)\b|\bsubject to\b|"
    r"\bconditional (?:up)?on\b|\bconditions? precedent\b|\bprovided that\b"
)
_HANGS = re.compile(r"\b(?:avenant|amendment|addendum|effet|effect|vigueur|force|validite|applicable)\b")
_EXCEPTED = re.compile(
    r"\b(?:sous reserve|subject to)\s+(?:des? |the )?(?:modifications?|amendments?|changes|"
    r"stipulations|dispositions|ce qui|provisions)\b"
)
_EVENT = re.compile(
    r"\b(?:a compter|a la date|des|lors|au jour|upon|on|from)\b.{0,15}\b(?:notification|reception|reunion|obtention|"
    r"levee|realisation|approbation|accord|agrement|autorisation|proces-verbal|mise en service|"
    r"receipt|approval|completion)\b",
    re.DOTALL,
)
_SIDE = re.compile(
    r"\b(?:pour|for and on behalf of|on behalf of|signed (?:for|by)|for)\s+(?:and on behalf of\s+)?"
    r"(?:(?:le|la|les|l'|the)\s*)?(?P<who>[^\n|:,;\t]{2,40}?)(?=\s{2,}|[\n|:,;\t]|$)"
)
_NAMED_SIDE = re.compile(
    r"(?:^|[\n|\t]|\s{2,})\W*(?:le|la|l'|the)?\s*(?P<who>client|prestataire|titulaire|infogerant|fournisseur|acheteur|hebergeur|customer|provider|supplier|"
    r"beneficiaire|donneur d'ordres?|operateur|contractor|buyer)\b(?=\s*(?:[\n|\t:(]|$|\s{2,}))"
)
_SIGNATURE = re.compile(
    r"\b(?:signature|signe electroniquement|docusign|lu et approuve|by:|name:)\b|/s/|[(–—-]\s*(?:signee?|signed)\b"
)
_LAST = re.compile(
    r"^\W*(?:fait (?:a|le|en)\b|(?:done|made) (?:at|in|on)\b|signed\b|executed\b|in witness|a [^,\n]{2,40}, le \d)",
    re.MULTILINE,
)
_BLANK_DAY = re.compile(r"\b(?:le|on)\s*:?\s*(?:_{3,}|\.{4,}|…{2,})")
_COPIES = re.compile(r"\b(?:servir|valoir|copie|exemplaire|ce que de droit|information)\b")


@dataclass(frozen=True, slots=True)
class Effect:
    """From when an amendment holds: as a whole, and those of its articles that have a date of their own."""

    day: date | None
    articles: tuple[tuple[str, date], ...]
    conditions: tuple[Span, ...]


def signed(sheet: Sheet) -> date | None:
    """The day of its signature; of several, the last."""
    found = signature(sheet)
    return found[0] if found else None


def signature(sheet: Sheet) -> tuple[date, Span] | None:
    """The day of a document's signature, and where it is written."""
    text = sheet.masked
    found = days(text)
    ends = [
        (day, span)
        for day, span in found
        if span.start >= _closing(sheet) and _SIGNED.search(plain(text[max(0, span.start - 110) : span.start]))
    ]
    if ends:
        return max(ends)
    for day, span in found:
        lead = plain(text[max(0, span.start - 110) : span.start])
        of_other = _OTHER_ACT.search(lead) and not _THIS_ACT.search(lead)
        if _TITLED.search(lead) or (_SIGNED.search(lead) and not of_other and span.start < sheet.body.start):
            return day, span
    return None


def _closing(sheet: Sheet) -> int:
    """Where its signatures begin."""
    role = [clause.span.start for clause in sheet.reading.clauses if clause.role is Role.SIGNATURE]
    if role:
        return role[0]
    starts = [found.start() for found in _LAST.finditer(sheet.plain) if found.start() > sheet.body.start]
    return min(starts, default=len(sheet.plain))


def effect(sheet: Sheet, on: date | None) -> Effect:
    """From when it holds; `on` is the day of its signature. Nothing is said: its signature's day holds."""
    whole: date | None = None
    articles: list[tuple[str, date]] = []
    conditions: list[Span] = []
    spans = [sentence.span for sentence in sheet.sentences] or [sheet.body]
    for span in spans:
        text = span.of(sheet.plain)
        if _hangs(text):
            conditions.append(span)
        verb = _EFFECT.search(text)
        if verb is None or re.search(r"\bcontrat (?:prend|entre)\b|\bagreement (?:takes|shall)\b", text):
            continue
        if _ON_SIGNATURE.search(text):
            whole = whole or on
        elif _MONTH_AFTER.search(text) and on:
            whole = whole or plus_months(on.replace(day=1), 1)
        elif _EVENT.search(text) and span not in conditions and not days(span.of(sheet.masked)):
            conditions.append(span)
        for day, own in _dated(sheet, span, verb.start()):
            articles += [(number, day) for number in own]
            whole = whole if own else whole or day
    return Effect(whole, tuple(articles), tuple(conditions))


def _dated(sheet: Sheet, span: Span, verb: int) -> list[tuple[date, tuple[str, ...]]]:
    """Each day of a sentence that says an effect, with the amendment's articles that it is for; () for the whole."""
    text, found = span.of(sheet.plain), list[tuple[date, tuple[str, ...]]]()
    start = 0
    for day, place in days(span.of(sheet.masked)):
        lead = text[start : place.start]
        start = place.end
        if _UNTIL.search(lead) or (_OTHER_ACT.search(lead) and not _EFFECT.search(lead)):
            continue
        own = [
            number
            for one in targets(lead)
            if one.act is Act.SELF or re.search(r"\b(?:son|ses|its|exception de[sl]?)\W*(?:l')?$", lead[: one.start])
            for number in one.numbers
        ]
        if not own and targets(lead) and not re.search(r"\bavenant|amendment\b", lead):
            continue
        found.append((day, tuple(own)))
    return found


def _hangs(text: str) -> bool:
    return _CONDITION.search(text) is not None and _HANGS.search(text) is not None and not _EXCEPTED.search(text)


def unsigned(sheet: Sheet, dated: bool) -> bool:
    """Whether there is no place for a signature, or one side's alone; or, in a `dated` one, its day is left blank."""
    text = sheet.plain[_closing(sheet) :]
    ends = [clause.span.start for clause in sheet.reading.clauses if clause.role is Role.ANNEX]
    text = text[
        : max(0, min([end for end in ends if end > _closing(sheet)], default=len(sheet.plain)) - _closing(sheet))
    ]
    if dated and _BLANK_DAY.search(text):
        return True
    sides = {found["who"].strip()[:20] for found in _SIDE.finditer(text) if not _COPIES.search(found["who"])}
    sides |= {found["who"] for found in _NAMED_SIDE.finditer(text)}
    return max(len(sides), len(_SIGNATURE.findall(text))) < 2


def first_day(pairs: Sequence[tuple[str, date]], article: str) -> date | None:
    """The date that an article of the amendment has of its own, or the one above it."""
    own = [day for number, day in pairs if article == number or article.startswith(f"{number}.")]
    return own[-1] if own else None
