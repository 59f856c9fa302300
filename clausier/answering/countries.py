"""Countries, by name and by adjective: a clause on French law is no plain yes to English law."""

import re

_FAMILIES = (
    r"alleman\w*|german\w*",
    r"american\w*|americain\w*|etats[- ]unis|united states|state of (?!the\b|that\b|any\b)\w+|u\.s\.(?:a\.)?|usa",
    r"algeri\w*",
    r"anglai(?:s|se|ses)|angleterre|english|england|britanni\w*|british|royaume[- ]uni|united kingdom|wales",
    r"autrichi\w*|autriche|austria\w*",
    r"belg(?:e|es|ique|ium|ian)",
    r"canad\w*|quebec\w*",
    r"chin(?:e|ois\w*|a|ese)",
    r"espagn\w*|spain|spanish",
    r"francais\w*|france|french",
    r"inde|indien\w*|indian?",
    r"irland\w*|ireland|irish",
    r"itali\w*|italy",
    r"japon\w*|japan\w*",
    r"luxembourg\w*",
    r"maroc\w*|morocc\w*",
    r"neerland\w*|hollandais\w*|pays[- ]bas|dutch|netherlands",
    r"polon\w*|poland|polish",
    r"portug\w*",
    r"roumain\w*|roumanie|romania\w*",
    r"senegal\w*",
    r"suisses?|swiss|switzerland|helveti\w*",
    r"tunisi\w*",
)
"""How each is written, folded, in both languages: those that contracts for French companies are likeliest to name."""
_NAMES = tuple(re.compile(rf"(?<!\w)(?:{family})(?!\w)") for family in _FAMILIES)


def unmet(question: str, text: str) -> tuple[str, ...]:
    """The names of countries that a question has and a text has not, in neither language; both folded."""
    found = ((name.search(question), name) for name in _NAMES)
    return tuple(match.group() for match, name in found if match and not name.search(text))


def met(word: str, text: str) -> bool:
    """Whether a word names a country that a text names too; both folded."""
    return any(name.fullmatch(word) and name.search(text) for name in _NAMES)
