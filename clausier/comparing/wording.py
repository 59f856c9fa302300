"""A match of sentences made into a change: word by word, what it bears on, and its quotations."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from clausier.comparing.citing import citations, in_words
from clausier.comparing.natures import ORDER, Measure, loosened, measures, negated, paired, swapped
from clausier.comparing.sentences import Said, Text, Word
from clausier.domain.comparisons import Change, Edit, Nature
from clausier.domain.text import Span, mend

_KIN = 0.3  # less alike, by words in order, two texts are shown whole: their common words are chance
_SHOWN = 70  # characters of an edit that a summary repeats
_TOLD = 3  # edits or figures in a summary


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Words that differ on both sides, by their places; an empty stretch is where words came or went."""

    a: slice
    b: slice


@dataclass(frozen=True, slots=True)
class Wording:
    """Compares sentences of two texts. `parties` are what both contracts call those who sign them."""

    a: Text
    b: Text
    parties: frozenset[str]

    def change(self, ours: Sequence[Said], theirs: Sequence[Said]) -> Change | None:
        """What differs between some sentences and those that they became; None where nothing does."""
        words_a = [word for one in ours for word in one.words]
        words_b = [word for one in theirs for word in one.words]
        hunks = _hunks(words_a, words_b)
        if not hunks:
            return None
        edits = tuple(Edit(in_words(self.a, words_a[hunk.a]), in_words(self.b, words_b[hunk.b])) for hunk in hunks)
        figures = paired(_measured(self.a, ours), _measured(self.b, theirs))
        natures = _natures(words_a, words_b, figures, self.parties)
        return Change(
            natures=natures,
            summary=_summary(edits, figures, natures),
            edits=edits,
            a=citations(self.a, ours, _changed(words_a, [hunk.a for hunk in hunks])),
            b=citations(self.b, theirs, _changed(words_b, [hunk.b for hunk in hunks])),
        )


def _measured(text: Text, said: Sequence[Said]) -> tuple[Measure, ...]:
    return measures("\n".join(mend(one.span.of(text.reading.text)).text for one in said))


def _hunks(a: Sequence[Word], b: Sequence[Word]) -> list[_Hunk]:
    """Where two runs of words differ; one word between two places says nothing, and they are one."""
    matcher = SequenceMatcher(None, [word.key for word in a], [word.key for word in b], autojunk=False)
    found: list[_Hunk] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and i - found[-1].a.stop <= 1 and j - found[-1].b.stop <= 1:
            i, j = found[-1].a.start, found[-1].b.start
            found.pop()
        found.append(_Hunk(slice(i, i_end), slice(j, j_end)))
    return [_Hunk(slice(0, len(a)), slice(0, len(b)))] if found and matcher.ratio() < _KIN else found


def _changed(words: Sequence[Word], places: Sequence[slice]) -> list[Word]:
    """The words to quote: those that differ; where the other side alone has words, those on both sides of the place."""
    wide = (place if place.start < place.stop else slice(max(0, place.start - 1), place.start + 1) for place in places)
    return [word for place in wide for word in words[place]]


def _natures(
    a: Sequence[Word],
    b: Sequence[Word],
    figures: Sequence[tuple[Measure | None, Measure | None]],
    parties: frozenset[str],
) -> tuple[Nature, ...]:
    keys_a, keys_b = [word.key for word in a], [word.key for word in b]
    references = [(one or other) for one, other in figures]
    found = {
        Nature.FIGURE: any(one is not None and not one.reference for one in references),
        Nature.NEGATION: negated(keys_a, keys_b),
        Nature.PARTY: swapped(keys_a, keys_b, parties),
        Nature.DUTY: bool(a and b) and loosened(keys_a, keys_b),
        Nature.REFERENCE: any(one is not None and one.reference for one in references),
    }
    return tuple(sorted((nature for nature, there in found.items() if there), key=ORDER.__getitem__)) or (
        Nature.WORDING,
    )


def _summary(
    edits: Sequence[Edit],
    figures: Sequence[tuple[Measure | None, Measure | None]],
    natures: Sequence[Nature],
) -> str:
    """One factual line: the figures side by side, or the words."""
    told = [_figures(one, other) for one, other in figures if not (one or other or _NONE).reference]
    if natures[0] is not Nature.FIGURE or len(natures) > 1:
        told += [_edit(edit) for edit in edits if not (told and _is_told(edit, figures))]
    return " ; ".join(told[:_TOLD]) + (" ; …" if len(told) > _TOLD else "")


_NONE = Measure((), "", "", False, Span(0, 0))


def _is_told(edit: Edit, figures: Sequence[tuple[Measure | None, Measure | None]]) -> bool:
    """Whether the figures told are all that an edit is about."""
    return any(one and other and edit.before in one.words and edit.after in other.words for one, other in figures)


def _figures(before: Measure | None, after: Measure | None) -> str:
    about = (before or after or _NONE).about
    if before and after and after.about != before.about:
        about = ""
    told = f"{before.words if before else '(rien)'} → {after.words if after else '(rien)'}"
    return f"{about} : {told}" if about else told


def _edit(edit: Edit) -> str:
    return f"{_short(edit.before)} → {_short(edit.after)}"


def _short(words: str) -> str:
    if not words:
        return "(rien)"
    return f"«\u00a0{words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(' ', 1)[0] + '…'}\u00a0»"
