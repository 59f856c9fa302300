"""Whether a question sets contracts side by side, and what it wants of each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from clausier.answering.figures import Sort, read
from clausier.answering.figures.plain import plain
from clausier.answering.wanted import wanted
from clausier.answering.words import focus_stems, is_english
from clausier.contrasting.measures import Measure, known_measures
from clausier.domain.folding import fold
from clausier.domain.text import Span


class Lean(StrEnum):
    """What « lequel » looks for among the contracts."""

    LEAST = "least"
    MOST = "most"
    OPINION = "opinion"  # "le plus favorable": no figure tells, and none is looked for


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked of several contracts. `about`: the question, less what sets them side by side."""

    about: str
    differences: bool  # else which of them
    measures: tuple[Measure, ...] = ()  # asked of each; none: whether it deals with what the question is about
    lean: Lean | None = None
    firm: bool = True  # of one contract alone it makes no sense


_SEVERAL = r"(?:deux|trois|quatre|cinq|[2-9]|two|three|four)"
_NOUNS = (
    r"(?:contrats|accords|conventions|marches|documents|versions|offres|propositions|textes|prestataires|fournisseurs|"
    r"contracts|agreements|suppliers|providers)"
)
_THESE = rf"(?:les|ces|nos|mes|vos|leurs|the|these|those|our|my|both)(?: {_SEVERAL})?(?: {_NOUNS})?"
_CONTRACTS = re.compile(
    rf"\b(?:de|des|d'|entre|dans|parmi|chez|of|in|between|across|among|from)(?: {_THESE}|(?: {_SEVERAL})? {_NOUNS})"
    rf"(?: {_NOUNS})?\b|\bd'un contrat a l'autre\b|\b(?:ces|these|both|our|nos|les|the)(?: {_SEVERAL})? {_NOUNS}\b"
)
_PLEASE = (
    r"(?:(?:peux|pouvez|pourrais|pourriez)[- ](?:tu|vous) |(?:je|on) (?:veux|veut|voudrais|voudrait|souhaite) |"
    r"merci de |veuillez |il faudrait |can you |could you |please |i (?:want|would like) to )?(?:me |nous )?"
)
_DIFFERENCES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:quelles?|what)(?: sont| est| are| is|'s)?(?: les| la| the)?(?: principales?| main| key)? "
        r"(?:differences?|ecarts)\b",
        r"^(?:les |the )?differences?\b"
        r"(?= (?:sur|en|de|quant|concernant|pour|on|in|about|regarding|as to|entre|between))",
        r"\ben quoi\b(?=.{0,90}\b(?:differ|distingu))|\b(?:differ(?:ent|er)|se distinguent)(?:-ils|-elles)?\b"
        r"(?=.{0,40}\b(?:contrats|accords|conventions)\b)",
        r"\bhow (?:do|does|are)\b(?: (?:they|these|the|both|our)(?: \w+){0,3})?(?= (?:differ|different)\b)",
        rf"^{_PLEASE}compar(?:e|es|er|ez|ons)\b|^(?:fais|faites)(?:-moi|-nous)? (?:une |la )?comparaison\b|"
        r"^comparaison\b|^comparison\b",
        r"\bqu'est[- ]ce qui (?:change|differe|distingue)\b"
        r"(?=.*\b(?:entre (?:les|ces|nos)|d'un contrat a l'autre|contrats|accords)\b)",
        r"\bwhat differs\b",
        r"\b(?:y a[- ]t[- ]il|existe[- ]t[- ]il|are there|is there)\b.{0,20}\bdifferences?\b",
    )
)
_BETWEEN = re.compile(r"\b(?:entre|between) (?P<what>[^?.,;]+)")
_THEMSELVES = re.compile(rf"(?:{_THESE}|eux|elles|them|each other|{_NOUNS}|(?:le|the) (?:contrat|contract)|l'un)\b")
_DIFFER = re.compile(r"\b(?:differ(?:ent|er|e|s)?|different|se distinguent|distinguent)(?:-(?:t-)?(?:ils|elles))?\b")
_JOINT = re.compile(r"^\W*(?:(?:sur|en matiere|quant a|quant au|concernant|pour|au sujet|on|about|regarding|as to) )?")

_BEGINS = re.compile(
    r"(?:^|[,:;.?!] ?)\W*(?:(?:et|mais|alors|bon|donc|and|but|so) )*"
    r"(?:(?:dans|pour|chez|avec|sous|selon|in|under|with) )?$"
)
_OF_THEM = rf"(?: (?:(?:de|d'|des|of|parmi|among)(?: {_THESE}|(?: {_SEVERAL})? {_NOUNS}| {_SEVERAL}| them)))?"
_WHICH = re.compile(
    rf"\b(?:(?P<firm>lequel|lesquels){_OF_THEM}(?: {_NOUNS})?|"
    rf"(?P<she>laquelle|lesquelles) (?:de|des)(?: (?:ces|nos|mes|vos))?(?: {_SEVERAL})? (?:conventions|offres|versions|"
    rf"propositions)|(?P<one>which (?:one|of (?:the|these|those|our|them|both)(?: {_SEVERAL})?(?: {_NOUNS})?))|"
    r"(?:quels?|which|what)(?: est le| sont les| is the)? (?:contrats?|accords?|marches|contracts?|agreements?)"
    r"(?: qui| that)?)\b"
)
_RANKS = re.compile(
    r"\b(?:l'emporte|prime|primera|prevaut|prevaudra|prevale|gagne|fait foi|est le bon|la bonne|a raison|prevails?|"
    r"takes? precedence|governs?|controls?)\b"
)
"""Which text comes before which is asked of one contract and its annexes."""

_LEANS: tuple[tuple[Lean, re.Pattern[str]], ...] = tuple(
    (lean, re.compile(rf"\b(?:(?:le|la|les|the) )?(?:{pattern})\b"))
    for lean, pattern in (
        (
            Lean.OPINION,
            r"mieux|meilleure?s?|pires?|(?:plus|moins) (?:favorable|avantageu(?:x|se)|protect(?:eur|rice)|"
            r"interessante?|souple|stricte?|severe|sure?|dangereu(?:x|se)|equilibree?|risquee?|facile(?:ment)?|clair|complete?)s?|"
            r"better|best|worse|worst|safer|safest|(?:more|most|less|least) (?:favou?rable|protective|advantageous|"
            r"flexible|strict|balanced|risky)|stricter|easier",
        ),
        (
            Lean.LEAST,
            r"plus (?:courte?|bref|breve|basse?|faible|petite?|reduite?|tot|vite|rapide(?:ment)?|proche)s?|"
            r"moins (?:longtemps|long(?:ue)?|elevee?|chere?|importante?|haute?|grande?|tard)s?|"
            r"short(?:er|est)|low(?:er|est)|small(?:er|est)|soon(?:er|est)|earl(?:ier|iest)|fast(?:er|est)|"
            r"quick(?:er|est)|cheap(?:er|est)|less expensive",
        ),
        (
            Lean.MOST,
            r"plus (?:longtemps|long(?:ue)?|elevee?|haute?|grande?|forte?|importante?|chere?|tard)s?|"
            r"moins (?:courte?|bref|breve|basse?|faible|vite|rapide(?:ment)?)s?|"
            r"long(?:er|est)|high(?:er|est)|larg(?:er|est)|great(?:er|est)|bigg(?:er|est)|lat(?:er|est)|more expensive",
        ),
        (Lean.LEAST, r"moins(?: de| d')?|less|least|fewer|fewest"),
        (Lean.MOST, r"plus (?:de |d'(?!un))|most|more"),
    )
)
_LONG_OR_SHORT = re.compile(r"\b(?:court|bref|breve|long|tot|vite|rapide|short|soon|earl|fast|quick|lat|tard)\w*")
_VERBS = re.compile(
    r"^\W*(?:(?:qui|that) )?(?:(?:n')?(?:a|ont|aura|est|sont|prevoi(?:t|ent)|fixe(?:nt)?|offre(?:nt)?|donne(?:nt)?|"
    r"impose(?:nt)?|accorde(?:nt)?|exige(?:nt)?|demande(?:nt)?|has|have|is|are|gives?|sets?|provides?|offers?|"
    r"imposes?|requires?|does|do) )?(?:pour )?"
)
_TAIL = re.compile(r"\W*\b(?:est|sont|sera|seront|is|are|a|ont)?(?:-(?:t-)?(?:il|elle|ils|elles))?\W*$")
_INVERTED = re.compile(r"\b(?:est|sont|sera|seront)-(?:il|elle|ils|elles)\b")
_DAY = re.compile(r"(?:\b(?:au|en|le|a partir du|a la date du|on|as of|in|from)(?: le)? )?$")
_ARTICLE = re.compile(r"^(?:le |la |les |l['’]|un |une |des |du |the |an? |its? |son |sa |leur )", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:which|what|how|the)\b")
_FOLLOWS = re.compile(r"^\W*(?:et|and|what about|idem|meme question|pareil)\b")
_FOLLOWING = 6  # words of a question that goes on with the one before: "Et pour le plafond ?"


def sought(question: str, context: str = "", names: Sequence[str] = ()) -> Sought | None:
    """What a question asks of several contracts; None where it sets none side by side.

    `context` is the earlier question that it leans on, `names` are words by which contracts of the library are known.
    """
    found = _differences(question, names) or _which(question, context, names)
    if found is not None or not context or not _FOLLOWS.match(fold(question)) or len(question.split()) > _FOLLOWING:
        return found
    before = _differences(context, names) or _which(context, "", names)
    if before is None:
        return None
    about = _bare(re.sub(r"^\W*(?:et|and|what about) (?:(?:pour|sur|on|for) )?", "", question, flags=re.IGNORECASE))
    return replace(before, about=about, measures=_measured(about, before.lean, plain(context)) if before.lean else ())


def named(question: str, names: Sequence[str]) -> frozenset[str]:
    """The names that a question says."""
    folded = fold(question)
    return frozenset(name for name in names if re.search(rf"\b{re.escape(name)}\b", folded))


def _differences(question: str, names: Sequence[str]) -> Sought | None:
    text = plain(question.strip())
    frame = next((found for pattern in _DIFFERENCES if (found := pattern.search(text))), None)
    if frame is None:
        return None
    between = _BETWEEN.search(text)
    if between and not _THEMSELVES.match(between["what"]) and not named(between["what"], names):
        return None  # "entre la maintenance corrective et l'évolutive": two things of one contract
    cut = [Span(*frame.span()), *_spans(_DIFFER, text), *_framing(text, names)]
    about = _without(question.strip(), cut).strip(" ?.!:,;\u00a0\u202f")
    joint = _JOINT.match(plain(about))
    return Sought(about[joint.end() :] if joint else about, differences=True)


def _which(question: str, context: str, names: Sequence[str]) -> Sought | None:
    text = plain(question.strip())
    frame = next((found for found in _WHICH.finditer(text) if _BEGINS.search(text[: found.start()])), None)
    leaning = next(((lean, found) for lean, pattern in _LEANS if (found := pattern.search(text))), None)
    known = leaning is not None and len(named(question, names)) > 1
    if (frame is None and not known) or _RANKS.search(text):
        return None
    lead = Span(0, frame.end()) if frame and not text[: frame.start()].strip(" ,:;").count(" ") else None
    cut = [Span(*frame.span())] if frame else []
    cut += [*_framing(text, names), *([lead] if lead else [])]
    lean = leaning[0] if leaning else None
    about = _without(question.strip(), cut).strip(" ?.!:,;\u00a0\u202f")
    firm = frame is None or any(frame[name] for name in ("firm", "she", "one"))
    if lean is None:
        return Sought(about, differences=False, firm=firm)
    bare = _bare(_without(question.strip(), [*cut, Span(*leaning[1].span())])) if leaning else about
    if not focus_stems(bare) and context:
        bare = _bare(context)
    if lean is Lean.OPINION:
        return Sought(bare, differences=False, lean=lean, firm=firm)
    return Sought(bare, False, known_measures(text) or _measured(bare, lean, text), lean, firm)


def _measured(bare: str, lean: Lean | None, text: str) -> tuple[Measure, ...]:
    """The figure that a question is put on, as it is asked of one contract; none where no figure tells."""
    english = _ENGLISH.search(text) is not None or is_english(text)
    noun = _ARTICLE.sub("", bare)
    asked = f"What is the {noun}?" if english else f"Quel est le {noun} ?"
    label = f"{noun[:1].upper()}{noun[1:]}"
    found = wanted(asked)
    if found is not None and found.head:
        return (Measure(label, asked),)
    if noun and lean in (Lean.LEAST, Lean.MOST) and _LONG_OR_SHORT.search(text):
        return (Measure(label, f"How long is the {noun}?" if english else f"Combien de temps dure {bare} ?"),)
    return ()


def _bare(text: str) -> str:
    """What is left of a question without its verb: "le préavis de résiliation"."""
    text = text.strip(" ?.!:,;\u00a0\u202f")
    head = re.match(r"(?:quel(?:le)?s? (?:est|sont) |what (?:is|are) )", plain(text))
    text = text[head.end() :] if head else text
    text = _without(text, _spans(_INVERTED, plain(text)))
    lead = _VERBS.match(plain(text))
    text = text[lead.end() :] if lead else text
    tail = _TAIL.search(plain(text))
    return " ".join((text[: tail.start()] if tail else text).split()).strip(" ,:;-")


def _framing(text: str, names: Sequence[str]) -> list[Span]:
    """What names the contracts: "de ces deux contrats", "Valsonne ou Vercambre", "chez Valsonne"."""
    known = "|".join(re.escape(name) for name in sorted(named(text, names), key=len, reverse=True))
    found = [*_spans(_CONTRACTS, text), *_days(text)]
    if known:
        one = rf"(?:(?:le |la |l'|the )?(?:contrat |contract )?(?:de |d'|du )?(?:{known}))"
        before = r"(?:[,:;-] ?)?(?:\b(?:entre|chez|dans|de|between|in|of|or|ou) )?"
        found += _spans(re.compile(rf"{before}\b{one}(?: (?:ou|et|and|or)(?: (?:chez|dans|de|in))? {one})*\b"), text)
    return found


def _days(text: str) -> list[Span]:
    """The days that a question names, with what makes them the time asked about."""
    dates = (one.span for one in read(text) if one.sort is Sort.DATE)
    leads = ((span, _DAY.search(text, 0, span.start)) for span in dates)
    return [Span(lead.start() if lead else span.start, span.end) for span, lead in leads]


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*found.span()) for found in pattern.finditer(text)]


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text without some stretches of it."""
    left, start = "", 0
    for span in sorted(spans):
        left += f"{text[start : max(span.start, start)]} "
        start = max(start, span.end)
    return re.sub(r"\s+([?.,])", r" \1", " ".join(f"{left}{text[start:]}".split()))
