"""How a passage bears on a question: named by its heading, spoken of in its sentences, or only brushed against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausier.answering.figures import ARTICLE, in_words, read_figures
from clausier.answering.quoting import sentences
from clausier.answering.topics import elements_in, matches, mentions, unexplained, without_near_misses
from clausier.answering.words import content_stems, explained, focus_stems, tokens
from clausier.domain.documents import Passage
from clausier.domain.folding import fold
from clausier.domain.questions import Element, Hit, Topic
from clausier.domain.text import mend

# A sentence that binds someone, or settles something; a bare title or the entry of a list does neither.
_OPERATIVE = re.compile(
    r"\b(?:doi(?:t|vent)|devra(?:ient|it|nt)?|s'engage(?:nt|ra)?|(?:est|sont) tenue?s?|peu(?:t|vent)|"
    r"pourra(?:ient|it|nt)?|assur(?:e|ent|era)|fourni(?:t|ra|ssent)|remet(?:tent|tra)?|est|sont|sera|seront|"
    r"(?:rest|demeur|appliqu|conserv|garanti|dispos|procede|verse|prend|permet)\w*|a (?:le droit|pour)|ont?|"
    r"\w{3,}(?:era|eront|ira|iront)|n[e']|il|elle|ils|elles|on|nous|vous|"
    r"(?:confie|informe|notifie|signale|execute|realise|effectue|exploite|couvre|accepte|autorise|concede|cede|incombe|"
    r"cesse|expire|respecte|excede|depasse|paie|paye|propose|participe|prepare|organise|justifie|veille|coopere|"
    r"beneficie|dure|donne|communique|restitue|efface|supporte|decide|entraine|facture|repare|suspend|indemnise|supprime|interrompe)(?:nt)?|"
    r"(?:transmet|repond|met)(?:tent|ent)?|(?:maintien|appartien|revien|obtien|tien)(?:t|nent)|"
    r"(?:poursui|interdi|regi|etabli|defini|recoi|percoi|souscri|detrui|choisi|prevoi|reconnai|connai)t|fait|font|vaut|"
    r"s'eleve|shall|must|may|will|agrees?|is|are|has|have|"
    r"(?:continue|commence|bear|retain|grant|maintain|provide|own|renew|remain)s|applies)\b"
)
# A sentence that only points elsewhere says nothing of its own on what it names.
_POINTER = re.compile(
    r"\b(?:conformement a|en application de|au sens de|dans les conditions (?:prevues|definies|fixees) (?:a|par|dans)|"
    r"(?:vise|prevu|defini|decrit|mentionne|stipule)e?s? (?:a|par|dans|aux?)|cf\.?|voir|sous reserve de|sans prejudice "
    r"de|sauf (?:en|dans les?) cas (?:de|d')|hormis|pursuant to|in accordance with|subject to|"
    r"as (?:set out|defined|described) in)[^,;.]{0,60}"
)
_NEAR = 30  # words: what a sentence is about stands near its beginning
_EMPTY = re.compile(
    r"^\W*(?:sans objet|neant|non applicable|a (?:definir|completer|preciser|determiner|renseigner)|reserve|supprime|"
    r"article (?:reserve|supprime)|intentionally (?:omitted|left blank)|not applicable|n/?a|reserved|tbd)\W*$"
)
_DENIAL = re.compile(
    r"\b(?:ne|n')\b.{1,80}\b(?:pas|aucune?|plus|jamais|ni)\b|\baucune?\b|\bexclu(?:e?s?|t|ent|ant)?\b|"
    r"\b(?:shall|does|do|is|are|will) not\b|\bno (?:obligation|right)\b|\bexclud\w+\b"
)
# Sentences that speak to whoever reads by machine are no clause: nothing said beside them counts.
_AIMED_AT_MACHINES = re.compile(
    r"\b(?:ignore[rsz]?|oublie[rsz]?|disregard|forget)\b.{0,30}\b(?:instructions?|consignes?|prompts?)\b|"
    r"\b(?:reponds|repondez|answer|respond)\b.{0,20}\b(?:oui|yes|non(?! seulement))\b|"
    r"\b(?:tu es|vous etes|you are) (?:un |une |an? )?(?:assistant|ia|modele de langage|ai|language model)\b|"
    r"\bsystem prompt\b"
)
# What the parties wished before they agreed binds nobody.
_RECITAL = re.compile(
    r"^\W*(?:\d+\W+)?(?:preambule|expose(?: prealable| des motifs)?|il a ete (?:prealablement )?expose|recitals?|"
    r"background|whereas|considerant)\b\W*(?:$|[a-z' ]{0,20}:|the\b|que\b|ce qui suit)",
    re.MULTILINE,
)
_SENTENCE_STARTS = ("", ".", "?", "!", "…", ":", "(", "\n")
_CONTENTS = re.compile(r"^(?:table des matieres|sommaire|table of contents|contents)\b")
_FEWEST_WORDS = 6  # of a sentence that says something
_FEWEST_OF_A_RULE = 4  # "La sous-traitance est interdite."
_WHOLE = 6  # words: what is this long and ends with a full stop is no title
_OPENING = 10  # words: in a clause without a title, its first words say what it is about


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a passage has to do with a topic. `deals` is what a verdict may rest on."""

    passage: Passage
    rank: int  # among the passages found, from 1
    headed: bool  # a heading above it names the topic
    spoken: int  # sentences of its own that speak of the topic and settle something
    denied: bool  # every sentence that settles something on the topic does so in the negative
    elements: tuple[Element, ...]
    unexplained: frozenset[str]  # words of the question that neither passage nor topic accounts for

    @property
    def deals(self) -> bool:
        return self.headed or self.spoken > 0


@lru_cache(maxsize=8192)
def folded_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a stretch of a document, mended and folded."""
    return tuple(fold(mend(span.of(text)).text) for span in sentences(text))


@lru_cache(maxsize=8192)
def folded_path(path: tuple[str, ...]) -> str:
    """The headings above a passage, folded."""
    return fold(" › ".join(path))


def names(topic: Topic, path: tuple[str, ...]) -> bool:
    """Whether a heading names the topic. The innermost heading that says anything decides against the outer ones."""
    folded = folded_path(path)
    if _CONTENTS.match(folded.rsplit(" › ", 1)[-1]):
        return False
    return mentions(topic.words, without_near_misses(topic, folded)) > 0


def bearing(hit: Hit, rank: int, topic: Topic, question: str) -> Bearing:
    """How a passage that was found bears on the topic of a question.

    Outside a clause of its own, a topic is dealt with by a sentence that also says something expected of it, that
    opens a clause without a title, or by two sentences: a word in passing is none of these.
    """
    passage = hit.passage
    said = [s for s in folded_sentences(passage.text) if _says_something(s)]
    if aimed_at_machines(passage) or _is_recital(passage):
        return Bearing(passage, rank, False, 0, False, (), frozenset())
    headed = names(topic, passage.path) and _has_substance(passage) and not _only_looks_like(topic, _own(passage))
    settled = [s for s in said if _settles(s) and _speaks(topic, s, _NEAR)] if not _is_contents(passage) else []
    opened = bool(settled) and settled[0] == said[0] and _untitled(passage) and _speaks(topic, said[0], _OPENING)
    told = opened or bool(elements_in(topic.elements, " ".join(settled)))
    spoken = len(settled) if headed or told or len(settled) > 1 else 0
    if _only_looks_like(topic, folded_path(passage.path)):
        spoken = 0
    return Bearing(
        passage=passage,
        rank=rank,
        headed=headed,
        spoken=spoken,
        denied=bool(settled) and all(_DENIAL.search(sentence) for sentence in settled),
        elements=elements_in(topic.elements, " ".join(said)) if headed or spoken else (),
        unexplained=unexplained(question, topic, passage.indexed),
    )


def _only_looks_like(topic: Topic, folded: str) -> bool:
    """Whether every mention of the topic is one of its near-misses: "Recettes" over the sale of scrap."""
    return mentions(topic.words, folded) > 0 and mentions(topic.words, without_near_misses(topic, folded)) == 0


def _own(passage: Passage) -> str:
    """What a passage says after its heading, folded."""
    text, heading = fold(mend(passage.text).text), fold(passage.path[-1]) if passage.path else ""
    title = re.search(r"[^\W\d].*", heading.removeprefix("article"))
    return text.partition(title.group())[2] or text if title and title.group() in text[: 2 * len(heading)] else text


def aimed_at_machines(passage: Passage) -> bool:
    """Whether a passage gives orders to a reader that answers questions: what it says is no evidence of anything."""
    return _AIMED_AT_MACHINES.search(fold(mend(passage.text).text)) is not None


def _is_recital(passage: Passage) -> bool:
    return _RECITAL.search("\n".join(map(fold, (*passage.path, *passage.text.splitlines())))) is not None


def _is_contents(passage: Passage) -> bool:
    return bool(passage.path) and _CONTENTS.match(fold(passage.path[-1])) is not None


def _has_substance(passage: Passage) -> bool:
    """Whether a passage says something under its heading: more than the heading, a "sans objet" or an announcement."""
    heading = tokens(passage.path[-1]) if passage.path else []
    own = tokens(passage.text)
    while own and own[0] in heading:
        own = own[1:]
    said = " ".join(own)
    return len(own) >= _FEWEST_WORDS and not _EMPTY.match(said) and not passage.text.rstrip().endswith(":")


def _speaks(topic: Topic, sentence: str, within: int) -> bool:
    """Whether a sentence is about the topic: names it in its first words, and does not only point at it."""
    cleared = _POINTER.sub(" ", without_near_misses(topic, sentence))
    return mentions(topic.words, " ".join(cleared.split()[:within])) > 0


def _says_something(sentence: str) -> bool:
    long = len(sentence.split())
    rule = sentence.endswith(".") and _OPERATIVE.search(sentence) is not None
    return long >= (_FEWEST_OF_A_RULE if rule else _FEWEST_WORDS) and not sentence.endswith(":")


def _settles(sentence: str) -> bool:
    """Whether a sentence has a verb, as far as can be told: a known one, or the build of a whole sentence."""
    whole = sentence.endswith(".") and len(sentence.split()) >= _WHOLE
    return whole or _OPERATIVE.search(sentence) is not None


def _untitled(passage: Passage) -> bool:
    """Whether the clause of a passage has a number at most: "12.1", "Article 7"."""
    return (
        not passage.path
        or re.fullmatch(r"\W*(?:(?:art(?:icle)?|section)\b\W*)?[\divxlc.\W]*", fold(passage.path[-1])) is not None
    )


def asked_elements(topic: Topic, question: str) -> tuple[Element, ...]:
    """The elements of a topic that a question names, by their signs or by their label."""
    signed = elements_in(topic.elements, fold(question))
    said = content_stems(question)
    own = content_stems(f"{topic.label} {topic.about}")
    return tuple(element for element in topic.elements if element in signed or _labelled(element, said, own))


def _labelled(element: Element, said: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a question has all the words of an element's label that are not the topic's."""
    stems = content_stems(element.label)
    label = stems - explained(stems, own)
    return bool(label) and explained(label, said) == label


def tells(found: Bearing, element: Element, question: str) -> bool:
    """Whether a passage deals with an element: shows a sign of it, or has every word by which the question names it."""
    named = focus_stems(" ".join(matches(element.signs, fold(question))))
    return element in found.elements or (
        bool(named) and explained(named, content_stems(found.passage.indexed)) == named
    )


def insisted(question: str) -> tuple[str, ...]:
    """Words that a question insists on: names, acronyms, figures. An answer that lacks one is not a plain yes."""
    figured = _told_figures(question)
    found = []
    for match in re.finditer(r"[\w’'.-]*\w", question):
        word = match.group()
        opens = question[: match.start()].rstrip(' \u00a0\u202f«"')[-1:] in _SENTENCE_STARTS
        named = word[0].isupper() and not opens and "'" not in word and "’" not in word
        if any(c.isdigit() for c in word):
            if not any(word in figure for figure in figured):
                found.append(word)
        elif len(word) > 1 and (word.isupper() or named):
            found.append(word)
    return (*found, *figured)


def _told_figures(text: str) -> tuple[str, ...]:
    return tuple(in_words(figure) for figure in read_figures(text) if figure.unit and figure.value != ARTICLE)


def lacking(question: str, bearings: Sequence[Bearing], topic: Topic | None) -> tuple[str, ...]:
    """The insisted words that no passage has, as the question writes them, and its figures however they are written."""
    texts = " ".join(fold(b.passage.indexed) for b in bearings)
    told = {figure for b in bearings for figure in _told_figures(b.passage.text)}
    return tuple(
        word
        for word in insisted(question)
        if word not in told
        and not re.search(rf"\b{re.escape(fold(word))}", texts)
        and not (topic is not None and mentions(topic.words, fold(word)))
    )
