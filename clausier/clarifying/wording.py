"""The French words of a clarification: what a group of sentences does, and to whom."""

from collections.abc import Sequence
from itertools import groupby

from clausier.answering.explaining import CLAUSE_BUDGET, within_budget
from clausier.domain.french import count, listed
from clausier.domain.glosses import Clarification, Cue, Force, Hinge, Party, Phrase, Stance

HINGES = {
    Hinge.CASE: "Dans quel cas",
    Hinge.CONDITION: "Condition",
    Hinge.EXCEPTION: "Exception",
    Hinge.DEFAULT: "À défaut, ou passé un délai",
    Hinge.CEILING: "Limite",
}
_VERBS = {
    Force.DUTY: ("doit", "doivent"),
    Force.LIMIT: (
        "ne peut pas, n’est pas tenu, ou seulement dans une limite",
        "ne peuvent pas, ou seulement dans une limite",
    ),
    Force.FACULTY: ("peut", "peuvent"),
    Force.WARRANTY: ("garantit", "garantissent"),
    Force.SAID: ("selon la clause", "selon la clause"),
}
_UNNAMED = {
    Force.DUTY: "Une obligation ; qui la doit se lit dans la phrase",
    Force.LIMIT: "Une interdiction, une exclusion ou une limite ; qui elle vise se lit dans la phrase",
    Force.FACULTY: "Une faculté ; qui l’a se lit dans la phrase",
    Force.WARRANTY: "Une garantie ; qui la donne se lit dans la phrase",
    Force.SAID: "Ce que la clause dit encore",
}
REST = "Le reste de la clause"


def party_name(party: Party) -> str:
    """A party as a sentence names it: "le Prestataire (Ostrevane Services Numériques)"."""
    return f"{party.alias} ({party.name})" if party.name else party.alias


def group_name(stance: Stance) -> str:
    """What opens a group of sentences: "Le Prestataire (Ostrevane Services Numériques) doit"."""
    if stance.party is None:
        return _UNNAMED[stance.force]
    name = party_name(stance.party)
    verb = _VERBS[stance.force][stance.party.alias.startswith("les ")]
    between = ", " if stance.force is Force.SAID else " "
    return f"{name[:1].upper()}{name[1:]}{between}{verb}"


def grouped(clarification: Clarification) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    """The sentences of a clause by what they do to whom, named parties first; each sentence at least once."""
    groups: dict[str, list[Phrase]] = {}
    ordered = sorted(clarification.phrases, key=lambda phrase: not any(one.party for one in phrase.stances))
    for phrase in ordered:
        for name in dict.fromkeys(map(group_name, phrase.stances)) if phrase.stances else (REST,):
            groups.setdefault(name, []).append(phrase)
    rest = groups.pop(REST, [])
    named = [(name, tuple(phrases)) for name, phrases in groups.items()]
    return (*named, *([(REST, tuple(rest))] if rest else []))


def left_unread(found: Clarification) -> str:
    """A long clause does not fit what a small model reads: how much it was given; "" where that is all."""
    given = len(within_budget(found.evidence, CLAUSE_BUDGET))
    left = len(found.evidence) - given
    if not left:
        return ""
    first = "le premier passage" if given == 1 else f"les {count(given, 'premier passage', 'premiers passages')}"
    rest = "l’autre n’est" if left == 1 else f"les {left} autres ne sont"
    return f"Le modèle n’a lu que {first} ; {rest} que dans le texte."


def towards(phrase: Phrase, name: str) -> str:
    """Whom the sentence names as the one to whom it is owed, in the group of that name."""
    found = (party for stance in phrase.stances if group_name(stance) == name for party in stance.towards)
    return listed(tuple(dict.fromkeys(map(party_name, found))))


def hinged(cues: Sequence[Cue]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The conditions of a sentence, by sort: ("Exception", ("sauf si…",))."""
    ordered = sorted(cues, key=lambda cue: list(HINGES).index(cue.hinge))
    return tuple(
        (HINGES[hinge], tuple(cue.words for cue in same)) for hinge, same in groupby(ordered, key=lambda cue: cue.hinge)
    )


def subject(clarification: Clarification) -> str:
    """What the clause deals with, in one sentence."""
    topics = " ; ".join(clarification.about)
    said = f"Sujet reconnu : {topics}." if topics else "Sujet non reconnu avec certitude : lisez la clause elle-même."
    language = " Elle est en anglais ; ce qui suit la décrit en français, sans la traduire."
    return said + (language if clarification.english else "")
