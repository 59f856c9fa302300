"""French words that say nothing of a subject: they bind, point, ask, or help a verb."""

_ARTICLES = "le la les un une des du de au aux"
_PREPOSITIONS = "à en dans par pour sur sous avec sans vers chez entre parmi dès lors afin selon"
_CONJUNCTIONS = "et ou où mais donc or ni car si comme que lorsque puisque quoique tandis ainsi aussi alors"
_PRONOUNS = (
    "je tu il elle on nous vous ils elles me te se lui leur y moi toi soi eux ce cet cette ces cela ça ceci celui celle"
    " ceux celles qui quoi dont lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels"
    " desquelles mon ma mes ton ta tes son sa ses notre nos votre vos leurs"
)
_QUESTIONS = "quel quelle quels quelles quand comment combien pourquoi quid"
_AUXILIARIES = (
    "est es suis sommes êtes sont était étaient sera seront serait seraient soit soient été être ai as avons avez ont"
    " avait avaient aura auront aurait auraient ait aient avoir fait faire peut peuvent pourra doit doivent"
)
_OTHERS = "ne pas plus tout toute tous toutes même mêmes autre autres tel telle tels telles très ici là"

# No "a": in a heading it is the name of an annex. No elided letter: an elision is cut from its word beforehand, so a
# letter that is left is a name too ("Annexe C"). No "an", nor any other noun.
SMALL_WORDS = frozenset(
    word
    for words in (_ARTICLES, _PREPOSITIONS, _CONJUNCTIONS, _PRONOUNS, _QUESTIONS, _AUXILIARIES, _OTHERS)
    for word in words.split()
)
