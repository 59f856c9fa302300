"""Orders to some words of an article: « les mots « X » sont remplacés par « Y » », « le plafond est porté à … »."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausier.amending.new_text import is_title
from clausier.amending.orders import paragraph_of
from clausier.amending.quotations import MASK, Quotation
from clausier.amending.sentences import Sentence, Sheet
from clausier.amending.targets import Act, Target, targets
from clausier.answering.figures import Sort, Stated, read
from clausier.domain.text import Span

_NOUN = (
    r"(?:mots?|termes?|expressions?|mentions?|chiffres?|nombres?|phrases?|membres? de phrase|montants?|taux|"
    r"references?|"
    r"valeurs?|sommes?|delais?|durees?|dates?|seuils?|plafonds?|prix|words?|terms?|figures?|numbers?|amounts?|"
    r"sentences?|percentages?|periods?|sums?|rates?|times?)"
)
_WORDS_BEFORE = re.compile(
    rf"{_NOUN}(?:\s+(?:suivante?s?|a|to|de|of))?\s*:?\s*$|^\s*$|[,:]\s*$|(?:remplacer|supprimer|replace|delete|lire|"
    rf"au lieu d[eu])\s*$|(?:\bet|\band|\bles|\bou)\s*$"
)
_BY = re.compile(r"(?:\bpar|\bby|\bwith)\b(?![^\x01]*\b(?:par|by|with)\b)")
_REPLACED = re.compile(r"remplac|substitu|replac")
_TAKEN_OUT = re.compile(
    r"\b(?:est|sont|is|are|shall be|seront|sera)\s+(?:\w+\s+){0,2}(?:supprim|abrog|delet|remov|retir)"
)
_PUT_IN = re.compile(r"\b(?:inser|ajout|added)")
_AFTER = re.compile(
    rf"\b(?:apres|after|following|a la suite des?)\s*(?:les?\s|la\s|l'|"
    rf"the\s)?\s*(?:{_NOUN}\s*)?(?:suivante?s?\s*)?:?\s*$"
)
_INSTEAD = re.compile(rf"\bau lieu d(?:e|u|es)\s*(?:{_NOUN}\s*)?:?\s*$")
_READ = re.compile(r"\b(?:lire|il faut lire|il convient de lire|lisez)\b")
_REVERSED = re.compile(
    r"(?:substitu|remplac)\w*\s+(?:aux?|a l'|a la)\b|\b(?:replaces?|remplacent?|se substitue(?:nt)?)\b"
)
_TURNED = re.compile(
    r"\b(?:devien(?:t|nent|dra|dront)|becomes?|(?:shall|will) (?:now )?(?:read|be|become)|se li(?:t|sent)|"
    r"passe(?:nt|ra|ront)?\s+a|(?:est|sont|sera|seront|is|are|shall be|will be)\s+(?:\w+\s+)?"
    r"(?:ramene|porte|fixe|releve|reduit|augmente|abaisse|raised|increased|reduced|lowered|changed)\w*\s+(?:a|to))\b"
)
"""« le délai de « X » est ramené à « Y » », "“X” shall read “Y”": words that are said to be others from now on."""
_ORIGIN = re.compile(
    r"\b(?:issue?s?|resultant|introduite?s?|creee?s?|inseree?s?|modifiee?s?|redigee?s?|inserted|amended|introduced)\s+"
    r"(?:de|par|by|in)\s*(?:l'|the\s)?$"
)
_RESPECTIVELY = re.compile(r"\brespectiv")
_EVERYWHERE = re.compile(
    r"\b(?:dans (?:tout|l'ensemble|l'integralite)(?: (?:du|le))? ?(?:contrat)?|partout|throughout|wherever|"
    r"dans le contrat)\b"
)
_SET = re.compile(
    r"\bpasse(?:nt|ra|ront)?\b|\bbecomes?\b|"
    r"\b(?:est|sont|sera|seront|is|are|shall be)\s+(?:\w+\s+){0,2}?(?:portee?s?|ramenee?s?|fixee?s?|relevee?s?|"
    r"reduite?s?|"
    r"augmentee?s?|abaissee?s?|increased|raised|reduced|decreased|set|lowered|modifiee?s?|remplacee?s?|replaced|"
    r"changed)\b"
)
_TO = re.compile(
    r"(?:\ba|\bpar|\bto|\bby|\bat|\bwith)(?: la somme de| celle d[ue]| la date d[ue]| un montant de| un delai de|"
    r" une duree de| the sum of)?(?: le| la| the)?\s*$"
)
_EXTENDED = re.compile(
    r"\b(?:(?:est|sont|sera|is|shall be)\s+(?:\w+\s+){0,3}?(?:prorogee?s?|prolongee?s?|renouvelee?s?|reconduite?s?|"
    r"etendue?s?|reportee?s?|extended|renewed)|(?:portee|ported|fixee|reportee?)\b|(?:de|d'|to|"
    r"hereby)\s*(?:proroger|prolonger|"
    r"renouveler|reconduire|extend|renew)|(?:prorogent|prolongent|renouvellent|reconduisent|proroge|prolonge|"
    r"extends))\b"
)
_TERM = re.compile(r"\b(?:duree|terme|echeance|date d'expiration|contrat|convention|term|expiry|agreement)\b")
_UNTIL = (Sort.DATE, Sort.DURATION)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of an article that go, or come; spans are of the amendment's text."""

    numbers: tuple[str, ...]
    old: Span | None
    new: Span | None
    paragraph: int = 0
    keeps: bool = False


def words(sheet: Sheet, sentence: Sentence, context: str) -> list[Words]:
    """What a sentence orders to quoted words; nothing where it is not wholly understood."""
    text = sentence.span.of(sheet.plain)
    quotes = [one for one in sheet.quoted_in(sentence.span) if not _is_gloss(text, one, sentence.span.start)]
    numbers = _place(text, context)
    if not quotes or not numbers or not _is_wording(text, quotes[0], sentence.span.start):
        return []
    if len(quotes) % 2 == 0 and _RESPECTIVELY.search(text):
        return _in_turn(text, quotes, numbers, sentence.span.start)
    if len(quotes) % 2 == 0:
        pairs = [_pair(text, a, b, sentence.span.start) for a, b in zip(quotes[::2], quotes[1::2], strict=True)]
        if all(pairs) and any(sign.search(text) for sign in (_REPLACED, _PUT_IN, _READ, _TURNED)):
            paragraph = paragraph_of(text)
            return [Words(numbers, old, new, paragraph, keeps) for pair in pairs if pair for old, new, keeps in (pair,)]
    if _TAKEN_OUT.search(text, quotes[-1].span.end - sentence.span.start) and not _REPLACED.search(text):
        return [Words(numbers, one.inner, None, paragraph_of(text)) for one in quotes]
    return []


def _in_turn(text: str, quotes: Sequence[Quotation], numbers: tuple[str, ...], start: int) -> list[Words]:
    """« « A » et « B » deviennent respectivement « C » et « D » »: each with the one of its rank, and its article."""
    half = len(quotes) // 2
    if _pair(text, quotes[half - 1], quotes[half], start) is None or len(numbers) not in (1, half):
        return []
    homes = numbers if len(numbers) == half else numbers * half
    return [
        Words((home,), old.inner, new.inner, paragraph_of(text))
        for home, old, new in zip(homes, quotes[:half], quotes[half:], strict=True)
    ]


def amount(sheet: Sheet, sentence: Sentence, context: str) -> Words | None:
    """« le plafond prévu à l'article 30.3 est porté à deux millions d'euros »: a figure of an article, by another."""
    text = sentence.span.of(sheet.plain)
    verb = _SET.search(text)
    numbers = _place(text[: verb.start()], context) if verb else ()
    if verb is None or len(numbers) != 1 or numbers == ("",) or MASK in text or "derogation" in text:
        return None
    figures = [one for one in read(sentence.span.of(sheet.masked)) if _countable(text, one)]
    before = [one for one in figures if one.span.end <= verb.start()]
    after = [one for one in figures if one.span.start >= verb.end() and not _is_since(text, one)]
    if len(after) == 2 and re.search(r"(?:\bde|\bfrom)\s*$", text[verb.end() : after[0].span.start]):
        before, after = [*before, after[0]], after[1:]
    if len(after) != 1 or len(before) > 1 or not _TO.search(text[: after[0].span.start]):
        return None
    placed = [_moved(one.span, sentence.span.start) for one in (*before, *after)]
    return Words(numbers, placed[0] if before else None, placed[-1], paragraph_of(text))


def renewal(sheet: Sheet, sentence: Sentence) -> tuple[str, Span] | None:
    """« la durée du Contrat est prorogée jusqu'au 31 décembre 2028 »: its article, and the words of the term."""
    text = sentence.span.of(sheet.plain)
    verb = _EXTENDED.search(text)
    if verb is None or not _TERM.search(text) or MASK in text:
        return None
    figures = [one for one in read(sentence.span.of(sheet.masked)) if one.sort in _UNTIL]
    after = [one for one in figures if one.span.start >= verb.end() and not _is_since(text, one)]
    found = [one for one in targets(text) if one.act is Act.CONTRACT]
    if not after or len(found) > 1:
        return None
    end = max(one.span.end for one in figures if one.span.start >= after[0].span.start)
    return (found[0].numbers[0] if found else ""), _moved(Span(after[0].span.start, end), sentence.span.start)


def _place(text: str, context: str) -> tuple[str, ...]:
    """The one place that a sentence speaks of; ("",) the whole contract; () where there are several, or none."""
    found = [one for one in targets(text) if one.act is not Act.SELF and not _is_origin(text, one)]
    if any(one.act is not Act.CONTRACT for one in found):
        return ()
    if len(found) == 1:
        return found[0].numbers
    if not found and _EVERYWHERE.search(text):
        return ("",)
    return (context,) if context and not found else ()


def _is_origin(text: str, one: Target) -> bool:
    """« tel qu'issu de l'article 1 de l'avenant n° 1 »: whence the article comes, not what is changed."""
    return one.act is Act.AMENDMENT and _ORIGIN.search(text[: one.start]) is not None


def _is_gloss(text: str, quote: Quotation, start: int) -> bool:
    """« l'article 12 « Audit » »: a title."""
    return is_title(text[: quote.span.start - start])


def _is_wording(text: str, quote: Quotation, start: int) -> bool:
    lead = text[: quote.span.start - start]
    return _WORDS_BEFORE.search(lead) is not None and not re.search(
        r"\b(?:redigee?s?|libellee?s?|comme suit|suivante?s?|ainsi|following|follows|read)\s*:\s*$"
        r"(?<!mots suivants :)(?<!termes suivants :)",
        lead,
    )


def _pair(text: str, first: Quotation, second: Quotation, start: int) -> tuple[Span, Span, bool] | None:
    """The words that go, those that come, and whether the first stay."""
    between = text[first.span.end - start : second.span.start - start]
    lead = text[: first.span.start - start]
    if _INSTEAD.search(lead):
        return (first.inner, second.inner, False) if _READ.search(between) else None
    if _AFTER.search(lead):
        return (first.inner, second.inner, True) if _PUT_IN.search(between) else None
    if _REVERSED.search(between):
        return second.inner, first.inner, False
    substituted = re.search(r"\baux?\s", lead) is not None and "substitu" in between
    if _TURNED.search(between):
        return first.inner, second.inner, False
    if substituted or (_BY.search(between) and (_REPLACED.search(between) or _REPLACED.search(lead))):
        return first.inner, second.inner, False
    return None


def _countable(text: str, one: Stated) -> bool:
    """A figure, and not the number of an article or the date of an act."""
    if any(target.start <= one.span.start < target.end for target in targets(text)):
        return False
    dated = one.sort is Sort.DATE and re.search(
        r"(?:contrat|avenant|agreement)[^,]{0,40}\b(?:du|dated)\s*$", text[: one.span.start]
    )
    return one.sort not in (Sort.NUMBER, Sort.RANK) and not dated


def _is_since(text: str, one: Stated) -> bool:
    return (
        one.sort is Sort.DATE
        and re.search(
            r"(?:a compter|a partir|des|depuis|effet|from|effective|as of|since)\s*(?:du|le|au|d[eu]|on|from)?\s*$",
            text[: one.span.start],
        )
        is not None
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
