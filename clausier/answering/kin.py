"""Words of contracts that mean the same, whatever their form or language: what a text speaks of, made comparable."""

import re
from functools import lru_cache

from clausier.answering.words import content_stems, focus_stems
from clausier.domain.folding import fold
from clausier.domain.sides import USUAL_CUSTOMERS, USUAL_PROVIDERS

# A notice without its name: "son refus par lettre recommandée au moins neuf mois avant l'échéance".
_GIVEN = (
    r"\b(?:notif\w*|lettre|avis|denonc\w*|inform\w*|preven\w*|previen\w*|refus\w*|oppos\w*|recommandee?|"
    r"written|elect\w*)\b"
)
_BEFORE_END = (
    r"\b(?:(?:ans?|mois|semaines?|jours?)(?: \w+){0,2} (?:avant|precedant) (?:\w+[ '’])?(?:\w+ )?"
    r"(?:fin|termes?|echeances?|expiration|anniversaire|reconduction|renouvellement)|"
    r"(?:years?|months?|weeks?|days?)(?: \w+){0,2} (?:before|prior to) (?:\w+ ){0,2}"
    r"(?:end|expir(?:y|ation)|term|renewal|anniversary))\b"
)
# Each is looked for around the other: what stands between them is read for its own sake.
_NOTICE = rf"{_GIVEN}(?=.{{0,120}}{_BEFORE_END})|{_BEFORE_END}(?=.{{0,80}}{_GIVEN})"
# The field's terms, each with its verbs, nouns, abbreviations and English. Written folded.
_KIN: tuple[tuple[str, str], ...] = (
    ("préavis", rf"preavis|notice|{_NOTICE}"),
    (
        "fin",
        r"resili\w*|terminat\w*|sort(?:ir|ies?|ant)|partir|quitter|denonc\w*|m(?:et|is)(?:tre|te|tent)? fin|exit|leave",
    ),
    ("sans motif", r"convenience|sans (?:motif|faute|raison|justification)|a tout moment|at any time|without cause"),
    ("reprise", r"rto|dmia|reprise|recovery time"),
    ("perte", r"rpo|pdma|perte\w*|perd(?:re|ues?)|recovery point|loss(?:es)?"),
    (
        "rétablissement",
        r"gtr|retabli\w*|remise en service|restor\w*|repar\w*|resol\w*|resou\w*|"
        r"corrig\w*|correct(?:ed|ion)\w*|contourn\w*|fix(?:ed)?",
    ),
    (
        "intervention",
        r"gti|prise? en (?:charge|compte)|pris en (?:charge|compte)|interven\w*|respon[ds]\w*|repon\w*|acknowledg\w*",
    ),
    (
        "plafond",
        r"plafon\w*|limit(?:e|ee|es|ed|ation|s)?|cap(?:s|ped)?|maxim\w*|depass\w*|exce(?:d|ed|ss)\w*|up to|au plus",
    ),
    ("pénalité", r"penalit\w*|penalt\w*|malus|service credits?|avoirs?|liquidated damages"),
    ("indemnité", r"indemni\w*|dedits?|termination (?:charges?|fees?|payments?)|compensation"),
    (
        "prix",
        r"prix|tarif\w*|cou(?:ts?|ter?|tent)|facture(?:r|es?|nt)?|redevance\w*|forfait\w*|fees?|charges?|pric\w*|rates?|"
        r"remuner\w*|montants?|s'elev\w*|frais",
    ),
    ("facture", r"factures?|invoic\w*"),
    ("payer", r"pai(?:e|ent|ement|ements)|paye\w*|payables?|reglements?|regler|pay(?:able|ments?|s)?|verse\w*|dues?"),
    ("reconduction", r"recondu\w*|renouvel\w*|renew\w*|prorog\w*|extend\w*|extension\w*"),
    (
        "durée",
        r"dur(?:ees?|e|ent|er)|periode d[eu]|(?:period|term) of|(?:initial|fixed) (?:period|term)|lasts?|"
        r"engage(?:ment|ments|es?|s)?|fermes?",
    ),
    ("an", r"an(?:s|nees?|nuel\w*)?|annual\w*|years?|yearly"),
    ("mois", r"mois|mensu\w*|month\w*"),
    ("trimestre", r"trimestr\w*|quarter\w*"),
    ("semaine", r"semaines?|hebdo\w*|week\w*"),
    ("jour", r"jours?|journ\w*|days?|daily|quotidien\w*|tjm"),
    ("heure", r"heures?|horaires?|hour\w*"),
    ("embauche", r"debauch\w*|embauch\w*|recrut\w*|sollicit\w*|hir(?:e|ed|ing)|solicit\w*|employ(?:s|ed|ing|ment)"),
    ("conservation", r"gard(?:er?|ent|ees?)|conserv\w*|retention|retain\w*|keeps?|kept|archiv\w*"),
    (
        "alerte",
        r"preven(?:ir|u|us|ue|ues)|previen\w*|inform(?:er?|ent|era|ed|s|ation)?|info|notif\w*|alert\w*|signal\w*|avert\w*|report(?:ed|s)?",
    ),
    ("au-delà", r"au[- ]dela|supplementaires?|en plus|additional|extra|surplus|beyond|hors forfait"),
    ("disponibilité", r"dispo(?:nibilites?|s)?|availab\w*|uptime"),
    ("responsabilité", r"responsab\w*|liab\w*"),
    ("sécurité", r"secu(?:rite)?|security"),
    ("retard", r"retards?|tard(?:if|ifs|ive|ives)|delay\w*|late"),
    ("restitution", r"restitu\w*|rend(?:re|us?|ues?)|return\w*|remis(?:es?)?|remettre"),
    ("réversibilité", r"reversib\w*|transfer\w*|transfert\w*|exit|hand(?:ed)? ?over|handover"),
    ("demande", r"demand\w*|request\w*|requis\w*"),
    ("révision", r"revis\w*|index\w*|augment\w*|increas\w*|hausses?|uplift"),
    ("assurance", r"assur(?:ances?|eurs?|es?)|insur\w*"),
    ("destruction", r"detrui\w*|destruct\w*|effac\w*|suppr\w*|eras\w*|delet\w*"),
    ("recette", r"recettes?|acceptance|vabf|vsr|verification"),
    ("sauvegarde", r"sauvegard\w*|backups?|backed up"),
    ("intérêt", r"interets?|interest"),
    ("mise en demeure", r"mises? en demeure|formal notice|remed(?:y|ied)"),
    ("critique", r"critiques?|critical"),
    ("application", r"appli(?:s|cations?|catifs?)?"),
    ("correctif", r"correctifs?|patch\w*"),
    ("ingénieur", r"ingenieurs?|engineers?"),
    ("jalon", r"jalons?|milestones?"),
    ("utilisateur", r"utilisateurs?|users?"),
    ("données", r"donnees?|data"),
    ("ouverture", r"ouver(?:t|te|ts|tes|ture)|open|opening"),
    ("audit", r"audit\w*"),
    ("secours", r"pra|pca|sinistres?|secours|disaster"),
    ("remise", r"remises?|ristournes?|discounts?|rebates?"),
    ("confidentialité", r"confiden\w*"),
)
SIDES = (
    ("client", (*USUAL_CUSTOMERS, "cliente", "maitre d'ouvrage")),
    ("prestataire", (*USUAL_PROVIDERS, "hebergeur", "editeur", "integrateur", "vendor")),
)
"""The two sides of a contract, each with what contracts call it."""
_NAMED_SIDES = tuple((name, re.compile(rf"\b(?:{'|'.join(roles)})s?(?!\w)")) for name, roles in SIDES)
_FOUND = tuple((name, re.compile(rf"\b(?:{pattern})(?!\w)")) for name, pattern in _KIN)


@lru_cache(maxsize=8192)
def senses(text: str) -> frozenset[str]:
    """What a stretch of text speaks of: the field's terms by one name, other words by their stem."""
    folded = fold(text)
    named = {name for name, pattern in _FOUND if pattern.search(folded)}
    return frozenset(named) | content_stems(_without_terms(folded))


@lru_cache(maxsize=1024)
def asked_senses(question: str) -> frozenset[str]:
    """What a question is about, the same way, less what any question to a contract says."""
    folded = fold(question)
    named = {name for name, pattern in _FOUND if pattern.search(folded)}
    return frozenset(named) | focus_stems(_without_terms(folded))


@lru_cache(maxsize=8192)
def sides(text: str) -> frozenset[str]:
    """The sides of the contract that a stretch of text names."""
    folded = fold(text)
    return frozenset(name for name, pattern in _NAMED_SIDES if pattern.search(folded))


def _without_terms(folded: str) -> str:
    for _, pattern in _FOUND:
        folded = pattern.sub(" ", folded)
    return folded
