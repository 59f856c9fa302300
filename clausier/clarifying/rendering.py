"""A clarification for a reader: plain text for a terminal, one object for a program. Nothing is decided here."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from clausier.answering.quoting import readable
from clausier.clarifying.wording import REST, grouped, hinged, left_unread, subject, towards
from clausier.domain.answers import Citation, Source
from clausier.domain.documents import PassageId
from clausier.domain.french import listed, typeset
from clausier.domain.glosses import Alert, Clarification, GlossEntry, Phrase, Term, Unsaid
from clausier.render import DISCLAIMER, WIDTH, explanation_notes, harmless, place

_INDENT = "    "
_MANY = 6  # figures of a sentence: more of them are a table's, and read better there


def clarification_text(clarification: Clarification) -> str:
    """Everything that is known of a clause before any model writes."""
    marks = _marks(clarification)
    document = clarification.document
    title = " – ".join(filter(None, [harmless(clarification.label), harmless(document.title)]))
    blocks = [
        "\n".join([title, *map(harmless, filter(None, [" › ".join(clarification.path)])), harmless(document.file)]),
        _ours(subject(clarification)),
        _block("À regarder", map(_alert, clarification.alerts)),
        _block("Le texte, mot pour mot", (_quotation(one, marks[one.passage_id]) for one in clarification.text)),
        *(_group(name, phrases, marks) for name, phrases in grouped(clarification)),
        _block("Termes que le document définit", map(_term, clarification.terms)),
        _block("Renvois", (_pointed(one.words, one.label, one.citation) for one in clarification.pointers)),
        _block("Textes cités (références seulement)", (f"- {harmless(law.words)}" for law in clarification.laws)),
        _block(*_unsaid(clarification.unsaid)),
        _block("Les mots du métier", map(_gloss, clarification.glosses)),
        _block(
            "Notes de référence (ce n’est pas votre contrat)",
            (_quotation(item.citation, f"[{item.key}]") for item in clarification.guidance),
        ),
        _ours(DISCLAIMER),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def explanation_text(clarification: Clarification) -> str:
    """What a model worded of a clause, sentence by sentence, with the marks of the passages; "" without any."""
    explanation = clarification.explanation
    if explanation is None:
        return ""
    marks = _marks(clarification)
    known = {item.key: marks[item.passage.id] for item in clarification.evidence}
    lines = [
        _wrapped(f"{harmless(sentence.text)} {''.join(known[key] for key in sentence.keys)}")
        for sentence in explanation.sentences
    ]
    unread = _ours(left_unread(clarification)) if explanation.sentences else ""
    notes = [explanation_notes(explanation), unread]
    return "\n".join(filter(None, [*lines, *notes])) + "\n"


def _marks(clarification: Clarification) -> Mapping[PassageId, str]:
    """The mark of each passage of the clause: "[1]"."""
    passages = dict.fromkeys(citation.passage_id for citation in clarification.text)
    return {passage: f"[{number}]" for number, passage in enumerate(passages, 1)}


def _block(title: str, lines: Iterator[str]) -> str:
    listed_lines = list(lines)
    return "\n".join([typeset(title), *listed_lines]) if listed_lines else ""


def _group(name: str, phrases: Sequence[Phrase], marks: Mapping[PassageId, str]) -> str:
    lead: tuple[Citation, ...] = ()
    shown: tuple[Citation, ...] = ()
    lines = [_ours(f"{name} :")]
    plain = [phrase for phrase in phrases if name == REST and not any(_details(phrase, name))]
    for phrase in phrases:
        if phrase in plain:
            continue
        if phrase.lead and phrase.lead not in (lead, shown):
            lines.append(_said(phrase.lead, marks))
        lead, shown = phrase.lead, phrase.citations
        lines.append(_said(phrase.citations, marks))
        lines += [_wrapped(line, _INDENT, f"{_INDENT}  ") for line in _details(phrase, name)]
    if plain:
        where = dict.fromkeys(marks[phrase.citations[0].passage_id] for phrase in plain)
        lines.append(_ours(f"Les autres phrases se lisent plus haut : {listed(list(where))}."))
    return "\n".join(lines)


def _said(citations: Sequence[Citation], marks: Mapping[PassageId, str]) -> str:
    mark = marks.get(citations[0].passage_id, "-") if citations else "-"
    quote = " ".join(line for citation in citations for line in readable(citation.quote))
    return _wrapped(f"«\u00a0{harmless(quote)}\u00a0»", f"{mark} ", _INDENT)


def _details(phrase: Phrase, name: str) -> Iterator[str]:
    cells = [cell for citation in phrase.citations for cell in citation.cells if cell[0]]
    if cells:
        yield " ; ".join(f"{harmless(header)}\u00a0: {harmless(text)}" for header, text in cells)
        return
    if whom := towards(phrase, name):
        yield harmless(typeset(f"Envers : {whom}."))
    if 0 < len(phrase.figures) <= _MANY:
        yield harmless(typeset(f"Chiffres : {listed(phrase.figures)}."))
    for hinge, words in hinged(phrase.cues):
        yield typeset(f"{hinge} : ") + harmless(listed([f"«\u00a0{each}\u00a0»" for each in words])) + "."


def _alert(alert: Alert) -> str:
    return "\n".join(
        [_wrapped(harmless(typeset(alert.sentence)), "- ", "  "), *(_quotation(one, " ") for one in alert.citations)]
    )


def _term(term: Term) -> str:
    return "\n".join([f"- {harmless(term.term)}", *(_quotation(citation, " ") for citation in term.citations)])


def _pointed(words: str, label: str, citation: Citation) -> str:
    heading = _wrapped(
        f"- {typeset('Au renvoi')} «\u00a0{harmless(words)}\u00a0»{typeset(' :')} {harmless(label)}", "", "  "
    )
    return f"{heading}\n{_quotation(citation, ' ')}"


def _unsaid(unsaid: Sequence[Unsaid]) -> tuple[str, Iterator[str]]:
    """The title carries the reserve: signs are looked for, and a clause may say a thing in other words."""
    lines = (
        _wrapped(
            typeset(f"{one.label} – dit ailleurs : {place(one.elsewhere)}." if one.elsewhere else f"{one.label}."),
            "- ",
            "  ",
        )
        for one in unsaid
    )
    return "Cette clause ne dit pas, du moins dans les mots d’usage", lines


def _gloss(entry: GlossEntry) -> str:
    names = f" ({', '.join(entry.names)})" if entry.names else ""
    caution = f" Attention : {entry.caution}" if entry.caution else ""
    return _wrapped(typeset(f"{entry.term}{names} : {entry.definition}{caution}"), "- ", "  ")


def _quotation(citation: Citation, mark: str) -> str:
    indent = " " * (len(mark) + 1)
    first, *others = f"«\u00a0{harmless(chr(10).join(readable(citation.quote)))}\u00a0»".split("\n")
    origin = citation.title if citation.source is Source.GUIDANCE else citation.file
    where = " · ".join(filter(None, [harmless(origin), place(citation)]))
    lines = [_wrapped(first, f"{mark} ", indent), *(_wrapped(line, indent, indent) for line in others)]
    return "\n".join([*lines, f"{indent}{where}"])


def _ours(sentence: str) -> str:
    return _wrapped(harmless(typeset(sentence)))


def _wrapped(text: str, first: str = "", indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
