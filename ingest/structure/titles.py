"""Is it a title, or does the sentence begin here? A title has no verb of its own and no full stop."""

import re

from clausier.domain.text import mend

LONGEST = 140  # characters; a longer line is a paragraph
_MOST_WORDS = 18
# Verbs that make a clause of law out of a noun phrase. A closed class: grammar, not vocabulary.
_VERB = re.compile(
    r"\b(?:est|sont|sera|seront|serait|peut|peuvent|pourra|pourront|doit|doivent|devra|devront|ont|aura|auront|fera|"
    r"prend|prennent|prendra|s'engage(?:nt)?|s'oblige(?:nt)?|demeure(?:nt)?|restent|comprend|comprennent|reconnaît|"
    r"reconnaissent|garantit|garantissent|assurent|fournit|fournira|s'applique(?:nt)?|entre en|"
    r"shall|will|may|must|is|are|was|were|has|have|agrees?|can|cannot|should|represents|do|does|did)\b"
)
# « ne … pas »: what is denied is a verb.
_DENIED = re.compile(r"\bn(?:e\s|')\s?\S.*\b(?:pas|plus|jamais|que?|ni|aucune?|rien|guère)\b")
# « fournit les serveurs »: an article right after a word is its object, unless the word is one that links, or a verb
# that a title may have as well: « hébergeant le service », « Valider les devis », « right to audit the books ».
_OBJECT = re.compile(
    r"(?<!\bto )\b(?P<word>[^\W\d_]+)\s+(?:l[ea]s?|une?|son|sa|ses|ce|cette|cet|ces|the|an|its|their|any|every)\s+"
    r"(?!cas échéant)[^\W\d_]"
)
_NOT_FINITE = ("ant", "er", "ir", "dre", "tre", "ing")
_LINK = re.compile(
    r"à|a|aux?|des?|du|sur|sous|dans|par|pour|avec|sans|et|où?|ou|en|selon|entre|vers|chez|contre|après|avant|pendant|"
    r"durant|dont|que|qui|quand|si|comme|dès|depuis|hors|malgré|outre|sauf|suivant|concernant|devant|derrière|envers|"
    r"jusque|ni|mais|car|or|soit|puis|tou(?:te?s?|s)|(?:la|le)quelle?|lesquel(?:le)?s|duquel|incluant|moyennant|"
    r"nonobstant|the|of|and|or|to|in|for|on|by|with|from|at|as|into|under|upon|over|between|within|without|during|"
    r"before|until|against|through|per|than|that|which|if|when|where|both|all|other"
)
# A long phrase that begins like this is a sentence, unless its words are capitalised as titles are.
_DETERMINER = re.compile(
    r"(?:l[ea]s?|l['’]\w+|un|une|ce|cet|cette|ces|tout|toute|chaque|aucune?|il|elle|the|an?|this|these|each|any|all|no|"
    r"you|your|if|in|on|at|by|from|within|during|after|before|until|unless|either|neither|both|for|upon|except|subject|"
    r"notwithstanding|when|where|comme|lorsque|quand|quelle?s?|afin|si|en|dans|pour|par|après|avant|pendant|dès|selon|"
    r"toutefois|chacune?|sauf|sous)\b(?!-)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:l[ea]s?|l['’]\w+|un|une|ce|cet|cette|ces|tout|toute|chaque|chacune?|aucune?|the|an?|this|these|each|any|all|no)\b(?!-)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:ils?|elles?|nous|vous|je|it|we|they|you)\s", re.IGNORECASE)
_ARTICLE_AND_NOUN = 2  # words: « Le prix. » may be a title
_LONG_PHRASE = 6
_SHORT_STOP = 6
_TERMINAL = re.compile(r"[.;,!?…]$")
_ABBREVIATION = re.compile(r"\b(?:etc|inc|ltd|co|corp|n°|no|art|s\.a|s\.a\.s)\.$", re.IGNORECASE)
_SENTENCE_INSIDE = re.compile(r"[a-zà-ÿ0-9)»”]{2}[.;?!]\s+[A-ZÀ-ÝÉ«“\"]")
_RUN_IN = re.compile(
    r"(?P<title>[^.:;–—]{3,80}?)(?:\s?[.:]\s?[–—-]?\s+|\s+[–—]\s+)(?=[«“\"(]?[A-ZÀ-ÝÉ«“])|(?P<spaced>.{3,90}?)\s{3,}"
)
_RUN_IN_WORDS = 9
_SENTENCE_END = re.compile(r"[.;,(]")
_NAME_WORDS = 5
_CAPITALS = re.compile(r"[^\W\d_]")


def clean(title: str) -> str:
    """A title as it is cited: on one line, without the dots and colons that end it."""
    return mend(title).text.strip(" \t*_:.–—-").strip()


def has_verb(text: str) -> bool:
    """A verb of the kind that clauses are made with."""
    plain = text.lower().replace("’", "'")
    return bool(_VERB.search(plain) or _DENIED.search(plain)) or any(
        not (_LINK.fullmatch(found["word"]) or found["word"].endswith(_NOT_FINITE)) for found in _OBJECT.finditer(plain)
    )


def all_capitals(text: str) -> bool:
    """At least four letters, and none of them small."""
    letters = "".join(_CAPITALS.findall(text))
    return len(letters) >= 4 and letters.upper() == letters


def begins_lowercase(text: str) -> bool:
    """A small letter first: the text goes on from something."""
    return text[:1].islower()


def reads_as_title(text: str) -> bool:
    """Short, without the stop that ends a sentence and without a verb; « : » may end it."""
    text = text.strip()
    if not text or len(text) > LONGEST or len(text.split()) > _MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    if _TERMINAL.search(text) and not _ABBREVIATION.search(text) and not _short_stop(text):
        return False
    if text.endswith(":") and _DETERMINER.match(text) and not all_capitals(text):
        return False
    if _SENTENCE_INSIDE.search(text) or begins_lowercase(text):
        return False
    return all_capitals(text) or not (has_verb(text) or _begins_sentence(text))


def _begins_sentence(text: str) -> bool:
    long = len(text.split()) > _LONG_PHRASE and bool(_DETERMINER.match(text)) and not _capitalised(text)
    return bool(_PRONOUN.match(text)) or long


def _capitalised(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def _determined(text: str) -> bool:
    """« Le Titulaire coopère… »: with a full stop after it, that is a sentence, whatever its verb."""
    return not _capitalised(text) and len(text.split()) > _ARTICLE_AND_NOUN and bool(_SUBJECT.match(text))


def _short_stop(text: str) -> bool:
    """« Définitions. »: a few words and one full stop may still be a title."""
    stopped = text.endswith(".") and len(text.split()) <= _SHORT_STOP and "," not in text
    return stopped and not has_verb(text) and not _determined(text)


def run_in(text: str) -> tuple[str, int]:
    """A title that the text follows on the same line (« Durée. Le contrat… »): the title, and where the text begins."""
    found = _RUN_IN.match(text)
    if not found or found.end() >= len(text):
        return "", 0
    title = found["title"] or found["spaced"]
    if (
        len(title.split()) > _RUN_IN_WORDS
        or has_verb(title)
        or _begins_sentence(title)
        or (_determined(title) and found.group().rstrip().endswith("."))
        or begins_lowercase(title)
        or not title[:1].isalpha()
        or (found.group().rstrip().endswith(":") and not all_capitals(title) and _named(text[found.end() :]))
    ):
        return "", 0
    return title, found.end()


def _named(text: str) -> bool:
    """« Responsable : Madame Agathe Roncevalle. »: after the colon stands who it is, not a text."""
    words = [word for word in _SENTENCE_END.split(text, maxsplit=1)[0].split() if len(word) > 3]
    return len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)
