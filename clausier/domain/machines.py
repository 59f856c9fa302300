"""Words that speak to a program which reads, not to a party: orders to an assistant, and the signs of its dialogues.

What they say is evidence of nothing. The patterns take folded text, and are of the language of such orders, French and
English. They ask for an order, or for a machine that is spoken to: a clause may well name prompts, instructions of the
client, or an assistant that is part of the service.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from clausier.domain.folding import fold
from clausier.domain.text import Span, mend

_START = r"(?:^|[.!?:;,\"»>\])*-]\s*)(?:(?:please|merci de|important|attention|note|stop|ai|ia)\W+)?"
_NEAR, _FAR = r"[^.]{0,20}", r"[^.]{0,40}"

_RULES = r"\b(?:instructions?|consignes?|directives?|prompts?|guidelines?|regles|rules|ordres)\b"
_BEFORE = (
    r"\b(?:precedent\w*|anterieur\w*|ci-dessus|initiale?s?|recues?|donnees?|du systeme|previous\w*|prior|above|earlier|"
    r"preceding|foregoing|original|system|developer)\b"
)
_FORGET = (
    r"\b(?:ignore[rsz]?|oublie[rsz]?|neglige[rsz]|contourne[rsz]?|outrepasse[rsz]?|disregard|forget|override|bypass)\b"
)
_FORGOTTEN = (
    _FORGET + _FAR + _RULES + _NEAR + _BEFORE,
    _FORGET + _NEAR + _BEFORE + _NEAR + _RULES,
    _START + r"(?:ignore[sz]?|oublie[sz]?|disregard|forget)\b" + _FAR + _RULES,
    r"\b(?:ignore|disregard|forget) (?:all|everything|anything) (?:of the |that (?:was|came) )?"
    r"(?:above|before|prior)\b",
    r"\b(?:ne (?:tiens|tenez) (?:pas|aucun) compte|fai(?:s|tes) abstraction)\b" + _NEAR + _RULES,
)

_THIS = (
    r"\b(?:ce|cette|le present|la presente|this|the present) (?:contrat|document|clause|annexe|contract|agreement)\b"
)
_FINE = (
    r"\b(?:conforme|sans risque|favorable|acceptable|valide|compliant|risk[- ]free|low[- ]risk|safe|approved|"
    r"favou?rable)\b"
)
_SAID = (
    r"\b(?:reponds|repondez)\b" + _FAR + r"\b(?:oui(?! ou\b)(?! */)|(?<!ou )non(?![- ]\w))",
    _START
    + r"(?:(?:you (?:must|should|will)|always|tu dois|vous devez) )?(?:repondre|answer|respond|reply)\b"
    + _FAR
    + r"\W(?:oui(?! ou\b)|yes(?! or\b))(?! */)\b",
    r"\b(?:dans|de) ta reponse\b",
    r"\bin your (?:answer|output)\b" + _NEAR + r"\b(?:say|state|include|write|conclude)\b",
    _START
    + r"(?:consider(?:e|ez)|trait(?:e|ez)|class(?:e|ez)|evalu(?:e|ez)|treat|consider|rate|mark|flag|classify)\b"
    + _NEAR
    + _THIS
    + _FAR
    + _FINE,
    r"\bne (?:mentionne|revele|signale|cite|divulgue)[sz]?\b"
    + _NEAR
    + r"\b(?:cette|ces) (?:instructions?|consignes?|phrases?)\b",
    r"\bdo not (?:mention|reveal|report|cite|disclose)\b"
    + _NEAR
    + r"\b(?:this|these|the above) (?:instructions?|prompts?|sentences?)\b",
)

_MACHINE = (
    r"(?:(?:ia|ai|llms?|chatgpt|gpt(?:-?\d\w*)?|chatbots?|copilot)\b|intelligences? artificielles?|"
    r"(?:large )?language models?|(?:grands? )?modeles? de langage|"
    r"assistants? (?:ia|virtuels?|automatiques?|numeriques?|intelligents?)|"
    r"(?:ai|virtual|automated) (?:assistants?|agents?|models?|systems?|reviewers?|readers?)|"
    r"agents? (?:ia|conversationnels?)|lecteurs? automatiques?)"
)
_A = r"(?:(?:un|une|an?|the) )?(?:\w+ )?"
_HUMAN = r"(?! (?:manager|director|maternel|de direction|social|dentaire))"
_SPOKEN_TO = (
    r"\b(?:tu es|you are|vous etes) (?:maintenant |desormais |now )?" + _A + rf"(?:{_MACHINE}|assistant\b{_HUMAN})",
    r"\b(?:si|if) (?:tu es|vous etes|you are|this is read by) " + _A + _MACHINE,
    r"\b(?:agis|agissez|comporte-toi|act|behave) (?:comme|en tant que?|en tant qu'|as) ?" + _A + _MACHINE,
    r"\b(?:en tant qu'|as )" + _A + _MACHINE + r",? (?:tu|vous|you)\b",
    _START
    + r"(?:note|message|avis|instructions?|consignes?|attention|notice)\b[^.:]{0,15}\b(?:a|au|aux|pour|to|for)\b"
    + r"[^.:]{0,12}"
    + _MACHINE
    + r"[^.:]{0,40}:",
    _START + r"(?:cher|chere|dear|hey|hello|bonjour) " + _MACHINE,
    r"\b(?:ton|votre|your|the|le) (?:system prompt|prompt systeme)\b|\b(?:system prompt|prompt systeme) ?:",
)

# What programs put between the sides of a dialogue.
_SIGNS = (
    r"<\|(?:im_(?:start|end)|system|user|assistant|endof\w+|begin_of_text|(?:start|end)_header_id)\|>",
    r"\[/?inst\]|<</?sys>>|</?(?:system(?:_prompt)?|assistant|instructions?)>",
    r"#{2,} ?(?:system|assistant|instruction) ?:",
    r"\"role\" ?: ?\"(?:system|assistant|user)\"",
)

_AIMED = re.compile("|".join((*_FORGOTTEN, *_SAID, *_SPOKEN_TO, *_SIGNS)))
_SENTENCE_END = re.compile(r"[.!?]+[»\"”)\]]*(?=\s)|\n\s*\n")


@lru_cache(maxsize=8192)
def is_aimed_at_machines(text: str) -> bool:
    """Whether a text gives orders to a reader that answers questions. The text is folded."""
    return _AIMED.search(text) is not None


def aimed_sentences(text: str) -> Iterator[Span]:
    """The sentences of a text that speak to a machine."""
    if not is_aimed_at_machines(fold(mend(text).text)):
        return
    start = 0
    for end in (*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)):
        sentence = text[start:end]
        if is_aimed_at_machines(fold(mend(sentence).text).strip()):
            lead = len(sentence) - len(sentence.lstrip())
            yield Span(start + lead, start + len(sentence.rstrip()))
        start = end
