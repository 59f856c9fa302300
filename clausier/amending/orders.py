"""What a sentence orders: an action, and what it points at. Read in plain words, quotations masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausier.amending.new_text import is_title
from clausier.amending.quotations import MASK
from clausier.amending.targets import Act, Target, targets
from clausier.domain.amendments import Action
from clausier.domain.text import Span

_ADVERBS = (
    r"(?:\s+(?:hereby|desormais|ainsi|donc|egalement|aussi|integralement|entierement|expressement|"
    r"purement et simplement|"
    r"en consequence|par consequent|par les presentes|par le present avenant|de plein droit|en totalite|"
    r"dans son integralite|"
    r"dans (?:sa|leur) totalite|dans leur integralite|dans leur ensemble|en (?:son|leur) entier|"
    r"in (?:its|their) entirety|entirely|therefore|accordingly|also),?)*"
)
_BE = rf"\b(?:est|sont|sera|seront|soit|soient|is|are|shall be|will be){_ADVERBS}\s+"
_VERBS = {
    Action.REPLACE: r"remplacee?s?|substituee?s?|replaced|substituted|restated|reecrite?s?|refondue?s?",
    Action.DELETE: r"supprimee?s?|abrogee?s?|annulee?s?|retiree?s?|deleted|removed|repealed|cancelled",
    Action.COMPLETE: r"completee?s?|completed|supplemented",
    Action.INSERT: r"inseree?s?|ajoutee?s?|creee?s?|introduite?s?|inserted|added|created|introduced",
    None: r"modifiee?s?|amendee?s?|revisee?s?|redigee?s?|libellee?s?|formulee?s?|amended|modified|revised|worded",
}
_ANY_VERB = "|".join(_VERBS.values())
PASSIVE = re.compile(
    rf"{_BE}(?P<verbs>(?:{_ANY_VERB})\b(?:{_ADVERBS}\s*(?:,|\bet\b|\band\b)(?:\s+(?:est|sont|is|"
    rf"are))?{_ADVERBS}\s+(?:{_ANY_VERB})\b)*)"
)
READS = re.compile(
    r"\b(?:se lit|se lisent|se lira|se liront|doit se lire|doivent se lire|(?:shall |will )?(?:now )?read[s]?|"
    r"est a lire|a (?:desormais )?la (?:redaction|teneur) suivante)\b"
)
_ACTIVES = {
    Action.REPLACE: r"remplacer|remplacent|remplace|substituer|replace|replaces|annuler et remplacer|"
    r"annulent et remplacent",
    Action.DELETE: r"supprimer|suppriment|supprime|abroger|abrogent|abroge|delete|deletes|remove|repeal",
    Action.COMPLETE: r"completer|completent|complete|supplement",
    Action.INSERT: r"inserer|inserent|insere|ajouter|ajoutent|ajoute|creer|creent|insert|inserts|add|adds",
    None: r"modifier|modifient|modifie|amend|amends|modify",
}
ACTIVE = re.compile(
    rf"\b(?:(?P<infinitive>(?:de|d'|to|a|vient|pour objet de|hereby)\s+)|(?:parties|avenant|parties hereby|"
    rf"amendment)\s+(?:hereby\s+)?"
    rf"|(?<![\w,] )\b)(?P<verbs>{'|'.join(_ACTIVES.values())})\s+(?=(?:l'|les?\s|the\s|la\s|un\s|une\s|a\s)?"
    r"(?:new\s|nouvel\w*\s)?(?:stipulations|dispositions|article|clause|section|annexe|schedule|appendix|exhibit|"
    r"paragraph|mots|termes|words))"
)

_FOLLOWS = re.compile(
    r"\b(?:comme suit|ainsi (?:qu'il suit|redige|libelle|modifie|concu)|de la (?:maniere|facon) suivante|"
    r"suivante?s?|ci-apres|as follows|to read|following|"
    r"ce qui suit|redigee?s? ainsi)\b|:\s*$|:\s*\x01|redigee?s? comme"
)
_PREPOSITION = re.compile(
    r"(?:\b(?:de|du|des|a|au|aux|dans|sous|par|sur|en|selon|vers|suivant|of|in|to|under|from|by|apres|after|avant|"
    r"before|"
    r"figurant|visee?s?|prevue?s?|within|pursuant)|\bd')\s*(?:l'|les\s|la\s|le\s|the\s)?$"
)
_WHOLE = re.compile(
    r"(?:les (?:stipulations|dispositions|termes|clauses|previsions)|le (?:texte|contenu|libelle)|la redaction|"
    r"l'ensemble|the (?:provisions|text|wording|terms|content|entirety))(?: (?:de|of) (?:l'ensemble|the entirety))?"
    r"(?: (?:figurant|contenues?|prevues?|contained|set out))? (?:de|du|des|d'|a|of|in)\s*(?:l'|les\s|the\s)?$"
)
_RELATIVE = re.compile(
    r"\b(?:relati(?:ve|f)s|concernant|portant sur|ayant trait|en ce qui|regarding|relating|concerning)\b"
)
_JOINED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:\x01+\s*)?(?:du contrat\s*)?(?:,|\bet\b|ainsi que|\band\b|,\s*et)\s*(?:l'|les\s|the\s)?"
)
_GAP = re.compile(r"[^.;]{0,260}", re.DOTALL)
_ORDINALS = ("premi|1er|first|1st", "deuxi|second", "troisi|third", "quatri|fourth", "cinqui|fifth", "sixi|sixth")
_PARAGRAPH = re.compile(
    r"(?:(?<![\w-])(?:(?P<ordinal>premier|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme|dernier|first|second|"
    r"third|fourth|fifth|sixth|last)|(?P<digits>\d{1,2})\s?(?:er|eme|e|nd|nde|st|rd|th))\s+"
    r"(?:alinea|paragraphe|paragraph)\b|\bal(?:inea|\.)\s*(?:n°\s*)?(?P<number>\d{1,2}))"
)
_SMALLER = re.compile(
    r"\b(?:alineas?\b|al\.|phrases?|tirets?|puces?|lignes?|colonnes?|sentences?|bullets?|indents?|(?:sub-?)?paragraphs\b|"
    r"(?:premi|deuxi|second|troisi|quatri|cinqui|sixi|derni|first|third|fourth|fifth|sixth|last)\w*\s+paragraph)"
)
"""A part of an article: where it is not the one paragraph that is understood, the order is not to the article."""
_INSTEAD = re.compile(rf"\b(?:par|by|with)\s+(?:[\w']+\s+|[ld]')*?(?:{_SMALLER.pattern})")
_EXCEPT = re.compile(r"\b(?:sauf|hormis|excepte\w*|a l'exception|a l'exclusion|except|save|other than)\b")
_SEVERAL = re.compile(r"\b(?:alineas|paragraphs)\b")
_CURRENT = re.compile(
    r"\b(?:cet article|cette (?:clause|annexe|stipulation)|ledit article|ce dernier|il|elle|"
    r"this (?:clause|section))\s*$"
)
LAST = -1
"""The paragraph that is called the last."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a sentence orders. `verb` is where, in the plain text, its verb stands; `new` whether a text follows."""

    action: Action
    numbers: tuple[str, ...]
    verb: Span
    paragraph: int = 0
    after: str = ""
    new: bool = False


def passive(plain: str, sentence: Span, context: str) -> Order | None:
    """« L'article 12 est remplacé par », "Clause 4.2 is deleted": an order to a whole article, annex or paragraph."""
    text = sentence.of(plain)
    for verb in PASSIVE.finditer(text):
        order = _inserted(text, verb, context) or _changed(text, verb.span(), _action(verb["verbs"]), context)
        if order is not None:
            return _moved(order, sentence.start)
    reads = READS.search(text)
    order = (
        _changed(text, reads.span(), Action.REPLACE, context)
        if reads and _FOLLOWS.search(text, reads.start())
        else None
    )
    return _moved(order, sentence.start) if order else None


def active(plain: str, sentence: Span) -> Order | None:
    """« Les Parties conviennent de supprimer l'article 7 », "Delete Clause 7"."""
    text = sentence.of(plain)
    verb = ACTIVE.search(text)
    if verb is None:
        return None
    rest = text[verb.end() :]
    action = next(a for a, words in _ACTIVES.items() if re.fullmatch(words, verb["verbs"]))
    if re.search(r"\b(?:and|et)\b.{0,40}\b(?:remplac|replac)", rest, re.DOTALL):
        action = Action.REPLACE
    found = [one for one in targets(text) if one.start >= verb.end()]
    if action is None and _FOLLOWS.search(rest):
        action = Action.REPLACE
    if not found or action is None:
        return None
    if action is Action.INSERT:
        order = _new_article(text, Span(verb.start("verbs"), verb.end()))
        return _moved(order, sentence.start) if order else None
    lead = text[verb.end() : found[0].start]
    numbers = _subject(text, found, 0)
    plain_lead = re.fullmatch(r"(?:l'|les\s|the\s|la\s)?", lead) or _WHOLE.fullmatch(lead)
    if not plain_lead or found[0].act is not Act.CONTRACT or _narrowed(action, rest):
        return None
    new = _FOLLOWS.search(rest) is not None or MASK in rest
    order = Order(action, numbers, Span(verb.start("verbs"), verb.end()), new=new)
    return _moved(order, sentence.start) if _complete(order, rest) else None


def _changed(text: str, verb: tuple[int, int], action: Action | None, context: str) -> Order | None:
    rest = text[verb[1] :]
    new = (
        _FOLLOWS.search(rest) is not None
        or re.match(r"\s*(?:par|by|with)?\s*:?\s*(?:[\w' ]{0,60}:\s*)?\x01", rest) is not None
    )
    new = new or re.match(r"\s*(?:par|by|with)\b", rest) is not None
    if action is None:
        if not _FOLLOWS.search(rest) and not _FOLLOWS.search(text[verb[0] : verb[1]]):
            return None
        action = Action.REPLACE
    if action is Action.INSERT:
        return None
    subject = _whole_subject(text, verb[0], context)
    if subject is None or _of_words(text[: verb[0]]):
        return None
    numbers, paragraph = subject
    if _SEVERAL.search(text[: verb[0]]) or (not paragraph and _SMALLER.search(text[: verb[0]])):
        return None
    if _narrowed(action, rest):
        return None
    order = Order(action, numbers, Span(*verb), paragraph, new=new and action is not Action.DELETE)
    return order if _complete(order, rest) else None


def _complete(order: Order, rest: str) -> bool:
    """What puts a text in must announce one; what takes out must not go on to something else."""
    if order.action in (Action.REPLACE, Action.COMPLETE):
        return order.new
    if re.search(r"\b(?:remplac|replac|substitu)\w*", re.split(r"[;.]|\x01", rest)[0]):
        return False  # it goes on to what takes its place
    return re.match(r"\s*(?:par|by|with|a compter|partiellement|en ce qu|in part)\b", rest) is None or bool(
        re.match(r"\s*(?:a compter|par (?:le present|les presentes))", rest)
    )


def _narrowed(action: Action, rest: str) -> bool:
    """Whether what comes after the verb makes it an order to a part: « supprimé, sauf son premier alinéa », « remplacé
    en son deuxième alinéa par : ». A paragraph that is put in is none."""
    if action is Action.COMPLETE:
        return False
    lead = _INSTEAD.sub(" ", re.split(r":|\x01", rest)[0])
    return _SMALLER.search(lead) is not None or (action is Action.DELETE and _EXCEPT.search(lead) is not None)


def _action(verbs: str) -> Action | None:
    kinds = [
        next(a for a, words in _VERBS.items() if re.fullmatch(words, word))
        for word in re.findall(rf"\b(?:{_ANY_VERB})\b", verbs)
    ]
    for action in (Action.REPLACE, Action.INSERT):
        if action in kinds:
            return action
    if None in kinds and len(set(kinds)) > 1:
        return None
    return Action.DELETE if Action.DELETE in kinds else Action.COMPLETE if Action.COMPLETE in kinds else None


def _whole_subject(text: str, verb: int, context: str) -> tuple[tuple[str, ...], int] | None:
    """The articles, or the paragraph of one, that are the sentence's subject; None where it is only a part of one."""
    found = [one for one in targets(text[:verb]) if one.end <= verb]
    paragraph = paragraph_of(text[:verb])
    for at, one in enumerate(found):
        lead = text[: one.start]
        if not _GAP.fullmatch(text, one.end, verb) or re.search(
            r"\b(?:qui|(?<!tel )(?<!telle )(?<!tels )(?<!telles )que|which|dont)\b", text[one.end : verb]
        ):
            continue
        whole = _WHOLE.search(lead) is not None
        of_paragraph = paragraph and re.search(
            r"(?:alinea|paragraphe?)\s+(?:de|du|of)\s*(?:l'|the\s)?$|alinea\s+(?:n°\s*)?\d+\s+de\s*l'$", lead
        )
        if _PREPOSITION.search(lead) and not whole and not of_paragraph:
            if paragraph and re.match(r"\W*(?:a|au|dans|in|under)\b", lead) and _bare_paragraph(text[one.end : verb]):
                return (one.numbers, paragraph) if one.act is Act.CONTRACT else None
            continue
        if one.act is not Act.CONTRACT or _named_part(lead) or (whole and _RELATIVE.search(text[one.end : verb])):
            return None
        after = paragraph_of(text[one.end : verb])
        return _subject(text, found, at), (paragraph if of_paragraph else after)
    current = _CURRENT.search(text[:verb].rstrip())
    if context and (current or _bare_paragraph(text[:verb])) and not found:
        return (context,), 0 if current else paragraph
    return None


def _of_words(lead: str) -> bool:
    """Whether words are quoted before the verb: they are what changes, not the article that they stand in."""
    return any(not is_title(lead[: found.start()]) for found in re.finditer(rf"{MASK}+", lead))


def _bare_paragraph(text: str) -> bool:
    return (
        re.search(
            rf"(?:le|la|l'|the)\s*{_PARAGRAPH.pattern}\s*$".replace("?P<ordinal>", "")
            .replace("?P<digits>", "")
            .replace("?P<number>", ""),
            text,
        )
        is not None
    )


def _named_part(lead: str) -> bool:
    """« le tableau, article 12, », « la définition … »: the article is only where the subject stands."""
    return (
        re.search(
            r"\b(?:phrase|tableau|definition|titre|intitule|montant|taux|mots?|sentence|table|heading|title)\b[^.:]*$",
            lead,
        )
        is not None
    )


def _subject(text: str, found: list[Target], at: int) -> tuple[str, ...]:
    """The numbers of a target and of those joined to it: « l'article 7 et l'Annexe 2 »."""
    numbers = found[at].numbers
    for one, other in zip(found[at:], found[at + 1 :], strict=False):
        if other.act is not Act.CONTRACT or not _JOINED.fullmatch(text, one.end, other.start):
            break
        numbers += other.numbers
    return numbers


def paragraph_of(text: str) -> int:
    """The rank of the paragraph that a text names; 0 where it names none."""
    found = _PARAGRAPH.search(text)
    if found is None:
        return 0
    if found["number"] or found["digits"]:
        return int(found["number"] or found["digits"])
    if found["ordinal"] in ("dernier", "last"):
        return LAST
    return next(rank for rank, stems in enumerate(_ORDINALS, 1) if found["ordinal"].startswith(tuple(stems.split("|"))))


_NEW_WORD = re.compile(r"\b(?:un|une|des|deux|trois|a|an|new|nouvel\w*|nouveau|additional)\s+(?:sous-)?$")
_UNNUMBERED = re.compile(
    r"\b(?:un|une|a|new|nouvel\w*|nouveau)\s+(?:nouvel\w*\s+)?(?:article|clause|section|annexe|"
    r"schedule)\b(?!\s*(?:n°)?\s*\d)|\b(?:l'article|la clause) suivante?\b|"
    r"\bthe following (?:article|clause|section)\b"
)
_AFTER = re.compile(
    r"\b(?:apres|a la suite de|following|after|immediately after)\s+(?:l'|la |le |the |les )?(?:actuel |existing )?$"
)
_AT_END = re.compile(r"\b(?:a la fin|in fine|en fin|at the end|au terme)\b")
_ELSEWHERE = re.compile(r"\b(?:au debut|en tete|avant|at the beginning|before|entre)\b")
_INTO = re.compile(r"(?:\ba|\bdans|\bde|\bto|\bin|\binto|\bof)\s*(?:l'|the\s|la\s|le\s)?$")


def _inserted(text: str, verb: re.Match[str], context: str) -> Order | None:
    if not any(re.fullmatch(_VERBS[Action.INSERT], word) for word in re.findall(r"[a-z]+", verb["verbs"])):
        return None
    return _new_article(text, Span(*verb.span())) or _added(text, verb.span(), context)


def _new_article(text: str, verb: Span) -> Order | None:
    """« il est inséré, après l'article 18, un article 18 bis »."""
    found = targets(text)
    new = next((one for one in found if _NEW_WORD.search(text[: one.start])), None)
    after = next((one.numbers[-1] for one in found if one is not new and _AFTER.search(text[: one.start])), "")
    if new is not None and len(new.numbers) == 1:
        return Order(Action.INSERT, new.numbers, verb, after=after, new=True)
    if (
        new is None
        and len(found) == 1
        and re.match(r"\W*(?:l'|the )?$", text[: found[0].start])
        and _is_annex(text, found[0])
    ):
        return Order(Action.INSERT, found[0].numbers, verb, new=True)
    if new is None and _UNNUMBERED.search(text) and (after or not found):
        return Order(Action.INSERT, ("",), verb, after=after, new=True)
    return None


def _is_annex(text: str, one: Target) -> bool:
    return re.match(r"annexe|schedule|appendi|exhibit", text[one.start : one.end]) is not None


def _added(text: str, verb: tuple[int, int], context: str) -> Order | None:
    """« il est ajouté à la fin de l'article 5 un alinéa », « … après le deuxième alinéa de l'article 5 »."""
    found = [one for one in targets(text) if one.act is Act.CONTRACT]
    home = next((one for one in found if _INTO.search(text[: one.start])), None)
    numbers = home.numbers if home else ((context,) if context and not found else ())
    if len(numbers) != 1 or (not _FOLLOWS.search(text) and MASK not in text[verb[1] :]):
        return None
    anchor = re.search(r"\b(?:apres|after|a la suite d[eu])\s*(?:le |la |l'|the )?(?=\S)", text)
    paragraph = paragraph_of(text[anchor.end() : anchor.end() + 30]) if anchor else 0
    if (anchor and not paragraph and not (home and anchor.end() >= home.start)) or _ELSEWHERE.search(
        text[: verb[1] + 60]
    ):
        return None
    if re.search(r"\b(?:mots?|words?|phrase|termes?)\b", text) and MASK in text and anchor:
        return None
    return Order(Action.COMPLETE, numbers, Span(*verb), paragraph, new=True)


def _moved(order: Order, by: int) -> Order:
    verb = Span(order.verb.start + by, order.verb.end + by)
    return Order(order.action, order.numbers, verb, order.paragraph, order.after, order.new)


def orders(plain: str, sentence: Span, context: str) -> Order | None:
    """What a sentence orders to whole articles, annexes or paragraphs; None where it is something else."""
    return passive(plain, sentence, context) or active(plain, sentence)


_SIGN = re.compile(
    rf"\b(?:est|sont|sera|seront|is|are|shall be|will be){_ADVERBS}\s+(?:remplac|supprim|adaptee?s?\b|modifi|complet|"
    r"abrog|inser|"
    r"ajout|portee?s?\b|proroge|prolonge|renouvel|annule|substitu|retire|reconduit|ramene|fixee?s? desormais|releve|"
    r"reduit|augment|cree\w*\b|delet|amend|replac|insert|added|supplement|extend|renew|increas|reduc|decreas|"
    r"restat|modified|removed|revised)|"
    r"\bannule(?:nt)? et remplace(?:nt)?\b|\bsupersedes? and replaces?\b|"
    r"\b(?:remplace|supprime|abroge|complete|modifie|insere|ajoute)(?:nt|r)?\b"
    r"\s+(?:et\s+\w+\s+)?(?:l'|les\s|le\s|la\s|un\s|une\s|certain|plusieurs)|"
    r"\b(?:delete|replace|insert|amend)s?\s+(?:the\s+)?(?:clause|section|schedule|words|article)|"
    r"\bpar derogation (?:a|aux)\b|(?<!peut )(?<!peuvent )(?<!pouvoir )(?<!pourra )(?<!pourront )\b(?:modifier|"
    r"remplacer|"
    r"supprimer|completer|inserer|abroger|proroger|prolonger|renouveler)\b|\blire\s*:?\s*\x01|"
    r"\bse (?:lit|lisent|lira|liront)\b|\bdevien(?:t|nent|dra|dront)\b|\bshall (?:now )?read\b|"
    r"\bpasse(?:nt|ra|ront)?\s+(?:a|de)\b|\bbecomes?\b"
)
_NEGATED = re.compile(
    r"\b(?:n'(?:est|est-il|entraine)|ne (?:sont|sera|seront)|is not|are not|shall not|demeurent|demeure|"
    r"restent|reste|remain|remains|inchange\w*|unchanged)\b"
)


def signs(plain: str, sentence: Span) -> Iterator[Span]:
    """Where a sentence sounds like an order, whatever it says."""
    text = sentence.of(plain)
    for found in _SIGN.finditer(text):
        near = text[max(0, found.start() - 40) : found.end()]
        if not _NEGATED.search(near):
            yield Span(sentence.start + found.start(), sentence.start + found.end())
