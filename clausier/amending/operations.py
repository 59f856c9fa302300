"""The operations that an amendment orders, and the sentences that order something that is not understood."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from clausier.amending.days import days
from clausier.amending.new_text import joined_annex, new_text, shares
from clausier.amending.orders import Order, orders, signs
from clausier.amending.quotations import MASK
from clausier.amending.restating import lead_of, restated
from clausier.amending.sentences import Sentence, Sheet
from clausier.amending.targets import Act, head_number, targets, within
from clausier.amending.wording import amount, renewal, words
from clausier.answering.figures.plain import plain
from clausier.domain.amendments import Action, Operation
from clausier.domain.text import Span

_OBJECT = re.compile(r"\b(?:objet|object|purpose|preambule|contexte|background|expose|recitals?)\b")
_ANNOUNCES = re.compile(
    r"\b(?:a|ont|a notamment) pour (?:objet|but|effet)\b|\bvise a\b|\bpurpose of this\b|\bpresent avenant (?:\w+ )?"
    r"(?:modifie|remplace|complete|supprime|insere|ajoute|proroge|prolonge|a pour)|\bsuivantes sont apportees\b|"
    r"\bmodifie comme suit\s*:\s*$"
)
_RESTATED = re.compile(
    r"\bannule(?:nt)? et remplace(?:nt)?\b[^.;]{0,60}\b(?:ensemble|integralite|totalite|integralement|contrat)|"
    r"\b(?:contrat|agreement|convention)\b[^.;]{0,60}\b(?:est|is|shall be) (?:hereby )?(?:annulee?|amended|annule|"
    r"modifiee?) (?:et|and) "
    r"(?:remplacee?|restated)|\bremplacee?\s+(?:dans son integralite|integralement|en totalite) par le present\b"
)
_OTHER_ACT = re.compile(r"\bavenants?\s+(?:n°|precedent|anterieur|du|\d)|stipulations? contraires?|conflicting")
_BOTH = re.compile(r"\bannule(?:nt)? et remplace(?:nt)?\b|\b(?:supersedes? and )?replaces?\b|\bremplace(?:nt)?\b")
_SAME = re.compile(
    r"\b(?:celles?|la version|l'annexe (?:actuelle|initiale|anterieure|de meme)|the (?:existing|previous|current))\b"
)
_SINCE = re.compile(
    r"(?:a compter d[ue]|a partir d[ue]|a effet d[ue]|avec effet (?:retroactif )?(?:au|le|a compter du)|des le|"
    r"with effect (?:from|on)|"
    r"effective(?: from| as of| on)?|as (?:of|from)|from|starting|au|le|on)\s*(?:le\s*)?$"
)
_SAME_DATE = re.compile(r"\b(?:a|de|des|from|on|as of)\s+(?:compter de\s+)?(?:la meme|cette|the same|that) date\b")
_SURELY_SINCE = re.compile(r"(?:a compter|a partir|effet|effect|effective)\s*(?:d[ue]|au|le|from|on)?\s*(?:le\s*)?$")
_SPLIT = re.compile(
    r"\s*(?:,|\bet\b|\band\b|;)+\s+(?:que\s+|that\s+)?(?=(?:l'|les\s|a l'|aux\s|the\s|il est\s|in\s)?(?:articles?|"
    r"clauses?|annexes?|insere|ajoute|sections?)\b)"
)

_LABEL = re.compile(r"\W*(?:(?:article|art|clause|section)\b\W*)?(?:[\w.]{1,6}\W*)?", re.IGNORECASE)
"""What may stand before a sentence that begins its paragraph: its number."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An operation, whether its sentence only announces, and as far as its text goes."""

    operation: Operation
    announced: bool


def operations(sheet: Sheet) -> tuple[tuple[Operation, ...], tuple[Span, ...]]:
    """What an amendment orders, in its order; and its sentences that order what is not understood."""
    found: list[_Found] = []
    unread: list[Sentence] = []
    done, context = 0, ("", Span(0, 0))
    sentences = [part for sentence in sheet.sentences for part in _parts(sheet, sentence)]
    for at, sentence in enumerate(sentences):
        if sentence.span.start < done:
            continue
        if sentence.clause != context[1]:
            context = (_headed(sentence), sentence.clause)
        introduced = _introduced(sheet, sentences[at : at + 2])
        if introduced:
            context = (introduced, sentence.clause)
            continue
        ordered = _ordered(sheet, sentence, context[0], _next_order(sheet, sentences[at + 1 :]))
        if found and _SAME_DATE.search(sentence.span.of(sheet.plain)):
            ordered = [replace(one, effective=one.effective or found[-1].operation.effective) for one in ordered]
        found += [_Found(one, _announces(sheet, sentence)) for one in ordered]
        done = max([done, *(one.text.end for one in ordered if one.text and one.text.end <= sheet.body.end)])
        if _left_over(sheet, sentence, ordered):
            unread.append(sentence)
    kept = [one.operation for one in found if not (one.announced and _repeated(one, found))]
    if (lead := lead_of(sheet)) is not None and not kept:
        whole = restated(sheet, lead, _since(sheet, lead))
        return tuple(whole), () if whole else (lead.span,)
    unread += [lead] if lead is not None and not _only_announces(sheet, lead, kept) else []
    lost = [one for one in unread if not _only_announces(sheet, one, kept)]
    told = [one for one in lost if not (_announces(sheet, one) and _names_none(sheet, one))]
    return tuple(kept), tuple(one.span for one in told or lost)


def _ordered(sheet: Sheet, sentence: Sentence, context: str, stop: int) -> list[Operation]:
    """What one sentence orders; nothing where it orders nothing, or what is not understood."""
    since = _since(sheet, sentence)

    def made(action: Action, target: str, text: Span | None) -> Operation:
        return Operation(action, target, sentence.span, sentence.article, text, effective=since)

    changed = words(sheet, sentence, context)
    figure = None if changed else amount(sheet, sentence, context)
    changed = changed or ([figure] if figure else [])
    if changed:
        return [
            replace(made(Action.WORDS, number, one.new), old=one.old, paragraph=one.paragraph, keeps=one.keeps)
            for one in changed
            for number in one.numbers
        ]
    if _whole_contract(sheet, sentence):
        return [made(Action.RESTATE, "", None)]
    swapped = _swapped_annex(sheet, sentence)
    if swapped:
        return [made(Action.REPLACE, swapped[1], joined_annex(sheet, *swapped))]
    order = orders(sheet.plain, sentence.span, context)
    if order is None:
        term = renewal(sheet, sentence)
        return [replace(made(Action.RENEW, *term), effective=None)] if term else []
    texts = _texts(sheet, sentence, order, stop)
    return [
        replace(made(order.action, number, text), paragraph=order.paragraph, after=order.after)
        for number, text in texts
    ]


def _texts(sheet: Sheet, sentence: Sentence, order: Order, stop: int) -> list[tuple[str, Span | None]]:
    """Each article that an order points at, and the text that it puts there."""
    if order.action is Action.DELETE:
        return [(number, None) for number in order.numbers]
    first = order.numbers[0]
    text = new_text(sheet, sentence, order.verb, first, stop)
    if text is None and _is_annex(first):
        named = [n for one in targets(sentence.span.of(sheet.plain)) for n in one.numbers if _is_annex(n)]
        return [
            (number, joined_annex(sheet, number, *(named if len(order.numbers) == 1 else ())))
            for number in order.numbers
        ]
    if text is None:
        return []
    if len(order.numbers) > 1:
        parts = shares(sheet.reading.text, text, order.numbers)
        return list(zip(order.numbers, parts, strict=True)) if parts else []
    number = first or head_number(plain(text.of(sheet.reading.text)[:80]))
    return [(number, text)] if number else []


def _is_annex(number: str) -> bool:
    return re.match(r"(?:Annexe|Schedule|Appendix|Exhibit|Appendice)(?: [^,]+)?$", number) is not None


def _whole_contract(sheet: Sheet, sentence: Sentence) -> bool:
    text = sentence.span.of(sheet.plain)
    pointed = [one for one in targets(text) if one.act is not Act.SELF]
    return _RESTATED.search(text) is not None and not pointed and not _OTHER_ACT.search(text)


def _swapped_annex(sheet: Sheet, sentence: Sentence) -> tuple[str, str] | None:
    """« L'Annexe 2 jointe annule et remplace l'Annexe 2 du Contrat »: the new annex, and the one that goes."""
    text = sentence.span.of(sheet.plain)
    verb = _BOTH.search(text)
    if verb is None:
        return None
    named = [(one.start, number) for one in targets(text) for number in one.numbers if _is_annex(number)]
    before = [number for start, number in named if start < verb.start()]
    after = [number for start, number in named if start > verb.end()]
    if len(before) != 1 or len(after) > 1 or (not after and not _SAME.search(text, verb.end())):
        return None
    return before[0], (after or before)[0]


def _parts(sheet: Sheet, sentence: Sentence) -> list[Sentence]:
    """The orders of a sentence that gives several: « l'article 7 est supprimé et l'article 9 est remplacé par … »."""
    start, parts = sentence.span.start, list[Sentence]()
    for cut in _SPLIT.finditer(sheet.plain, *_pair(sentence.span)):
        left, right = Span(start, cut.start()), Span(cut.end(), sentence.span.end)
        until = _SPLIT.search(sheet.plain, cut.end(), right.end)
        near = Span(cut.end(), until.start() if until else right.end)
        if any(signs(sheet.plain, left)) and any(signs(sheet.plain, near)):
            parts.append(replace(sentence, span=left))
            start = cut.end()
    return [*parts, replace(sentence, span=Span(start, sentence.span.end))]


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _headed(sentence: Sentence) -> str:
    """The article that a heading names: « Article 2 – Modification de l'article 12.2 »."""
    found = [one for one in targets(plain(sentence.heading)) if one.act is Act.CONTRACT]
    return found[0].numbers[0] if len(found) == 1 and len(found[0].numbers) == 1 else ""


def _introduced(sheet: Sheet, pair: Sequence[Sentence]) -> str:
    """The article that a list of orders is about: « L'article 12 est modifié comme suit : », then its orders."""
    if len(pair) < 2 or not pair[0].span.of(sheet.plain).rstrip().endswith(":"):
        return ""
    text = pair[0].span.of(sheet.plain)
    found = [one for one in targets(text) if one.act is Act.CONTRACT]
    if (
        len(found) != 1
        or len(found[0].numbers) != 1
        or re.search(r"remplac|replac|suppr|delet|inser|ajout|complet", text)
    ):
        return ""
    number = found[0].numbers[0]
    return number if any(signs(sheet.plain, pair[0].span)) and _ordered(sheet, pair[1], number, sheet.body.end) else ""


def _next_order(sheet: Sheet, following: Sequence[Sentence]) -> int:
    """Where the next order that stands by itself begins: a new text never goes so far."""
    for sentence in following:
        text = sheet.reading.text
        line = text.rfind("\n", 0, sentence.span.start) + 1
        begins = _LABEL.fullmatch(text, line, sentence.span.start)
        if begins and any(signs(sheet.plain, sentence.span)) and _ordered(sheet, sentence, "", sheet.body.end):
            return line
    return sheet.body.end


def _since(sheet: Sheet, sentence: Sentence) -> date | None:
    """« À compter du 1er janvier 2027, l'article 9 est … »: the order's own date."""
    text = sentence.span.of(sheet.masked).split(":")[0]
    for day, span in days(text):
        lead = plain(text[: span.start])
        dated = re.search(
            r"(?:contrat|avenant|agreement|amendment|version|signee?|dated)\b[^,]{0,60}\b(?:du|le|of)\s*$", lead
        )
        dated = None if _SURELY_SINCE.search(lead) else dated
        if _SINCE.search(lead) and not dated and not re.search(r"\b(?:jusqu'|until|expir)\w*\s*(?:au|le)?\s*$", lead):
            return day
    return None


def _announces(sheet: Sheet, sentence: Sentence) -> bool:
    text = sentence.span.of(sheet.plain)
    return _OBJECT.search(plain(sentence.heading)) is not None or _ANNOUNCES.search(text) is not None


def _repeated(one: _Found, found: Sequence[_Found]) -> bool:
    return any(not other.announced and _touches(one.operation.target, other.operation.target) for other in found)


def _touches(number: str, other: str) -> bool:
    return within(number, other) or within(other, number)


def _left_over(sheet: Sheet, sentence: Sentence, ordered: Sequence[Operation]) -> bool:
    """Whether a sentence orders something that no operation says."""
    end = min([one.text.start for one in ordered if one.text] + [sentence.span.end])
    span = Span(sentence.span.start, max(sentence.span.start, end)) if ordered else sentence.span
    found = list(signs(sheet.plain, span))
    if ordered:
        several = any(one.action is Action.WORDS for one in ordered)
        return len(found) > 1 and not several and not _chained(sheet, found)
    return bool(found)


def _chained(sheet: Sheet, found: Sequence[Span]) -> bool:
    """Signs that are one: « est supprimé, et est remplacé »."""
    apart = (sheet.plain[a.end : b.start] for a, b in itertools.pairwise(found))
    return all(re.fullmatch(r"[a-z]*[\s,]*(?:\w+\s+){0,3}(?:et|and)?[\s,]*", between) for between in apart)


def _names_none(sheet: Sheet, sentence: Sentence) -> bool:
    return not any(one.act is not Act.SELF for one in targets(sentence.span.of(sheet.plain)))


def _only_announces(sheet: Sheet, sentence: Sentence, kept: Sequence[Operation]) -> bool:
    """Whether what a sentence speaks of is ordered elsewhere."""
    text = sentence.span.of(sheet.plain)
    named = {number for one in targets(text) if one.act is not Act.SELF for number in one.numbers}
    covered = all(any(_touches(number, one.target) for one in kept) for number in named)
    lists = text.rstrip().endswith(":") and MASK not in text
    return bool(kept) and covered and (_announces(sheet, sentence) or lists)
