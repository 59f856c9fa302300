"""The verdict and its one line, from evidence. No model has a say here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausier.answering.asking import wants_quantity
from clausier.answering.bearing import Bearing
from clausier.answering.belonging import of_the_other_side
from clausier.answering.countries import unmet
from clausier.answering.demands import asked_elements, lacking, tells
from clausier.answering.figures import ARTICLE, figures
from clausier.answering.points import is_met, points, specific
from clausier.answering.valued import answers_with_figure
from clausier.answering.words import content_stems, explained
from clausier.domain.answers import Citation, Verdict
from clausier.domain.folding import fold
from clausier.domain.french import listed
from clausier.domain.questions import Asks, Element, Topic

_CORE = (3, 6)  # the fewest and the most elements, the topic's first, that a clause is held to
_LIKELY = 0.4  # so likely to answer, a passage stands for elements that no sign shows
_ANSWERS = 0.33  # so likely, the first passage answers the one thing that is asked
_FAINTLY = 0.5  # the same, where the question only resembles its topic
_ENOUGH = 0.5  # of the core: below, the clause deals with the point by half

_LONGEST_CELL = 120  # characters of a cell that a conclusion repeats

_OF = {"le ": "du ", "les ": "des "}
_BEFORE_NOUN = re.compile(r"(^|, | et )(le |la |les |l’|son |sa |ses |ce )")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and what it found wanting. `doubtful`: an answer is likely there, and nothing establishes it."""

    verdict: Verdict | None
    missing: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it is judged. `together`: some passage speaks of every topic that it names."""

    question: str
    asks: Asks
    topic: Topic
    faint: bool = False  # it only resembles its topic
    together: bool = True


def judge(put: Put, dealing: Sequence[Bearing], known: frozenset[str] = frozenset()) -> Judgement:
    """What may be said of a recognised topic, given the passages that deal with it, the likeliest to answer first.

    Nothing deals with it: not found. A name, an acronym or a figure of the question that stands nowhere forbids a
    plain yes (`known`: those that need no witness). Several points: each is looked for. Elements that the question
    names decide; so does, where it asks one thing beyond the topic, how likely the first passage is to answer it. A
    question on the topic at large is held to the topic's core elements. What the words do not show, a passage may
    still answer that is about the very element by meaning, and likely in every other way. What is asked of one side of
    the contract, and dealt with for the other alone, is no plain yes; nor is a country that no passage names.
    """
    found = _judged(put, dealing, known)
    if put.asks is not Asks.COVERAGE or found.verdict is not Verdict.YES:
        return found
    texts = [one.passage.text for one in dealing]
    other = of_the_other_side(put.question, put.topic, texts)
    wanting = tuple(filter(None, [other, *unmet(fold(put.question), fold("\n".join(texts)))]))
    return Judgement(Verdict.PARTIAL, tuple(f"« {words} »" for words in wanting)) if wanting else found


def _judged(put: Put, dealing: Sequence[Bearing], known: frozenset[str]) -> Judgement:
    told = _by_its_words(put, dealing, known)
    answering = [found for found in dealing if found.answers]
    if told.verdict is not Verdict.NOT_FOUND or not answering or _unnamed(put, answering, known):
        return told
    if put.asks is not Asks.COVERAGE:
        return Judgement(None)
    return Judgement(Verdict.PARTIAL if told.missing else Verdict.YES, told.missing)


def _unnamed(put: Put, answering: Sequence[Bearing], known: frozenset[str]) -> bool:
    """Whether passages lack a name that the question insists on."""
    return any(not any(map(str.isdigit, word)) for word in lacking(put.question, answering, put.topic, known))


def _by_its_words(put: Put, dealing: Sequence[Bearing], known: frozenset[str]) -> Judgement:
    if not dealing:
        return Judgement(Verdict.NOT_FOUND)
    question, topic = put.question, put.topic
    asked = asked_elements(topic, question)
    absent = [element for element in asked if not any(tells(bearing, element, question) for bearing in dealing)]
    several = len(points(question)) > 1
    if asked and len(absent) == len(asked) and not several and not _stands_in(put, dealing[0]):
        return Judgement(Verdict.NOT_FOUND, _labels(absent))
    if put.asks is not Asks.COVERAGE:
        return Judgement(None)
    if several:
        return _of_points(question, topic, dealing, known)
    if not put.together:
        return Judgement(Verdict.NOT_FOUND)
    wanting = lacking(question, dealing, topic, known)
    if wanting:
        beside = specific(question, topic) - content_stems(" ".join(wanting))
        return _wanting(wanting, absent, at_large=not beside and not put.faint)
    if absent:
        return Judgement(Verdict.PARTIAL, _labels(absent))
    if asked and not put.faint:
        return Judgement(Verdict.YES)
    if specific(question, topic):
        return _of_one_point(put, dealing)
    return _at_large(topic, dealing)


def _stands_in(put: Put, first: Bearing) -> bool:
    """Whether the first passage may answer though it shows no sign of the elements that are asked."""
    if put.asks is Asks.COVERAGE:
        return first.likelihood >= _LIKELY and not put.faint
    counts = answers_with_figure(put.question, first.passage) or (wants_quantity(put.question) and _counts(first))
    return counts or first.likelihood >= _ANSWERS


def _of_points(question: str, topic: Topic | None, dealing: Sequence[Bearing], known: frozenset[str]) -> Judgement:
    """A question that puts several points together: all met, some, or none."""
    missing = [
        point
        for point in points(question)
        if not is_met(point, dealing, topic) or lacking(point, dealing, topic, known)
    ]
    if not missing:
        return Judgement(Verdict.YES)
    none = len(missing) == len(points(question)) and dealing[0].likelihood < _LIKELY
    verdict = Verdict.NOT_FOUND if none else Verdict.PARTIAL
    return Judgement(verdict, tuple(f"« {point} »" for point in missing))


def _wanting(words: Sequence[str], absent: Sequence[Element], at_large: bool = False) -> Judgement:
    """Names that no document has: what is asked about them is not there. A figure may be there in part, and so may a
    topic that is asked `at_large`, for a name."""
    named = tuple(f"« {word} »" for word in words)
    figured = any(character.isdigit() for word in words for character in word)
    return Judgement(Verdict.PARTIAL if figured or at_large else Verdict.NOT_FOUND, _labels(absent) + named)


def _of_one_point(put: Put, dealing: Sequence[Bearing]) -> Judgement:
    """A question on one thing beyond its topic's name: the first passage answers it, or has all its words."""
    own = specific(put.question, put.topic)
    whole = any(explained(own, content_stems(found.passage.indexed)) == own for found in dealing)
    sure = dealing[0].likelihood >= (_FAINTLY if put.faint else _ANSWERS) or (whole and not put.faint)
    return Judgement(Verdict.YES) if sure else Judgement(Verdict.NOT_FOUND)


def _at_large(topic: Topic, dealing: Sequence[Bearing]) -> Judgement:
    shown = {element.id for bearing in dealing for element in bearing.elements}
    absent = [element for element in topic.elements if element.id not in shown]
    core = topic.elements[: min(max(_CORE[0], len(topic.elements) // 2), _CORE[1])]
    found = sum(element.id in shown for element in core)
    return Judgement(Verdict.YES if found >= _ENOUGH * len(core) else Verdict.PARTIAL, _labels(absent))


def _counts(found: Bearing) -> bool:
    """Whether a passage of the topic's own clause has a figure of something."""
    return found.headed and any(figure.unit and figure.value != ARTICLE for figure in figures(found.passage.text))


def judge_untold(
    question: str, asks: Asks, dealing: Sequence[Bearing], known: frozenset[str] = frozenset()
) -> Judgement:
    """What may be said when no topic is recognised: the question's own words must be there."""
    if not dealing:
        return Judgement(Verdict.NOT_FOUND)
    if asks is not Asks.COVERAGE:
        return Judgement(None)
    if len(points(question)) > 1:
        return _of_points(question, None, dealing, known)
    wanting = lacking(question, dealing, None, known)
    return _wanting(wanting, ()) if wanting else Judgement(Verdict.YES)


def _labels(elements: Sequence[Element]) -> tuple[str, ...]:
    return tuple(element.label for element in elements)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a conclusion may tell beside the verdict."""

    citations: tuple[Citation, ...]
    figures: tuple[str, ...] = ()  # of the first quotation, when a value is asked
    denied: bool = False  # the sentence of the first passage nearest to the question denies or restricts
    advice: bool = False  # a lawyer's judgement is asked
    clash: tuple[str, str] | None = None  # a number of the first quotation, and the other one it is repeated as
    several: bool = False  # documents were searched: a place names its own


def conclusion(judgement: Judgement, topic: Topic | None, grounds: Grounds) -> str:
    """One line: what was found and where; never what to do about it."""
    sentence = _found_or_not(judgement, topic.about if topic else "ce point", grounds)
    if grounds.denied and judgement.verdict in (Verdict.YES, Verdict.PARTIAL):
        sentence += " Le premier passage nie ou restreint : à lire en entier."
    if grounds.clash is not None:
        sentence += f" Le premier passage se contredit : {listed(grounds.clash)}."
    if grounds.advice:
        sentence += " L’appréciation juridique revient à un professionnel du droit."
    return sentence


@dataclass(frozen=True, slots=True)
class Told:
    """What a row of a table says, each figure under the name of its column, and where the row stands."""

    label: str
    values: tuple[tuple[str, str], ...]
    citation: Citation


def told_by_rows(told: Sequence[Told], several: bool) -> str:
    """The conclusion where rows of tables answer: their own words, cell by cell."""
    return " ".join(_told(one, several) for one in told)


def _told(one: Told, several: bool) -> str:
    values = [f"« {_short(text)} »" + (f" pour « {_short(title)} »" if title else "") for title, text in one.values]
    where = place_of(one.citation, several)
    return f"{where[:1].upper()}{where[1:]}, la ligne « {_short(one.label)} » du tableau donne {listed(values)}."


def missed_by_rows(said: str, citation: Citation, several: bool) -> str:
    """The conclusion where a table deals with what is asked and has no row for it."""
    return f"Aucune ligne du tableau cité, {place_of(citation, several)}, ne vaut pour « {said} »."


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[:_LONGEST_CELL].rsplit(' ', 1)[0]}…"


def _found_or_not(judgement: Judgement, about: str, grounds: Grounds) -> str:
    if judgement.verdict is Verdict.NOT_FOUND:
        if judgement.missing:
            return f"Les passages sur {about} ne disent rien de ce point : {listed(judgement.missing[:3])}."
        return f"Aucun passage ne traite {of(about)} dans les documents lus."
    place = place_of(grounds.citations[0], grounds.several) if grounds.citations else ""
    if judgement.verdict is None:
        told = f" ; chiffres du passage : {listed(grounds.figures)}" if grounds.figures else ""
        return f"Le point est traité {place}{told}." if place else "Les notes de référence répondent à cette question."
    if judgement.doubtful:
        return f"Ce point est peut-être traité en d’autres termes : à lire avant de conclure, le plus proche {place}."
    if judgement.verdict is Verdict.YES:
        return f"Les documents traitent {of(about)}, {place}."
    wanting = listed(judgement.missing[:3]) + (", entre autres" if len(judgement.missing) > 3 else "")
    return f"Les documents traitent {of(about)} {place}, sans : {wanting}."


def place_of(citation: Citation, named: bool = False) -> str:
    """Where a quotation stands, in a sentence: "à l’article 14.2, page 9", with its document when `named`."""
    article, title = citation.article, f"« {citation.title} »"
    if not article:
        where = f"dans {title}"
    else:
        bare = article[0].isdigit() or article[0] in "IVX"
        where = f"à l’article {article}" if bare else f"en {article[0].lower()}{article[1:]}"
        where += f" de {title}" if named else ""
    return f"{where}, page {citation.page}" if citation.page else where


def of(about: str) -> str:
    """A noun with its article, after "traiter": "de la réversibilité", "du prix et de sa révision", "des pénalités"."""
    return _BEFORE_NOUN.sub(lambda found: found[1] + _OF.get(found[2], f"de {found[2]}"), about)


def support(citations: Sequence[Citation], sure: bool) -> str:
    """How far the evidence carries, in words and counts."""
    documents = len({citation.document_id for citation in citations})
    if not citations:
        return "aucun passage"
    if not sure:
        return "fragile – passage proche, formulation différente"
    if len(citations) == 1:
        return "à vérifier – 1 seul passage, retrouvé mot pour mot"
    where = f"dans {documents} document" + ("s" if documents > 1 else "")
    return f"solide – {len(citations)} passages retrouvés mot pour mot {where}"
