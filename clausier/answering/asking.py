"""What a question wants, and the question made to stand without its conversation."""

import re
from collections.abc import Sequence

from clausier.answering.wanted import opens_with_figure, parts
from clausier.answering.words import focus_stems, tokens
from clausier.domain.folding import fold
from clausier.domain.questions import Asks, Turn

_MEANING = re.compile(
    r"\b(?:que (?:veut|veulent|voulait) dire|qu'?est[- ]ce (?:que|qu)[' ]|c'?est quoi|que signifie|signification|"
    r"definition de|definir|explique[rz]?|en clair|en deux mots|en (?:langage|francais) (?:simple|courant)|"
    r"what (?:does|is meant)|what is an?\b|meaning of|explain)"
)
_VALUE = re.compile(
    r"\b(?:combien|quel(?:le)?s?\b|quand\b|ou (?:sont|est|vont|va|se)|ou ?\?|(?:^|[,:;?] |et )que (?:devient|"
    r"deviennent|se passe|fait|font|doit|doivent|dit)|"
    r"qui (?:est|sont|signe|paie|porte|supporte|doit|fait|possede)|a qui|comment\b|quoi\b|qu'est[- ]ce qui|"
    r"how (?:much|many|long|often)|what\b|when\b|where\b|who\b|which\b)"
)
# Inversions and "est-ce que" open a question that yes or no answers, whatever follows.
_COVERAGE = re.compile(
    r"\best[- ]ce qu|\by a[- ]t[- ]il|\w+-t-(?:il|elle|on|ils|elles)\b|\w+-(?:il|elle|ils|elles|on|nous|vous)\b|"
    r"\bil y a\b|^(?:is|are|does|do|can|may|must|has|have|will)\b"
)
_PARTS = re.compile(r"[?;]|,\s*(?:et\s+)?|\bet\b|\bwith\b|\band\b")
_QUANTITY = re.compile(r"\b(?:combien|quand|how (?:much|long|many|often)|when)\b")
_LEANING = re.compile(
    r"^(?:et\b|mais\b|and\b|what about|qu'en est[- ]il|meme question|idem\b|dans ce cas|sinon\b|ou alors)|"
    r"\b(?:ce(?:lui|lle|ux|lles)[- ](?:ci|la)|cette (?:clause|duree|obligation)|cet article|"
    r"ce (?:delai|montant|plafond)|pour ca|de ca|la-dessus|dedans)\b"
)
_ELLIPSIS = re.compile(
    r"(?:et|and|what about) (?:en|pour|dans|chez|a|au|aux|le|la|les|l'|du|de|for|in|the) ?(?:\S+ ?){1,4}"
)
_FEW = 2  # focus words: a question with more stands by itself unless it points back
_ADVICE = re.compile(
    r"\b(?:(?:dois|devrais|puis|pourrais)[- ]je\b.*\b(?:attaquer|assigner|poursuivre|porter plainte|signer|accepter)|"
    r"(?:devons|devrions)[- ]nous (?:signer|accepter|refuser|attaquer|resilier|assigner|negocier)|"
    r"faut[- ]il (?:signer|accepter|refuser|attaquer)|conseille[sz]?|recommande[sz]?|"
    r"est[- ](?:il|elle|ce) (?:legale?|valable|valide|nulle?|abusi(?:f|ve))|"
    r"tient[- ](?:il|elle) la route|should (?:i|we))\b"
)

_ARTICLE = re.compile(
    r"\b(?:articles?|art\.?|clauses?|sections?|paragraphes?)\s+(?:n°\s*)?"
    r"(\d+(?:[.-]\d+)*(?:\s(?:bis|ter|quater)\b)?)(?![\d.-]*\d)(?!\s+(?:du|de la|des|of the)\s+"
    r"(?:code|rgpd|gdpr|reglement|loi|directive|decret|traite|ccag))"
)
_ANNEX = re.compile(r"\b(?:annexes?|appendix|schedules?|exhibits?)\s+(?:n°\s*)?(\d+|[a-z]|[ivxl]+)\b")

TELLS_TO = re.compile(
    r"(?:merci de |please |veuillez )?(?:"
    r"(?:indiqu|precis|list|verifi|confirm|identifi|expliqu|enumer|detaill|justifi|control|examin|cit|donn|mentionn)"
    r"(?:er|ez)|decri(?:re|vez)|fourni(?:r|ssez)|s'assurer|"
    r"specify|describe|list|confirm|identify|explain|indicate|check|verify|state|provide|detail|summari[sz]e|review"
    r")\b"
)
_CLAUSES = frozenset(("que", "si", "comment", "quand", "whether", "that", "if", "how", "what", "which", "when", "who"))
_WITH_CLAUSE = re.compile(r"qu'|s'il|quel|si\b")

_COMPARED = re.compile(
    r"\b(?:plus|moins|aussi|meme)\b.{1,40}?\bque (?:dans |pour |chez )?(?:celui|celle|ceux|l'autre|(?:le|la|l'|un) ?"
    r"(?:contrat|convention|accord|marche))\b|"
    r"\b(?:\w+er|more|less|same)\b.{1,40}?\b(?:than|as) (?:in |under )?"
    r"(?:that of|the (?:other|[\w ]{0,30}(?:contract|agreement)))"
)
"""Something of one document measured by another's."""


def asks(question: str) -> Asks:
    """Whether a question wants a yes or no, a value, or a meaning.

    Of two signs the first decides: "quel préavis doit-il respecter ?" wants a value, "peut-on savoir quand…" a yes;
    where one part of several wants a yes or no, so does the whole. Without a sign, a noun that is a figure wants its
    value; "et en Espagne ?" wants what the question that it leans on does; all else is coverage. Whether something is
    longer here than in another document takes two values: it is no question of a yes.
    """
    own, context = parts(question)
    folded = fold(own)
    if _MEANING.search(folded):
        return Asks.MEANING
    if _COMPARED.search(folded):
        return Asks.VALUE
    value, coverage = _VALUE.search(folded), _COVERAGE.search(folded)
    if value and any(_COVERAGE.search(part) and not _VALUE.search(part) for part in _PARTS.split(folded)):
        return Asks.COVERAGE
    if value and (coverage is None or value.start() <= coverage.start()):
        return Asks.VALUE
    if coverage is None and opens_with_figure(own):
        return Asks.VALUE
    return asks(context) if context and _ELLIPSIS.fullmatch(folded.strip(" ?")) else Asks.COVERAGE


def wants_advice(question: str) -> bool:
    """Whether a question asks for a lawyer's judgement, which is not given here."""
    return _ADVICE.search(fold(question)) is not None


def wants_quantity(question: str) -> bool:
    """Whether a question wants a number without naming what it counts: how much, how long, when."""
    return _QUANTITY.search(fold(question)) is not None


def leans(question: str) -> bool:
    """Whether a question needs what was said before: it points back, begins with "et" and says little, or is a word or
    two ("Combien ?", "Quel délai ?")."""
    folded = fold(question).strip(" ?!.…")
    if len(tokens(question)) <= _FEW and len(focus_stems(question)) < _FEW:
        return True
    found = _LEANING.search(folded)
    if found is None:
        return False
    return found.start() > 0 or len(focus_stems(question)) <= _FEW


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leans on put back: "et pour le préavis ?" after one on termination names it.

    The words are the reader's own: nothing is rewritten, so no figure or negation can change on the way.
    """
    context = ""
    for turn in history:
        if not leans(turn.question):
            context = turn.question
    if not context or not leans(question):
        return question.strip()
    return f"{question.strip()} (à propos de : {context.strip()})"


def places(question: str) -> tuple[str, ...]:
    """The articles and annexes of the contract that a question names, "12.3", "Annexe 2"; no statutes."""
    folded = fold(question)
    articles = tuple(re.sub(r"\s+", " ", found[1]).replace("-", ".") for found in _ARTICLE.finditer(folded))
    return articles + tuple(f"Annexe {found[1].upper()}" for found in _ANNEX.finditer(folded))


def subject(text: str) -> str:
    """What a text that tells to describe, to list or to specify something wants to be told of: that thing alone.

    The telling is no word of the contract, and would be looked for there. "Vérifier que…" and the like stay whole.
    """
    folded = fold(text)
    found = TELLS_TO.match(folded.lstrip())
    rest = text.split()[len(found.group().split()) :] if found else []
    return " ".join(rest) if rest and fold(rest[0]) not in _CLAUSES and not _WITH_CLAUSE.match(fold(rest[0])) else text
